"""YAML's own traps, explained: what a text may not begin with or contain, and what YAML makes of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from newscast.base.errors import Place, Problem
from newscast.base.i18n import _
from newscast.document.comments import lost
from newscast.document.nodes import Sequence, Text
from newscast.document.quotes import CLOSING, OPENING, typographic
from newscast.document.vocabulary import SHOWN, SPOKEN
from newscast.document.words import is_key, meant, short

_HASHTAG = re.compile(r"\s*(?<![^\s])#(\w\S*)")


def swallowed(value: str, place: Place, line: str, end: int) -> Iterator[Problem]:
    """The problem of a ` #hashtag` that follows a plain text and would be lost as a comment."""
    rest = line[end:]
    if "#" not in rest or not (found := _HASHTAG.match(rest)):
        return
    message, hint = lost(found[1])
    yield Problem(
        message, hint, place if value else Place(place.file, place.line, end + found.start(1)), code="yaml-comment"
    )


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
            yield Problem(
                message, _("Put it in quotes: {quoted}.").format(quoted=f'"{whole}"'), one.place, code="yaml-comma"
            )


def cut_by_comma(
    pairs: dict[Any, Any],
    last: tuple[Text, Any],
    name: Text,
    value: Any,
    event: Any,
    problems: list[Problem],
    lines: list[str],
) -> bool:
    """Whether a key in braces is the rest of the number before it, such as of `in: 3,5s`; then that is put together.

    `last` is the key before it, and where its value ends.
    """
    before, end = pairs.get(last[0]), event.start_mark
    touching = end.line == last[1].line and lines[end.line][last[1].column : end.column] == ","
    if not (isinstance(before, Text) and isinstance(value, Text) and value.empty and name.plain):
        return False
    if not (re.search(r"\d$", before) and re.match(r"\d+", name)):
        return False
    if not touching and re.fullmatch(r"[\d.]+ [\d.]+", f"{before} {name}"):
        message = _("“{value}” is a list, and lists go in brackets.").format(value=f"{before}, {name}")
        hint = _("Write `{text}`.").format(text=f"[{before}, {name}]")
        problems.append(Problem(message, hint, before.place, code="value-kind"))
        pairs[last[0]] = Sequence([before, name], before.place)
        return True
    if not touching:
        return False
    whole = f"{before},{name}"
    message = _("The comma cuts “{text}” in two.").format(text=short(whole))
    hint = _("Put it in quotes: {quoted}.").format(quoted=f'"{whole}"')
    pairs[last[0]] = Text(whole, before.place, False)
    if re.fullmatch(r"\d+,\d+\s*[a-zA-Z]*", whole) and last[0] not in SHOWN:
        point = whole.replace(",", ".")
        hint = _("Decimals have a point: write `{text}`.").format(text=point)
        pairs[last[0]] = Text(point, before.place)
    problems.append(Problem(message, hint, before.place, code="yaml-comma"))
    return True


def unquoted(text: Text, problems: list[Problem]) -> Text:
    """A text less quotation marks that are not straight around it, where no audience sees or hears it."""
    if text[:1] not in OPENING or not text or len(text) < 3 or text[-1] not in CLOSING + "\"'":
        return text
    inside = Text(text[1:-1].strip(), text.place, text.plain)
    if set(inside) & set(OPENING + CLOSING):
        return text
    name = next((str(key) for key in reversed(text.place.keys) if isinstance(key, str)), "")
    key = meant(name, [*SHOWN, name]) if name != text else name
    if key != text and (key in SHOWN or not is_key(key or "")):
        if key not in SPOKEN and text[0] not in "«‹":
            message = _("The quotation marks of `{text}` would be shown.").format(text=short(text))
            hint = _("Leave them out, unless they quote somebody.")
            problems.append(Problem(message, hint, text.place, warning=True, code="yaml-quotes"))
        return text
    if not any(problem.place and problem.place.line == text.place.line for problem in problems):
        message, hint = typographic(text)
        problems.append(Problem(message, hint, text.place, code="yaml-quotes"))
    return inside


def slashed(text: Text, event: Any, lines: list[str], problems: list[Problem]) -> Text:
    """A path in double quotes, in which a backslash has a special meaning, with the slashes it should have."""
    first, last = event.start_mark, event.end_mark
    raw = lines[first.line][first.column + 1 : last.column - 1] if first.line == last.line else ""
    if event.style != '"' or not re.fullmatch(r"[^\\/\"]+(\\[^\\/\"]+)+\.\w{2,4}", raw):
        return text
    path = raw.replace("\\", "/")
    problems[:] = [problem for problem in problems if problem.place != text.place]
    message = _("“{name}” has backslashes (`\\`).").format(name=short(raw, 60))
    problems.append(Problem(message, _("Write `{text}`, with `/`.").format(text=path), text.place, code="yaml-quotes"))
    return Text(path, text.place, False)


def stray_bracket(text: Text) -> Iterator[Problem]:
    """The problem of a bracket that closes and was never opened."""
    for opening, closing in ("[]", "{}"):
        if text.endswith(closing) and opening not in text:
            message = _("There is a `{sign}` at the end, and none opens it: “{text}”.")
            hint = _("Delete it, or write `{text}`.").format(text=short(f"{opening}{text}", 60))
            yield Problem(message.format(sign=closing, text=short(text)), hint, text.place, code="yaml-brackets")


def leading_sign(place: Place, line: str) -> Problem:
    """A text that begins with a sign that means something else to YAML."""
    text = line[place.column - 1 :]
    message = _("A text may not begin with {sign} in YAML: “{text}”.").format(sign=text[:1], text=short(text))
    return Problem(message, in_quotes(), place, code="yaml-quotes")


def anchor_problem(anchor: str, place: Place) -> Problem:
    """A text that begins with `&word`, which no `*word` ever uses."""
    message = _("“&{name}” would be lost: YAML takes it for a label.").format(name=short(anchor))
    return Problem(message, in_quotes(), place, code="yaml-quotes")


def alias_problem(name: str, place: Place, line: str) -> Problem:
    """A text that begins with `*`, or an alias of nothing."""
    text = line[place.column - 1 :]
    if re.match(r"\*+[^*]+\*", text):
        message = _("A text may not begin with {sign} in YAML: “{text}”.").format(sign="*", text=short(text))
        hint = _("Leave the asterisks out, they would be shown; or put the whole text in quotes.")
        return Problem(message, hint, place, code="yaml-quotes")
    message = _("YAML takes “*{name}” for a reference, and nothing is labelled “&{name}”.").format(name=short(name))
    return Problem(message, in_quotes(), place, code="yaml-quotes")


def in_quotes() -> str:
    """The hint that mends most of them."""
    return _("Put the whole text in quotes, or on its own line after `>`.")
