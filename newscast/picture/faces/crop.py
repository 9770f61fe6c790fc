"""The crop of a picture that shows its faces best: whole, with the eyes on the upper third, free of texts."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from newscast.base.box import Box
from newscast.picture.faces.heads import EYES, head_of
from newscast.picture.faces.window import Window
from newscast.picture.fit import Focus

THIRD = 1 / 3
CUT_OFF = 0.06
"""How much of heads a still crop may cut off before it follows them."""
LOOKS = 24
"""How many of the looks at a stretch are reckoned with at most."""
_COVERED, _LOST, _EYES, _ASIDE = 12.0, 6.0, 1.0, 0.7
"""What is worse: a face under a text, a head cut off, eyes elsewhere than on the third, a face aside."""
_COLUMNS, _ROWS = 49, 33

Looks = list[tuple[int, list[Box]]]
"""The looks in which somebody is seen, by their frames, with the faces that matter."""
Array = NDArray[np.float64]


def best_crop(looks: Looks, window: Window, zones: Sequence[Box]) -> tuple[Focus, float]:
    """The focus that shows these faces best, and how much of a head it cuts off at the most."""
    some = looks[:: max(1, len(looks) // LOOKS)]
    return _best_of(tuple(box for _, boxes in some for box in boxes), window, tuple(zones))


@lru_cache(maxsize=4096)
def _best_of(seen_in: tuple[Box, ...], window: Window, zones: tuple[Box, ...]) -> tuple[Focus, float]:
    """The same of so many boxes: asked for again wherever a picture is tried beside texts."""
    faces = np.array(seen_in)
    lefts, tops = (np.linspace(0, 1 - length, count if length < 1 else 1) for length, count in _axes(window))
    left, top = (each.ravel() for each in np.meshgrid(lefts, tops))
    seen = _in_window(faces, left, top, window)
    head = head_of(seen)
    inside = _shared(head, (0.0, 0.0, 1.0, 1.0)) / np.maximum(head[2] * head[3], 1e-9)
    lost = 1 - inside
    eyes = np.abs(seen[1] + EYES * seen[3] - THIRD)
    aside = np.abs(seen[0] + seen[2] / 2 - 0.5)
    # To cut a face off beside a text is no better than to lay the text on it.
    cut = np.maximum(lost - CUT_OFF, 0)
    cost = _LOST * lost.mean(axis=1) + _COVERED * cut.mean(axis=1)
    cost = cost + _EYES * eyes.mean(axis=1) + _ASIDE * np.abs(aside.mean(axis=1))
    for zone in zones:
        own = _of_window(zone, window)
        cost = cost + _COVERED * (_shared(seen, own) / np.maximum(seen[2] * seen[3], 1e-9)).mean(axis=1)
    best = int(np.argmin(np.round(cost, 9)))
    focus = left[best] + window.wide / 2, top[best] + window.high / 2
    return (round(float(focus[0]), 3), round(float(focus[1]), 3)), float(lost[best].max())


def _axes(window: Window) -> tuple[tuple[float, int], tuple[float, int]]:
    return (window.wide, _COLUMNS), (window.high, _ROWS)


def _in_window(faces: Array, left: Array, top: Array, window: Window) -> tuple[Any, Any, Any, Any]:
    """Left, top, width and height of each face in each window, in shares of that."""
    x = (faces[None, :, 0] - left[:, None]) / window.wide
    y = (faces[None, :, 1] - top[:, None]) / window.high
    ones = np.ones_like(x)
    return x, y, ones * faces[None, :, 2] / window.wide, ones * faces[None, :, 3] / window.high


def _of_window(zone: Box, window: Window) -> Box:
    """A box of the canvas in shares of what is seen of the picture."""
    x, y, wide, high = window.box
    return (zone[0] - x) / wide, (zone[1] - y) / high, zone[2] / wide, zone[3] / high


def _shared(one: tuple[Any, Any, Any, Any], other: Box) -> Any:
    """The area in common."""
    across = np.minimum(one[0] + one[2], other[0] + other[2]) - np.maximum(one[0], other[0])
    down = np.minimum(one[1] + one[3], other[1] + other[3]) - np.maximum(one[1], other[1])
    return np.maximum(across, 0) * np.maximum(down, 0)
