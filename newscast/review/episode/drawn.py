"""Drawings over a frame as the paths of an SVG: what static/drawing.js draws, for pages and paper."""

from __future__ import annotations

import math
from collections.abc import Sequence

from newscast.desk.drawing import Shape

_HEAD, _SPREAD = 0.04, 0.45
"""The length of an arrow's head, as a share of the picture's longer side, and half its angle in radians."""


def paths_of(drawing: Sequence[Shape], width: int, height: int) -> str:
    """All shapes as the data of one path, for a picture of so many pixels."""
    return " ".join(_path(shape, width, height) for shape in drawing)


def _path(shape: Shape, width: int, height: int) -> str:
    points = [(x * width, y * height) for x, y in shape.points]
    if shape.shape == "box":
        (left, top), (right, bottom) = points
        points = [(left, top), (right, top), (right, bottom), (left, bottom), (left, top)]
    line = _line(points)
    return f"{line} {_line(_head(points, max(width, height)))}" if shape.shape == "arrow" else line


def _head(points: Sequence[tuple[float, float]], longer: int) -> list[tuple[float, float]]:
    (x0, y0), (x1, y1) = points
    turned, length = math.atan2(y1 - y0, x1 - x0), _HEAD * longer
    sides = [turned + math.pi - _SPREAD, turned + math.pi + _SPREAD]
    one, two = [(x1 + length * math.cos(side), y1 + length * math.sin(side)) for side in sides]
    return [one, (x1, y1), two]


def _line(points: Sequence[tuple[float, float]]) -> str:
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points)
