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


@pytest.mark.parametrize("level", [1.0, 0.004])
@pytest.mark.parametrize("hit", [0.0, 0.4033, 0.70307, 1.60012])
def test_the_attack_of_a_hit_is_found_to_a_fifth_of_a_millisecond(
    wav: Callable[..., Path], hit: float, level: float
) -> None:
    """A chord after noise 55 dB under it, loud or as quiet as a forgotten fader leaves it, and a stroke of 0.3 s."""
    at = np.arange(round((hit + 0.3) * SECOND)) / SECOND - round(hit * SECOND) / SECOND
    stroke = np.where(at >= 0, np.exp(-8 * np.abs(at)), 0) * np.sin(2 * np.pi * 330 * at) * 0.5
    sound = level * (np.stack([stroke] * 2, axis=1) + np.random.default_rng(1).normal(0, 5e-4, (len(at), 2)))
    assert abs(hit_of(open_wav(wav(sound, "sting.wav"))) - hit * SECOND) < 0.0002 * SECOND


def test_a_late_climax_and_silence_have_none(wav: Callable[..., Path]) -> None:
    late = sting(4.0, 0.02, 6.0) + 0.005 * np.sin(np.arange(6 * SECOND) / 20)[:, None]
    assert hit_of(open_wav(wav(late, "late.wav"))) == 0
    assert hit_of(open_wav(wav(np.zeros((SECOND, 2)), "silent.wav"))) == 0


def test_the_silence_before_a_tune_is_no_part_of_it(wav: Callable[..., Path]) -> None:
    late = sting(4.0, 0.02, 6.0) + 0.02 * np.sin(np.arange(6 * SECOND) / 20)[:, None]
    quiet = np.concatenate([np.zeros((round(1.1 * SECOND), 2)), late])
    assert hit_of(open_wav(wav(quiet, "tune.wav"))) == pytest.approx(1.1 * SECOND, abs=0.06 * SECOND)
