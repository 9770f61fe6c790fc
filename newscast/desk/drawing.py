"""What is drawn over a frame: lines, arrows and boxes, in shares of the picture, so that they fit it at any size."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from newscast.base.records import as_json, read_record

MOST_SHAPES, MOST_POINTS = 100, 4_000
"""How much may be drawn over one frame: far more than anybody's hand does."""
_DIGITS = 4
"""Of a share; a ten-thousandth is less than a pixel of a picture of 4K."""


@dataclass(frozen=True)
class Shape:
    """A line through its `points`, or an arrow or a box from the first of its two to the last. A point is (x, y), both
    0 to 1 from the top left of the picture."""

    shape: Literal["pen", "arrow", "box"]
    points: tuple[tuple[float, ...], ...]


def drawing_from(told: Any) -> tuple[Shape, ...]:
    """The shapes that JSON values tell, none for None. Raises ValueError where they tell none that fit a picture."""
    if not isinstance(told, list | None):
        raise ValueError("no list of shapes")
    shapes = [read_record(Shape, each) for each in told or ()]
    if len(shapes) > MOST_SHAPES or sum(len(each.points) for each in shapes) > MOST_POINTS:
        raise ValueError("too much is drawn")
    return tuple(Shape(each.shape, _checked(each)) for each in shapes)


def drawing_as_json(drawing: Sequence[Shape]) -> Any:
    """The same as JSON values."""
    return as_json(tuple(drawing))


def _checked(shape: Shape) -> tuple[tuple[float, ...], ...]:
    few = len(shape.points) < 2 or (shape.shape != "pen" and len(shape.points) != 2)
    if few or any(len(point) != 2 for point in shape.points):
        raise ValueError(f"{shape.shape}: its points")
    if not all(math.isfinite(each) and 0 <= each <= 1 for point in shape.points for each in point):
        raise ValueError(f"{shape.shape}: outside the picture")
    return tuple(tuple(round(each, _DIGITS) for each in point) for point in shape.points)
