"""Cuts in whole pixels that come to a tenth of a pixel where a moved picture has to be; and moves told in lists."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from newscast.picture.cuts import BEYOND, CHROMA, LUMA, cut
from newscast.picture.travel import FINER


def wrong_by(canvas: int, start: float, length: float, tries: int) -> tuple[float, float, float]:
    """By how many pixels of the canvas its edges are wrong, and how far beyond what is seen the plate is read."""
    found = cut(canvas, start, length, tries)
    really, wanted = found.length / found.scaled, length / canvas
    left = found.start + found.window * really - start
    right = left + canvas * (really - wanted)
    assert found.window >= 2 and found.window + canvas + 2 <= found.scaled, "the scaler sees what is beside the canvas"
    beyond = max(start - found.start, found.start + found.length - start - length)
    return abs(left) / wanted, abs(right) / wanted, beyond


def ways() -> Iterator[tuple[float, float]]:
    """Where the seen part of a plate begins, as a share of what is not seen, and how much of it is seen."""
    for number in range(0, 161, 7):
        for aim in (0.0, 0.31, 0.5, 1.0):
            yield aim, 1 / (1 + number / 1000)


@pytest.mark.parametrize("side", [1920, 1080, 540, 180])
def test_edges_are_where_they_should_be(side):
    plate = 2 * round(side * FINER / 2)
    found = [wrong_by(side, aim * plate * (1 - seen), plate * seen, LUMA) for aim, seen in ways()]
    assert max(max(left, right) for left, right, _ in found) < 0.1
    assert max(beyond for _, _, beyond in found) < BEYOND
    halved = [wrong_by(side // 2, aim * plate / 2 * (1 - seen), plate / 2 * seen, CHROMA) for aim, seen in ways()]
    assert max(max(left, right) for left, right, _ in halved) < 0.35
    assert max(beyond for _, _, beyond in halved) < BEYOND / 2


@pytest.mark.parametrize("step", [0.5, 0.8, 1.2])
def test_a_plate_that_only_goes_aside_does_so_evenly(step):
    plate = 2 * round(960 * FINER / 2)
    found = [wrong_by(960, step * float(FINER) * frame, plate, LUMA) for frame in range(60)]
    assert max(max(left, right) for left, right, _ in found) < 0.06
