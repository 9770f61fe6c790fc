"""Slips in keys: their colon is missing, is another sign or one too many, or a second key follows on the line."""

from __future__ import annotations

import re
from collections.abc import Iterator

from newscast.base.i18n import _
from newscast.document.lines import Lines
from newscast.document.mending import Guess
from newscast.document.vocabulary import SHOWN, SPANISH
from newscast.document.words import is_key, short


def missing(here: Lines) -> Iterator[Guess]:
    """A key without its colon, without the space after it, or with another sign in its place."""
    found = re.match(r"((?:\s*-\s+)*\s*)([^\W\d][\w-]*)(\s*)([:=;\uff1a\u2236]*|->|-)(\s*)(.*)", here.line)
    if not found or not is_key(found[2]):
        return
    head, key, sign, rest = found[1], found[2], found[4], found[6]
    if sign == ":" and (found[5] or not rest):
        return
    meant_line = f"{head}{key}: {rest}".rstrip()
    hint = _("Write `{text}`.").format(text=short(meant_line.strip(), 40))
    if sign == ":":
        message = _("There is no space after the colon of “{key}”.")
    else:
        message = _("There is no colon after “{key}”.")
    yield here.guess(message.format(key=key), hint, len(head), meant_line, "yaml-colon")


def left_over(here: Lines) -> Iterator[Guess]:
    """A colon that is left over at the end of a value."""
    found = re.match(r"(?:\s*-\s+)*\s*([\w-]+):\s+[^\s\"'\[{].*?(\s*:+\s*)$", here.line)
    if found and found[1] not in SHOWN:
        kept = here.line[: found.start(2)]
        message = _("There is a colon too many at the end of the line.")
        hint = _("Write `{text}`.").format(text=short(kept.strip(), 60))
        yield here.guess(message, hint, found.start(2), kept, "yaml-colon")


def two_keys(here: Lines) -> Iterator[Guess]:
    """A second key on one line. Where the value is words for the audience it may be part of them."""
    first = re.match(r"(?:\s*-\s+)*\s*([\w-]+)\s*:\s+(?=[^\[{\"'\s])", here.line)
    second = first and next(
        (one for one in re.finditer(r"[\s,;]+([a-z_]+):\s", here.line[first.end() :]) if one[1] in SPANISH), None
    )
    if not first or not second:
        return
    message = _("There are two keys on one line: “{one}” and “{other}”.").format(one=first[1], other=second[1])
    hint = _("Put `{key}:` on a line of its own; if it is part of a text, put the whole text in quotes.")
    value = here.line[first.end() :]
    kept = value[: second.start()]
    if first[1] in SHOWN:
        kept = "'" + kept.replace("'", "''") + "'"
    column = first.end() + second.start(1)
    yield here.guess(message, hint.format(key=second[1]), column, here.line[: first.end()] + kept, "yaml-colon")
