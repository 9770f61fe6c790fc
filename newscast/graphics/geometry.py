"""Boxes, outlines and transforms of drawings, in design pixels."""

from __future__ import annotations

import re
from collections.abc import Sequence

Point = tuple[float, float]
Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""
Matrix = tuple[float, float, float, float, float, float]
"""As SVG's `matrix(a b c d e f)`."""
UNMOVED: Matrix = (1, 0, 0, 1, 0, 0)
NUMBER = re.compile(r"-?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")


def number(text: str | None, otherwise: float) -> float:
    """The number with which a text begins, whatever its unit."""
    found = NUMBER.match((text or "").strip())
    return float(found[0]) if found else otherwise


def matrix_of(text: str) -> Matrix:
    """A `transform` as one matrix; what turns or skews keeps its box, roughly."""
    whole = UNMOVED
    for name, inside in re.findall(r"(\w+)\s*\(([^)]*)\)", text):
        values = [float(each) for each in NUMBER.findall(inside)]
        if name == "translate":
            whole = times(whole, (1, 0, 0, 1, values[0], values[1] if len(values) > 1 else 0))
        elif name == "scale":
            whole = times(whole, (values[0], 0, 0, values[-1], 0, 0))
        elif name == "matrix" and len(values) == 6:
            whole = times(whole, (values[0], values[1], values[2], values[3], values[4], values[5]))
    return whole


def times(one: Matrix, two: Matrix) -> Matrix:
    a, b, c, d, e, f = one
    g, h, i, j, k, m = two
    return a * g + c * h, b * g + d * h, a * i + c * j, b * i + d * j, a * k + c * m + e, b * k + d * m + f


def carried(point: Point, matrix: Matrix) -> Point:
    a, b, c, d, e, f = matrix
    return a * point[0] + c * point[1] + e, b * point[0] + d * point[1] + f


def moved(box: Box, matrix: Matrix) -> Box:
    a, b, c, d, e, f = matrix
    if b == c == 0:
        across, down = (a * box[0] + e, a * box[2] + e), (d * box[1] + f, d * box[3] + f)
        return min(across), min(down), max(across), max(down)
    corners = [carried((x, y), matrix) for x in (box[0], box[2]) for y in (box[1], box[3])]
    lefts, tops = [each[0] for each in corners], [each[1] for each in corners]
    return min(lefts), min(tops), max(lefts), max(tops)


def around(boxes: Sequence[Box]) -> Box:
    """The box that holds all of these."""
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)


def crosses(part: Sequence[Point], box: Box) -> bool:
    """Whether an outline has anything of a box in it: a corner of either, or an edge that cuts it."""
    if any(within(part, x, y) for x in (box[0], box[2]) for y in (box[1], box[3])):
        return True
    return any(_cuts(one, other, box) for one, other in zip(part, (*part[1:], part[0]), strict=True))


def within(part: Sequence[Point], x: float, y: float) -> bool:
    """Whether a point is inside an outline: an edge to its right is crossed an odd number of times."""
    inside = False
    for (ax, ay), (bx, by) in zip(part, (*part[1:], part[0]), strict=True):
        if (ay > y) != (by > y) and x < ax + (y - ay) * (bx - ax) / (by - ay):
            inside = not inside
    return inside


def _cuts(one: Point, other: Point, box: Box) -> bool:
    """Whether a line from point to point has a piece inside a box (Liang and Barsky's way of clipping)."""
    first, last = 0.0, 1.0
    dx, dy = other[0] - one[0], other[1] - one[1]
    for step, room in ((-dx, one[0] - box[0]), (dx, box[2] - one[0]), (-dy, one[1] - box[1]), (dy, box[3] - one[1])):
        if step == 0:
            if room < 0:
                return False
            continue
        share = room / step
        first, last = (max(first, share), last) if step < 0 else (first, min(last, share))
    return first < last


def in_ellipse(box: Box, x: float, y: float) -> bool:
    across, down = (box[2] - box[0]) / 2, (box[3] - box[1]) / 2
    return ((x - box[0] - across) / across) ** 2 + ((y - box[1] - down) / down) ** 2 <= 1


def meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def overlap(one: Box, other: Box) -> float:
    """How far two boxes are in each other, in pixels of the shorter way out; 0 where they are apart."""
    across, down = min(one[2], other[2]) - max(one[0], other[0]), min(one[3], other[3]) - max(one[1], other[1])
    return max(0.0, min(across, down))
