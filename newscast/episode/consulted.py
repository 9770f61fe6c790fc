"""What is known of a rundown as it is now, before it is built: what is written in it, what is wrong, how long it is."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from newscast.base.errors import Problem
from newscast.base.files import told_from
from newscast.episode.checked import CheckedFile, CheckedProblem
from newscast.episode.timed_script import TimedScript
from newscast.rundown.script import Script
from newscast.rundown.written import WrittenItem, WrittenRundown


@dataclass(frozen=True, kw_only=True)
class People:
    """Those whom newsroom.yaml lists, with its path from the newsroom and the digest of its bytes."""

    file: str
    sha256: str
    people: tuple[WrittenItem, ...]


@dataclass(frozen=True, kw_only=True)
class Consulted:
    """What was found. `written` is None where the file is no YAML at all, `script` while there are errors; `planned` is
    what `newscast check --draft` says of it and `timed` its script, None where that was not asked for or something is
    wrong. Problems name files from the newsroom. `seen` is all that was looked at, as newscast.base.status tells it."""

    written: WrittenRundown | None = None
    newsroom: People | None = None
    script: Script | None = None
    planned: CheckedFile | None = None
    timed: TimedScript | None = None
    errors: tuple[CheckedProblem, ...] = ()
    warnings: tuple[CheckedProblem, ...] = ()
    seen: dict[str, Any] | None = None


def told_problem(problem: Problem, root: Path) -> CheckedProblem:
    """A problem with its file, and its medium, as they are named in the newsroom at `root`."""
    place = problem.place
    return CheckedProblem(
        code=problem.code,
        file=told_from(root, place.file) if place else None,
        line=place.line if place else None,
        column=place.column if place else None,
        message=problem.message.replace(f"{root}/", ""),
        hint=problem.hint.replace(f"{root}/", ""),
        medium=told_from(root, problem.medium) if problem.medium else None,
    )
