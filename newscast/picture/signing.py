"""When the window of sign language is seen, and where: see newscast.graphics.places."""

from __future__ import annotations

from collections.abc import Sequence

from newscast.base.canvas import Canvas
from newscast.graphics.places import BESIDE, SIGNER, Area, Places
from newscast.timeline.model import BAND, PlacedSegment
from newscast.timeline.seen import GraphicShot, Shot
from newscast.timeline.spans import Span, merged, within, without


def signed_spans(segment: PlacedSegment, places: Places) -> tuple[Span, ...]:
    """The frames in which the window is on a canvas, ascending and disjoint."""
    seen = merged(shot.span for shot in segment.signer)
    if BESIDE in places.areas:
        return seen
    cards = [shot for shot in segment.shots if isinstance(shot.picture, GraphicShot)]
    return tuple(without(seen, [shot.span for shot in cards]))


def raised(segment: PlacedSegment, places: Places) -> tuple[Span, ...]:
    """The frames in which it stands higher: all of a segment, also where a card has nothing at the bottom edge, or it
    would jump from shot to shot."""
    band = any(shown.graphic in BAND for shown in segment.supers) and places.of(SIGNER).band
    return (Span(0, segment.frames),) if band else ()


def beside_in(shot: Shot, spans: Sequence[Span]) -> tuple[Span, ...]:
    """The frames of a shot in which it is a card that is seen in these frames of its segment."""
    card = isinstance(shot.picture, GraphicShot)
    return tuple(span.later(-shot.start) for span in within(spans, shot.span)) if card else ()


def pixels(area: Area, canvas: Canvas) -> tuple[int, int, int, int]:
    """Left, top, width and height of an area on a canvas in its pixels, on whole samples of colour."""
    sides = (area.left, area.top, area.width, area.height)
    left, top, width, height = (round(value * canvas.scale / 2) * 2 for value in sides)
    return left, top, max(2, width), max(2, height)
