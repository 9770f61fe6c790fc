"""Slips in quotation marks: those of text programs, which YAML does not know, and backslashes inside straight ones."""

from __future__ import annotations

import re
from collections.abc import Iterator

from newscast.base.i18n import _
from newscast.document.lines import Lines
from newscast.document.mending import Guess
from newscast.document.words import short

OPENING, CLOSING = (
    "\u201c\u201d\u201e\u201f\u2018\u2019\u201a\u201b\u00ab\u2039",
    "\u201d\u201c\u2019\u2018\u00bb\u203a",
)
"""Quotation marks that text programs put in place of the straight ones."""


def of_text_programs(here: Lines) -> Iterator[Guess]:
    """A value in the quotation marks of a text program that the colon, comma or sign in it shows not to be quoted."""
    pattern = rf"((?:[^:\"'#]*:|\s*-)\s+)([{OPENING}\"'])(.*)([{CLOSING}\"'])\s*$"
    found = re.match(pattern, here.line)
    if found and (found[2] not in "\"'" or found[4] not in "\"'"):
        inside = found[3].replace("'", "''")
        message, hint = typographic(found[2] + found[3] + found[4])
        yield here.guess(message, hint, len(found[1]), f"{found[1]}'{inside}'", "yaml-quotes")


def typographic(written: str) -> tuple[str, str]:
    """What is said of a text in quotation marks that are not straight."""
    message = _("The quotation marks of `{text}` come from a text program; YAML knows only straight ones.")
    hint = _("Leave them out, or type straight ones: {text}.").format(text=f'"{short(written[1:-1])}"')
    return message.format(text=short(written)), hint


def backslashes(here: Lines) -> Iterator[Guess]:
    """A path in double quotes, in which a backslash has a special meaning."""
    found = re.match(r"([^\"]*)\"([^\\/\"]+(?:\\[^\\/\"]+)+\.\w{2,4})\"", here.line)
    if found:
        message = _("“{name}” has backslashes (`\\`).").format(name=short(found[2], 60))
        path = found[2].replace("\\", "/")
        line = f'{found[1]}"{path}"{here.line[found.end() :]}'
        yield here.guess(message, _("Write `{text}`, with `/`.").format(text=path), len(found[1]), line, "yaml-quotes")
