"""How well a line of text can be read on the picture that is really behind it and what its drawing lays between."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from newscast.base.canvas import DESIGN_SIZES
from newscast.base.contrast import LUMA, luminance, parts
from newscast.graphics.faults import color_of, slack_of
from newscast.graphics.geometry import Box, in_ellipse, within
from newscast.graphics.ground import PICTURE, Ground
from newscast.graphics.seen import SeenText

WORST = 0.05
"""The share of what is behind a line that may be worse than what is told: a spark, or a twig."""

Pixels = NDArray[np.uint8]
Array = NDArray[np.float64]


def contrast_over(text: SeenText, colors: Mapping[str, str], picture: Pixels, canvas: str, drop: int = 0) -> float:
    """The contrast, 1 to 21, that all but the WORST share of what is behind a line has at least (WCAG 2.2).

    `picture` is the canvas of that name without the drawing, in any size: height x width x (red, green, blue) in bytes.
    `colors` are those of the drawing's classes, which stands `drop` pixels of the design lower than it was drawn.
    """
    left, top, right, bottom = text.box
    rows, columns = _behind((left, top + drop, right, bottom + drop), picture, canvas)
    below = picture[slice(*rows), slice(*columns)].astype(float)
    x, y = _middles(rows, columns, picture, canvas)
    y -= drop
    seen = below[None]
    for ground in text.grounds:
        if ground.color or ground.stops:
            covered = _covered(ground, text, x, y)
            tinted = below[None] if ground.color == PICTURE else _tinted(seen, ground, colors, text.box, y)
            seen = np.where(covered[..., None], tinted, _as_many(seen, len(tinted)))
    ink = luminance(color_of(text.color, colors))
    light = _luminances(seen)
    contrasts = (np.maximum(light, ink) + 0.05) / (np.minimum(light, ink) + 0.05)
    return min(float(np.quantile(each, WORST)) for each in contrasts)


def _behind(box: Box, picture: Pixels, canvas: str) -> tuple[tuple[int, int], tuple[int, int]]:
    """First and last (exclusive) row and column of a picture behind a box of the design: one pixel at least."""
    wide, high = DESIGN_SIZES[canvas]
    return _span(box[1], box[3], high, picture.shape[0]), _span(box[0], box[2], wide, picture.shape[1])


def _span(first: float, last: float, design: int, count: int) -> tuple[int, int]:
    begin = min(max(round(first / design * count), 0), count - 1)
    return begin, max(begin + 1, min(count, round(last / design * count)))


def _middles(rows: tuple[int, int], columns: tuple[int, int], picture: Pixels, canvas: str) -> tuple[Array, Array]:
    """The middles of pixels, in pixels of the design."""
    wide, high = DESIGN_SIZES[canvas]
    return (np.arange(*columns) + 0.5) * wide / picture.shape[1], (np.arange(*rows) + 0.5) * high / picture.shape[0]


def _covered(ground: Ground, text: SeenText, x: Array, y: Array) -> NDArray[np.bool_]:
    """The pixels that are behind a shape: all, where the line is said to be on it."""
    if ground.covers(text.box, slack_of(text)):
        return np.ones((len(y), len(x)), bool)
    left, top, right, bottom = ground.box
    inside: NDArray[np.bool_] = ((y >= top) & (y < bottom))[:, None] & ((x >= left) & (x < right))[None]
    if ground.round:
        inside &= np.array([[in_ellipse(ground.box, across, down) for across in x] for down in y])
    elif ground.outline:
        inside &= np.array([[_is_within(ground, across, down) for across in x] for down in y])
    return inside


def _is_within(ground: Ground, x: float, y: float) -> bool:
    return any(within(part, x, y) for part in ground.outline)


def _tinted(seen: Array, ground: Ground, colors: Mapping[str, str], box: Box, y: Array) -> Array:
    """What is seen through a shape, mixed as it will be: in the values of sRGB themselves. Any colour of a pattern may
    be behind any letter, so each is seen by itself."""
    if ground.stops and not ground.everywhere:
        shades = [ground.at(each) for each in y]
        hides: Array = np.array([opacity for _name, opacity in shades])[:, None, None]
        below: Array = np.array([_rgb(name, colors) for name, _opacity in shades])[:, None, :]
        return seen + (below - seen) * hides
    tints = ground.tints(box)
    found: Array = np.concatenate([seen + (_rgb(name, colors) - seen) * opacity for name, opacity in tints])
    return found


def _as_many(seen: Array, count: int) -> Array:
    return np.tile(seen, (count // len(seen), 1, 1, 1)) if count > len(seen) else seen


def _rgb(name: str, colors: Mapping[str, str]) -> Array:
    return np.array(parts(color_of(name, colors)), float)


def _luminances(seen: Array) -> Array:
    """Relative luminance, 0 to 1 (WCAG 2.2); variants x height x width."""
    share = seen / 255
    linear = np.where(share <= 0.04045, share / 12.92, ((share + 0.055) / 1.055) ** 2.4)
    light: Array = (linear @ np.array(LUMA)).reshape(len(seen), -1)
    return light
