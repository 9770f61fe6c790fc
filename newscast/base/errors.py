"""What can go wrong, said so that a producer can mend it.

NewscastError
├── FilesError        the user's files have problems            exit 1
├── UsageError        the command was called in a wrong way     exit 2
└── MachineError      disk, permission, ffmpeg or store failed  exit 74
    └── FfmpegError   ffmpeg failed at what it was given        exit 74

A bug is any other exception (exit 70); an interrupt is KeyboardInterrupt (exit 130).
Messages and hints are in the user's language; everything else is English.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path

from newscast.base.exits import BUG, FILES, MACHINE, USAGE


@dataclass(frozen=True, order=True)
class Place:
    """A spot in a file the user wrote; line and column count from 1.

    `keys` lead to the value from the top of the file: names, and positions in lists from 0. `words` has line and
    column of each word of a long text, as white space parts them, where that is known.
    """

    file: Path
    line: int = 1
    column: int = 1
    keys: tuple[str | int, ...] = field(default=(), compare=False)
    words: tuple[tuple[int, int], ...] = field(default=(), compare=False, repr=False)

    def of_word(self, number: int) -> Place:
        """Where the word of that number in this text stands, from 0; the text's own place where nobody knows."""
        if number >= len(self.words):
            return self
        line, column = self.words[number]
        return replace(self, line=line, column=column, words=())


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong: where, what, and how to mend it.

    `code` is one of newscast.base.codes; `medium` the recording, clip or photo that is meant.
    """

    message: str
    hint: str = ""
    place: Place | None = None
    warning: bool = False
    code: str = field(kw_only=True)
    medium: Path | None = field(default=None, kw_only=True)

    def __str__(self) -> str:
        where = f"{self.place.file}:{self.place.line}:{self.place.column}: " if self.place else ""
        return f"{where}{self.message} {self.hint}".rstrip()


def unique(problems: Iterable[Problem]) -> list[Problem]:
    """Each problem once, in order."""
    return list(dict.fromkeys(problems))


def by_place(problems: Iterable[Problem]) -> list[Problem]:
    """Each problem once, by file, line and column, as they are told; those without a place come first."""
    nowhere = Place(Path())
    return sorted(unique(problems), key=lambda problem: (problem.place or nowhere, problem.warning))


class NewscastError(Exception):
    """Anything that is told to the user in one line; `code` is a stable word for its kind."""

    exit_code = BUG
    code = "bug"


class FilesError(NewscastError):
    """The user's files have one or more problems, all of them listed."""

    exit_code = FILES

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))

    def __reduce__(self) -> tuple[type[FilesError], tuple[tuple[Problem, ...]]]:
        return FilesError, (self.problems,)


class UsageError(NewscastError):
    """The command line does not make sense."""

    exit_code = USAGE
    code = "usage"


class MachineError(NewscastError):
    """The machine could not do its part; `log` holds what the failing program printed.

    `media` are the user's files that it was working on, where that is known, and `place` is where they are named.
    """

    exit_code = MACHINE
    code = "machine"

    def __init__(self, message: str, log: str = "", media: tuple[Path, ...] = (), place: Place | None = None) -> None:
        self.log = log
        self.media = media
        self.place = place
        super().__init__(message)

    def __reduce__(self) -> tuple[type[MachineError], tuple[str, str, tuple[Path, ...], Place | None]]:
        return type(self), (str(self), self.log, self.media, self.place)


class FfmpegError(MachineError):
    """ffmpeg itself failed at what it was given to do: with the same files it will again."""

    code = "ffmpeg"
