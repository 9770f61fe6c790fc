"""How a picture is fitted to a canvas: it covers it, or is shown whole over a blurred copy of itself."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Any

from newscast.base.canvas import Canvas
from newscast.picture.boxes import MIDDLE, SMALLER, box_of, place_of
from newscast.picture.fit import (
    BICUBIC,
    Focus,
    Frames,
    Moving,
    Size,
    contain_size,
    covering,
    crop_offset,
    even,
    finished,
    scaled,
)
from newscast.step.nodes import filtered
from newscast.timeline.seen import Fit

_SMALL = 136
"""Pixels of the short side of the copy that is blurred: an eighth of a canvas, for every canvas alike."""
_BLUR = 5.0
"""Standard deviation of the blur in that copy."""
_FACELESS = 24.0
"""The same where texts lie on the copy: behind a picture that is smaller for a face, and below a card's headline. What
is left of a face is none behind them."""
_ENLARGED = Fraction(9, 8)
_DIM = 0.6
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
    behind = backdrop(frames, frame, _FACELESS if faceless or fit in SMALLER else _BLUR)
    laid = filtered([behind, shown], "overlay", x=x, y=y, format="yuv420", eof_action="endall")
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


def backdrop(frames: Frames, frame: Size, blur: float = _BLUR) -> Any:
    """The picture covering the frame, a little enlarged, dimmed, and blurred where that is cheap: in a small copy,

    which is the same for every canvas.
    """
    grow = Fraction(_SMALL, min(frames.size))
    small = even(frames.size[0] * grow), even(frames.size[1] * grow)
    blurred = scaled(replace(frames, stored=None), small, BICUBIC).filter("gblur", sigma=blur, steps=2)
    dimmed = blurred.filter("lutyuv", y=f"16+(val-16)*{_DIM}", **dict.fromkeys("uv", f"128+(val-128)*{_DIM}"))
    whole = contain_size(frame, small)
    window = even(whole[0] / _ENLARGED), even(whole[1] / _ENLARGED)
    cut = dimmed.filter("crop", *window, *crop_offset(small, window, (0.5, 0.5)))
    return cut.filter("scale", *frame, flags=BICUBIC)
