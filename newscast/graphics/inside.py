"""Letters that hang out of their line, as the tail of a j does, kept inside what every screen shows.

A line begins where its drawing says. Only where a letter would leave the safe area does it go inwards, by whole pixels,
with all that begins at the same place: what stands in a column stays in it. What is drawn outside, a whole line or a
shape, stays where its drawing has it, and is told.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from math import ceil

from newscast.graphics.fonts import Face
from newscast.graphics.geometry import Box, Matrix, carried, number
from newscast.graphics.template import INKSCAPE, SVG, layer_elements
from newscast.graphics.written import Written, lines_of, walk

_SLIGHT = 0.05
"""Pixels that nobody sees of a letter."""
_SAME = 0.5
"""Pixels by which places may differ that are one column."""
_MOVED = (f"{SVG}rect", f"{SVG}image")
"""Shapes that go along with the texts of their column."""


@dataclass(frozen=True)
class _Shape:
    """A shape of a drawing, and where it begins and ends on the canvas."""

    element: ET.Element
    matrix: Matrix
    left: float
    right: float


def keep_inside(root: ET.Element, area: Box, faces: Sequence[Face], rolling: Collection[str]) -> None:
    """Move lines of a filled drawing of which letters would hang out of an area, by as much; not those of layers that
    run past, which are seen whole in their time."""
    lines, shapes = _parts(root, faces, rolling)
    columns: dict[float, float] = {}
    for line in lines:
        if line.box[0] < area[0] - _SLIGHT and area[0] <= line.line[0] + _SAME:
            columns[line.line[0]] = max(columns.get(line.line[0], 0.0), ceil(area[0] - line.box[0]))
    for column, by in columns.items():
        for line in lines:
            if _begins_at(column, line):
                _move(line.element, line.matrix, min(by, max(area[2] - line.box[2], 0.0)))
        for shape in shapes:
            if abs(shape.left - column) <= _SAME:
                _move(shape.element, shape.matrix, by)
                _shorten(shape, by, area[2])
    for line in lines:
        if not any(_begins_at(column, line) for column in columns):
            _keep(line, area)


def _parts(root: ET.Element, faces: Sequence[Face], rolling: Collection[str]) -> tuple[list[Written], list[_Shape]]:
    """Lines and shapes of all layers that stand still, but for what is turned."""
    lines: list[Written] = []
    shapes: list[_Shape] = []
    for layer in layer_elements(root):
        if layer.get(f"{INKSCAPE}label", "") in rolling:
            continue
        for element, given, matrix in walk(layer, {}):
            if matrix[1] or matrix[2] or matrix[0] <= 0:
                continue
            if element.tag == f"{SVG}text":
                lines += lines_of(element, given, matrix, faces)
            elif element.tag in _MOVED:
                shapes += _shape(element, matrix)
    return lines, shapes


def _shape(element: ET.Element, matrix: Matrix) -> Iterator[_Shape]:
    left = number(element.get("x"), 0)
    right = left + number(element.get("width"), 0)
    yield _Shape(element, matrix, carried((left, 0), matrix)[0], carried((right, 0), matrix)[0])


def _begins_at(column: float, line: Written) -> bool:
    return abs(line.line[0] - column) <= _SAME


def _keep(line: Written, area: Box) -> None:
    """Move one line by what hangs out of it, where that leaves the area: to the left, or to the right of what is
    centred or ends at a place."""
    over = line.box[2] - area[2]
    if over > _SLIGHT and line.line[2] <= area[2] + _SAME:
        _move(line.element, line.matrix, -min(ceil(over), max(line.box[0] - area[0], 0.0)))


def _move(element: ET.Element, matrix: Matrix, by: float) -> None:
    if by:
        element.set("x", f"{number(element.get('x'), 0) + by / matrix[0]:.10g}")


def _shorten(shape: _Shape, by: float, edge: float) -> None:
    """Let a shape that would leave the area on its right end where it did."""
    if shape.right + by > edge >= shape.right - _SAME:
        wide = number(shape.element.get("width"), 0) - by / shape.matrix[0]
        shape.element.set("width", f"{max(wide, 0.0):.10g}")
