"""Boxes in shares of a picture or canvas: where a face is, where a text stands."""

from __future__ import annotations

Box = tuple[float, float, float, float]
"""Left, top, width and height."""


def shared(one: Box, other: Box) -> float:
    """The area that two boxes have in common; 0.0 where they are apart."""
    across = min(one[0] + one[2], other[0] + other[2]) - max(one[0], other[0])
    if across <= 0:
        return 0.0
    down = min(one[1] + one[3], other[1] + other[3]) - max(one[1], other[1])
    return across * down if down > 0 else 0.0


def share_covered(box: Box, by: Box) -> float:
    """The share of a box that another one covers."""
    return float(shared(box, by) / max(box[2] * box[3], 1e-9))
