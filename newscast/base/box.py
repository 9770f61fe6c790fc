"""Boxes in shares of a picture or canvas: where a face is, where a text stands."""

from __future__ import annotations

Box = tuple[float, float, float, float]
"""Left, top, width and height."""


def shared(one: Box, other: Box) -> float:
    """The area that two boxes have in common; 0.0 where they are apart."""
    # Compared rather than asked of min() and max(): framing calls it half a million times for an episode.
    x, y, wide, high = one
    left, top, length, depth = other
    right, end = x + wide, left + length
    across = (right if right <= end else end) - (x if x >= left else left)
    if across <= 0:
        return 0.0
    bottom, edge = y + high, top + depth
    down = (bottom if bottom <= edge else edge) - (y if y >= top else top)
    return across * down if down > 0 else 0.0


def share_covered(box: Box, by: Box) -> float:
    """The share of a box that another one covers."""
    return float(shared(box, by) / max(box[2] * box[3], 1e-9))
