"""What texts of a drawing stand on: its shapes, each with the box it covers and how it tints what is below it."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from newscast.graphics.geometry import (
    NUMBER,
    UNMOVED,
    Box,
    Matrix,
    Point,
    carried,
    crosses,
    in_ellipse,
    meet,
    moved,
    number,
    within,
)
from newscast.graphics.template import SVG

_ANYWHERE = float("-inf")
PICTURE = "picture"
"""The colour of a shape in whose place the picture below the drawing is seen."""

Tint = tuple[str, float]
"""A colour's name, and how much of what is below it hides, 0 to 1."""


@dataclass(frozen=True)
class Ground:
    """A shape of the drawing: the box it covers, its colour's name ("" for a picture), and how much of what is below it
    hides, 0 to 1. A gradient from top to bottom has `stops` instead: at which height which tint. `outline` has the
    corners of what is not a rectangle, each part of it by itself; `round` is an ellipse."""

    box: Box
    color: str
    opacity: float
    stops: tuple[tuple[float, Tint], ...] = ()
    outline: tuple[tuple[Point, ...], ...] = ()
    round: bool = False
    everywhere: bool = False
    """Whether all of the stops may be anywhere in it, as the colours of a pattern are."""

    def touches(self, box: Box) -> bool:
        """Whether any of it is behind a box."""
        if not meet(self.box, box):
            return False
        return not self.outline or any(crosses(part, box) for part in self.outline)

    def covers(self, box: Box, slack: float) -> bool:
        """Whether all of a box is on it, but for so many pixels at its edge."""
        left, top, right, bottom = box[0] + slack, box[1] + slack, box[2] - slack, box[3] - slack
        inside = self.box[0] <= left and self.box[1] <= top and right <= self.box[2] and bottom <= self.box[3]
        if not inside or not (self.round or self.outline):
            return inside
        corners = [(x, y) for x in (left, right) for y in (top, bottom)]
        if self.round:
            return all(in_ellipse(self.box, x, y) for x, y in corners)
        return any(all(within(part, x, y) for x, y in corners) for part in self.outline)

    def tints(self, box: Box) -> tuple[Tint, ...]:
        """What it looks like behind a box: all that is between."""
        if not self.stops:
            return ((self.color, self.opacity),)
        if self.everywhere:
            return tuple(tint for _at, tint in self.stops)
        between = [tint for at, tint in self.stops if box[1] < at < box[3]]
        return (self.at(box[1]), *between, self.at(box[3]))

    def at(self, y: float) -> Tint:
        """How it tints what is below it at a height."""
        before = next((each for each in reversed(self.stops) if each[0] <= y), self.stops[0])
        after = next((each for each in self.stops if each[0] >= y), self.stops[-1])
        far = after[0] - before[0]
        share = (y - before[0]) / far if far > 0 else 0.0
        return after[1][0], before[1][1] + (after[1][1] - before[1][1]) * share


Given = Mapping[str, str]


def declared(style: str) -> dict[str, str]:
    """The declarations of a `style` attribute."""
    pairs = (each.partition(":") for each in style.split(";") if ":" in each)
    return {name.strip(): value.strip() for name, _colon, value in pairs}


Shades = Mapping[str, tuple[tuple[float, Tint], ...]]


def ground_of(element: ET.Element, given: Given, matrix: Matrix, shades: Shades) -> Ground | None:
    """A shape of the drawing; None for what paints nothing."""
    name = str(element.tag).removeprefix(SVG)
    box = _shape_box(name, given)
    fill = given.get("fill", "")
    classes = [each for each in given.get("class", "").split() if not each.endswith("-line")]
    if box is None or (fill == "none" and not classes) or box[0] == box[2] or box[1] == box[3]:
        return None
    opacity = number(given.get("opacity"), 1) * number(given.get("fill-opacity"), 1)
    color = "" if name == "image" else next(iter(reversed(classes)), fill or "#000000")
    shade = re.match(r"url\(#([^)]+)\)", fill)
    if shade:
        stops = tuple(
            (y if y == _ANYWHERE else y * matrix[3] + matrix[5], (ink, own * opacity))
            for y, (ink, own) in shades.get(shade[1], ())
        )
        return Ground(moved(box, matrix), "", opacity, stops, everywhere=bool(stops) and stops[0][0] == _ANYWHERE)
    parts = _parts_of(given, name) if name in ("path", "polygon") else ()
    outline = tuple(tuple(carried(point, matrix) for point in part) for part in parts)
    return Ground(moved(box, matrix), color, opacity, outline=outline, round=name in ("circle", "ellipse"))


def shades_of(root: ET.Element) -> Iterator[tuple[str, tuple[tuple[float, Tint], ...]]]:
    """Gradients from top to bottom in the drawing's own pixels, by their names."""
    yield from _patterns(root)
    for gradient in root.iter(f"{SVG}linearGradient"):
        at = {name: number(gradient.get(name), 0) for name in ("x1", "x2", "y1", "y2")}
        stops = [_stop(each) for each in gradient.iter(f"{SVG}stop")]
        if gradient.get("gradientUnits") == "userSpaceOnUse" and at["x1"] == at["x2"] and stops:
            far = at["y2"] - at["y1"]
            yield gradient.get("id", ""), tuple(sorted((at["y1"] + share * far, tint) for share, tint in stops))


def _patterns(root: ET.Element) -> Iterator[tuple[str, tuple[tuple[float, Tint], ...]]]:
    """The colours of patterns, by their names: a pattern covers what it fills."""
    for pattern in root.iter(f"{SVG}pattern"):
        found = [ground_of(each, dict(each.attrib), UNMOVED, {}) for each in pattern]
        yield pattern.get("id", ""), tuple((_ANYWHERE, (each.color, 1.0)) for each in found if each)


def _stop(element: ET.Element) -> tuple[float, Tint]:
    own = dict(element.attrib) | declared(element.get("style", ""))
    classes = [each.removesuffix("-stop") for each in own.get("class", "").split()]
    color = next(iter(reversed(classes)), own.get("stop-color", "#000000"))
    offset = own.get("offset", "0")
    share = number(offset, 0) / (100 if offset.strip().endswith("%") else 1)
    return share, (color, number(own.get("stop-opacity"), 1))


def _shape_box(name: str, given: Given) -> Box | None:
    if name in ("rect", "image"):
        x, y = number(given.get("x"), 0), number(given.get("y"), 0)
        return x, y, x + number(given.get("width"), 0), y + number(given.get("height"), 0)
    if name in ("circle", "ellipse"):
        x, y = number(given.get("cx"), 0), number(given.get("cy"), 0)
        wide, high = (number(given.get(key) or given.get("r"), 0) for key in ("rx", "ry"))
        return x - wide, y - high, x + wide, y + high
    points = [point for part in _parts_of(given, name) for point in part]
    if not points:
        return None
    across, down = [each[0] for each in points], [each[1] for each in points]
    return min(across), min(down), max(across), max(down)


def _parts_of(given: Given, name: str) -> tuple[tuple[Point, ...], ...]:
    """The corners of a path or a polygon, each part of it by itself; of curves those that pull them too."""
    return _corners(given.get("points", "")) if name == "polygon" else _parts(given.get("d", ""))


def _corners(points: str) -> tuple[tuple[Point, ...], ...]:
    values = [float(each) for each in NUMBER.findall(points)]
    return (tuple(zip(values[::2], values[1::2], strict=False)),) if values else ()


@lru_cache(maxsize=1024)
def _parts(path: str) -> tuple[tuple[Point, ...], ...]:
    """Those of a path; most are the same in each drawing of a template."""
    parts: list[list[Point]] = []
    at: Point = (0.0, 0.0)
    for command, text in re.findall(r"([a-zA-Z])([^a-zA-Z]*)", path):
        values, kind = [float(each) for each in NUMBER.findall(text)], command.upper()
        if kind == "M":
            parts.append([])
        elif kind == "Z" and parts:
            at = parts[-1][0]
            parts.append([at])
        steps = {"H": 1, "V": 1, "A": 7, "C": 6, "S": 4, "Q": 4}.get(kind, 2)
        for first in range(0, len(values) - steps + 1, steps):
            found = _pairs(kind, values[first : first + steps], at, command.islower())
            parts[-1] += found
            at = found[-1]
    return tuple(tuple(part) for part in parts if len(part) > 2)


def _pairs(kind: str, group: Sequence[float], at: tuple[float, float], far: bool) -> list[tuple[float, float]]:
    x, y = at if far else (0.0, 0.0)
    if kind == "H":
        return [(x + group[0], at[1])]
    if kind == "V":
        return [(at[0], y + group[0])]
    if kind == "A":
        return [(x + group[5], y + group[6])]
    return [(x + group[each], y + group[each + 1]) for each in range(0, len(group), 2)]
