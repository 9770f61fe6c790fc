"""Markers as a table that opens right in Excel, in Spanish too."""

from __future__ import annotations

from collections.abc import Iterable

from newscast.base.i18n import _
from newscast.base.spreadsheets import decimal, table_bytes
from newscast.exchange.count import Count
from newscast.exchange.marker import Marker
from newscast.exchange.wording import many_lines


def marker_csv(markers: Iterable[Marker], count: Count, language: str) -> bytes:
    """The table, as a spreadsheet in this language opens it.

    Seconds count from the start of the timeline, with three decimals. Markers that stand nowhere have no time.
    """
    return table_bytes([_heads(), *(_row(marker, count, language) for marker in markers)], language)


def _heads() -> list[str]:
    return [
        _("timecode"),
        _("until"),
        _("seconds"),
        _("frame"),
        _("what"),
        _("text"),
        _("author"),
        _("state"),
        _("segment"),
        _("line of the rundown"),
    ]


def _row(marker: Marker, count: Count, language: str) -> list[str]:
    states = {"open": _("open"), "resolved": _("resolved"), "warn": _("warning"), "fail": _("failed"), "": ""}
    kinds = {"comments": _("comment"), "segments": _("segment"), "checks": _("check"), "supers": _("text on screen")}
    placed = ["", "", "", ""]
    if marker.frame is not None:
        last = marker.frame + marker.frames - 1
        until = "" if marker.end is None else count.timecode(last)
        placed = [count.timecode(marker.frame), until, decimal(marker.frame / count.rate, language), str(marker.frame)]
    return [
        *placed,
        kinds[marker.kind],
        many_lines(marker.text or marker.name),
        many_lines(marker.author),
        states[marker.state],
        many_lines(marker.segment),
        many_lines(marker.place),
    ]
