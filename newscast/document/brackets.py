"""Slips in brackets: round ones, semicolons between what stands in them, a comma behind them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from newscast.base.i18n import _
from newscast.document.lines import Lines
from newscast.document.mending import Guess
from newscast.document.words import short


def round_ones(here: Lines) -> Iterator[Guess]:
    """Round brackets around keys with values."""
    found = re.match(r"((?:\s*-\s+)*(?:[^:(]*:)?\s*)\((\s*\w+:\s.*)\)\s*$", here.line)
    if found:
        message = _("Keys with values go in braces, not in round brackets.")
        text = "{" + found[2] + "}"
        hint = _("Write `{text}`.").format(text=short(text, 60))
        yield here.guess(message, hint, len(found[1]), found[1] + text, "yaml-brackets")


def semicolons(here: Lines) -> Iterator[Guess]:
    """Semicolons between what stands in brackets."""
    if re.search(r"[\[{].*;\s*\w+:\s", here.line):
        message = _("Inside brackets a comma separates, not a semicolon.")
        line = re.sub(r";(?=\s*\w+:\s)", ",", here.line)
        hint = _("Write `{text}`.").format(text=short(line.strip(), 60))
        yield here.guess(message, hint, here.line.index(";"), line, "yaml-brackets")


def left_over(here: Lines) -> Iterator[Guess]:
    """A comma that is left over at the end of the line."""
    found = re.match(r"(.*[\]}\"'])\s*([,;])\s*$", here.line)
    if found:
        message = _("There is a comma too many at the end of the line.")
        hint = _("Delete it.")
        yield here.guess(message, hint, found.start(2), found[1], "yaml-brackets")
