"""How red pictures are that are seen in samples, for flashes of saturated red.

A red flash is a pair of opposing changes of R - G - B of which one leads to or from a saturated red: R at least 0.8 of
R + G + B, all three as light (WCAG 2.2, general flash and red flash thresholds; ITU-R BT.1702 names such flashes).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from newscast.qc.glimpses import Samples

    Light = NDArray[np.float32]
    Marks = NDArray[np.bool_]

GAMMA = 2.4
"""ITU-R BT.1886."""
SCALE, CHANGE = 320.0, 20.0
"""R - G - B times SCALE changes by CHANGE at least in a flash; what is below 0 counts as 0."""
SATURATED = 0.8
"""The share of R in a saturated red."""
_LEAST = 150
"""Red differences (Cr, as coded) of a red that could be one: R = 0.083 and G = B = 0.01 give 151."""


def may_be_red(colors: Samples) -> bool:
    """Whether anything in (pictures, 2, high, wide) colour differences, blue and red, is red enough to be looked at."""
    return bool((colors[:, 1] >= _LEAST).any())


def redness(brightness: Samples, colors: Samples, across: int, down: int) -> tuple[Light, Marks]:
    """(pictures, blocks) of R - G - B, and which blocks are a saturated red; a block has `across` by `down` samples of
    brightness, and half as many of colour each way. ITU-R BT.709, limited range."""
    import numpy as np

    luma = (brightness[:, ::2, ::2].astype(np.float32) - 16) / 219
    blue, red = ((colors[:, each].astype(np.float32) - 128) / 224 for each in (0, 1))
    coded = (luma + 1.5748 * red, luma - 0.1873 * blue - 0.4681 * red, luma + 1.8556 * blue)
    lights = (np.clip(each, 0, 1, dtype=np.float32) ** np.float32(GAMMA) for each in coded)
    r, g, b = (_averaged(light, across // 2, down // 2) for light in lights)
    return np.maximum(0, r - g - b) * SCALE, r >= SATURATED * np.maximum(r + g + b, 1e-6)


def _averaged(light: Light, across: int, down: int) -> Light:
    pictures, high, wide = light.shape
    parted = light.reshape(pictures, high // down, down, wide // across, across)
    averaged: Light = parted.mean(axis=(2, 4)).reshape(pictures, -1)
    return averaged
