"""Peaks between samples: what is not looked at could not have been the highest."""

from __future__ import annotations

import numpy as np
import pytest

from newscast.sound.peaks import PLACE, Peaks, between, bound, highest
from newscast.sound.wav import Samples

RANDOM = np.random.default_rng(5)
SOUNDS = {
    "noise": RANDOM.normal(0, 0.2, (8192, 2)),
    "turns": np.sign(RANDOM.normal(0, 1, (8192, 2))),
    "quarter": np.repeat(np.sin(np.pi / 2 * np.arange(8192) + np.pi / 4)[:, None], 2, axis=1),
    "slow": np.repeat(np.sin(0.02 * np.arange(8192))[:, None], 2, axis=1),
    "clicks": (RANDOM.uniform(0, 1, (8192, 2)) > 0.99).astype(float),
}


def all_between(sound: Samples) -> np.ndarray:
    """The highest amplitude of each sample and what follows it, with silence around the sound."""
    finer = np.abs(between(np.pad(sound, ((12, 12), (0, 0))))).max(axis=1)
    return finer.reshape(-1, 4).max(axis=1)


@pytest.mark.parametrize("name", SOUNDS)
@pytest.mark.parametrize("size", [16, 256])
def test_nothing_rises_above_the_bound(name: str, size: int) -> None:
    sound = SOUNDS[name].astype(np.float32)
    reached = all_between(sound)[: len(sound)].reshape(-1, size).max(axis=1)
    # What lies before and after the sound is silence here, which bends as much as it begins.
    assert (reached[1:-1] <= bound(sound, size)[1:-1]).all()


def test_a_sound_that_hardly_bends_has_a_close_bound() -> None:
    assert bound(SOUNDS["slow"].astype(np.float32), PLACE).max() < 1.01


@pytest.mark.parametrize("name", SOUNDS)
@pytest.mark.parametrize("block", [8192, 1000, 13])
def test_the_highest_is_found_whatever_the_blocks(name: str, block: int) -> None:
    sound = SOUNDS[name].astype(np.float32)
    peaks = Peaks(2)
    for start in range(0, len(sound), block):
        peaks.add(sound[start : start + block])
    peaks.end()
    assert peaks.value == pytest.approx(all_between(sound).max(), rel=1e-9)
    assert all_between(sound)[peaks.at] == pytest.approx(peaks.value, rel=1e-9)


def test_the_highest_of_each_few() -> None:
    values = np.array([0.1, -0.9, 0.3, 0.2, 0, 0, -0.1, 0], np.float32)
    assert highest(values, 4).tolist() == pytest.approx([0.9, 0.1])
