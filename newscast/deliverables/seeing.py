"""What is to be seen of a cut, and when: its pictures, where each was written and where none needs to move, and what
lies over them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cache

from newscast.base.box import Box
from newscast.deliverables.cut import Cut
from newscast.graphics.places import SIGNER, Places, places_on
from newscast.graphics.standing import standing
from newscast.picture.laid import Laid
from newscast.picture.shown import laid_over
from newscast.picture.signing import signed_spans
from newscast.qc.wanted import Seen
from newscast.timeline.ending import BLACK
from newscast.timeline.model import PlacedSegment, written_shots
from newscast.timeline.seen import ClipShot, GraphicShot, Shot, StillShot
from newscast.timeline.spans import Span

_AROUND = 48
"""Design pixels by which a graphic reaches beyond its place while it comes and goes."""
_FULL = 0.5
"""The share of the canvas from which a graphic, with the shade below it, hides nothing: pictures are seen in it."""
_CAPTION = "Ángeles y ñandúes, jóvenes y ágiles"
"""What stands for each line of a caption, which may be as wide as the canvas: where it stands follows from their
number."""


def wanted_pictures(cut: Cut) -> tuple[Seen, ...]:
    """All pictures of a cut, one after another."""
    rate = cut.timeline.rate
    return tuple(
        Seen(
            segment.slug,
            round(float((segment.start + shot.start) / rate), 3),
            round(float((segment.start + shot.start + shot.frames) / rate), 3),
            place,
            _may_be_still(shot),
            segment.kind == BLACK,
            isinstance(shot.picture, ClipShot),
        )
        for segment, shot, place in written_shots(cut.timeline.segments, cut.places)
    )


def _may_be_still(shot: Shot) -> bool:
    """Cards are read, and a photo stands still where somebody asked for it."""
    picture = shot.picture
    return isinstance(picture, GraphicShot) or (isinstance(picture, StillShot) and picture.is_held)


def graphics_over(cut: Cut) -> Callable[[float, float], Sequence[Box]]:
    """Gives where graphics lie over a cut's pictures from one second to another. Templates are read when it is asked,
    which it is where pictures are black, or stand still, but for a part of them."""

    known = cache(lambda: tuple(_laid(cut)))

    def over(start: float, end: float) -> Sequence[Box]:
        return tuple(_over(cut, known(), *(second * float(cut.timeline.rate) for second in (start, end))))

    return over


_Over = tuple[PlacedSegment, tuple[Laid, ...], tuple[Span, ...]]
"""A segment, what is laid over it, and when it has a window of sign language."""


def _laid(cut: Cut) -> Iterator[_Over]:
    """All that lies over a cut's pictures: worked out once, for it is asked for many short stretches."""
    canvas = cut.full_size
    places = places_on(canvas, cut.show)
    for segment, cues in cut.burned(in_turns=False):
        yield segment, tuple(laid_over(segment, canvas, cut.show, cues)), signed_spans(segment, places)


def _over(cut: Cut, known: Sequence[_Over], start: float, end: float) -> Iterator[Box]:
    places = places_on(cut.full_size, cut.show)
    window = places.box(SIGNER)
    for segment, laid_there, signed in known:
        first, last = start - segment.start, end - segment.start
        if first < segment.frames and last > 0:
            for laid in laid_there:
                if laid.start < last and first < laid.start + laid.frames and (box := _place(laid, cut)):
                    yield _widened(box, places)
            if window and any(span.start < last and first < span.end for span in signed):
                yield _widened(window, places)


def _place(laid: Laid, cut: Cut) -> Box | None:
    """Where a graphic stands, that of a caption from edge to edge."""
    shown, told = laid.shown, dict(laid.shown.told)
    is_caption = shown.graphic == "caption"
    if is_caption:
        told = {name: _CAPTION if name.startswith("line") else value for name, value in told.items()}
    box = standing(shown.graphic, told, cut.show, shown.canvas)
    if box is None or box[2] * box[3] > _FULL:
        return None
    left, top, wide, high = box
    top += laid.drop * shown.canvas.scale / shown.canvas.height
    return (0.0, top, 1.0, high) if is_caption else (left, top, wide, high)


def _widened(box: Box, places: Places) -> Box:
    left, top, wide, high = box
    across, down = (_AROUND / side for side in places.size)
    return left - across, top - down, wide + 2 * across, high + 2 * down
