"""Painting a layer with resvg, no more of the canvas than it covers: each pixel as if the whole had been painted.

resvg gives PNGs only, and packing and unpacking a whole canvas takes many times as long as painting a line of text.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from newscast.graphics.template import SVG

if TYPE_CHECKING:
    from PIL.Image import Image

_COARSE = 8
"""How many times smaller the canvas is on which is looked where a layer covers it."""
_ROOM = 2
"""Pixels of that small canvas added around what was found there: for strokes, and for letters that leave their line."""
_ANYWHERE = ("filter", "marker")
"""What may paint outside the outlines of a layer's elements."""
_TIES = "crispEdges"
"""Edges in the middle of a pixel: a sum rounded otherwise puts them on its other side."""

Box = tuple[int, int, int, int]
"""Left, top, right, bottom in pixels of the canvas; even."""


def painted(layer: ET.Element, fonts: Sequence[Path]) -> tuple[Image, int, int]:
    """What a drawing shows, RGBA, with room around it, and where on the canvas that part begins (even pixels).

    `layer` says its size in pixels as `width` and `height`.
    """
    width, height = int(layer.attrib["width"]), int(layer.attrib["height"])
    box = covered(layer, fonts)
    if box:
        part = rendered(_part(layer, box), fonts)
        if _clear(part, box, (width, height)):
            return part, box[0], box[1]
    return rendered(layer, fonts), 0, 0


def roomier(layer: ET.Element, room: Box) -> ET.Element:
    """A drawing with so many pixels more on its left, top, right and bottom: of what was outside its canvas."""
    (width, height), design = sizes_of(layer)
    left, top, right, bottom = room
    across, down = design[0] / width, design[1] / height
    wide, high = width + left + right, height + top + bottom
    view = f"{-left * across} {-top * down} {wide * across} {high * down}"
    larger = ET.Element(layer.tag, {**layer.attrib, "width": f"{wide}", "height": f"{high}", "viewBox": view})
    larger.extend(layer)
    return larger


def sizes_of(layer: ET.Element) -> tuple[tuple[int, int], tuple[float, float]]:
    """Of a drawing that begins at the canvas's corner: width and height in pixels, and in those of the design."""
    _x, _y, wide, high = layer.attrib["viewBox"].split()
    return (int(layer.attrib["width"]), int(layer.attrib["height"])), (float(wide), float(high))


def covered(layer: ET.Element, fonts: Sequence[Path]) -> Box | None:
    """A box that holds what the drawing paints; None where that cannot be told.

    A filter that floods the box of its element is put on the whole drawing: resvg then paints nothing but that box,
    as it works it out, of texts and transformed shapes too, and invisible ones with them.
    """
    text = ET.tostring(layer, encoding="unicode")
    if any(word in text for word in (*_ANYWHERE, _TIES)):
        return None
    width, height = int(layer.attrib["width"]), int(layer.attrib["height"])
    columns, rows = -(-width // _COARSE), -(-height // _COARSE)
    small = ET.Element(layer.tag, {**layer.attrib, "width": f"{columns}", "height": f"{rows}"})
    flood = ET.SubElement(small, f"{SVG}filter", id="covered", x="0", y="0", width="1", height="1")
    ET.SubElement(flood, f"{SVG}feFlood")
    ET.SubElement(small, f"{SVG}g", filter="url(#covered)").extend(layer)
    found = rendered(small, fonts).getchannel("A").getbbox()
    if not found:
        return None
    left, top = ((at - _ROOM) * _COARSE for at in found[:2])
    right, bottom = ((at + _ROOM) * _COARSE for at in found[2:])
    # Where the small canvas is not exactly so many times smaller, its pixels are somewhat smaller than _COARSE.
    return max(0, left - _COARSE), max(0, top - _COARSE), min(width, right), min(height, bottom)


def hiding(layer: ET.Element, fonts: Sequence[Path], box: Box, opacity: float) -> Box:
    """A box, made larger on each side for as long as all that a drawing paints along that side is so opaque."""
    columns, rows = (-(-int(layer.attrib[side]) // _COARSE) for side in ("width", "height"))
    small = ET.Element(layer.tag, {**layer.attrib, "width": f"{columns}", "height": f"{rows}"})
    small.extend(layer)
    alpha = rendered(small, fonts).getchannel("A")
    left, top, right, bottom = box[0] // _COARSE, box[1] // _COARSE, -(-box[2] // _COARSE), -(-box[3] // _COARSE)

    def hides(*strip: int) -> bool:
        x, y, beyond, below = strip
        return min(alpha.crop((x, y, beyond, below)).tobytes()) >= 255 * opacity

    while True:
        before = left, top, right, bottom
        top -= top > 0 and hides(left, top - 1, right, top)
        bottom += bottom < rows and hides(left, bottom, right, bottom + 1)
        left -= left > 0 and hides(left - 1, top, left, bottom)
        right += right < columns and hides(right, top, right + 1, bottom)
        if before == (left, top, right, bottom):
            break
    width, height = int(layer.attrib["width"]), int(layer.attrib["height"])
    return left * _COARSE, top * _COARSE, min(width, right * _COARSE), min(height, bottom * _COARSE)


def _part(layer: ET.Element, box: Box) -> ET.Element:
    """The drawing seen through a window. It is moved and not scaled anew, so that all numbers round as in the whole."""
    left, top, right, bottom = box
    window = ET.Element(f"{SVG}svg", width=f"{right - left}", height=f"{bottom - top}")
    moved = {**layer.attrib, "x": f"{-left}", "y": f"{-top}", "overflow": "visible"}
    ET.SubElement(window, layer.tag, moved).extend(layer)
    return window


def _clear(part: Image, box: Box, size: tuple[int, int]) -> bool:
    """Whether nothing touches the sides of the box that are not the canvas's own."""
    alpha = part.getchannel("A")
    right, bottom = part.size
    sides = (
        (box[0] > 0, (0, 0, 1, bottom)),
        (box[1] > 0, (0, 0, right, 1)),
        (box[2] < size[0], (right - 1, 0, right, bottom)),
        (box[3] < size[1], (0, bottom - 1, right, bottom)),
    )
    return not any(inside and alpha.crop(side).getbbox() for inside, side in sides)


def rendered(drawing: ET.Element, fonts: Sequence[Path]) -> Image:
    """All of a drawing, RGBA."""
    import resvg_py
    from PIL import Image

    data = resvg_py.svg_to_bytes(
        svg_string=ET.tostring(drawing, encoding="unicode"),
        skip_system_fonts=True,
        font_files=[str(path) for path in fonts],
        languages=["es", "en"],
    )
    return Image.open(BytesIO(data)).convert("RGBA")
