"""The columns beside a face: how far a drawing goes to stand at one side of the canvas or the other."""

from __future__ import annotations

from collections.abc import Iterator

from newscast.base.box import Box
from newscast.graphics.places import IN_COLUMN, Places

_SLIGHT = 4
"""Pixels of the design by which a text would go sideways that it does not go: letters hang out of their line."""


def edges(places: Places) -> tuple[float, float] | None:
    """Left edge of the left column and right edge of the right one, as far from the canvas's edge; None where the
    canvas has no columns."""
    column = places.areas.get(IN_COLUMN)
    return (float(column.left), float(places.size[0] - column.left)) if column else None


def ways_across(box: Box, places: Places) -> Iterator[int]:
    """By how many pixels of the design a drawing goes to the right to end at the one edge and at the other, 0 where it
    stands there: what is wider than both columns with all between them has no such way."""
    found = edges(places)
    wide = places.size[0]
    left, right = box[0] * wide, (box[0] + box[2]) * wide
    if found is None or right - left > found[1] - found[0] + 1:
        return
    for by in (found[0] - left, found[1] - right):
        yield 0 if abs(by) < _SLIGHT else round(by)


def shifted(box: Box, across: int, places: Places) -> Box:
    """A box that stands so many pixels of the design further right."""
    return box[0] + across / places.size[0], *box[1:]
