"""A photo on a canvas, held or slowly moving."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from math import ceil
from typing import Any

from newscast.base.canvas import Canvas
from newscast.media.info import MediaInfo
from newscast.picture.boxes import APART, ASIDE, BESIDE, MIDDLE, box_of, place_of
from newscast.picture.fit import BICUBIC, LANCZOS, RGB, Focus, Frames, Size, cover_size, crop_offset, finished
from newscast.picture.fitting import fitted
from newscast.picture.ground import backdrop
from newscast.picture.photo import make_still, still_step
from newscast.picture.sheet import ALL, Between, Narrower, sheet, travels
from newscast.picture.travel import View, plate_canvas, travelled
from newscast.step.nodes import source
from newscast.step.step import Step
from newscast.timeline.seen import Fit

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
    faceless: bool = False,
    between: Between = ALL,
    narrower: Narrower = (),
) -> tuple[Any, list[Step]]:
    """Exactly `frames` pictures of a photo that still_step() made ready, or the one of number `at` alone, same output
    as clip(); and the steps they are made from, `made` among them.

    `move`: `push-in`, `pull-out`, `pan-left`, `pan-right`, `scroll` or `still`. No face is left in a `faceless` ground
    behind it. A document is read `between` texts, `narrower` before some of them leave.
    """
    assert info.picture
    file = source(made.ref, framerate=f"{canvas.rate.numerator}/{canvas.rate.denominator}")
    photo = Frames(file.video, (info.picture.width, info.picture.height), RGB)
    if move in ("pan-left", "pan-right"):
        stream, moved = _pan(photo, canvas, frames, fit, focus, height, right=move == "pan-right", at=at)
        return stream, [made, *moved]
    if move == "scroll":
        if narrower or travels(photo.size, canvas, between):
            return sheet(photo, canvas, frames, focus, backdrop, _held, at, between, narrower), [made]
        fit = "pad"
    if move == "still" or frames < 2:
        held = fitted(photo, canvas, fit, focus, LANCZOS, height, faceless=faceless)
        return _held(held, frames if at is None else 1), [made]
    how: dict[str, Any] = {"inwards": move != "pull-out", "at": at, "faceless": faceless}
    stream, moved = _zoom(photo, canvas, frames, fit, focus, height, **how)
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
    faceless: bool,
) -> tuple[Any, list[Step]]:
    """Move the edges towards the focus, or away from it; neighbours are less than a pixel apart."""
    large = plate_canvas(canvas)
    way = _zooming(photo.size, large, frames, fit, focus, height, inwards)
    plate = fitted(photo, large, fit, focus, LANCZOS, height, faceless=faceless)
    return travelled(plate, large, canvas, frames, way, at, every=2)


def _zooming(
    size: Size, large: Canvas, frames: int, fit: Fit, focus: Focus, height: float, inwards: bool
) -> tuple[View, View]:
    """What is seen of the canvas `large` first and last."""
    zoom = min(ZOOM, _ZOOM_A_SECOND * frames / large.rate)
    zoom = _apart(size, large, fit, height, _aim(size, large, fit, focus, height, 1 + zoom), zoom)
    near = float(1 / (1 + zoom))
    x, y = _aim(size, large, fit, focus, height, 1 + zoom)
    whole = View(0, 0, large.width, large.height)
    part = View(x * large.width * (1 - near), y * large.height * (1 - near), large.width * near, large.height * near)
    return (whole, part) if inwards else (part, whole)


def _apart(size: Size, canvas: Canvas, fit: Fit, height: float, aim: Focus, zoom: Fraction) -> Fraction:
    """How far a photo with ground beside it goes in: not until its edge is nearly that of the canvas, unless it would
    hardly move then, and goes through that."""
    frame = canvas.width, canvas.height
    box = box_of(size, size, canvas, fit)
    if box == frame:
        return zoom
    clear, ways = float(APART * canvas.scale), [zoom]
    for side, start, length, stays in zip(frame, place_of(box, frame, height, fit), box, aim, strict=True):
        middle, end = stays * side, start + length
        edges = (start, middle - start), (side - end, end - middle)
        ways += [Fraction((room - clear) / out) for room, out in edges if out > 0 and room > clear]
    return min(way for way in ways if way >= zoom / 2)


def _aim(size: Size, canvas: Canvas, fit: Fit, focus: Focus, height: float, growth: Fraction) -> Focus:
    """Where on the canvas what stays while a photo grows is, 0..1: its focus; of one that does not cover the canvas the
    lower edge, off which captions are kept, if there is room above."""
    frame = canvas.width, canvas.height
    box = box_of(size, size, canvas, fit)
    if box != frame:
        x, y = place_of(box, frame, height, fit)
        right, lower = x + box[0], y + box[1]
        across = right / frame[0] if fit in ASIDE else 0.5
        if fit == BESIDE:
            across = (x + box[0] / 2) / frame[0] if x else 0.0
        return across, lower / frame[1] if lower < frame[1] and box[1] * growth <= lower else 0.5
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
    wide, step = _panned(photo.size, canvas, frames)
    if step == 1:
        n, shown = ("n", frames) if at is None else (str(at), 1)
        left = n if right else f"{frames - 1}-{n}"
        plate = fitted(photo, wide, fit, focus, LANCZOS, height).filter("format", "yuv444p")
        window = _held(plate, shown).filter("crop", canvas.width, canvas.height, left, 0)
        return finished(window.filter("scale", flags=BICUBIC)), []
    large = plate_canvas(wide)
    way = _panning(large, wide, canvas, frames, step, right)
    return travelled(fitted(photo, large, fit, focus, LANCZOS, height), large, canvas, frames, way, at)


def _panned(size: Size, canvas: Canvas, frames: int) -> tuple[Canvas, Fraction]:
    """The canvas on which a photo is travelled along, and how many pixels of it a picture goes."""
    natural = cover_size(size, (canvas.width, canvas.height))[0] - canvas.width
    excess = max(natural, round(canvas.width * PAN_ROOM))
    step = min(_PAN_A_SECOND * canvas.scale / canvas.rate, Fraction(excess, max(1, frames - 1)))
    step = Fraction(1) if abs(step - 1) < Fraction(1, 100) and frames - 1 <= excess else step
    return replace(canvas, width=canvas.width + 2 * ceil((step * (frames - 1) + 2) / 2)), step


def _panning(
    large: Canvas, wide: Canvas, canvas: Canvas, frames: int, step: Fraction, right: bool
) -> tuple[View, View]:
    """What is seen first and last of the canvas `large`, which stands for `wide`."""
    grown = large.width / wide.width
    begin = View(0, 0, canvas.width * grown, large.height)
    end = replace(begin, left=float(step * (frames - 1)) * grown)
    return (begin, end) if right else (end, begin)


def moving(
    size: Size, canvas: Canvas, frames: int, fit: Fit, focus: Focus, move: str, height: float
) -> tuple[Canvas, View, View]:
    """The canvas on which a photo of that size stands that moves for so many frames, and what is seen of it first and
    last, in its pixels; see still()."""
    if frames > 1 and move in ("pan-left", "pan-right"):
        wide, step = _panned(size, canvas, frames)
        return (wide, *_panning(wide, wide, canvas, frames, step, move == "pan-right"))
    if frames > 1 and move in ("push-in", "pull-out"):
        return (canvas, *_zooming(size, canvas, frames, fit, focus, height, move == "push-in"))
    whole = View(0, 0, canvas.width, canvas.height)
    return canvas, whole, whole
