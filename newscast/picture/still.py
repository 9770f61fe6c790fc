"""A photo on a canvas, held or slowly moving."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from math import ceil
from typing import Any

import ffmpeg

from newscast.base.canvas import Canvas
from newscast.media.info import MediaInfo
from newscast.picture.boxes import MIDDLE, box_of
from newscast.picture.fit import BICUBIC, LANCZOS, RGB, Focus, Frames, Size, cover_size, crop_offset, finished
from newscast.picture.fitting import backdrop, fitted
from newscast.picture.photo import make_still, still_step
from newscast.picture.sheet import sheet, travels
from newscast.step.step import Step
from newscast.timeline.model import Fit

__all__ = ["make_still", "still", "still_step"]

ZOOM = Fraction(16, 100)
"""How far a move goes in at most, of the picture's size: it keeps its pace for as long as a photo is commonly shown."""
PAN_ROOM = Fraction(10, 100)
"""How far a pan may go beyond the canvas's width where the photo has no more: the cut gets closer by as much."""
_ZOOM_A_SECOND = Fraction(1, 100)
_PAN_A_SECOND = 30
"""Pixels of the design a pan travels in a second: one a frame at 30 frames, which needs no interpolation."""


def still(
    made: Step,
    info: MediaInfo,
    canvas: Canvas,
    *,
    frames: int,
    fit: Fit,
    focus: Focus,
    move: str = "push-in",
    height: float = MIDDLE,
    at: int | None = None,
) -> Any:
    """Exactly `frames` pictures of a photo that still_step() made ready, or the one of number `at` alone; same output
    as clip().

    `move`: `push-in`, `pull-out`, `pan-left`, `pan-right`, `scroll` or `still`.
    """
    assert info.picture
    file = ffmpeg.input(made.ref, framerate=f"{canvas.rate.numerator}/{canvas.rate.denominator}")
    photo = Frames(file.video, (info.picture.width, info.picture.height), RGB)
    if move in ("pan-left", "pan-right"):
        return _pan(photo, canvas, frames, fit, focus, height, right=move == "pan-right", at=at)
    if move == "scroll":
        if travels(photo.size, canvas):
            return sheet(photo, canvas, frames, focus, backdrop, _held, at)
        fit = "pad"
    plate = fitted(photo, canvas, fit, focus, LANCZOS, height)
    if move == "still" or frames < 2:
        return _held(plate, frames if at is None else 1)
    return _zoom(plate, canvas, frames, _aim(photo.size, canvas, fit, focus), inwards=move != "pull-out", at=at)


def _held(stream: Any, frames: int) -> Any:
    """One picture, repeated without being copied."""
    return stream.filter("trim", end_frame=1).filter("tpad", stop=frames - 1, stop_mode="clone")


def _zoom(plate: Any, canvas: Canvas, frames: int, aim: Focus, *, inwards: bool, at: int | None = None) -> Any:
    """Move the edges towards the aim, or away from it, by fractions of a pixel a frame.

    `perspective` costs 22 ms a frame at 1080p, so it makes every other frame, and those between are the mean of their
    neighbours: these are less than a pixel apart. A picture alone is made as it is at its own time.
    """
    zoom = min(ZOOM, _ZOOM_A_SECOND * frames / canvas.rate)
    share = float(1 - 1 / (1 + zoom))
    number = "2*(on-1)" if at is None else str(at)
    done = f"{number}/{frames - 1}" if inwards else f"(1-{number}/{frames - 1})"
    left, top = f"W*{share * aim[0]:.6f}*{done}", f"H*{share * aim[1]:.6f}*{done}"
    right, bottom = f"W-W*{share * (1 - aim[0]):.6f}*{done}", f"H-H*{share * (1 - aim[1]):.6f}*{done}"
    corners = {"x0": left, "y0": top, "x1": right, "y1": top, "x2": left, "y2": bottom, "x3": right, "y3": bottom}
    if at is not None:
        return _held(plate, 1).filter("perspective", **corners, interpolation="linear", sense="source", eval="frame")
    tick = _text(1 / canvas.rate)
    every_other = _held(plate, frames // 2 + 2).filter("settb", tick).filter("setpts", "2*N")
    moved = every_other.filter("perspective", **corners, interpolation="linear", sense="source", eval="frame")
    whole = moved.filter("framerate", fps=_text(canvas.rate), interp_start=0, interp_end=255, flags=0)
    return whole.filter("trim", end_frame=frames).filter("settb", tick).filter("setpts", "N")


def _aim(size: Size, canvas: Canvas, fit: Fit, focus: Focus) -> Focus:
    """Where on the canvas the focus is, 0..1."""
    frame = canvas.width, canvas.height
    if box_of(size, size, canvas, fit) != frame:
        return 0.5, 0.5
    covering = cover_size(size, frame)
    x, y = crop_offset(covering, frame, focus)
    return _within((focus[0] * covering[0] - x) / frame[0]), _within((focus[1] * covering[1] - y) / frame[1])


def _within(value: float) -> float:
    return max(0.0, min(1.0, value))


def _pan(
    photo: Frames,
    canvas: Canvas,
    frames: int,
    fit: Fit,
    focus: Focus,
    height: float = MIDDLE,
    *,
    right: bool,
    at: int | None = None,
) -> Any:
    """Travel sideways, around the focus, over what the canvas does not hold; over a closer cut where it holds all."""
    natural = cover_size(photo.size, (canvas.width, canvas.height))[0] - canvas.width
    excess = max(natural, round(canvas.width * PAN_ROOM))
    step = min(_PAN_A_SECOND * canvas.scale / canvas.rate, Fraction(excess, max(1, frames - 1)))
    step = Fraction(1) if abs(step - 1) < Fraction(1, 100) and frames - 1 <= excess else step
    wide = canvas.width + 2 * ceil((step * (frames - 1) + 2) / 2)
    plate = fitted(photo, replace(canvas, width=wide), fit, focus, LANCZOS, height)
    shown, n, on = (frames, "n", "(on-1)") if at is None else (1, str(at), str(at))
    if step == 1:
        left = n if right else f"{frames - 1}-{n}"
        window = _held(plate.filter("format", "yuv444p"), shown).filter("crop", canvas.width, canvas.height, left, 0)
        return finished(window.filter("scale", flags=BICUBIC))
    left = f"{_text(step)}*{{n}}" if right else f"{_text(step)}*({frames - 1}-{{n}})"
    whole, counted = left.format(n=n), left.format(n=on)
    window = _held(plate, shown).filter("crop", canvas.width + 2, canvas.height, f"2*floor(({whole})/2)", 0)
    return _shifted(window, f"mod({counted},2)").filter("crop", canvas.width, canvas.height, 0, 0)


def _shifted(stream: Any, x: str) -> Any:
    """Look `x` pixels further to the right; what is past the edge repeats it."""
    corners = {"x0": x, "y0": "0", "x1": f"W+{x}", "y1": "0", "x2": x, "y2": "H", "x3": f"W+{x}", "y3": "H"}
    return stream.filter("perspective", **corners, interpolation="linear", sense="source", eval="frame")


def _text(value: Fraction) -> str:
    return f"{value.numerator}/{value.denominator}"
