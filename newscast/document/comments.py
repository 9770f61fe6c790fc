"""Slips in comments: lines that were meant as one or belong to no rundown, and texts that YAML takes for one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from newscast.base.i18n import _
from newscast.base.patterns import pattern
from newscast.document.lines import Lines
from newscast.document.mending import Guess
from newscast.document.words import short

_HASH_INSIDE = pattern(
    r"(?P<before>[\[{,][^\[\]{},\"'#]*?(?::\s+|(?<=[\[{,])\s*))"
    r"(?P<text>(?!\s)[^\[\]{},\"':#]*(?<=[\s\[{,])#(?P<word>\w(?:[^,\]}]*[^,\]}\s])?))"
)
"""A text inside brackets that ` #` is in, up to the next comma or to the end of the brackets."""


def foreign(here: Lines) -> Iterator[Guess]:
    """What chats and other programs put around a text, and lines that part documents."""
    if re.fullmatch(r"\s*(```\w*|~~~\w*|\.\.\.|[-=_*]{3,}|<!--.*-->)\s*", here.line):
        message = _("This line does not belong to the file: “{text}”.").format(text=short(here.line.strip()))
        yield here.guess(message, _("Delete it."), here.indent, "", "yaml")
    elif here.line.lstrip().startswith(("//", "/*", "<!--", "--")):
        message = _("A comment begins with `# `: “{text}”.").format(text=short(here.line.strip()))
        text = "# " + here.line.strip().lstrip("/*<!- ")
        yield here.guess(message, _("Write `{text}`.").format(text=short(text)), here.indent, "", "yaml-comment")


def hash_inside(here: Lines) -> Iterator[Guess]:
    """A text inside brackets with a ` #`, such as a colour without quotes: for YAML the brackets are never closed."""
    if found := _HASH_INSIDE.search(here.line):
        message, hint = lost(found["word"].split()[0])
        quoted = _HASH_INSIDE.sub(lambda each: f'{each["before"]}"{each["text"]}"', here.line)
        yield here.guess(message, hint, found.start("text"), quoted, "yaml-comment")


def lost(word: str) -> tuple[str, str]:
    """What is said of a word after ` #` that YAML passes over."""
    message = _("“#{tag}” would be lost: YAML takes what follows ` #` for a comment.").format(tag=short(word))
    return message, _("Put the whole text in quotes; a comment is written `# ` with a space.")
