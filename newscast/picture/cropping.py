"""Photos of which more is cut off to fill a canvas than is seen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

from newscast.base.canvas import Canvas
from newscast.base.errors import Place
from newscast.media.missing import Media, found
from newscast.picture.boxes import box_of
from newscast.timeline.model import Places, Timeline, written_shots
from newscast.timeline.seen import StillShot
from newscast.timeline.shots import FOCUS

HALF = Fraction(1, 2)


def unsought(still: StillShot, canvas: Canvas, media: Media) -> StillShot:
    """A photo in which nothing looks for people: as a clip it is shown whole on a tall canvas that would show less than
    half of it. What somebody wrote holds."""
    if canvas.height <= canvas.width or not _is_unasked(still) or _seen(still, canvas, media) >= HALF:
        return still
    return replace(still, fit="auto")


def cropped_stills(
    timeline: Timeline, places: Places, canvas: Canvas, media: Media, sought: bool
) -> Iterator[tuple[Path, Place | None, Fraction]]:
    """The photos of which less than half is seen, where they are named, and the share that is seen, where faces are
    `sought` or not. Those of which somebody said how they are shown, by `focus`, `fit` or a pan, are meant so."""
    for _segment, shot, place in written_shots(timeline.segments, places):
        still = shot.picture
        if isinstance(still, StillShot) and _is_unasked(still):
            share = _seen(still if sought else unsought(still, canvas, media), canvas, media)
            if share < HALF:
                yield still.file, place, share


def _is_unasked(still: StillShot) -> bool:
    """Whether nobody said what is to be seen of it."""
    return still.fit == "cover" and still.focus == FOCUS and not still.goes_along


def _seen(still: StillShot, canvas: Canvas, media: Media) -> Fraction:
    """The share of a photo's area that is on the canvas."""
    info = found(media, still.file)
    if info is None or info.picture is None:
        return Fraction(1)
    size = info.picture.width, info.picture.height
    box = box_of(size, size, canvas, still.fit)
    across, down = size[0] * box[1], size[1] * box[0]
    return Fraction(min(across, down), max(across, down))
