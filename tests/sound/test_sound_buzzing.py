"""A buzz of which no line stands out, found by all its lines; and what only looks like one."""

import numpy as np
import pytest
from numpy.typing import NDArray

from newscast.sound.chain import buzzing

WIDTH, MAINS, WINDOWS = 2.93, (50.0, 60.0), 12
Powers = NDArray[np.float64]


def noise(seed: int) -> Powers:
    """Spectra of noise, each bin of them by chance."""
    return np.random.default_rng(seed).exponential(1e-6, (WINDOWS, round(buzzing.HIGHEST / WIDTH)))


def with_lines(powers: Powers, base: float, height: float | Powers, every: int = 1) -> Powers:
    """With multiples of a tone so many times as high as what is beside them, in all windows or one by one."""
    bins = np.round(base * np.arange(every, buzzing.MULTIPLES + 1, every) / WIDTH).astype(int)
    powers = powers.copy()
    there = bins[bins < powers.shape[1]]
    powers[:, there] += 1e-6 * np.reshape(height, (-1, 1))
    return powers


@pytest.mark.parametrize(("base", "every"), [(49.96, 1), (60.04, 1), (60.0, 2), (50.1, 2)])
def test_lines_that_only_double_what_is_beside_them_are_a_buzz_together(base: float, every: int) -> None:
    found = buzzing.base_of(with_lines(noise(1), base, 2.0, every), WIDTH, MAINS)
    assert found == pytest.approx(base, abs=0.03)


@pytest.mark.parametrize("seed", range(8))
def test_noise_and_a_tone_beside_the_mains_are_none(seed: int) -> None:
    assert buzzing.base_of(noise(seed), WIDTH, MAINS) is None
    assert buzzing.base_of(with_lines(noise(seed), 51.7, 2.0), WIDTH, MAINS) is None


def test_a_voice_on_the_note_of_the_mains_that_falls_silent_is_none() -> None:
    fading = 3000.0 * 10 ** (-np.arange(WINDOWS) / 3)
    assert buzzing.base_of(with_lines(noise(2), 50.0, fading, 2), WIDTH, MAINS) is None


def test_a_frequency_of_frames_that_has_stronger_neighbours_is_none() -> None:
    assert buzzing.base_of(with_lines(with_lines(noise(3), 50.0, 2.0), 48.2, 5.0), WIDTH, MAINS) is None


def test_the_gaps_that_one_buzz_left_are_no_buzz_of_the_other_mains() -> None:
    """Some noise goes with each line, with a loud one more, so that what is 20 Hz beside even lines stands out: where
    each third line of 60 Hz is."""
    known, frequencies = 50.02, np.arange(round(buzzing.HIGHEST / WIDTH)) * WIDTH
    between = np.abs(frequencies - np.round(frequencies / known / 2) * known * 2)
    gaps = noise(4) * np.where(np.abs(between - 20) < 2.5, 3.0, 1.0)
    assert buzzing.base_of(gaps, WIDTH, (60.0,)) == pytest.approx(60.02, abs=0.03)
    assert buzzing.base_of(gaps, WIDTH, (60.0,), known=known) is None
    both = buzzing.base_of(with_lines(gaps, 59.96, 3.0), WIDTH, (60.0,), known=known)
    assert both == pytest.approx(59.96, abs=0.03)
