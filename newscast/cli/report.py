"""Problems, printed for people and for programs."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from newscast.base.errors import Problem, by_place
from newscast.base.files import printable
from newscast.base.i18n import _, ngettext
from newscast.show.newsroom import find_newsroom

_ALIKE = (
    *(
        "caption-rule",
        "card-brief",
        "cover-long",
        "covers-overlap",
        "day-passed",
        "key-idle",
        "name-brief",
        "picture-brief",
    ),
    *("picture-held", "picture-coarse", "pictures-repeated"),
    *("shot-long", "still-cropped", "still-long", "text-markup"),
)
"""Codes of problems that are alike whatever file, name or number they tell of: the mend is the same, at other lines."""
_MOST_LINES = 12
"""Lines that are listed for one problem."""


def print_problems(problems: Iterable[Problem]) -> None:
    """Each on its own line of standard error: `path:line:column: what is wrong. How to mend it.`, and those that are
    like an earlier one in the same file with that one: `(and 2 more like it: lines 33, 49)`."""
    for first, *others in gathered(problems):
        print(" ".join(filter(None, [line(first), _more(others)])), file=sys.stderr)


def gathered(problems: Iterable[Problem]) -> list[list[Problem]]:
    """Problems of the same kind with the same cause, by_place() as the first of each kind."""
    kinds: dict[Any, list[Problem]] = {}
    for problem in by_place(problems):
        file = problem.place.file if problem.place else None
        cause = problem.hint if problem.code in _ALIKE else (problem.message, problem.hint)
        kinds.setdefault((problem.warning, problem.code, file, cause), []).append(problem)
    return list(kinds.values())


def _more(others: Sequence[Problem]) -> str:
    """Where else there is a problem like one that is told."""
    if not others:
        return ""
    lines = list(dict.fromkeys(str(each.place.line) for each in others if each.place))
    told = ", ".join(lines[:_MOST_LINES]) + (", …" if len(lines) > _MOST_LINES else "")
    form = ngettext("(and {count} more like it: line {lines})", "(and {count} more like it: lines {lines})", len(lines))
    return form.format(count=len(others), lines=told)


def line(problem: Problem) -> str:
    """A problem on one line; a warning says that it is one."""
    place = problem.place
    where = f"{place.file}:{place.line}:{place.column}: " if place else ""
    kind = _("warning") + ": " if problem.warning else ""
    return printable(f"{where}{kind}{problem.message} {problem.hint}").rstrip().replace("\n", " ")


def errors_json(problems: Iterable[Problem]) -> str:
    """`{"errors": [...]}`, each as told() says; warnings are left out."""
    return json_line({"errors": [told(problem) for problem in by_place(problems) if not problem.warning]})


def told(problem: Problem) -> dict[str, Any]:
    """A problem as it is told to programs: `code`, `file` as its path was typed, `line` and `column` from 1, `message`,
    `hint`, and `medium` from the newsroom it lies in, else in full."""
    place = problem.place
    return {
        "code": problem.code,
        "file": str(place.file) if place else None,
        "line": place.line if place else None,
        "column": place.column if place else None,
        "message": problem.message,
        "hint": problem.hint,
        "medium": _named(problem.medium) if problem.medium else None,
    }


def _named(medium: Path) -> str:
    root = find_newsroom(medium)
    return medium.relative_to(root).as_posix() if root and medium.is_relative_to(root) else str(medium)


def json_line(value: Any) -> str:
    """JSON that can be printed: half a character of a name on a disk becomes \\udc.., which is JSON too."""
    return json.dumps(value, ensure_ascii=False).encode(errors="backslashreplace").decode()


_EXACT = 0.02
"""Seconds, less than a frame, by which a programme that fills its slot may differ from what is written."""


def timing(duration: float, slot: float | None) -> str:
    """A running time in seconds for people, and how it stands against the station's slot."""
    from newscast.base.timecode import clock

    if slot is None:
        return clock(duration)
    over = duration - slot
    if abs(over) < _EXACT:
        return _("{duration}, as long as the slot").format(duration=clock(duration))
    form = _("{duration}, {difference} over the slot") if over > 0 else _("{duration}, {difference} left of the slot")
    return form.format(duration=clock(duration), difference=clock(abs(over)))
