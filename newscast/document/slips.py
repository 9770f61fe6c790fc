"""Slips in single lines that YAML stumbles over: what each is, and the line as it was meant."""

from __future__ import annotations

import re
from collections.abc import Iterator

from newscast.base.errors import Problem
from newscast.base.i18n import _
from newscast.document import brackets, colons, comments, hyphens, quotes
from newscast.document.lines import Lines, blanks_before
from newscast.document.mending import Guess
from newscast.document.words import short


def slips(here: Lines) -> Iterator[Guess]:
    """What may be wrong with one line, the surest first."""
    for look in _LOOKS:
        yield from look(here)


def _tab(here: Lines) -> Iterator[Guess]:
    """Tabs at the beginning: all of them at once, as wide as makes sense."""
    found = re.match(r"[ -]*\t", here.line)
    if not found:
        return
    message, hint = _("There is a tab here; YAML is indented with spaces."), _("Use spaces: two for each level.")
    problem = Problem(message, hint, here.at(found.end() - 1), code="yaml-tab")
    near = [blanks_before(here.lines[at]) for at in (here.number - 1, here.number + 1) if 0 <= at < len(here.lines)]
    yield from (Guess(problem, {here.number: " " * width + here.line.lstrip(" \t")}) for width in near)
    for width in (2, 4, 8):
        yield Guess(problem, {at: _expanded(line, width) for at, line in enumerate(here.lines) if "\t" in line})


def _expanded(line: str, width: int) -> str:
    """With the tabs before its first letter as blanks; one after a hyphen is a single one."""
    head = re.match(r"[ \t]*", line)
    length = head.end() if head else 0
    return re.sub(r"^( *-)\t", r"\1 ", line[:length].replace("\t", " " * width) + line[length:])


def chat(here: Lines) -> Iterator[Guess]:
    """A message that was copied out of a chat, with its date and author."""
    found = re.match(r"\[?\d{1,2}/\d{1,2}/\d{2,4},? \d{1,2}:\d{2}(?::\d{2})?[^\]:-]*(?:\]|-)[^:]*: ", here.line)
    if found:
        message = _("This line begins with the date and author of a message: “{text}”.")
        message = message.format(text=short(found[0].strip()))
        yield here.guess(message, _("Delete them."), 0, here.line[found.end() :], "yaml")


_LOOKS = (
    _tab,
    comments.foreign,
    quotes.of_text_programs,
    quotes.backslashes,
    chat,
    hyphens.another_sign,
    hyphens.too_near,
    hyphens.missing,
    hyphens.beside_key,
    colons.missing,
    colons.left_over,
    colons.two_keys,
    brackets.round_ones,
    comments.hash_inside,
    brackets.semicolons,
    brackets.left_over,
)
