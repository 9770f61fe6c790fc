"""Problems, printed for people and for programs."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from typing import Any

from newscast.base.errors import Problem
from newscast.base.files import printable
from newscast.base.i18n import _


def print_problems(problems: Iterable[Problem]) -> None:
    """Each on its own line of standard error: `path:line:column: what is wrong. How to mend it.`"""
    for problem in problems:
        print(line(problem), file=sys.stderr)


def line(problem: Problem) -> str:
    """A problem on one line; a warning says that it is one."""
    place = problem.place
    where = f"{place.file}:{place.line}:{place.column}: " if place else ""
    kind = _("warning") + ": " if problem.warning else ""
    return printable(f"{where}{kind}{problem.message} {problem.hint}").rstrip().replace("\n", " ")


def errors_json(problems: Iterable[Problem]) -> str:
    """`{"errors": [{"file", "line", "column", "message", "hint"}]}`; warnings are left out."""
    errors = [_as_json(problem) for problem in problems if not problem.warning]
    return json_line({"errors": errors})


def json_line(value: Any) -> str:
    """JSON that can be printed: half a character of a name on a disk becomes \\udc.., which is JSON too."""
    return json.dumps(value, ensure_ascii=False).encode(errors="backslashreplace").decode()


def _as_json(problem: Problem) -> dict[str, str | int | None]:
    place = problem.place
    return {
        "file": str(place.file) if place else None,
        "line": place.line if place else None,
        "column": place.column if place else None,
        "message": problem.message,
        "hint": problem.hint,
    }


def timing(duration: float, slot: float | None) -> str:
    """A running time in seconds for people, and how it stands against the station's slot."""
    from newscast.base.timecode import clock

    if slot is None:
        return clock(duration)
    over = duration - slot
    form = _("{duration}, {difference} over the slot") if over > 0 else _("{duration}, {difference} left of the slot")
    return form.format(duration=clock(duration), difference=clock(abs(over)))
