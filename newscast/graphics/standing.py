"""Where a graphic stands on a canvas, before anything of it is drawn."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from functools import lru_cache
from pathlib import Path
from typing import Any

from newscast.base.box import Box
from newscast.base.canonical import canonical_json
from newscast.base.canvas import Canvas
from newscast.base.content import File
from newscast.graphics.design import drawing, required_template
from newscast.graphics.fields import spread
from newscast.graphics.model import Fields
from newscast.graphics.template import INKSCAPE, SVG, TemplateError, layer_elements
from newscast.show.model import Show
from newscast.step.step import Source

_HIDING = 0.5
"""How opaque is what is drawn around the texts of a full graphic where no face behind it should be: a plate, the darker
half of a scrim."""
_EDGES = (0, min), (2, max)
"""Where in a box its left upper and its right lower corner are, and which of several edges is the outermost."""


def standing(graphic: str, fields: Fields, show: Show, canvas: Canvas) -> Box | None:
    """The box that a graphic paints in; None where it cannot be told. What it needs no room for is not counted."""
    try:
        return _covered(*described(graphic, fields, show, canvas))
    except TemplateError:
        return None


@lru_cache(maxsize=512)
def _covered(params_json: str, inputs: tuple[Source, ...]) -> Box | None:
    from newscast.graphics.paint import covered

    root, fonts, size = opened(params_json, inputs)
    box = covered(root, fonts)
    return _in_shares(box, size) if box else None


def painted_by(graphic: str, fields: Fields, show: Show, canvas: Canvas) -> Box | None:
    """The box of what a graphic paints, to the pixel, which costs more than standing(); None where it paints nothing or
    cannot be drawn."""
    try:
        return _painted(*described(graphic, fields, show, canvas))
    except TemplateError:
        return None


@lru_cache(maxsize=512)
def _painted(params_json: str, inputs: tuple[Source, ...]) -> Box | None:
    from newscast.graphics.paint import painted

    root, fonts, size = opened(params_json, inputs)
    picture, x, y = painted(root, fonts)
    box = picture.getchannel("A").getbbox()
    return _in_shares((x + box[0], y + box[1], x + box[2], y + box[3]), size) if box else None


def told_in(graphic: str, fields: Fields, show: Show, canvas: Canvas) -> Box | None:
    """The box that the texts of a graphic over a picture take with what hides the picture around them, in shares of the
    canvas; None where it cannot be drawn, which is told elsewhere."""
    try:
        return _told(*described(graphic, fields, show, canvas))
    except TemplateError:
        return None


def lowest_in(graphic: str, fields: Fields, show: Show, canvas: Canvas) -> Box | None:
    """The box of the lowest layer with texts of a graphic, in shares of the canvas; None where it cannot be drawn."""
    try:
        root, fonts, size = opened(*described(graphic, fields, show, canvas))
    except TemplateError:
        return None
    boxes = _written(root, fonts)
    return _in_shares(max(boxes, key=lambda box: box[3]), size) if boxes else None


def _written(root: ET.Element, fonts: tuple[Path, ...]) -> list[tuple[int, int, int, int]]:
    """Left, top, right and bottom of each layer with texts, in pixels."""
    from newscast.graphics.fill import only_layer
    from newscast.graphics.paint import covered

    written = [layer for layer in layer_elements(root) if next(layer.iter(f"{SVG}text"), None) is not None]
    boxes = (covered(only_layer(root, layer.get(f"{INKSCAPE}label", "")), fonts) for layer in written)
    return [box for box in boxes if box]


@lru_cache(maxsize=256)
def _told(params_json: str, inputs: tuple[Source, ...]) -> Box | None:
    from newscast.graphics.fill import over_picture
    from newscast.graphics.paint import hiding

    root, fonts, size = opened(params_json, inputs)
    found = _written(root, fonts)
    if not found:
        return None
    (left, top), (right, bottom) = ([edge(box[at + axis] for box in found) for axis in (0, 1)] for at, edge in _EDGES)
    texts = left, top, right, bottom
    return _in_shares(hiding(over_picture(root), fonts, texts, _HIDING), size)


def _in_shares(box: tuple[float, float, float, float], size: tuple[int, int]) -> Box:
    """A box of left, top, right and bottom in pixels, in shares of a canvas."""
    (left, top, right, bottom), (wide, high) = box, size
    return left / wide, top / high, (right - left) / wide, (bottom - top) / high


def described(graphic: str, fields: Fields, show: Show, canvas: Canvas) -> tuple[str, tuple[Source, ...]]:
    """All that the drawing of a graphic depends on, for opened(). Raises TemplateError."""
    template = required_template(graphic, canvas, show)
    params, inputs = drawing(template, spread(graphic, fields, show), show, canvas)
    return canonical_json(params), inputs


def opened(params_json: str, inputs: tuple[Source, ...]) -> tuple[ET.Element, tuple[Path, ...], tuple[int, int]]:
    """A drawing that was described: filled, with its fonts and its size in pixels. Raises TemplateError."""
    import json

    from newscast.graphics.raster import filled

    params: dict[str, Any] = json.loads(params_json)
    root, fonts = filled(params, [each.path for each in inputs if isinstance(each, File)])
    wide, high = params["size"]
    return root, fonts, (wide, high)
