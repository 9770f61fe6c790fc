"""The script as plain text: with times and cues for people, or only what is read for a prompter."""

from __future__ import annotations

from collections.abc import Iterator

import click

from newscast.base.files import printable
from newscast.base.i18n import _
from newscast.cli.columns import folded
from newscast.episode.timed_script import TimedScript
from newscast.review.script.script_view import Head, Line, about, heads

_INDENT = "    "
_WIDEST = 100
"""Columns that are read well, however wide the terminal is."""


def script_lines(script: TimedScript, who: str, width: int | None, colour: bool = False) -> Iterator[str]:
    """The script line by line, no wider than `width`; what is not read by `who`, where somebody is named, is short."""
    wide = min(width or _WIDEST, _WIDEST)
    yield _styled(printable(script.title), colour, bold=True)
    yield " · ".join(about(script))
    for head in heads(script, who):
        yield ""
        yield from _head(head, wide, colour)
        for line in head.lines:
            yield from _line(line, wide, colour)
    yield ""


def prompter_lines(script: TimedScript, who: str) -> Iterator[str]:
    """What is read, each part a paragraph on one line, as it is said; who reads where that is another one than before.

    Of others than `who`, where somebody is named, nothing.
    """
    several, before = len(script.presenters()) > 1 and not who, ""
    for segment in script.only_read().segments:
        for part in segment.parts:
            if who and part.who != who:
                continue
            reader = script.reader(part.who) if part.who else None
            if several and reader and part.who != before:
                yield printable(f"[{reader.name.upper()}]")
                yield ""
            before = part.who
            yield printable(" ".join(part.aloud.split()))
            yield ""


def _head(head: Head, width: int, colour: bool) -> Iterator[str]:
    latest = _("no later than {time}").format(time=head.latest) if head.latest and head.latest != head.clock else ""
    told = " · ".join(filter(None, [head.clock, head.lasts, latest]))
    for row in folded(printable(f"{head.name}  {told}"), width):
        yield _styled(row, colour, bold=True)


def _line(line: Line, width: int, colour: bool) -> Iterator[str]:
    part = line.part
    if not (part.text or part.file or part.shown):
        return
    who = line.reader.name if line.reader else ""
    times = " · ".join(filter(None, [line.clock, line.lasts, line.pace if line.mine else ""]))
    what = " · ".join(filter(None, [who, line.kind, part.file]))
    yield _styled(printable(f"  {times}  {what}"), colour, dim=True)
    for text in _texts(line):
        for row in folded(printable(text), width - len(_INDENT)):
            yield _styled(f"{_INDENT}{row}", colour, dim=not line.mine)


def _texts(line: Line) -> Iterator[str]:
    part = line.part
    if line.is_tape:
        if part.text and part.first_words() != part.last_words():
            yield f"{_('In')}: {part.first_words()}"
        yield f"{_('Out')}: {part.last_words() or _('Nobody has written down what is said.')}"
    elif part.text:
        yield part.text if line.whole else part.shortened()
    if line.mine:
        yield from ([" · ".join(part.shown)] if part.shown and not part.text else [])
        yield from (f"{at} {text}" for at, text in line.cues)


def _styled(text: str, colour: bool, bold: bool = False, dim: bool = False) -> str:
    return click.style(text, bold=bold or None, dim=dim or None) if colour and (bold or dim) else text
