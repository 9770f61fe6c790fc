"""How high a voice is, by the tenth of a second: people who take turns are told apart by it where levels do not."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.fft import irfft, rfft

from newscast.base.timecode import SAMPLE_RATE
from newscast.sound.meter import STEP
from newscast.sound.wav import Wav, in_mono

_RATE = 8000
"""Samples a second that are looked at."""
_HOP = STEP * _RATE // SAMPLE_RATE
_SIZE = 512
"""Samples of a window: 64 ms, four periods of a low voice."""
_SHAPE = np.hanning(_SIZE).astype(np.float32)
_LOWEST, _HIGHEST = 70, 400
"""Hz."""
_PERIODS = slice(_RATE // _HIGHEST, _RATE // _LOWEST + 1)
_SPAN = 640
"""Of a transform, in which nothing up to the longest period meets itself from behind."""
_VOICED = 0.6
"""How like itself a period later a voice is at least, that is no hiss (correlation)."""
_FIRST = 0.92
"""The share of the likeness of the best period from which a shorter one is the voice's own."""
_BLOCK = 300
"""Steps that are looked at at a time."""


def pitches_of(wav: Wav) -> NDArray[np.float64]:
    """Semitones over 55 Hz in each 100 ms of a take; not a number where nobody sounds a vowel."""
    found = [_pitches(in_mono(block)) for block in wav.blocks(_BLOCK * STEP)]
    return np.concatenate([np.zeros(0), *found])


def _pitches(samples: NDArray[np.float32]) -> NDArray[np.float64]:
    steps = -(-len(samples) // STEP)
    whole = np.pad(samples, (0, steps * STEP - len(samples)))
    # The mean of six: what is folded down by that is too weak to be taken for a vowel.
    padded = np.pad(whole.reshape(-1, SAMPLE_RATE // _RATE).mean(axis=1), (0, _SIZE))
    starts = np.arange(steps) * _HOP + (_HOP - _SIZE) // 2
    windows = np.lib.stride_tricks.sliding_window_view(padded, _SIZE)[starts] * _SHAPE
    likeness = _correlated(windows) / np.maximum(_correlated(_SHAPE[None]) / np.square(_SHAPE).sum(), 1e-6)
    likeness = (likeness / (np.square(windows).sum(axis=1, keepdims=True) + 1e-9))[:, _PERIODS]
    best = likeness.max(axis=1, keepdims=True)
    peaks = likeness[:, 1:-1]
    tops = (peaks >= likeness[:, :-2]) & (peaks >= likeness[:, 2:]) & (peaks >= _FIRST * best)
    periods = _PERIODS.start + 1 + tops.argmax(axis=1)
    voiced = tops.any(axis=1) & (best[:, 0] > _VOICED)
    return np.where(voiced, 12 * np.log2(_RATE / periods / 55), np.nan)


def _correlated(windows: NDArray[np.float32]) -> NDArray[np.float32]:
    """Each window with itself, later by each number of samples up to the longest period."""
    lines = rfft(windows, _SPAN, axis=1)
    return np.asarray(irfft(np.square(lines.real) + np.square(lines.imag), _SPAN, axis=1)[:, : _PERIODS.stop])
