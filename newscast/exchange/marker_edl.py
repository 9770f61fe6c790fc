"""Markers as an EDL: an event of one frame for each, with a line that DaVinci Resolve reads, or with a locator."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from newscast.exchange.count import Count
from newscast.exchange.marker import Marker, colour_of
from newscast.exchange.wording import one_line

REEL = "AX"
"""What a list calls a source that is no tape."""
_SHORT = 80
"""Characters of a marker's name."""


def resolve_edl(title: str, markers: Iterable[Marker], count: Count, notes: Sequence[str] = ()) -> str:
    """The list that DaVinci Resolve imports as markers of a timeline. It takes comment lines for notes of a marker, so
    there are none but at the end. Markers that stand nowhere are left out."""
    return _list(title, markers, count, _resolve_lines, notes)


def locator_edl(title: str, markers: Iterable[Marker], count: Count, notes: Sequence[str] = ()) -> str:
    """The list with locators, which Avid and others read. Markers that stand nowhere are left out."""
    return _list(title, markers, count, lambda marker, frame: [locator(frame, marker, count)], notes)


def _list(
    title: str,
    markers: Iterable[Marker],
    count: Count,
    lines_of: Callable[[Marker, int], list[str]],
    notes: Sequence[str],
) -> str:
    lines = [*head(title, count), ""]
    placed = [(each, each.frame) for each in markers if each.frame is not None]
    for number, (marker, frame) in enumerate(placed, 1):
        first, after = count.timecode(frame), count.timecode(frame + 1)
        lines.append(f"{number:03}  {REEL:8} V     C        {first} {after} {first} {after}")
        lines += [*lines_of(marker, frame), ""]
    return "\n".join([*lines, *comments(notes)]) + "\n"


def head(title: str, count: Count) -> list[str]:
    """How an EDL begins."""
    return [f"TITLE: {one_line(title, 70)}", f"FCM: {'DROP FRAME' if count.drop else 'NON-DROP FRAME'}"]


def comments(notes: Iterable[str]) -> list[str]:
    """Lines that programs pass over; some do so after an event only."""
    return [f"* NOTE: {one_line(each)}" for each in notes]


def locator(frame: int, marker: Marker, count: Count) -> str:
    """A locator, as Avid and OpenTimelineIO read it: fixed columns, then the text."""
    return f"* LOC: {count.timecode(frame)} {colour_of(marker).name:7} {_words(marker)}"


def _resolve_lines(marker: Marker, _frame: int) -> list[str]:
    """Its note, then fields, each behind a bar. A line that begins as an event, or as a comment, would be taken for
    one: whoever speaks comes first, and a letter before all."""
    note = _words(marker) if marker.author else ""
    note = note if not note or note[0].isalpha() else f"· {note}"
    name = _plain(one_line(marker.text or marker.name, _SHORT)) or marker.kind
    return [f"{note} |C:ResolveColor{colour_of(marker).resolve} |M:{name} |D:{marker.frames}"]


def _words(marker: Marker) -> str:
    """What a marker says, and who does."""
    said = marker.text or marker.name
    return _plain(one_line(f"{marker.author}: {said}" if marker.author else said)) or marker.kind


def _plain(text: str) -> str:
    """A bar would begin another field of a line."""
    return text.replace("|", "¦")
