"""How much of a canvas a picture takes, and where it stands there: what is cut off, what is blown up, and how far."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from functools import lru_cache

from newscast.base.box import Box, shared
from newscast.base.canvas import Canvas
from newscast.picture.fit import Size, contain_size, even
from newscast.timeline.seen import Fit

NEAR = Fraction(11, 8)
"""How much wider or higher than the canvas a picture may be whose edges are cut off unasked: by a third, and a little
more, since 4:3 of a whole line of 720 samples, or without its outermost pixels, is not 4:3 any more."""
BANDS = ((4, 5), (5, 4))
"""Shapes to which a picture is cut around a focus that somebody wrote, where the canvas's own would cut too much."""
FINE_LINES = 720
COARSE_GROWTH = Fraction(3, 2)
"""A recording of fewer lines than FINE_LINES is blown up no more than so much."""
COVERING_GROWTH = Fraction(2)
"""And no more than so much where it covers the canvas then: margins of less than an eighth of it look like a mistake,
and texts lie across its edges."""
WHOLE = Fraction(1)
SMALLER: Mapping[Fit, tuple[Fraction, Fraction]] = {
    "wide": (WHOLE, Fraction(1, 2)),
    "low": (WHOLE, Fraction(7, 20)),
    "slim": (Fraction(3, 4), Fraction(1, 4)),
    "smaller": (Fraction(4, 5), Fraction(4, 5)),
    "small": (Fraction(3, 5), Fraction(3, 5)),
    "smallest": (Fraction(9, 20), Fraction(9, 20)),
    "lesser": (Fraction(3, 8), Fraction(3, 8)),
    "least": (Fraction(3, 10), Fraction(3, 10)),
    "aside": (Fraction(9, 20), Fraction(4, 5)),
    "slightly-aside": (Fraction(9, 20), Fraction(13, 20)),
    "beside": (Fraction(16, 27), WHOLE),
}
"""How much of the canvas's sides a picture takes that makes room for texts, since somebody's face fills it."""
CUT = ("wide", "low", "slim")
"""Those that are cut to that shape; others are whole within it."""
BESIDE: Fit = "beside"
"""The one that stands at the left: what is at its right is the window of sign language."""
_BESIDE_IF_WIDE = Fraction(2, 3)
"""How much of the width of a canvas it takes that is no tall one, in whose middle it is: so are captions there."""
ASIDE = ("aside", "slightly-aside", BESIDE)
"""Those that stand at a side: on a wide canvas at the right, up to _MARGIN of its width beside its edge, since texts
are at the left; what BESIDE takes is as far from the left one."""
_MARGIN = Fraction(1, 20)
TOUCHED = 0.02
"""How much of a head, in shares of it, a text may lie on."""
MIDDLE = 0.5
MARGINS = {"landscape": 96, "portrait": 64, "square": 64}
"""Pixels of the design between texts and the sides of a canvas."""
APART = 16
"""Pixels of the design that an edge of a picture and one of a text are apart at least, unless they are the same."""
_BESIDE, _BESIDE_LESS = 24, 32
"""Pixels of the design: a coarse picture that ends so few of them beside where texts begin, or so few before that, ends
there; it is hardly coarser for it."""
_FLOATING = Fraction(1, 30)
"""The share of a frame's height that is left above and below a picture with ground at its sides too, and _AMPLE of the
height to go up and down in."""
_AMPLE = Fraction(1, 4)
_SLIVER = Fraction(1, 16)
"""The share of a frame's height under which what is left above or below a picture looks like a mistake."""
_TOUCHING = 0.01
"""How much of a text may lie over an edge unnoticed."""
HEIGHTS = (0.5, 0.375, 0.25, 0.125, 0.0, 0.625, 0.75, 0.875, 1.0)
"""Where a picture that does not cover the canvas may stand, the middle first: below it is nearer to captions."""
RISING = (MIDDLE, 0.375, 0.25)
"""Where a picture may stand of which nothing asks for a place of its own."""


def box_of(size: Size, source: Size, canvas: Canvas, fit: Fit) -> Size:
    """How much of the canvas, around its middle, shows a picture of that size; all of it where it covers it.

    `source` is the size in which it was recorded: that decides how far it may be blown up.
    """
    frame = (canvas.width, canvas.height)
    covers = fit in ("fill", "cover") or (fit in ("auto", "band") and _is_near(size, frame))
    if covers and (fit == "fill" or _room(source, frame, canvas, COVERING_GROWTH) == 1):
        return frame
    within = _shared_out(frame, fit)
    shape = _band(size, frame) if fit == "band" else size
    box = within if fit in CUT else contain_size(shape, within)
    room = _room(source, box, canvas)
    if room == 1:
        return box
    # What is too coarse to fill its band loses nothing by being seen to its own edges.
    grown = room * max(Fraction(box[0], size[0]), Fraction(box[1], size[1]))
    texts = frame[0] - 2 * round(MARGINS.get(canvas.name, 0) * canvas.scale)
    beside, exact = (size[0] * grown - texts) / (2 * canvas.scale), Fraction(texts, size[0])
    fits = texts <= box[0] and size[1] * exact <= box[1]
    if 0 < beside < _BESIDE or (fits and -_BESIDE_LESS < beside < 0):
        grown = exact
    return min(frame[0], even(size[0] * grown)), min(frame[1], even(size[1] * grown))


def place_of(box: Size, frame: Size, height: float = MIDDLE, fit: Fit = "auto") -> Size:
    """The left upper corner of a box on the frame, on whole samples of colour.

    One that stands out of the middle leaves no thin strip at the edge that it is near to: it stands at that. One with
    ground at both sides and room enough has ground above and below it as well.
    """
    across, down = frame[0] - box[0], frame[1] - box[1]
    top = round(down * height / 2) * 2
    if is_floating(box, frame):
        least = even(frame[1] * _FLOATING)
        top = max(least, min(top, down - least))
    elif height != MIDDLE and min(top, down - top) < _SLIVER * frame[1]:
        top = 0 if top < down - top else down // 2 * 2
    if fit == BESIDE:
        room = frame[0] * _BESIDE_IF_WIDE - box[0]
        return 0 if frame[1] > frame[0] else even(frame[0] * _MARGIN + room / 2), top
    left = even(across - frame[0] * _MARGIN) if fit in ASIDE else round(across / 4) * 2
    return left, top


def is_floating(box: Size, frame: Size) -> bool:
    """Whether a box has ground at both sides, and room to go up and down in."""
    return box[0] < frame[0] and frame[1] - box[1] >= _AMPLE * frame[1]


def clear_height(size: Size, canvas: Canvas, fit: Fit, text: Box) -> float:
    """Where a picture stands so that a text of that place, in shares of the canvas, does not lie across its edges: as
    near to the middle as it may; in the middle where no place is free of that."""
    box, frame = box_of(size, size, canvas, fit), (canvas.width, canvas.height)
    return next((at for at in RISING if not lies_across(text, share_of(box, frame, at, fit))), MIDDLE)


def height_above(size: Size, canvas: Canvas, fit: Fit, text: Box) -> float | None:
    """Where a picture stands so that a text of that place is below it: as near to the middle as it may; None where it
    has no room there, or covers the canvas."""
    box, frame = box_of(size, size, canvas, fit), (canvas.width, canvas.height)
    ways = (MIDDLE - step / 64 for step in range(1 + round(MIDDLE * 64)))
    places = ((at, share_of(box, frame, at, fit)) for at in ways if box[1] < frame[1])
    return next((at for at, (_x, top, _wide, high) in places if top + high <= text[1]), None)


def share_of(box: Size, frame: Size, height: float, fit: Fit = "auto") -> Box:
    """The place of a box on the frame, in shares of that."""
    x, y = place_of(box, frame, height, fit)
    return x / frame[0], y / frame[1], box[0] / frame[0], box[1] / frame[1]


def lies_across(text: Box, picture: Box) -> bool:
    """Whether a text lies across an edge of a picture, partly on it and partly beside it."""
    return 0 < shared(text, picture) < (1 - _TOUCHING) * text[2] * text[3]


def _shared_out(frame: Size, fit: Fit) -> Size:
    """What of the canvas a picture may take."""
    across, down = SMALLER.get(fit, (WHOLE, WHOLE))
    if fit == BESIDE and frame[1] <= frame[0]:
        across = _BESIDE_IF_WIDE
    return even(frame[0] * across), even(frame[1] * down)


def _is_near(size: Size, frame: Size) -> bool:
    across, down = size[0] * frame[1], size[1] * frame[0]
    return max(across, down) <= NEAR * min(across, down)


@lru_cache(1024)
def _room(source: Size, box: Size, canvas: Canvas, most: Fraction = COARSE_GROWTH) -> Fraction:
    """How much of a box's sides a picture of that size may take: 1, or less where it would be blown up more than `most`
    times."""
    growth = max(Fraction(box[0], source[0]), Fraction(box[1], source[1])) * canvas.stands_for
    return min(Fraction(1), most / growth) if min(source) < FINE_LINES else Fraction(1)


def _band(size: Size, frame: Size) -> Size:
    """The shape of what is shown of a picture for its focus."""
    narrow, wide = sorted([Fraction(*size), Fraction(*frame)])
    return next((band for band in BANDS if narrow < Fraction(*band) < wide), size)
