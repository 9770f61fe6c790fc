"""Sound at the rate at which voices are compared."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from newscast.sound.align.rates import lowered, resampled


def tone(hertz: float, rate: int, seconds: float = 2.0) -> NDArray[np.float64]:
    return np.sin(2 * np.pi * hertz * np.arange(round(seconds * rate)) / rate)


def test_a_voice_is_where_it_was_and_what_would_fold_back_is_gone() -> None:
    for hertz in (200, 1000, 5000):
        heard = np.concatenate(list(lowered([tone(hertz, 48_000)], 3, 0.15)))
        assert len(heard) == 32_000 and np.abs(heard - tone(hertz, 16_000))[100:-100].max() < 0.001
    assert np.abs(np.concatenate(list(lowered([tone(9500, 48_000)], 3, 0.15))))[100:-100].max() < 0.001


@pytest.mark.parametrize("ends", [(1000, 1001, 50_000), (1,), (95_999,), (50, 100, 150)])
def test_blocks_make_no_difference(ends: tuple[int, ...]) -> None:
    sound = np.random.default_rng(3).normal(size=96_000)
    whole = np.concatenate(list(lowered([sound], 3, 0.15)))
    parts = np.concatenate(list(lowered(np.split(sound, ends), 3, 0.15)))
    assert len(whole) == len(parts) and np.allclose(whole, parts, atol=1e-5)


def test_the_synthesisers_rate_becomes_ours() -> None:
    heard = resampled(tone(1000, 22_050, 1.2345), 22_050, 16_000)
    assert len(heard) == -(-round(1.2345 * 22_050) * 16_000 // 22_050)
    assert np.abs(heard - tone(1000, 16_000, 2)[: len(heard)])[300:-300].max() < 0.001
