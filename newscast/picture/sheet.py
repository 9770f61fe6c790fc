"""A page or a screenshot: shown as wide as it can be read, over a blurred copy of itself, read slowly downwards."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise
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
_LEAST = 0.18
"""Share of the canvas's height under which nothing can be read: a text above lies on it then, or all do."""
CLEAR = 0.015
"""Share of the canvas's height between it and a text: 16 pixels of 1080."""
Between = tuple[float, float]
"""Shares of the canvas's height between which a sheet is seen."""
ALL: Between = (0.0, 1.0)
Narrower = Sequence[tuple[int, float, float]]
"""Between which it is seen before such frames, ascending."""
_A_SECOND = 30
"""Pixels of the design that it travels in a second: slow enough to read, one a frame at 30 frames."""
_REST = Fraction(3, 2)
"""Seconds before it begins to move."""
_GROWING = Fraction(1, 2)
"""Seconds in which it goes up where a text above it has left, and in which more of it appears."""
_LINE = 2
"""Pixels of the line around one that goes up: an even number, on whole samples of colour."""


def sheet_sizes(size: Size, canvas: Canvas, between: Between = ALL) -> tuple[Size, Size]:
    """The whole sheet on a canvas, and the part of it that is seen at a time."""
    slender, page = _WIDTHS.get(canvas.name, _NARROW)
    wide = canvas.width * (slender if Fraction(size[1], size[0]) >= SLENDER else page)
    if min(size) < FINE_LINES:
        wide = min(wide, size[0] * COARSE_GROWTH / canvas.stands_for)
    whole = even(wide), even(wide * size[1] / size[0])
    return whole, (whole[0], min(whole[1], room_of(canvas, between)[1]))


def room_of(canvas: Canvas, between: Between) -> tuple[int, int]:
    """Where the place for a sheet begins, in pixels from the top of the canvas, and how high it is."""
    lowest, end = 1 - _MARGIN, min(between[1], 1 - _MARGIN)
    ways = (max(between[0], _MARGIN), end), (_MARGIN, end), (_MARGIN, lowest)
    top, end = next(way for way in ways if way[1] - way[0] >= _LEAST)
    return round(canvas.height * top / 2) * 2, even(canvas.height * (end - top))


def is_clear(canvas: Canvas, between: Between) -> bool:
    """Whether a sheet has enough room between these texts, so that none of them lies on it."""
    return room_of(canvas, between)[0] >= round(canvas.height * between[0] / 2) * 2


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
            above.append(round(top + high + CLEAR, 4))
        else:
            below.append(round(top - CLEAR, 4))
    return max(above), min(below)


@dataclass(frozen=True)
class _Place:
    """Where a sheet stands before some frame, from there on up to another place; nothing of it is seen below `end`."""

    top: int
    end: int
    until: int


def sheet(
    photo: Frames,
    canvas: Canvas,
    frames: int,
    focus: Focus,
    backdrop: Callable[[Frames, Size], Any],
    held: Callable[[Any, int], Any],
    at: int | None = None,
    between: Between = ALL,
    narrower: Narrower = (),
) -> Any:
    """So many pictures of a sheet, or the one of number `at`, that begins where `focus` is in the middle, as far as its
    edges allow; it is seen `between` texts, in a `narrower` place before some of them leave. Output as clip()."""
    frame = (canvas.width, canvas.height)
    first = (narrower[0][1], narrower[0][2]) if narrower else between
    if room_of(canvas, first)[1] >= sheet_sizes(photo.size, canvas)[0][1]:
        # All of it is seen from the beginning: it has no reason to move.
        between, narrower = first, ()
    whole, seen = sheet_sizes(photo.size, canvas, between)
    shown = frames if at is None else 1
    # Colours are halved only after the cut, so that it may begin on every line.
    large = held(scaled(photo, whole, LANCZOS).filter("format", "yuv444p"), shown)
    window = large.filter("crop", *seen, 0, _read(whole, seen, room_of(canvas, first)[1], canvas, focus, at))
    below = held(backdrop(photo, frame), shown)
    if narrower:
        return finished(_growing(below, window, seen, canvas, _places(canvas, between, narrower), at))
    window = window.filter("scale", flags=BICUBIC)
    x, y = place_of(seen, frame)
    if between != ALL:
        top, room = room_of(canvas, between)
        y = top + (room - seen[1]) // 4 * 2
    laid = filtered(
        [below, window.filter("format", "yuv420p")], "overlay", x=x, y=y, format="yuv420", eof_action="endall"
    )
    return finished(edged(laid, (x, y), seen, canvas))


def _read(whole: Size, seen: Size, room: int, canvas: Canvas, focus: Focus, at: int | None) -> str:
    """The line of a sheet at which what is seen of it begins, as an expression of a picture's number; `room` high is
    what is seen at first."""
    most = whole[1] - seen[1]
    first = max(0, min(most, round(focus[1] * whole[1] - min(seen[1], room) / 2)))
    step = _A_SECOND * canvas.scale / canvas.rate
    number = "n" if at is None else str(at)
    moved = f"floor(max(0,{number}-{round(_REST * canvas.rate)})*{step.numerator}/{step.denominator})"
    return f"min({most},{first}+{moved})"


def _places(canvas: Canvas, between: Between, narrower: Narrower) -> list[_Place]:
    """Where a sheet stands one after another."""
    rooms = [(until, room_of(canvas, (top, end))) for until, top, end in narrower]
    return [_Place(top, top + high, until) for until, (top, high) in [*rooms, (0, room_of(canvas, between))]]


def _growing(below: Any, window: Any, seen: Size, canvas: Canvas, places: Sequence[_Place], at: int | None) -> Any:
    """A sheet that goes from place to place; what stands below it covers its foot until a text there has left, and
    where one does not, until it has gone up."""
    x = place_of(seen, (canvas.width, canvas.height))[0] - _LINE
    lined = window.filter("scale", flags=BICUBIC).filter("format", "yuva420p")
    sides = {"x": _LINE, "y": _LINE, "color": "white@0.35"}
    lined = lined.filter("pad", seen[0] + 2 * _LINE, seen[1] + 2 * _LINE, **sides)
    laid = filtered(
        [below, lined], "overlay", x=x, y=f"{_way(places, canvas, at)}-{_LINE}", format="yuv420", eof_action="endall"
    )
    foot = max(place.top for place in places) + seen[1] + _LINE
    for place, later in pairwise(places):
        high = min(canvas.height, foot) - place.end
        if place.end == later.end and place.top + seen[1] > place.end:
            place = replace(place, until=place.until + round(_GROWING * canvas.rate))
        elif place.end >= later.end:
            continue
        if high <= 0 or (at is not None and _share(place, canvas, at) >= 1):
            continue
        cover = below.filter("crop", seen[0] + 2 * _LINE, high, x, place.end).filter("format", "yuva420p")
        cover = cover.filter("drawbox", 0, 0, w=seen[0] + 2 * _LINE, h=_LINE, color="white@0.35", t="fill")
        if at is None:
            cover = cover.filter(
                "fade", "out", start_frame=place.until, nb_frames=round(_GROWING * canvas.rate), alpha=1
            )
        else:
            cover = cover.filter("colorchannelmixer", aa=round(1 - _share(place, canvas, at), 4))
        laid = filtered([laid, cover], "overlay", x=x, y=place.end, format="yuv420", eof_action="endall")
    return laid


def _share(place: _Place, canvas: Canvas, at: int) -> float:
    """How much of the way from a place is gone at a frame."""
    return max(0.0, min(1.0, float((at - place.until) / (_GROWING * canvas.rate))))


def _way(places: Sequence[_Place], canvas: Canvas, at: int | None) -> str:
    """Where the top of a sheet is, as an expression of a picture's number: gently from each place to the next."""
    said = str(places[0].top)
    for place, later in pairwise(places):
        if place.top == later.top:
            continue
        share = f"clip((n-{place.until})/{float(_GROWING * canvas.rate):g},0,1)"
        share = share if at is None else f"{_share(place, canvas, at):.6f}"
        said += f"+({later.top - place.top})*{share}*{share}*(3-2*{share})"
    return said
