"""A page or a screenshot: shown as wide as it can be read, over a blurred copy of itself, read slowly downwards."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from fractions import Fraction
from typing import Any

from newscast.base.box import Box
from newscast.base.canvas import Canvas
from newscast.picture.boxes import COARSE_GROWTH, FINE_LINES, MIDDLE, place_of
from newscast.picture.fit import BICUBIC, LANCZOS, Focus, Frames, Size, even, finished, scaled
from newscast.picture.fitting import edged
from newscast.step.nodes import filtered

SLENDER = Fraction(9, 5)
"""How many times as high as wide a picture is that was taken of a telephone's screen."""
_WIDTHS = {"landscape": (Fraction(46, 100), Fraction(72, 100)), "square": (Fraction(64, 100), Fraction(86, 100))}
"""Share of the canvas's width for a telephone's screen, whose letters are large, and for a page."""
_NARROW = (Fraction(84, 100), Fraction(90, 100))
_HIGH = Fraction(86, 100)
"""Share of the canvas's height, at most."""
_MARGIN = float(1 - _HIGH) / 2
"""Share of the canvas's height that is left above and below it."""
_LEAST = 0.2
"""Share of the canvas's height under which nothing can be read: a text above lies on it then, or all do."""
_CLEAR = 0.015
"""Share of the canvas's height between it and a text: 16 pixels of 1080."""
Between = tuple[float, float]
"""Shares of the canvas's height between which a sheet is seen."""
ALL: Between = (0.0, 1.0)
_A_SECOND = 30
"""Pixels of the design that it travels in a second: slow enough to read, one a frame at 30 frames."""
_REST = Fraction(3, 2)
"""Seconds before it begins to move."""


def sheet_sizes(size: Size, canvas: Canvas, between: Between = ALL) -> tuple[Size, Size]:
    """The whole sheet on a canvas, and the part of it that is seen at a time."""
    slender, page = _WIDTHS.get(canvas.name, _NARROW)
    wide = canvas.width * (slender if Fraction(size[1], size[0]) >= SLENDER else page)
    if min(size) < FINE_LINES:
        wide = min(wide, size[0] * COARSE_GROWTH / canvas.stands_for)
    whole = even(wide), even(wide * size[1] / size[0])
    return whole, (whole[0], min(whole[1], _room(canvas, between)[1]))


def _room(canvas: Canvas, between: Between) -> tuple[int, int]:
    """Where the place for a sheet begins, from the top of the canvas, and how high it is."""
    lowest, end = 1 - _MARGIN, min(between[1], 1 - _MARGIN)
    ways = (max(between[0], _MARGIN), end), (_MARGIN, end), (_MARGIN, lowest)
    top, end = next(way for way in ways if way[1] - way[0] >= _LEAST)
    return round(canvas.height * top / 2) * 2, even(canvas.height * (end - top))


def travels(size: Size, canvas: Canvas, between: Between = ALL) -> bool:
    """Whether not all of a sheet is seen at a time, or less than the whole canvas is there for it."""
    whole, seen = sheet_sizes(size, canvas)
    return whole[1] > seen[1] or between != ALL


def between_texts(texts: Iterable[Box], canvas: Canvas, size: Size) -> Between:
    """Where a sheet of that size keeps off texts at these places, in shares of the canvas; ALL where none stands over
    it."""
    above, below = [0.0], [1.0]
    margin = (1 - sheet_sizes(size, canvas)[0][0] / canvas.width) / 2
    for left, top, wide, high in texts:
        if left + wide <= margin or left >= 1 - margin:
            continue
        if top + high / 2 < MIDDLE:
            above.append(round(top + high + _CLEAR, 4))
        else:
            below.append(round(top - _CLEAR, 4))
    return max(above), min(below)


def sheet(
    photo: Frames,
    canvas: Canvas,
    frames: int,
    focus: Focus,
    backdrop: Callable[[Frames, Size], Any],
    held: Callable[[Any, int], Any],
    at: int | None = None,
    between: Between = ALL,
) -> Any:
    """So many pictures of a sheet, or the one of number `at`, that begins where `focus` is in the middle, as far as its
    edges allow; it is seen `between` texts. Output as clip()."""
    frame = (canvas.width, canvas.height)
    whole, seen = sheet_sizes(photo.size, canvas, between)
    most = whole[1] - seen[1]
    first = max(0, min(most, round(focus[1] * whole[1] - seen[1] / 2)))
    step = _A_SECOND * canvas.scale / canvas.rate
    number = "n" if at is None else str(at)
    moved = f"floor(max(0,{number}-{round(_REST * canvas.rate)})*{step.numerator}/{step.denominator})"
    shown = frames if at is None else 1
    # Colours are halved only after the cut, so that it may begin on every line.
    large = held(scaled(photo, whole, LANCZOS).filter("format", "yuv444p"), shown)
    window = large.filter("crop", *seen, 0, f"min({most},{first}+{moved})").filter("scale", flags=BICUBIC)
    x, y = place_of(seen, frame)
    if between != ALL:
        top, room = _room(canvas, between)
        y = top + (room - seen[1]) // 4 * 2
    below = held(backdrop(photo, frame), shown)
    laid = filtered(
        [below, window.filter("format", "yuv420p")], "overlay", x=x, y=y, format="yuv420", eof_action="endall"
    )
    return finished(edged(laid, (x, y), seen, canvas))
