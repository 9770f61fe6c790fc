"""Vowels: how high a voice is and what shape its sound has, by the tenth of a second. People are told apart by both."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.fft import dct, irfft, rfft

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
_BANDS, _FROM, _TO = 20, 100.0, 3800.0
"""Bands of a spectrum, equally wide to the ear (mel), in Hz."""
SHAPES = 12
"""Numbers that a shape has: cepstral coefficients but the first, which is how loud it is."""
_LOUD, _FLOOR = 90.0, 0.01
"""Percentile of the vowels that says how loud a take is, and the share of it that what is weaker counts for in a band:
it tells of the room, and not of a voice."""


@dataclass(frozen=True)
class Vowels:
    """Of each 100 ms of a take; not a number where nobody sounds a vowel."""

    pitches: NDArray[np.float64]
    """Semitones over 55 Hz."""
    shapes: NDArray[np.float64]
    """dB, shape (steps, SHAPES)."""


def vowels_of(wav: Wav) -> Vowels:
    """The vowels of a take."""
    found = [_heard(in_mono(block)) for block in wav.blocks(_BLOCK * STEP)]
    pitches = np.concatenate([np.zeros(0), *(high for high, _bands in found)])
    bands = np.concatenate([np.zeros((0, _BANDS)), *(bands for _high, bands in found)])
    return Vowels(pitches, _shapes(bands, np.isfinite(pitches)))


def _heard(samples: NDArray[np.float32]) -> tuple[NDArray[np.float64], NDArray[np.float32]]:
    """Pitches, and the power in each band."""
    steps = -(-len(samples) // STEP)
    whole = np.pad(samples, (0, steps * STEP - len(samples)))
    # The mean of six: what is folded down by that is too weak to be taken for a vowel.
    # Added up one after another: numpy's mean over rows of six numbers takes several times as long.
    several = SAMPLE_RATE // _RATE
    slow = sum((whole[number::several] for number in range(1, several)), whole[::several]) / np.float32(several)
    padded = np.pad(slow, (0, _SIZE))
    starts = np.arange(steps) * _HOP + (_HOP - _SIZE) // 2
    windows = np.lib.stride_tricks.sliding_window_view(padded, _SIZE)[starts] * _SHAPE
    powers = _powers(windows)
    return _pitches(windows, powers), powers @ _mel()


def _pitches(windows: NDArray[np.float32], powers: NDArray[np.float32]) -> NDArray[np.float64]:
    likeness = _correlated(powers) / np.maximum(_correlated(_powers(_SHAPE[None])) / np.square(_SHAPE).sum(), 1e-6)
    likeness = (likeness / (np.square(windows).sum(axis=1, keepdims=True) + 1e-9))[:, _PERIODS]
    best = likeness.max(axis=1, keepdims=True)
    peaks = likeness[:, 1:-1]
    tops = (peaks >= likeness[:, :-2]) & (peaks >= likeness[:, 2:]) & (peaks >= _FIRST * best)
    periods = _PERIODS.start + 1 + tops.argmax(axis=1)
    voiced = tops.any(axis=1) & (best[:, 0] > _VOICED)
    return np.where(voiced, 12 * np.log2(_RATE / periods / 55), np.nan)


def _shapes(bands: NDArray[Any], voiced: NDArray[np.bool_]) -> NDArray[np.float64]:
    found = np.full((len(bands), SHAPES), np.nan)
    if voiced.any():
        said = bands[voiced]
        floor = _FLOOR / _BANDS * float(np.percentile(said.sum(axis=1), _LOUD))
        found[voiced] = dct(10 * np.log10(said + floor), norm="ortho", axis=1)[:, 1 : SHAPES + 1]
    return found


def _powers(windows: NDArray[np.float32]) -> NDArray[np.float32]:
    lines = rfft(windows, _SPAN, axis=1)
    return np.asarray(np.square(lines.real) + np.square(lines.imag))


def _correlated(powers: NDArray[np.float32]) -> NDArray[np.float32]:
    """Each window with itself, later by each number of samples up to the longest period."""
    return np.asarray(irfft(powers, _SPAN, axis=1)[:, : _PERIODS.stop])


@lru_cache(maxsize=1)
def _mel() -> NDArray[np.float32]:
    """What each line of a transform gives to each band: triangles that meet half way."""
    first, last = np.log1p(_FROM / 700), np.log1p(_TO / 700)
    edges = 700 * np.expm1(np.linspace(first, last, _BANDS + 2))
    lines = np.arange(_SPAN // 2 + 1)[:, None] * _RATE / _SPAN
    rising = (lines - edges[:-2]) / np.diff(edges)[:-1]
    falling = (edges[2:] - lines) / np.diff(edges)[1:]
    return np.asarray(np.clip(np.minimum(rising, falling), 0, None), np.float32)
