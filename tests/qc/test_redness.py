"""How red a picture is, as flashes of red are counted: R - G - B of light, and whether red is most of it."""

from __future__ import annotations

import numpy as np
import pytest

from newscast.qc.redness import SCALE, may_be_red, redness

ACROSS, DOWN = 4, 2
"""Samples of brightness in a block."""


def coded(red: float, green: float, blue: float) -> tuple[int, int, int]:
    """Y, Cb, Cr (BT.709, 8 bits) of a colour of the screen."""
    luma = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    return round(16 + 219 * luma), round(128 + 224 * (blue - luma) / 1.8556), round(128 + 224 * (red - luma) / 1.5748)


def of(*color: float) -> tuple[float, bool, bool]:
    """Of a picture of that colour: its redness, whether that is saturated, whether it is worth looking."""
    y, cb, cr = coded(*color)
    brightness = np.full((1, 2 * DOWN, 2 * ACROSS), y, np.uint8)
    colors = np.stack([np.full((DOWN, ACROSS), each, np.uint8) for each in (cb, cr)])[None]
    found, saturated = redness(brightness, colors, ACROSS, DOWN)
    assert found.shape == saturated.shape == (1, 4) and len({*found[0].tolist()}) == 1
    return float(found[0, 0]), bool(saturated.all()), may_be_red(colors)


@pytest.mark.parametrize(
    ("color", "share", "saturated"),
    [
        ((1.0, 0.0, 0.0), 1.0, True),
        ((0.5, 0.0, 0.0), 0.5**2.4, True),
        ((1.0, 0.6, 0.0), 1 - 0.6**2.4, False),
        ((1.0, 0.5, 0.0), 1 - 0.5**2.4, True),
        ((1.0, 0.0, 1.0), 0.0, False),
        ((1.0, 1.0, 1.0), 0.0, False),
        ((0.0, 0.0, 1.0), 0.0, False),
    ],
)
def test_red_is_what_is_more_than_the_other_two(
    color: tuple[float, float, float], share: float, saturated: bool
) -> None:
    found, most, worth_it = of(*color)
    assert found == pytest.approx(share * SCALE, abs=0.03 * SCALE)
    assert most == saturated
    assert worth_it or not found > 0.2 * SCALE
