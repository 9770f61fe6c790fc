"""A photo on a canvas, held or slowly moving."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from math import ceil
from typing import Any

import ffmpeg

from newscast.base.canvas import Canvas
from newscast.media.info import MediaInfo
from newscast.picture.boxes import MIDDLE, box_of, place_of
from newscast.picture.fit import BICUBIC, LANCZOS, RGB, Focus, Frames, Size, cover_size, crop_offset, finished
from newscast.picture.fitting import backdrop, fitted
from newscast.picture.photo import make_still, still_step
from newscast.picture.sheet import sheet, travels
from newscast.picture.travel import View, plate_canvas, travelled
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
) -> tuple[Any, list[Step]]:
    """Exactly `frames` pictures of a photo that still_step() made ready, or the one of number `at` alone, same output
    as clip(); and the steps they are made from, `made` among them.

    `move`: `push-in`, `pull-out`, `pan-left`, `pan-right`, `scroll` or `still`.
    """
    assert info.picture
    file = ffmpeg.input(made.ref, framerate=f"{canvas.rate.numerator}/{canvas.rate.denominator}")
    photo = Frames(file.video, (info.picture.width, info.picture.height), RGB)
    if move in ("pan-left", "pan-right"):
        stream, moved = _pan(photo, canvas, frames, fit, focus, height, right=move == "pan-right", at=at)
        return stream, [made, *moved]
    if move == "scroll":
        if travels(photo.size, canvas):
            return sheet(photo, canvas, frames, focus, backdrop, _held, at), [made]
        fit = "pad"
    if move == "still" or frames < 2:
        return _held(fitted(photo, canvas, fit, focus, LANCZOS, height), frames if at is None else 1), [made]
    stream, moved = _zoom(photo, canvas, frames, fit, focus, height, inwards=move != "pull-out", at=at)
    return stream, [made, *moved]


def _held(stream: Any, frames: int) -> Any:
    """One picture, repeated without being copied."""
    return stream.filter("trim", end_frame=1).filter("tpad", stop=frames - 1, stop_mode="clone")


def _zoom(
    photo: Frames,
    canvas: Canvas,
    frames: int,
    fit: Fit,
    focus: Focus,
    height: float,
    *,
    inwards: bool,
    at: int | None,
) -> tuple[Any, list[Step]]:
    """Move the edges towards the focus, or away from it; neighbours are less than a pixel apart."""
    zoom = min(ZOOM, _ZOOM_A_SECOND * frames / canvas.rate)
    near = float(1 / (1 + zoom))
    large = plate_canvas(canvas)
    width, height_of_plate = large.width, large.height
    x, y = _aim(photo.size, large, fit, focus, height, 1 + zoom)
    whole = View(0, 0, width, height_of_plate)
    part = View(x * width * (1 - near), y * height_of_plate * (1 - near), width * near, height_of_plate * near)
    way = (whole, part) if inwards else (part, whole)
    return travelled(fitted(photo, large, fit, focus, LANCZOS, height), large, canvas, frames, way, at, every=2)


def _aim(size: Size, canvas: Canvas, fit: Fit, focus: Focus, height: float, growth: Fraction) -> Focus:
    """Where on the canvas what stays while a photo grows is, 0..1: its focus; of one that does not cover the canvas the
    lower edge, off which captions are kept, if there is room above."""
    frame = canvas.width, canvas.height
    box = box_of(size, size, canvas, fit)
    if box != frame:
        lower = place_of(box, frame, height)[1] + box[1]
        return 0.5, lower / frame[1] if lower < frame[1] and box[1] * growth <= lower else 0.5
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
    height: float,
    *,
    right: bool,
    at: int | None,
) -> tuple[Any, list[Step]]:
    """Travel sideways, around the focus, over what the canvas does not hold; over a closer cut where it holds all."""
    natural = cover_size(photo.size, (canvas.width, canvas.height))[0] - canvas.width
    excess = max(natural, round(canvas.width * PAN_ROOM))
    step = min(_PAN_A_SECOND * canvas.scale / canvas.rate, Fraction(excess, max(1, frames - 1)))
    step = Fraction(1) if abs(step - 1) < Fraction(1, 100) and frames - 1 <= excess else step
    wide = replace(canvas, width=canvas.width + 2 * ceil((step * (frames - 1) + 2) / 2))
    if step == 1:
        n, shown = ("n", frames) if at is None else (str(at), 1)
        left = n if right else f"{frames - 1}-{n}"
        plate = fitted(photo, wide, fit, focus, LANCZOS, height).filter("format", "yuv444p")
        window = _held(plate, shown).filter("crop", canvas.width, canvas.height, left, 0)
        return finished(window.filter("scale", flags=BICUBIC)), []
    large = plate_canvas(wide)
    grown = large.width / wide.width
    begin = View(0, 0, canvas.width * grown, large.height)
    end = replace(begin, left=float(step * (frames - 1)) * grown)
    way = (begin, end) if right else (end, begin)
    return travelled(fitted(photo, large, fit, focus, LANCZOS, height), large, canvas, frames, way, at)
