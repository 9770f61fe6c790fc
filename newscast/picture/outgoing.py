"""What is written on a picture that goes on below a transition: when it leaves, and what of it stays."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from typing import Any

from newscast.base.canvas import Canvas
from newscast.graphics.model import Layer, Motion
from newscast.picture.laid import Laid
from newscast.picture.shown import laid_over
from newscast.show.model import Show
from newscast.step.nodes import filtered
from newscast.timeline.model import BAND, PlacedSegment

BUG = "bug"
_LEAVING = 3
"""Texts are gone after one of so many parts of a dissolve: what comes is seen by a third then, and hardly read yet."""


def going_on_over(segment: PlacedSegment, canvas: Canvas, show: Show) -> Iterator[Laid]:
    """The show's name and what stands over all of a story, as they go on where they are seen in the segment's last
    frame."""
    names = {BUG, *(each.graphic for each in segment.supers if each.stands)}
    for laid in laid_over(segment, canvas, show):
        if laid.shown.graphic in names and laid.span.end == segment.frames:
            yield replace(laid, start=0, since=laid.since + laid.frames)


def outgoing(layer: Layer, graphic: str, emptied: bool) -> Layer:
    """A layer of such a graphic below a transition: it is there from the first frame on, and, where texts leave first,
    only the show's name and what has no other text in the next segment stay."""
    layer = replace(layer, enter=Motion(), leave=Motion())
    stays = graphic in (BUG, *BAND) and not layer.roll.speed
    if stays or not emptied:
        return layer
    gone = leaving_in(layer.frames)
    return replace(layer, frames=gone, leave=Motion(frames=gone - 1))


def leaving_in(frames: int) -> int:
    """In how many of the frames of a dissolve texts leave."""
    return max(1, frames // _LEAVING)


def held(stream: Any, count: int, frames: int) -> Any:
    """The last one of `count` pictures, for so many `frames`."""
    last = stream.filter("trim", start_frame=count - 1).filter("setpts", "PTS-STARTPTS")
    return last.filter("tpad", stop=frames - 1, stop_mode="clone")


def emptying(written: Any, bare: Any, frames: int, rate: Fraction) -> Any:
    """A picture that loses its texts: two of `frames`, on one clock of `rate`."""
    seconds = float(leaving_in(frames) / rate)
    return filtered([written, bare], "xfade", "fade", duration=seconds, offset=0)
