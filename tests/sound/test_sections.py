"""Filters over digital silence: what they give, and that they do not crawl."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy.signal import butter, sosfilt

from newscast.sound.meter import K_WEIGHTING
from newscast.sound.sections import through

BAND = butter(4, (200, 4000), "bandpass", fs=48_000, output="sos")
SOUND = np.random.default_rng(2).normal(0, 0.1, 48_000)


@pytest.mark.parametrize("sections", [K_WEIGHTING, BAND])
@pytest.mark.parametrize("form", [np.float32, np.float64])
def test_what_is_heard_is_what_scipy_gives(sections: NDArray[np.float64], form: type) -> None:
    sound: NDArray[Any] = np.concatenate([SOUND, np.zeros(4801), SOUND]).astype(form)
    for samples, axis in ((sound, 0), (np.stack([sound, -sound], axis=1), 0), (np.stack([sound, -sound]), 1)):
        shape = list(samples.shape)
        shape[axis] = 2
        heard, left = through(sections, samples, np.zeros((len(sections), *shape)), axis)
        wanted, state = sosfilt(sections, samples, axis=axis, zi=np.zeros((len(sections), *shape)))
        assert np.abs(heard - wanted).max() < 1e-12 and np.abs(left - state).max() < 1e-12


@pytest.mark.parametrize("sections", [K_WEIGHTING, BAND])
def test_in_silence_a_filter_does_not_ring_down_to_numbers_that_take_long(sections: NDArray[np.float64]) -> None:
    """The least that a processor counts with as fast as with others is 2e-308."""
    silence = np.concatenate([SOUND, np.zeros(960_000)])
    _heard, left = through(sections, silence, np.zeros((len(sections), 2)))
    assert np.abs(left).min() > 1e-100


@pytest.mark.parametrize("sections", [K_WEIGHTING, BAND])
def test_silence_is_no_more_work_than_sound(sections: NDArray[np.float64]) -> None:
    silence = np.concatenate([SOUND, np.zeros(960_000)])
    state = np.zeros((len(sections), 2))
    usual = _seconds(lambda: through(sections, np.resize(SOUND, len(silence)), state))
    assert _seconds(lambda: through(sections, silence, state)) < 3 * usual, "plain scipy takes ten times as long"


def _seconds(work: Callable[[], object]) -> float:
    found = []
    for _time in range(3):
        began = time.thread_time()
        work()
        found.append(time.thread_time() - began)
    return min(found)
