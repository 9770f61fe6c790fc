"""YAML that cannot be read at all, explained: what the parser stumbled over, and what was probably meant."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path
from typing import Any

from newscast.base.errors import Place, Problem
from newscast.base.i18n import _
from newscast.document.comments import hash_inside
from newscast.document.indenting import indentations, misaligned, missing_above
from newscast.document.lines import Lines, begins_with_key
from newscast.document.mending import Guess, best, without_block
from newscast.document.slips import slips
from newscast.document.text import Document
from newscast.document.traps import in_quotes, leading_sign, swallowed
from newscast.document.words import short

_ABOVE = 4
"""Lines above the one in which the parser gives up that are looked at."""
_BEFORE_VALUE = re.compile(r"\s*(?:-\s+)*(?:[^\s:#\"'\[{][^:#]*:\s+)?")


@dataclass(frozen=True)
class Mistake:
    """Where the parser gave up: `problem` and `context` are its words, `start` is where what it was reading began."""

    problem: str
    context: str
    place: Place
    start: Place
    line: str
    above: str

    @property
    def begin(self) -> Place:
        """The first character of the line."""
        return self.at(len(self.line) - len(self.line.lstrip()))

    @property
    def value(self) -> Place:
        """Where the value on the line begins."""
        found = _BEFORE_VALUE.match(self.line)
        return self.at(min(found.end() if found else 0, self.place.column - 1))

    @property
    def text(self) -> str:
        """The line from its value on."""
        return self.line[self.value.column - 1 :]

    def at(self, index: int) -> Place:
        """A place on the line; `index` counts from 0."""
        return Place(self.place.file, self.place.line, index + 1)


def explain(error: Any, document: Document) -> tuple[Problem, Document | None]:
    """A parser's error (ruamel.yaml.error.MarkedYAMLError) in a producer's words.

    The document as it was most likely meant comes along, so that reading can go on below; where that cannot be told,
    it lacks the segment in question.
    """
    mistake = _mistake(error, document)
    lines = document.text.split("\n")
    failed = min(mistake.place.line, len(lines)) - 1
    if found := best(document, _guesses(mistake, document.path, lines), failed):
        return found
    problem = next((problem for look in _LOOKS if (problem := look(mistake))), None)
    if problem is None:
        hint = _("Look at this line and the one above it: indentation, colons, quotes.")
        problem = Problem(_("The text is not valid YAML here."), hint, mistake.place, code="yaml")
    at = problem.place.line - 1 if problem.place else failed
    return problem, without_block(document, at) or without_block(document, failed)


def _guesses(mistake: Mistake, path: Path, lines: list[str]) -> Iterator[Guess]:
    """What may be wrong around the line in which the parser gave up: slips of the line and of those above it, the
    text that lacks its quotes, the indentation."""
    failed = min(mistake.place.line, len(lines)) - 1
    first = max(min(mistake.start.line - 1, failed - 1), failed - _ABOVE, 0)
    near = [number for number in range(failed, first - 1, -1) if lines[number].strip()]
    begun = [mistake.start.line - 1] if first > mistake.start.line - 1 >= 0 else []
    for number in [*near, *begun]:
        yield from slips(Lines(path, lines, number))
    # Brackets that a ` #` leaves open are noticed at the next list, however far below.
    above = (Lines(path, lines, number) for number in reversed(range(first)))
    yield from islice(chain.from_iterable(map(hash_inside, above)), 1)
    here = Lines(path, lines, failed)
    yield from missing_above(here)
    if begins_with_key(mistake.line):
        yield from indentations(here, near)
    for look in (_unclosed, _comment, _colon, _quote, _sign, _bracket):
        if problem := look(mistake):
            yield from _closed(problem, mistake, lines)
    yield from indentations(here, near)
    yield from _left_open(path, lines[: failed + 1])


def _left_open(path: Path, lines: list[str]) -> Iterator[Guess]:
    """Quotation marks that are not closed on their line, though YAML finds another one below."""
    for number, line in enumerate(lines):
        found = re.match(r"(?:[^\"'#]*:|\s*-)\s+([\"'])", line)
        if found and line.count(found[1]) == 1:
            message, hint = _("This quotation mark is never closed."), _("Close it at the end of the text.")
            problem = Problem(message, hint, Place(path, number + 1, found.end()), code="yaml-quotes")
            yield Guess(problem, {number: line + found[1]})


def _closed(problem: Problem, mistake: Mistake, lines: list[str]) -> Iterator[Guess]:
    """The line of a problem with what is missing: the end of its quotes or brackets, or quotes around its value."""
    number = min(problem.place.line if problem.place else mistake.place.line, len(lines)) - 1
    line = lines[number]
    value = problem.place.column - 1 if problem.place else 0
    text = line[value:]
    if problem.code == "yaml-brackets" or text[:1] in ("[", "{"):
        ends = {"[": "]", "{": "}"}
        opened = [ends[sign] for sign in text if sign in ends][: text.count("[") + text.count("{")]
        missing = "".join(reversed(opened))[: max(0, sum(map(text.count, "[{")) - sum(map(text.count, "]}")))]
        yield Guess(problem, {number: line + missing})
    if text[:1] in ("'", '"') and text.count(text[0]) == 1:
        yield Guess(problem, {number: line + text[0]})
    if number == mistake.place.line - 1:
        value = mistake.value.column - 1
    if line[value:]:
        yield Guess(problem, {number: line[:value] + "'" + line[value:].replace("'", "''") + "'"})
    # A line that YAML takes for the text above it: its colon is what is in the way.
    yield Guess(problem, {number: line.replace(": ", "; ").rstrip(":")})


def explain_any(document: Document) -> Problem:
    """Whatever else the parser stumbles over."""
    hint = _("Look for unusual signs at the beginning of a line.")
    return Problem(_("The text is not valid YAML."), hint, Place(document.path), code="yaml")


def _mistake(error: Any, document: Document) -> Mistake:
    lines = ["", *document.text.split("\n"), ""]
    place = _place(document, error.problem_mark or error.context_mark)
    start = _place(document, error.context_mark or error.problem_mark)
    line, above = (lines[number] if number < len(lines) else "" for number in (place.line, place.line - 1))
    return Mistake(str(error.problem), str(error.context), place, start, line, above)


def _place(document: Document, mark: Any) -> Place:
    return Place(document.path, mark.line + 1, mark.column + 1) if mark else Place(document.path)


def _tab(mistake: Mistake) -> Problem | None:
    line, column = mistake.line, mistake.place.column - 1
    found = re.compile(r" *\t").match(line, column) or re.match(r" *\t", line)
    if not found:
        return None
    hint = _("Use spaces: two for each level.")
    return Problem(
        _("There is a tab here; YAML is indented with spaces."), hint, mistake.at(found.end() - 1), code="yaml-tab"
    )


def _unclosed(mistake: Mistake) -> Problem | None:
    if "quoted scalar" not in mistake.context:
        return None
    if "escape" in mistake.problem:
        hint = _("Use single quotes, or write `\\\\` for one backslash.")
        return Problem(
            _("A backslash inside double quotes has a special meaning."), hint, mistake.place, code="yaml-quotes"
        )
    return Problem(
        _("This quotation mark is never closed."),
        _("Close it at the end of the text."),
        mistake.start,
        code="yaml-quotes",
    )


def _comment(mistake: Mistake) -> Problem | None:
    """A text of several lines that a hashtag cut off."""
    for line, number in ((mistake.line, mistake.place.line), (mistake.above, mistake.place.line - 1)):
        found = re.search(r"(?<=\S)\s#\w", line)
        before = _BEFORE_VALUE.match(line)
        if found and before and not set("'\"") & set(line):
            value = Place(mistake.place.file, number, min(before.end(), found.start()) + 1)
            return next(swallowed("text", value, line, found.start()), None)
    return None


def _hyphen(mistake: Mistake) -> Problem | None:
    if not mistake.line.lstrip().startswith("- ") or mistake.place.column > mistake.begin.column + 1:
        return None
    return misaligned(mistake.begin)


def _colon(mistake: Mistake) -> Problem | None:
    if "mapping values are not allowed" not in mistake.problem or mistake.text[:1] in ("'", '"'):
        return None
    if mistake.value.column == mistake.place.column or ":" not in mistake.text:
        hint = _("Align the key with the one above it; or, if it is text, put the whole text in quotes.")
        return Problem(
            _("YAML takes this line for part of the text above it."), hint, mistake.begin, code="yaml-quotes"
        )
    message = _("A colon and a space inside a text: “{text}”.").format(text=short(mistake.text))
    return Problem(message, in_quotes(), mistake.value, code="yaml-quotes")


def _quote(mistake: Mistake) -> Problem | None:
    text = mistake.text
    if text[:1] not in ("'", '"'):
        return None
    message = _("A text that begins with a quotation mark ends at the next one: “{text}”.").format(text=short(text))
    hint = _("Put the whole text in the other quotes ({sign}), or on its own line after `>`.")
    return Problem(message, hint.format(sign="'" if text[0] == '"' else '"'), mistake.value, code="yaml-quotes")


def _sign(mistake: Mistake) -> Problem | None:
    for start in (mistake.value, mistake.place):
        if mistake.line[start.column - 1 : start.column] in tuple("@`%*&!|>-?,]}"):
            return leading_sign(start, mistake.line)
    return None


def _bracket(mistake: Mistake) -> Problem | None:
    if "flow" in mistake.context:
        message = _("The bracket opened here is not closed, or a text in it needs quotes.")
        return Problem(
            message, _("Texts with , : [ ] { } inside brackets go in quotes."), mistake.start, code="yaml-brackets"
        )
    return leading_sign(mistake.value, mistake.line) if mistake.text[:1] in ("[", "{") else None


def _indent(mistake: Mistake) -> Problem | None:
    unexpected = ("expected <block end>", "<document start>")
    return misaligned(mistake.place) if any(words in mistake.problem for words in unexpected) else None


def _no_colon(mistake: Mistake) -> Problem | None:
    if "could not find expected ':'" not in mistake.problem:
        return None
    hint = _("Write `key: value`; a text of several lines goes below `>`, indented.")
    return Problem(_("This line has no colon, or no space after it."), hint, mistake.start, code="yaml-colon")


_LOOKS = (_tab, _unclosed, _comment, _hyphen, _colon, _quote, _sign, _bracket, _indent, _no_colon)
