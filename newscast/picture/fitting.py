"""How a picture is fitted to a canvas: it covers it, or is shown whole over a blurred copy of itself."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Any

import ffmpeg

from newscast.base.canvas import Canvas
from newscast.picture.fit import (
    BICUBIC,
    Focus,
    Frames,
    Size,
    contain_size,
    covering,
    crop_offset,
    even,
    finished,
    scaled,
)
from newscast.timeline.model import Fit

NEAR = Fraction(4, 3)
"""How much wider or higher than the canvas a picture may be whose edges are cut off unasked."""
BANDS = ((4, 5), (5, 4))
"""Shapes to which a picture is cut around a focus that somebody wrote, where the canvas's own would cut too much."""
FINE_LINES = 720
COARSE_GROWTH = Fraction(3, 2)
"""A recording of fewer lines than FINE_LINES is blown up no more than so much."""
MIDDLE = 0.5

_SMALL = 136
"""Pixels of the short side of the copy that is blurred: an eighth of a canvas, for every canvas alike."""
_BLUR = 5.0
"""Standard deviation of the blur in that copy."""
_ENLARGED = Fraction(9, 8)
_DIM = 0.6
_EDGE = 2
"""Pixels of the design of the line around the picture."""


def fitted(frames: Frames, canvas: Canvas, fit: Fit, focus: Focus, flags: str = BICUBIC, height: float = MIDDLE) -> Any:
    """The frames on the canvas; SAR 1, yuv420p, BT.709 in TV range.

    `height` is where a picture that does not cover the canvas stands: 0 at its top, 1 at its bottom.
    """
    frame = (canvas.width, canvas.height)
    box = box_of(frames.size, frames.source or frames.size, canvas, fit)
    if box == frame:
        return finished(covering(frames, frame, focus, flags))
    x, y = place_of(box, frame, height)
    shown = covering(frames, box, focus, flags)
    laid = ffmpeg.overlay(_backdrop(frames, frame), shown, x=x, y=y, format="yuv420", eof_action="endall")
    edge = max(1, round(_EDGE * canvas.scale))
    wide, high = box[0] + 2 * edge, box[1] + 2 * edge
    return finished(laid.filter("drawbox", x - edge, y - edge, w=wide, h=high, color="white@0.35", t=edge))


def box_of(size: Size, source: Size, canvas: Canvas, fit: Fit) -> Size:
    """How much of the canvas, around its middle, shows a picture of that size; all of it where it covers it.

    `source` is the size in which it was recorded: that decides how far it may be blown up.
    """
    frame = (canvas.width, canvas.height)
    covers = fit in ("fill", "cover") or (fit != "pad" and _is_near(size, frame))
    if covers and (fit == "fill" or _room(source, frame, canvas) == 1):
        return frame
    box = contain_size(_band(size, frame) if fit == "band" else size, frame)
    room = _room(source, box, canvas)
    return box if room == 1 else (even(box[0] * room), even(box[1] * room))


def place_of(box: Size, frame: Size, height: float = MIDDLE) -> Size:
    """The left upper corner of a box on the frame, on whole samples of colour."""
    across, down = frame[0] - box[0], frame[1] - box[1]
    return round(across / 4) * 2, round(down * height / 2) * 2


def _is_near(size: Size, frame: Size) -> bool:
    across, down = size[0] * frame[1], size[1] * frame[0]
    return max(across, down) <= NEAR * min(across, down)


def _room(source: Size, box: Size, canvas: Canvas) -> Fraction:
    """How much of a box's sides a picture of that size may take: 1, or less where it would be blown up too much."""
    growth = max(Fraction(box[0], source[0]), Fraction(box[1], source[1])) * canvas.stands_for
    return min(Fraction(1), COARSE_GROWTH / growth) if min(source) < FINE_LINES else Fraction(1)


def _band(size: Size, frame: Size) -> Size:
    """The shape of what is shown of a picture for its focus."""
    narrow, wide = sorted([Fraction(*size), Fraction(*frame)])
    return next((band for band in BANDS if narrow < Fraction(*band) < wide), size)


def _backdrop(frames: Frames, frame: Size) -> Any:
    """The picture covering the frame, a little enlarged, dimmed, and blurred where that is cheap: in a small copy,

    which is the same for every canvas.
    """
    grow = Fraction(_SMALL, min(frames.size))
    small = even(frames.size[0] * grow), even(frames.size[1] * grow)
    blurred = scaled(replace(frames, stored=None), small, BICUBIC).filter("gblur", sigma=_BLUR, steps=2)
    dimmed = blurred.filter("lutyuv", y=f"16+(val-16)*{_DIM}", **dict.fromkeys("uv", f"128+(val-128)*{_DIM}"))
    whole = contain_size(frame, small)
    window = even(whole[0] / _ENLARGED), even(whole[1] / _ENLARGED)
    cut = dimmed.filter("crop", *window, *crop_offset(small, window, (0.5, 0.5)))
    return cut.filter("scale", *frame, flags=BICUBIC)
