"""Where a graphic shows a picture: around a layer that stands for it in its template."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from newscast.base.box import Box
from newscast.base.canvas import Canvas
from newscast.graphics.model import Fields
from newscast.graphics.paint import Box as Pixels
from newscast.graphics.standing import described, opened
from newscast.graphics.template import TemplateError
from newscast.show.model import Show
from newscast.step.step import Source

PICTURES = "pictures"
"""The layer in whose place a graphic shows two pictures."""
SIDES = ("before", "after")
"""The layers of what belongs to one of two pictures, and is never seen on the other."""
_HALF = 128
"""Of 255."""


@dataclass(frozen=True)
class Window:
    """Where a picture is seen in a graphic: a canvas of that size; its left upper corner is at `x`, `y`, in pixels."""

    canvas: Canvas
    x: int
    y: int

    def on(self, whole: Canvas, boxes: Sequence[Box]) -> Sequence[Box]:
        """Boxes in shares of it, in shares of the canvas that it is on."""
        if self.canvas == whole:
            return boxes
        wide, high = self.canvas.width / whole.width, self.canvas.height / whole.height
        left, top = self.x / whole.width, self.y / whole.height
        return [(left + x * wide, top + y * high, w * wide, h * high) for x, y, w, h in boxes]


def window_in(graphic: str, layer: str, fields: Fields, show: Show, canvas: Canvas, masked: bool = False) -> Window:
    """Where a graphic that says this shows its picture: in the place of the layer of that name, as far as that is on
    the canvas, on whole samples of colour; the canvas where it cannot be drawn, which is told elsewhere. A picture that
    is `masked` by that layer has room around it."""
    try:
        left, top, right, bottom = _place(layer, *described(graphic, fields, show, canvas), masked)
    except TemplateError:
        return Window(canvas, 0, 0)
    return Window(replace(canvas, width=right - left, height=bottom - top), left, top)


def place_of_pictures(graphic: str, fields: Fields, show: Show, canvas: Canvas) -> Window:
    """Where on a canvas the two pictures of a graphic are seen."""
    return window_in(graphic, PICTURES, fields, show, canvas)


@lru_cache(maxsize=64)
def _place(label: str, params_json: str, inputs: tuple[Source, ...], masked: bool) -> Pixels:
    from newscast.graphics.fill import only_layer
    from newscast.graphics.paint import covered

    root, fonts, (wide, high) = opened(params_json, inputs)
    layer = only_layer(root, label)
    box = covered(layer, fonts) if masked else _painted(layer, fonts)
    left, top, right, bottom = box or (0, 0, wide, high)
    left, top = max(left, 0) & ~1, max(top, 0) & ~1
    return left, top, min(wide, right + 1 & ~1), min(high, bottom + 1 & ~1)


def _painted(layer: ET.Element, fonts: Sequence[Path]) -> Pixels | None:
    """The pixels of which a layer covers more than half, on whole samples of colour: so a box has one size wherever it
    stands."""
    from newscast.graphics.paint import painted

    painting, x, y = painted(layer, fonts)
    box = painting.getchannel("A").point(lambda alpha: 255 * (alpha > _HALF)).getbbox()
    if box is None:
        return None
    left, top = (box[0] + x) & ~1, (box[1] + y) & ~1
    return left, top, left + (box[2] - box[0] + 1 & ~1), top + (box[3] - box[1] + 1 & ~1)
