"""The corners that a look gives rectangles by their colour."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Mapping

from newscast.graphics.geometry import number
from newscast.graphics.template import SVG

_NEXT_TO = 0.5
"""Pixels between a bar and the plate at its right that still touches it."""


def round_corners(root: ET.Element, corners: Mapping[str, float], design: tuple[int, int]) -> None:
    """Give rectangles the corners that the look has for their colour, unless they go from edge to edge.

    A bar at the left of a plate that lies over it has those of the plate, and goes on under it: between a straight bar
    and round corners two notches would be left.
    """
    found = [(element, _radius(element, corners, design)) for element in root.iter(f"{SVG}rect")]
    rounded = [(element, radius) for element, radius in found if radius is not None]
    for place, (element, radius) in enumerate(rounded):
        beside = max((far for plate, far in rounded[place + 1 :] if _leans(element, plate)), default=0.0)
        if beside > radius:
            element.set("width", f"{_side(element, 'width') + 2 * beside:g}")
        _round(element, max(radius, beside))


def _radius(element: ET.Element, corners: Mapping[str, float], design: tuple[int, int]) -> float | None:
    if _side(element, "width") >= design[0] or _side(element, "height") >= design[1]:
        return None
    return next((corners[each] for each in element.get("class", "").split() if each in corners), None)


def _leans(bar: ET.Element, plate: ET.Element) -> bool:
    """Whether an upright bar stands at the left edge of a plate."""
    left, wide, top, high = (_side(bar, name) for name in ("x", "width", "y", "height"))
    at, low, deep = (_side(plate, name) for name in ("x", "y", "height"))
    upright = 0 < wide < high
    return upright and left < at <= left + wide + _NEXT_TO and low < top + high and top < low + deep


def _round(element: ET.Element, radius: float) -> None:
    most = min(_side(element, "width"), _side(element, "height")) / 2
    element.set("rx", f"{max(0.0, min(radius, most)):g}")
    element.attrib.pop("ry", None)


def _side(element: ET.Element, name: str) -> float:
    return number(element.get(name), 0)
