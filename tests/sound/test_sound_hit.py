"""Where a sting hits."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from newscast.sound.hit import hit_of
from newscast.sound.wav import open_wav

SECOND = 48_000


def sting(hit: float, riser: float, seconds: float = 3.0) -> np.ndarray:
    """Noise that swells to a chord which rings on."""
    at = np.arange(int(seconds * SECOND)) / SECOND
    swell = np.random.default_rng(1).normal(0, riser, len(at)) * np.clip(at / max(hit, 0.01), 0, 1) ** 2
    swell[at >= hit] = 0
    ring = np.where(at >= hit, np.exp(-1.5 * (at - hit)), 0) * np.sin(2 * np.pi * 330 * at) * 0.5
    found: np.ndarray = np.stack([swell + ring] * 2, axis=1)
    return found


@pytest.mark.parametrize("hit", [0.0, 0.4, 0.85, 1.6])
@pytest.mark.parametrize("riser", [0.02, 0.1])
def test_the_hit_is_where_the_swell_ends(wav: Callable[..., Path], hit: float, riser: float) -> None:
    found = hit_of(open_wav(wav(sting(hit, riser), "sting.wav")))
    assert abs(found - hit * SECOND) < 0.02 * SECOND


def test_a_late_climax_and_silence_have_none(wav: Callable[..., Path]) -> None:
    late = sting(4.0, 0.02, 6.0) + 0.005 * np.sin(np.arange(6 * SECOND) / 20)[:, None]
    assert hit_of(open_wav(wav(late, "late.wav"))) == 0
    assert hit_of(open_wav(wav(np.zeros((SECOND, 2)), "silent.wav"))) == 0


def test_the_silence_before_a_tune_is_no_part_of_it(wav: Callable[..., Path]) -> None:
    late = sting(4.0, 0.02, 6.0) + 0.02 * np.sin(np.arange(6 * SECOND) / 20)[:, None]
    quiet = np.concatenate([np.zeros((round(1.1 * SECOND), 2)), late])
    assert hit_of(open_wav(wav(quiet, "tune.wav"))) == pytest.approx(1.1 * SECOND, abs=0.06 * SECOND)
