"""What must be known to read a file of the newsroom, and the list in which its problems are gathered."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from pathlib import Path

from newscast.base.errors import Place, Problem, by_place


@dataclass(frozen=True)
class Reading:
    """`roots` are the folders files must lie in; `known` names by what they name ("people", "beds", ...).

    In a `draft` missing media are only warnings; of what is `left_out` of the build they are not even looked for.
    Where only some deliverables are built, `built` are their names; `families` says of those of stations which other
    deliverable they are a kind of. `language` is that of the show, where it is known.
    """

    roots: tuple[Path, ...]
    rate: Fraction | None = None
    draft: bool = False
    left_out: bool = False
    built: frozenset[str] = frozenset()
    families: Mapping[str, str] = field(default_factory=dict)
    language: str = ""
    known: Mapping[str, Collection[str]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def error(self, message: str, hint: str, place: Place | None, *, code: str, medium: Path | None = None) -> None:
        """One more thing that is wrong."""
        self.problems.append(Problem(message, hint, place, code=code, medium=medium))

    def warn(self, message: str, hint: str, place: Place | None, *, code: str, medium: Path | None = None) -> None:
        """One more thing that the user should know, and that stops nothing."""
        self.problems.append(Problem(message, hint, place, warning=True, code=code, medium=medium))

    def leaving_out(self) -> Reading:
        """The same for a part that is not built; its problems go into the same list."""
        return replace(self, left_out=True)

    @property
    def errors(self) -> list[Problem]:
        """The problems that are no warnings."""
        return [problem for problem in self.problems if not problem.warning]


def in_order(problems: Collection[Problem]) -> list[Problem]:
    """The problems of files as they were read, by_place().

    Of a line that was not written as YAML reads it nothing else is told: it may not be what was meant.
    """
    unread = {_line(each) for each in problems if each.place and each.code.startswith("yaml") and not each.warning}
    return by_place(each for each in problems if each.code.startswith("yaml") or _line(each) not in unread)


def _line(problem: Problem) -> tuple[Path, int] | None:
    return (problem.place.file, problem.place.line) if problem.place else None
