"""Lines that are indented differently from those they belong to: where they were meant to begin."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from newscast.base.errors import Place, Problem
from newscast.base.i18n import _
from newscast.document.lines import KEY, Lines, begins_with_key
from newscast.document.mending import Guess
from newscast.document.vocabulary import KINDS, SEGMENTS
from newscast.document.words import is_key, meant


def misaligned(place: Place) -> Problem:
    """What is said of a line that begins in another column than its neighbours."""
    hint = _("Lines of one level begin in the same column.")
    return Problem(
        _("This line is indented differently from those it belongs to."), hint, place, code="yaml-indentation"
    )


def indentations(here: Lines, near: Sequence[int]) -> Iterator[Guess]:
    """The line, alone or with what is below it, in each column in which lines near it begin."""
    for number in near[:2]:
        yield from _text_below(Lines(here.file, here.lines, number))
    for number in near[:2]:
        line = here.lines[number]
        if not line.lstrip().startswith("- ") and not begins_with_key(line):
            continue
        indent = len(line) - len(line.lstrip())
        problem = misaligned(Place(here.file, number + 1, indent + 1))
        for column in _columns(here.lines, number):
            if column != indent:
                yield Guess(problem, {number: " " * column + line.lstrip()})
                yield Guess(problem, _moved(here.lines, number, indent, column - indent))


def missing_above(here: Lines) -> Iterator[Guess]:
    """Entries of a list of segments or parts above which the key of the list is missing."""
    found = re.match(r"\s*- +(\w+) *:", here.line)
    kind = found and meant(found[1], KINDS)
    above = next((line for line in reversed(here.lines[: here.number]) if line.strip()), "")
    indent = len(above) - len(above.lstrip(" -"))
    if not kind or here.indent < indent or re.search(r":\s*$", above):
        return
    key = "segments" if kind in SEGMENTS else "parts"
    if key == "segments" and any(re.match(r"\w+:\s*$", line) and _is(line, key) for line in here.lines):
        return
    message = _("The line `{key}:` is missing above this list.").format(key=key)
    problem = Problem(message, _("Write `{text}`.").format(text=f"{key}:"), here.at(here.indent), code="key-missing")
    if key == "segments":
        yield Guess(problem, {})
        return
    end = here.number + 1
    while end < len(here.lines) and (not here.lines[end].strip() or _column(here.lines[end]) >= here.indent):
        end += 1
    # What is floated lacks nothing.
    yield Guess(problem, {**dict.fromkeys(range(here.number, end), ""), here.number: " " * indent + "float: true"})


def _is(line: str, key: str) -> bool:
    return meant(line.rstrip(": "), [key]) is not None


def _column(line: str) -> int:
    return len(line) - len(line.lstrip())


def _columns(lines: Sequence[str], number: int) -> list[int]:
    """The columns in which lines around this one begin, those of keys after a hyphen too: those of entries of the same
    kind first, then the nearest."""
    indent, kind = _column(lines[number]), _kind(lines[number])
    same = {_column(line) for at, line in enumerate(lines) if at != number and kind and _kind(line) == kind}
    found: dict[int, None] = {}
    for line in [*reversed(lines[max(0, number - 12) : number]), *lines[number + 1 : number + 4]]:
        if line.strip():
            entry = re.match(r"\s*-\s+(?=\w+:)", line)
            found.update(dict.fromkeys([_column(line), *([entry.end()] if entry else [])]))
    return sorted(same) or sorted(found, key=lambda column: abs(column - indent))[:5]


def _kind(line: str) -> str:
    """Whether an entry is that of a segment or of a part; nothing where that cannot be told."""
    found = re.match(r"\s*-\s+(\w+)\s*:", line)
    return "" if not found or found[1] not in KINDS else "segment" if found[1] in SEGMENTS else "part"


def _moved(lines: Sequence[str], number: int, indent: int, by: int) -> dict[int, str]:
    """The line and those below it that are indented more, moved."""
    end = number + 1
    while end < len(lines) and (not lines[end].strip() or len(lines[end]) - len(lines[end].lstrip()) > indent):
        end += 1
    block = [(at, lines[at]) for at in range(number, end) if lines[at].strip()]
    return {at: " " * max(0, len(line) - len(line.lstrip()) + by) + line.lstrip() for at, line in block}


def _text_below(here: Lines) -> Iterator[Guess]:
    """A text of several lines that is not indented more than its key."""
    above = next((at for at in range(here.number - 1, -1, -1) if here.lines[at].strip()), None)
    found = KEY.match(here.line)
    if above is None or not re.search(r":\s*[>|]?[+-]?\s*$", here.lines[above]) or (found and is_key(found[1])):
        return
    key = re.match(r"\s*(?:-\s+)*", here.lines[above])
    column = (key.end() if key else 0) + 2
    end = here.number + 1
    while end < len(here.lines) and here.lines[end].strip() and not KEY.match(here.lines[end]):
        end += 1
    message = _("A text below its key is indented more than the key.")
    hint = _("Begin it in column {column}, or write it after the colon.").format(column=column + 1)
    problem = Problem(message, hint, here.at(here.indent), code="yaml-indentation")
    yield Guess(problem, {at: " " * column + here.lines[at].lstrip() for at in range(here.number, end)})
