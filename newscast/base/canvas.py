"""A canvas: the shape, rate and scan of a picture. Its size is data, so that a test can render small."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from newscast.base.i18n import _

DESIGN_SIZES = {"landscape": (1920, 1080), "portrait": (1080, 1920), "square": (1080, 1080)}
"""Pixels in which graphics are drawn and sizes are given; the short side is 1080 on all of them."""


@dataclass(frozen=True)
class Canvas:
    """`name` is a key of DESIGN_SIZES; `width` and `height` are even pixels, `rate` frames a second.

    `stands_for` is how many times larger the canvas is that this one stands in for, in a draft.
    """

    name: str
    width: int
    height: int
    rate: Fraction
    stands_for: Fraction = Fraction(1)

    @property
    def scale(self) -> Fraction:
        """Pixels of this canvas for each pixel of the design."""
        return Fraction(self.height, DESIGN_SIZES[self.name][1])


def shape_of(name: str) -> str:
    """What people call the shape of a canvas."""
    return {"landscape": _("landscape"), "portrait": _("portrait"), "square": _("square")}.get(name, name)


def canvas(name: str, rate: Fraction, size: tuple[int, int] | None = None) -> Canvas:
    """The canvas of that name, at its design size unless `size` (width, height) says otherwise."""
    width, height = size or DESIGN_SIZES[name]
    return Canvas(name, width, height, rate)
