"""Markers as an EDL: an event of one frame for each, with the lines that DaVinci Resolve reads and a locator."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from newscast.exchange.count import Count
from newscast.exchange.marker import Marker, colour_of
from newscast.exchange.wording import one_line

REEL = "AX"
"""What a list calls a source that is no tape."""


def marker_edl(title: str, markers: Iterable[Marker], count: Count, notes: Sequence[str] = ()) -> str:
    """The list, as text. Markers that stand nowhere are left out."""
    lines = [*head(title, count), ""]
    placed = [(each, each.frame) for each in markers if each.frame is not None]
    for number, (marker, frame) in enumerate(placed, 1):
        lines += _event(number, marker, frame, count)
    lines += comments(notes)
    return "\n".join(lines) + "\n"


def head(title: str, count: Count) -> list[str]:
    """How an EDL begins."""
    return [f"TITLE: {one_line(title, 70)}", f"FCM: {'DROP FRAME' if count.drop else 'NON-DROP FRAME'}"]


def comments(notes: Iterable[str]) -> list[str]:
    """Lines that programs pass over; some do so after an event only."""
    return [f"* NOTE: {one_line(each)}" for each in notes]


def locator(frame: int, marker: Marker, count: Count) -> str:
    """A locator, as Avid and OpenTimelineIO read it: fixed columns, then the text."""
    return f"* LOC: {count.timecode(frame)} {colour_of(marker).name:7} {_words(marker)}"


def _event(number: int, marker: Marker, frame: int, count: Count) -> list[str]:
    first, after = count.timecode(frame), count.timecode(frame + 1)
    return [
        f"{number:03}  {REEL:8} V     C        {first} {after} {first} {after}",
        f" |C:ResolveColor{colour_of(marker).resolve} |M:{_words(marker)} |D:{marker.frames}",
        locator(frame, marker, count),
        "",
    ]


def _words(marker: Marker) -> str:
    """What a marker says; a bar would begin another field of the line."""
    said = marker.text or marker.name
    return one_line(f"{marker.author}: {said}" if marker.author else said).replace("|", "¦") or marker.kind
