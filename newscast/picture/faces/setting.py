"""In what a picture with faces is framed, and the looks at it with the texts over them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from newscast.base.box import Box
from newscast.base.canvas import Canvas
from newscast.picture.boxes import HEIGHTS, MIDDLE
from newscast.picture.faces.crop import Looks
from newscast.picture.faces.search import Faces
from newscast.picture.faces.window import Window, Zone, window_of
from newscast.picture.fit import Size
from newscast.timeline.seen import Fit

Under = tuple[Looks, Sequence[Box]]
"""The looks of a stretch with the texts over it."""


@dataclass(frozen=True)
class Setting:
    """In what a picture with faces is framed: its size, the canvas on which it is seen, and the texts over it.

    Where it does not cover the canvas it stands at the one of the `heights` at which texts cover none of its faces. It
    may be made `smaller` for that, `anyhow` also where somebody wrote that it fills the canvas. What is `aside` is
    left free by the crop alone. `windows` is where sign language is seen, which counts as a text.
    """

    size: Size
    canvas: Canvas
    faces: Faces
    zones: Sequence[Zone] = ()
    aside: Sequence[Zone] = ()
    heights: Sequence[float] = HEIGHTS
    smaller: bool = False
    anyhow: bool = False
    windows: Sequence[Zone] = ()

    @property
    def over(self) -> list[Zone]:
        """All that a picture makes room for."""
        return [*self.zones, *self.windows]

    def texts(self, begin: int, end: int) -> list[Box]:
        """What stands over these frames of a clip that a picture makes room for."""
        return [box for first, last, box in self.over if first < end and begin < last]

    def window(self, fit: Fit, height: float = MIDDLE) -> Window:
        return window_of(self.size, self.size, self.canvas, fit, height)
