"""How fast a tone goes, found from its multiples."""

import numpy as np
import pytest

from newscast.sound.chain import comb

SECONDS, MULTIPLES = 16, tuple(range(2, 121, 2))


@pytest.mark.parametrize(("off", "drift", "within"), [(0.02, 0.0, 0.001), (-0.31, 0.0, 0.001), (0.05, 0.05, 0.02)])
def test_a_hundred_faint_lines_say_a_frequency_to_a_thousandth(off: float, drift: float, within: float) -> None:
    time = np.arange(SECONDS * comb.RATE) / comb.RATE
    frequency = off + drift * np.sin(2 * np.pi * time / 13)
    phase = 2 * np.pi * np.cumsum(frequency) / comb.RATE
    noise = np.random.default_rng(3).normal(0, 1, (2, len(MULTIPLES), len(time)))
    lines = np.array([0.5 * np.exp(1j * (k * phase + k)) for k in MULTIPLES]) + noise[0] + 1j * noise[1]
    found = np.gradient(comb.turned(lines.astype(np.complex64), np.ones(len(time)), MULTIPLES)) * comb.RATE
    wrong = np.abs(found / (2 * np.pi) - frequency)[comb.RATE : -comb.RATE]
    assert wrong.mean() < within
    assert wrong.max() < 3 * within
