"""Voices made for tests of clicks: a throat that opens and closes, as a telephone transmits it."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.signal import lfilter, resample_poly

RATE, PERIOD = 48_000, 384
Sound = NDArray[np.float64]


def telephone(sound: Sound) -> Sound:
    return np.asarray(resample_poly(resample_poly(sound, 1, 6), 6, 1))


def voice(seed: int = 3) -> Sound:
    """Three seconds at 125 Hz, now louder and now softer, with some breath; a throat opens and closes within 3 ms."""
    random = np.random.default_rng(seed)
    beats = np.zeros(375 * PERIOD)
    beats[::PERIOD] = random.uniform(0.7, 1, 375)
    beats = np.convolve(beats, np.hanning(144), "same") + random.normal(0, 0.02, len(beats))
    for formant, width in ((600, 90), (1500, 120), (2600, 200)):
        pole = np.exp(-np.pi * width / RATE + 2j * np.pi * formant / RATE)
        beats = lfilter([1 - abs(pole)], np.poly([pole, pole.conjugate()]).real, beats)
    swell = 0.6 + 0.4 * np.sin(np.arange(len(beats)) * 2 * np.pi * 3 / RATE)
    return np.asarray(0.3 * swell * beats / np.abs(beats).max() + random.normal(0, 1e-3, len(beats)))
