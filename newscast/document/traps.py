"""YAML's own traps, explained: what a text may not begin with or contain, and what YAML makes of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from newscast.base.errors import Place, Problem
from newscast.base.i18n import _
from newscast.document.nodes import Text
from newscast.document.words import short

_HASHTAG = re.compile(r"\s*(?<![^\s])#(\w\S*)")


def swallowed(value: str, place: Place, line: str, end: int) -> Iterator[Problem]:
    """The problem of a ` #hashtag` that follows a plain text and would be lost as a comment."""
    rest = line[end:]
    if "#" not in rest or not (found := _HASHTAG.match(rest)):
        return
    hint = _("Put the whole text in quotes; a comment is written `# ` with a space.")
    message = _("“#{tag}” would be lost: YAML takes what follows ` #` for a comment.").format(tag=short(found[1]))
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


def leading_sign(place: Place, line: str) -> Problem:
    """A text that begins with a sign that means something else to YAML."""
    text = line[place.column - 1 :]
    message = _("A text may not begin with {sign} in YAML: “{text}”.").format(sign=text[:1], text=short(text))
    return Problem(message, in_quotes(), place, code="yaml-quotes")


def anchor_problem(anchor: str, place: Place) -> Problem:
    """A text that begins with `&word`, which no `*word` ever uses."""
    message = _("“&{name}” would be lost: YAML takes it for a label.").format(name=short(anchor))
    return Problem(message, in_quotes(), place, code="yaml-quotes")


def alias_problem(name: str, place: Place) -> Problem:
    """A text that begins with `*`, or an alias of nothing."""
    message = _("YAML takes “*{name}” for a reference, and nothing is labelled “&{name}”.").format(name=short(name))
    return Problem(message, in_quotes(), place, code="yaml-quotes")


def in_quotes() -> str:
    """The hint that mends most of them."""
    return _("Put the whole text in quotes, or on its own line after `>`.")
