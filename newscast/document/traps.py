"""YAML's own traps, explained: what a text may not begin with or contain, and what YAML makes of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

from newscast.document.nodes import Text
from newscast.document.text import Document
from newscast.document.words import short
from newscast.errors import Place, Problem
from newscast.i18n import _

_HASHTAG = re.compile(r"\s*(?<![^\s])#(\w\S*)")
_VALUE = re.compile(r"\s*(?:-\s+)*(?:[^\s:#\"'\[{][^:#]*:\s+)?")


def swallowed(value: str, place: Place, line: str, end: int) -> Iterator[Problem]:
    """The problem of a ` #hashtag` that follows a plain text and would be lost as a comment."""
    rest = line[end:]
    if "#" not in rest or not (found := _HASHTAG.match(rest)):
        return
    hint = _("Put the whole text in quotes; a comment is written `# ` with a space.")
    message = _("“#{tag}” would be lost: YAML takes what follows ` #` for a comment.").format(tag=short(found[1]))
    yield Problem(message, hint, place if value else Place(place.file, place.line, end + found.start(1)))


def split_by_comma(items: list[Any], spans: list[tuple[Any, Any]], lines: list[str]) -> Iterator[Problem]:
    """The problems of texts such as `4,200 baches` that a comma cut in two inside brackets."""
    if all(isinstance(item, Text) and re.fullmatch(r"-?[\d.]*", item) for item in items):
        return
    for (one, two), ((_start, end), (start, _end)) in zip(pairwise(items), pairwise(spans), strict=True):
        if not (isinstance(one, Text) and isinstance(two, Text) and one.plain and two.plain):
            continue
        touching = end.line == start.line and lines[end.line][end.column : start.column] == ","
        if touching and re.search(r"\d$", one) and re.match(r"\d{3}(?!\d)", two):
            whole = f"{one},{two}"
            message = _("The comma cuts “{text}” in two.").format(text=short(whole))
            yield Problem(message, _("Put it in quotes: {quoted}.").format(quoted=f'"{whole}"'), one.place)


def tag_problem(place: Place, lines: list[str]) -> Problem:
    """A text that begins with `!`."""
    return _leading("!", place, lines)


def anchor_problem(anchor: str, place: Place) -> Problem:
    """A text that begins with `&word`, which no `*word` ever uses."""
    message = _("“&{name}” would be lost: YAML takes it for a label.").format(name=short(anchor))
    return Problem(message, _in_quotes(), place)


def alias_problem(name: str, place: Place, lines: list[str]) -> Problem:
    """A text that begins with `*`, or an alias of nothing."""
    message = _("YAML takes “*{name}” for a reference, and nothing is labelled “&{name}”.").format(name=short(name))
    return Problem(message, _in_quotes(), place)


def explain(error: Any, document: Document) -> Problem:
    """A YAML error in a producer's words, at the value it is about."""
    lines = document.text.split("\n")
    mark = error.problem_mark or error.context_mark
    line = lines[mark.line] if mark and mark.line < len(lines) else ""
    place = _place(document, mark)
    for test in (_tab, _unclosed, _comment, _hyphen, _colon, _quote, _sign, _flow, _indent):
        if problem := test(error, place, line, lines):
            return problem
    hint = _("Look at this line and the one above it: indentation, colons, quotes.")
    return Problem(_("The text is not valid YAML here."), hint, place)


def explain_any(error: Exception, document: Document) -> Problem:
    """Whatever else the YAML reader stumbles over."""
    hint = _("Look for unusual signs at the beginning of a line.")
    return Problem(_("The text is not valid YAML."), hint, Place(document.path))


def _place(document: Document, mark: Any) -> Place:
    return Place(document.path, mark.line + 1, mark.column + 1) if mark else Place(document.path)


def _value(place: Place, line: str) -> Place:
    """Where the value begins on the line of `place`."""
    found = _VALUE.match(line)
    start = found.end() if found else 0
    return Place(place.file, place.line, min(start, place.column - 1) + 1)


def _in_quotes() -> str:
    return _("Put the whole text in quotes, or on its own line after `>`.")


def _tab(error: Any, place: Place, line: str, lines: list[str]) -> Problem | None:
    for at, column in ((line, place.column - 1), (line, 0)):
        indent = re.match(r"[ ]*(\t)", at[column:] if column else at)
        if indent:
            column += indent.start(1)
            hint = _("Use spaces: two for each level.")
            return Problem(
                _("There is a tab here; YAML is indented with spaces."), hint, Place(place.file, place.line, column + 1)
            )
    return None


def _unclosed(error: Any, place: Place, line: str, lines: list[str]) -> Problem | None:
    if "quoted scalar" not in str(error.context):
        return None
    if "escape" in str(error.problem) or "expected escape" in str(error.problem):
        hint = _("Use single quotes, or write `\\\\` for one backslash.")
        return Problem(_("A backslash inside double quotes has a special meaning."), hint, place)
    start = error.context_mark
    at = Place(place.file, start.line + 1, start.column + 1)
    return Problem(_("This quotation mark is never closed."), _("Close it at the end of the text."), at)


def _comment(error: Any, place: Place, line: str, lines: list[str]) -> Problem | None:
    for number in (place.line - 1, place.line - 2):
        text = lines[number] if 0 <= number < len(lines) else ""
        found = re.search(r"(?<=\S)\s#(\w\S*)", text)
        if found and "'" not in text and '"' not in text:
            at = Place(place.file, number + 1, found.start() + 2)
            return next(swallowed("", _value(at, text), text, found.start()), None)
    return None


def _hyphen(error: Any, place: Place, line: str, lines: list[str]) -> Problem | None:
    start = len(line) - len(line.lstrip())
    if not line.lstrip().startswith("- ") or place.column > start + 2:
        return None
    return _misaligned(Place(place.file, place.line, start + 1))


def _misaligned(place: Place) -> Problem:
    hint = _("Lines of one level begin in the same column.")
    return Problem(_("This line is indented differently from those it belongs to."), hint, place)


def _colon(error: Any, place: Place, line: str, lines: list[str]) -> Problem | None:
    if "mapping values are not allowed" not in str(error.problem):
        return None
    at = _value(place, line)
    text = line[at.column - 1 :]
    if text[:1] in "\"'" and (problem := _quote(error, place, line, lines)):
        return problem
    begin = Place(place.file, place.line, len(line) - len(line.lstrip()) + 1)
    if at.column == place.column or ":" not in text:
        hint = _("Align the key with the one above it; or, if it is text, put the whole text in quotes.")
        return Problem(_("YAML takes this line for part of the text above it."), hint, begin)
    message = _("A colon and a space inside a text: “{text}”.").format(text=short(text))
    return Problem(message, _in_quotes(), at)


def _quote(error: Any, place: Place, line: str, lines: list[str]) -> Problem | None:
    at = _value(place, line)
    text = line[at.column - 1 :]
    if text[:1] not in ('"', "'") or not text:
        return None
    other = "'" if text[0] == '"' else '"'
    message = _("A text that begins with a quotation mark ends at the next one: “{text}”.").format(text=short(text))
    hint = _("Put the whole text in the other quotes ({sign}), or on its own line after `>`.").format(sign=other)
    return Problem(message, hint, at)


def _sign(error: Any, place: Place, line: str, lines: list[str]) -> Problem | None:
    if place.column > len(line):
        return None
    at = _value(place, line)
    for start in (at, place):
        if line[start.column - 1] in "@`%*&!|>-?,]}":
            return _leading(line[start.column - 1], start, [line], only=True)
    return None


def _flow(error: Any, place: Place, line: str, lines: list[str]) -> Problem | None:
    at = _value(place, line)
    start = line[at.column - 1 : at.column]
    if error.context and "flow" in error.context and error.context_mark:
        opened = Place(place.file, error.context_mark.line + 1, error.context_mark.column + 1)
        message = _("The bracket opened here is not closed, or a text in it needs quotes.")
        return Problem(message, _("Texts with , : [ ] { } inside brackets go in quotes."), opened)
    if start in ("[", "{") and start:
        return _leading(start, at, [line], only=True)
    return None


def _indent(error: Any, place: Place, line: str, lines: list[str]) -> Problem | None:
    if any(sign in str(error.problem) for sign in ("expected <block end>", "<document start>")):
        return _misaligned(place)
    if "could not find expected ':'" in str(error.problem) and error.context_mark:
        at = Place(place.file, error.context_mark.line + 1, error.context_mark.column + 1)
        hint = _("Write `key: value`; a text of several lines goes below `>`, indented.")
        return Problem(_("This line has no colon, or no space after it."), hint, at)
    return None


def _leading(sign: str, place: Place, lines: Sequence[str], only: bool = False) -> Problem:
    line = lines[0] if only else lines[place.line - 1]
    message = _("A text may not begin with {sign} in YAML: “{text}”.")
    return Problem(message.format(sign=sign, text=short(line[place.column - 1 :])), _in_quotes(), place)
