"""The table that `newscast check` prints of an episode: a row for each segment, and how long every deliverable is."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from typing import TextIO, get_args

import click

from newscast.base.files import printable
from newscast.base.i18n import _, ngettext
from newscast.base.timecode import clock
from newscast.cli.columns import Column, folded, laid_out, takes_colour, width_of
from newscast.cli.report import timing
from newscast.episode.checked import CheckedFile, CheckedSegment, CheckedTable, CheckedTotal, CheckedVoice, PictureKind
from newscast.picture.faces.unsought import told_unsought

ABOUT = "≈"
"""Before a time that is estimated."""
_INDENT = 2
Style = Callable[[str], str]


def print_tables(file: CheckedFile, stream: TextIO | None = None) -> None:
    """All tables of an episode, on standard output unless said; nothing for what is no episode."""
    stream = stream or sys.stdout
    if not file.tables:
        return
    for line in table_lines(file, width_of(stream), takes_colour(stream)):
        click.echo(_in_its_letters(line, stream), file=stream)


def verdict(file: CheckedFile) -> str:
    """One line: there are no errors, and how long it will be."""
    if not file.tables:
        return printable(_("{path}: no errors.").format(path=file.file))
    message = _("{path}: no errors. About {duration}.")
    return printable(message.format(path=file.file, duration=_timing(file.tables[0], file)))


def _timing(cut: CheckedTable | CheckedTotal, file: CheckedFile) -> str:
    return timing(cut.duration, None if cut.over is None else file.slot)


def table_lines(file: CheckedFile, width: int | None, colour: bool = False) -> Iterator[str]:
    """The tables line by line, no wider than `width` columns."""
    for table in file.tables:
        yield ""
        yield from _wrapped(f"{printable(file.title)} · {_name(table)}", width, _styled("bold", colour))
        yield from _body(table, width, colour)
    yield from _wrapped(_total(file), width, _styled("red" if (file.tables[0].over or 0) > 0 else "bold", colour))
    for line in _others(file):
        yield from _wrapped(line, width, str, _INDENT)
    if file.left_out:
        leaving = _("Left out, so that it fits its slot: {stories}").format(stories=", ".join(file.left_out))
        yield from _wrapped(printable(leaving), width, str)
    for line in _of_law(file):
        yield from _wrapped(line, width, str)
    if any(segment.estimated for table in file.tables for segment in table.segments):
        note = _("{sign} estimated, from the length of recordings and by reading speed.").format(sign=ABOUT)
        yield from _wrapped(note, width, _styled("dim", colour))
    if file.unheard:
        note = _("Whether the voices follow their texts word for word is known when a draft is built.")
        yield from _wrapped(note, width, _styled("dim", colour))
    if file.unsought:
        yield from _wrapped(told_unsought(), width, _styled("dim", colour))
    yield ""


def _of_law(file: CheckedFile) -> Iterator[str]:
    """Why what goes out during a suspension, which officials come in it, and how much elected ones do."""
    if file.suspension:
        message = _("Suspension of government propaganda, {first} to {last}: {exempt}")
        exempt = ", ".join(f"{slug} ({why})" for slug, why in file.suspension.exempt.items()) or "—"
        yield printable(message.format(first=file.suspension.first, last=file.suspension.last, exempt=exempt))
        if file.suspension.officials:
            yield printable(_("Officials: {names}").format(names=", ".join(file.suspension.officials)))
    if file.elected:
        from newscast.qc.promotion import in_words

        yield printable(_("Elected: {people}").format(people="; ".join(map(in_words, file.elected))))


def _body(table: CheckedTable, width: int | None, colour: bool) -> Iterator[str]:
    seen = any(segment.pictures for segment in table.segments)
    columns = [
        Column(_("Segment"), least=14),
        Column(_("Starts"), right=True),
        Column(_("Lasts"), right=True),
        Column(_("Voice"), least=12),
        *([Column(_("Pictures"), least=11)] if seen else []),
    ]
    rows = [_row(segment)[: len(columns)] for segment in table.segments]
    styles = [_styled("red" if _misses(segment) else "", colour) for segment in table.segments]
    laid = laid_out(columns, rows, width)
    if laid is None:
        for row, style in zip(rows, styles, strict=True):
            yield from map(style, _stacked(row, width or 0))
        return
    for lines, style in zip(laid, [_styled("dim", colour), *styles], strict=True):
        yield from map(style, lines)


def _row(segment: CheckedSegment) -> list[str]:
    lasts = f"{ABOUT} {clock(segment.duration)}" if segment.estimated else clock(segment.duration)
    voices = "; ".join(printable(_voice(each)) for each in segment.voices)
    return [segment.slug, clock(segment.start), lasts, voices, _pictures(segment)]


def _stacked(row: list[str], width: int) -> Iterator[str]:
    """A segment where there is no room for columns: below its name what is to be said of it."""
    slug, starts, lasts, *facts = row
    yield from folded(f"{starts} {slug}, {lasts}", width)
    for fact in filter(None, facts):
        yield from (" " * _INDENT + line for line in folded(fact, max(1, width - _INDENT)))


def _voice(voice: CheckedVoice) -> str:
    how = {
        "recorded": _("recorded"),
        "synthetic": _("synthetic"),
        "missing": _("recording missing"),
        "sot": _("sot"),
        "package": _("finished piece"),
        "spot": _("spot"),
    }[voice.how]
    return f"{voice.who}, {how}" if voice.who else how


def _pictures(segment: CheckedSegment) -> str:
    said = (_picture(kind, segment.pictures[kind]) for kind in get_args(PictureKind) if kind in segment.pictures)
    return ", ".join(said)


def _picture(kind: PictureKind, number: int) -> str:
    match kind:
        case "clip":
            form = ngettext("{n} clip", "{n} clips", number)
        case "photo":
            form = ngettext("{n} photo", "{n} photos", number)
        case "card":
            form = ngettext("{n} card", "{n} cards", number)
        case "animation":
            form = _("animation")
        case "missing":
            form = ngettext("{n} missing", "{n} missing", number)
    return form.format(n=number)


def _misses(segment: CheckedSegment) -> bool:
    return "missing" in segment.pictures or any(voice.how == "missing" for voice in segment.voices)


def _total(file: CheckedFile) -> str:
    """Of the first cut; where each story has its own, that of each is among the others."""
    return _("Total: {time}").format(time=_timing(file.tables[0], file))


def _others(file: CheckedFile) -> Iterator[str]:
    """The other cuts, where any is not as long as the table; those that are alike on one line."""
    first = file.tables[0]
    alike: dict[str, list[str]] = {}
    for total in file.totals:
        if (total.deliverable, total.slug) != (first.deliverable, first.slug):
            alike.setdefault(_timing(total, file), []).append(_name(total))
    if set(alike) - {_timing(first, file)}:
        yield from (f"{', '.join(names)}: {time}" for time, names in alike.items())


def _name(cut: CheckedTable | CheckedTotal) -> str:
    return f"{cut.deliverable}/{cut.slug}" if cut.slug else cut.deliverable


def _wrapped(text: str, width: int | None, style: Style, indent: int = 0) -> Iterator[str]:
    lines = folded(text, max(1, width - indent)) if width else [text]
    return (style(" " * indent + line) for line in lines)


def _styled(name: str, colour: bool) -> Style:
    if not colour or not name:
        return str
    if name in ("bold", "dim"):
        return lambda text: click.style(text, **{name: True})
    return lambda text: click.style(text, fg=name)


def _in_its_letters(text: str, stream: TextIO) -> str:
    """With a mark for what the stream has no letter for."""
    known = stream.encoding or "utf-8"
    return text.encode(known, errors="replace").decode(known)
