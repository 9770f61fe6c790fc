"""How a picture is fitted to a canvas: it covers it, or is shown whole over a blurred copy of itself."""

from __future__ import annotations

from typing import Any

from newscast.base.canvas import Canvas
from newscast.picture.boxes import MIDDLE, SMALLER, box_of, place_of
from newscast.picture.fit import BICUBIC, Focus, Frames, Moving, Size, covering, finished
from newscast.picture.ground import BLUR, FACELESS, grounded
from newscast.timeline.seen import Fit

_EDGE = 2
"""Pixels of the design of the line around the picture."""


def fitted(
    frames: Frames,
    canvas: Canvas,
    fit: Fit,
    focus: Focus,
    flags: str = BICUBIC,
    height: float = MIDDLE,
    moving: Moving = (),
    faceless: bool = False,
) -> Any:
    """The frames on the canvas; SAR 1, yuv420p, BT.709 in TV range.

    `height` is where a picture that does not cover the canvas stands: 0 at its top, 1 at its bottom. `moving` is a
    focus that goes evenly from one place to the next. No face is left in a `faceless` copy behind it.
    """
    frame = (canvas.width, canvas.height)
    box = box_of(frames.size, frames.source or frames.size, canvas, fit)
    if box == frame:
        return finished(covering(frames, frame, focus, flags, moving))
    x, y = place_of(box, frame, height, fit)
    shown = covering(frames, box, focus, flags, moving)
    blur = FACELESS if faceless or fit in SMALLER else BLUR
    laid = grounded(frames, frame, shown, (x, y), box, blur)
    return finished(edged(laid, (x, y), box, canvas))


def edged(stream: Any, corner: Size, box: Size, canvas: Canvas) -> Any:
    """A hairline around a picture of that size, whose left upper corner is there.

    Each side is a box by itself: `drawbox` asks of every pixel inside of one whether it is on its line, for 1.5 ms.
    """
    edge = max(1, round(_EDGE * canvas.scale))
    (x, y), (wide, high) = corner, box
    lines = [(x - edge, top, wide + 2 * edge, edge) for top in (y - edge, y + high)]
    lines += [(left, y, edge, high) for left in (x - edge, x + wide)]
    for left, top, across, down in lines:
        stream = stream.filter("drawbox", left, top, w=across, h=down, color="white@0.35", t="fill")
    return stream
