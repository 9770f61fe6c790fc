"""The lines of a document as they are written, and where a guess of one of them stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from newscast.base.errors import Place, Problem
from newscast.base.patterns import pattern
from newscast.document.mending import Guess
from newscast.document.words import is_key

KEY = pattern(r"\s*(?:-\s+)*([\w-]+)\s*:(?:\s|$)")
"""A line that begins with a key, after a hyphen or not."""


def begins_with_key(line: str) -> bool:
    """Whether a line begins with a key, after a hyphen or not."""
    found = KEY.match(line)
    return found is not None and is_key(found[1])


def blanks_before(line: str) -> int:
    """How many blanks a line begins with."""
    return len(line) - len(line.lstrip(" "))


@dataclass(frozen=True)
class Lines:
    """A document's lines, and where they stand; `number` is that of one of them, from 0."""

    file: Path
    lines: Sequence[str]
    number: int

    @property
    def line(self) -> str:
        return self.lines[self.number]

    @property
    def indent(self) -> int:
        """How many blanks and tabs the line begins with."""
        return len(self.line) - len(self.line.lstrip(" \t"))

    def at(self, column: int) -> Place:
        """A place on the line; columns count from 0 here."""
        return Place(self.file, self.number + 1, column + 1)

    def guess(self, message: str, hint: str, column: int, line: str, code: str) -> Guess:
        """The line as it was meant."""
        return Guess(Problem(message, hint, self.at(column), code=code), {self.number: line})
