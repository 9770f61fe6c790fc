"""Stretches of a programme, in the words and in the segments of its rundown."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil, floor

from newscast.base.i18n import _
from newscast.base.timecode import clock
from newscast.qc.wanted import Noted, Stretch

_MOST = 6
"""Stretches that a message names."""


def by_segment(stretch: Stretch, segments: Sequence[Stretch]) -> tuple[Stretch, ...]:
    """The stretch in pieces that lie in one segment each; what lies in none has no slug."""
    pieces = (
        Stretch(segment.slug, round(max(stretch.start, segment.start), 3), round(min(stretch.end, segment.end), 3))
        for segment in segments
    )
    return tuple(piece for piece in pieces if piece.seconds > 0.05) or (stretch,)


def named(stretches: Sequence[Stretch]) -> str:
    """`bacheo (0:12-0:17), feria (0:30-0:41)`"""
    each = dict.fromkeys(f"{part.slug} ({clock(floor(part.start))}-{clock(ceil(part.end))})" for part in stretches)
    return ", ".join(list(each)[:_MOST]) + (", …" if len(each) > _MOST else "")


def noted(places: Sequence[Noted]) -> str:
    """`bacheo (0:12, line 33), feria (0:30)`"""
    each = dict.fromkeys(map(_noted, places))
    return ", ".join(list(each)[:_MOST]) + (", …" if len(each) > _MOST else "")


def _noted(place: Noted) -> str:
    at = clock(floor(place.start))
    inside = _("{time}, line {line}").format(time=at, line=place.place.line) if place.place else at
    return f"{place.slug} ({inside})"
