"""Slips in lists: the hyphen with which an entry begins is another sign, stands too near, or is missing."""

from __future__ import annotations

import re
from collections.abc import Iterator

from newscast.base.errors import Place, Problem
from newscast.base.i18n import _
from newscast.base.patterns import pattern
from newscast.document.lines import Lines, begins_with_key, blanks_before
from newscast.document.mending import Guess
from newscast.document.vocabulary import KINDS, LISTS
from newscast.document.words import DASHES, meant, short

_ENTRY = pattern(r"( *)- ")


def another_sign(here: Lines) -> Iterator[Guess]:
    """Another dash, or a dot, where an entry of a list begins; all alike in the file that begin one."""
    alike = re.compile(rf"(\s*)([{DASHES}]|--+|\d{{1,2}}[.)](?=\s))\s*(?=\S)")
    found = alike.match(here.line)
    if not found:
        return
    message = _("“{sign}” is not the hyphen with which an entry of a list begins.").format(sign=found[2])
    rest = here.line[found.end() :]
    keyed = {
        at: f"{one[1]}- {line[one.end() :]}"
        for at, line in enumerate(here.lines)
        if (one := alike.match(line)) and (begins_with_key(line[one.end() :]) or one[1] == found[1])
    }
    first = here.number
    while first - 1 in keyed and here.lines[first - 1].startswith(found[1] + found[2]):
        first -= 1
    hint = _("Type a hyphen and a space: `{text}`.").format(text=short((keyed.get(first) or f"- {rest}").strip(), 32))
    problem = Problem(message, hint, Place(here.file, first + 1, len(found[1]) + 1), code="yaml-hyphen")
    yield Guess(problem, {**keyed, here.number: f"{found[1]}- {rest}"})
    yield Guess(problem, {here.number: f"{found[1]}- {rest}"})


def too_near(here: Lines) -> Iterator[Guess]:
    """An entry without a space after its hyphen; all of them in the file."""
    found = re.match(r"(\s*)-(?=[^\s-])", here.line)
    if not found:
        return
    message = _("There is no space after the hyphen.")
    rest = here.line[found.end() :]
    hint = _("Write `{text}`.").format(text=f"- {short(rest, 30)}")
    problem = Problem(message, hint, here.at(len(found[1])), code="yaml-hyphen")
    alike = re.compile(r"(\s*)-(?=[^\s-])")
    keyed = {
        at: f"{one[1]}- {line[one.end() :]}"
        for at, line in enumerate(here.lines)
        if (one := alike.match(line)) and (begins_with_key(line[one.end() :]) or one[1] == found[1])
    }
    yield Guess(problem, {**keyed, here.number: f"{found[1]}- {rest}"})


def missing(here: Lines) -> Iterator[Guess]:
    """A segment, a part or a file in a list that lacks its hyphen."""
    found = re.match(r"\s*(\w+)\s*:", here.line)
    kind = found and meant(found[1], KINDS)
    rest = here.line.strip()
    if not kind and not re.fullmatch(r"[\w./-]+\.\w{2,4}|\{\s*(file|card)\s*:.*\}", rest):
        return
    message, hint = without_hyphen(rest)
    around = [*reversed(here.lines[: here.number]), *here.lines[here.number + 1 : here.number + 4]]
    indents = dict.fromkeys(len(one[1]) for one in map(_ENTRY.match, around) if one)
    nearest = sorted(indents, key=lambda each: abs(each - here.indent))[:2]
    for indent in dict.fromkeys([*nearest, *([here.indent] if kind else [])]):
        yield here.guess(message, hint, here.indent, f"{' ' * indent}- {rest}", "yaml-hyphen")


def without_hyphen(entry: str) -> tuple[str, str]:
    """What is said of an entry of a list that lacks its hyphen."""
    hint = _("Write `{text}`.").format(text=f"- {short(entry, 30)}")
    return _("The hyphen with which an entry of a list begins is missing."), hint


def beside_key(here: Lines) -> Iterator[Guess]:
    """The first entry of a list beside its key. What it says cannot be told from what is below: that is left out."""
    found = re.match(r"(\s*)(- +)?(\w+):\s+((?:- +)?(\w+)\s*:(?:\s.*)?|- +\S.*)$", here.line)
    key = found and meant(found[3], LISTS)
    if not found or not key or not (found[4].startswith("- ") or meant(found[5], KINDS)):
        return
    entry = found[4] if found[4].startswith("- ") else f"- {found[4]}"
    message = _("The first entry of “{key}” stands on a line of its own.").format(key=found[3])
    hint = _("Write `{text}` below `{key}:`.").format(text=short(entry, 30), key=found[3])
    problem = Problem(message, hint, here.at(found.start(3)), code="yaml-hyphen")
    begin, indent = found[1] + (found[2] or ""), found.start(3)
    end = here.number + 1
    while end < len(here.lines) and not _ends(here.lines[end], indent, key):
        end += 1
    kept = {"segments": "segments:", "parts": f"{begin}float: true"}.get(key, f"{begin}{key}: ['{short(entry[2:])}']")
    yield Guess(problem, {**dict.fromkeys(range(here.number, end), ""), here.number: kept})


def _ends(line: str, indent: int, key: str) -> bool:
    """Whether the first entry of a list is over: with the next one of `segments`, with the list of others."""
    if key == "segments":
        return re.match(r" {0,4}- |\S", line) is not None
    return (
        bool(line.strip())
        and blanks_before(line) <= indent
        and not (blanks_before(line) == indent and line.lstrip()[0] == "-")
    )
