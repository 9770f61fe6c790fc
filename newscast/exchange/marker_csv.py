"""Markers as a table that opens right in Excel, in Spanish too."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from fractions import Fraction

from newscast.base.i18n import _
from newscast.base.timecode import round_half_up
from newscast.exchange.count import Count
from newscast.exchange.marker import Marker
from newscast.exchange.wording import many_lines

_POINT = frozenset(
    {"es", "es-mx", "es-gt", "es-hn", "es-ni", "es-pa", "es-pe", "es-pr", "es-sv", "es-do", "es-us", "es-419"}
    | {"en", "zh", "ja", "ko", "th", "he"}
)
"""Languages that write 1.5; there lists have commas. Elsewhere it is 1,5, and lists have semicolons (CLDR)."""
_FORMULA = tuple("=+-@＝＋－＠")
"""How a text begins that a spreadsheet would take for a formula."""


def marker_csv(markers: Iterable[Marker], count: Count, language: str) -> bytes:
    """The table in UTF-8, with the mark by which Excel knows it; separators are those of Excel in this language.

    Seconds count from the start of the timeline, with three decimals. Markers that stand nowhere have no time.
    """
    separator, point = (",", ".") if _has_point(language) else (";", ",")
    text = io.StringIO()
    writer = csv.writer(text, delimiter=separator, quoting=csv.QUOTE_MINIMAL, lineterminator="\r\n")
    writer.writerow(_heads())
    for marker in markers:
        writer.writerow(harmless(each) for each in _row(marker, count, point))
    return text.getvalue().encode("utf-8-sig")


def harmless(text: str) -> str:
    """A text as a cell that no spreadsheet calculates: an apostrophe before what begins like a formula."""
    return f"'{text}" if text.lstrip().startswith(_FORMULA) else text


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


def _row(marker: Marker, count: Count, point: str) -> list[str]:
    states = {"open": _("open"), "resolved": _("resolved"), "warn": _("warning"), "fail": _("failed"), "": ""}
    kinds = {"comments": _("comment"), "segments": _("segment"), "checks": _("check"), "supers": _("text on screen")}
    placed = ["", "", "", ""]
    if marker.frame is not None:
        last = marker.frame + marker.frames - 1
        until = "" if marker.end is None else count.timecode(last)
        placed = [count.timecode(marker.frame), until, _seconds(marker.frame / count.rate, point), str(marker.frame)]
    return [
        *placed,
        kinds[marker.kind],
        many_lines(marker.text or marker.name),
        many_lines(marker.author),
        states[marker.state],
        many_lines(marker.segment),
        many_lines(marker.place),
    ]


def _seconds(value: Fraction, point: str) -> str:
    whole, thousandths = divmod(round_half_up(value * 1000), 1000)
    return f"{whole}{point}{thousandths:03}"


def _has_point(language: str) -> bool:
    tag = language.lower().replace("_", "-")
    return tag in _POINT or tag.partition("-")[0] in _POINT - {"es"}
