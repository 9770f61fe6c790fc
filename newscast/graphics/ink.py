"""Whether two lines of text are painted over each other: boxes of letters may be in each other where no ink is."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from typing import TYPE_CHECKING

from newscast.graphics.geometry import Box
from newscast.graphics.paint import rendered
from newscast.graphics.template import SVG
from newscast.graphics.written import Written

if TYPE_CHECKING:
    from PIL.Image import Image

_FINE = 2
"""Pixels that are painted for each of the design's."""
_INK = 48
"""How opaque, of 255, a pixel is in both lines that is painted twice."""


def is_painted_over(one: Written, other: Written) -> bool:
    """Whether letters of one line are painted on letters of the other."""
    from PIL import ImageChops

    left, top = (max(one.box[at], other.box[at]) for at in (0, 1))
    right, bottom = (min(one.box[at], other.box[at]) for at in (2, 3))
    if left >= right or top >= bottom:
        return False
    box = left, top, right, bottom
    both = ImageChops.darker(_painted(one, box), _painted(other, box))
    return both.point([255 * (ink >= _INK) for ink in range(256)]).getbbox() is not None


def _painted(line: Written, box: Box) -> Image:
    """How opaque a line is in a box of the canvas."""
    wide, high = box[2] - box[0], box[3] - box[1]
    view = {"viewBox": f"{box[0]} {box[1]} {wide} {high}", "preserveAspectRatio": "none"}
    size = {"width": f"{max(1, round(wide * _FINE))}", "height": f"{max(1, round(high * _FINE))}"}
    drawing = ET.Element(f"{SVG}svg", view | size)
    how = {"font-family": line.face.family, "font-weight": f"{line.face.weight}", "font-size": f"{line.size}"}
    how["letter-spacing"] = f"{line.spacing * line.size}"
    ET.SubElement(drawing, f"{SVG}text", {**how, "x": f"{line.line[0]}", "y": f"{line.line[1]}"}).text = line.text
    files = [line.face.file] if line.face.file else []
    return rendered(drawing, files).getchannel("A")
