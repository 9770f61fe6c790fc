"""What a voice foretells of itself: how much of a moment it does not, and what was probably there instead."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.linalg import LinAlgError, solve_toeplitz

from newscast.sound.chain.patching import Span
from newscast.sound.wav import Samples, Wav

_CONTEXT = 960
"""Samples on either side from which what was there is worked out: 20 ms."""
AROUND = 1200
"""The same from which is worked out what a voice foretells: 25 ms."""
_SHAPE = np.hanning(2 * AROUND)
_ORDER = 32
"""Of the prediction: 1.5 samples a millisecond for each formant, and some for the voice."""


def left_over(wav: Wav, middle: int) -> NDArray[np.float64]:
    """What each of the samples around one has that those before it do not foretell, as an amount, the greatest of all
    channels: shape (2 * AROUND,). In it a voice is flat, and what is no voice stands out (Godsill and Rayner, 1998)."""
    around = wav.read(middle - AROUND - _ORDER, 2 * AROUND + _ORDER).astype(np.float64)
    left = np.zeros(2 * AROUND)
    for channel in around.T:
        error = _error(channel[_ORDER:] * _SHAPE)
        if error is not None:
            left = np.maximum(left, np.abs(np.convolve(channel, error, "valid")))
    return left


def bridged(wav: Wav, span: Span) -> Samples:
    """What was probably there: predicted from both sides (Janssen, Veldhuis and Vries, 1986)."""
    first, last = span
    around = wav.read(first - _CONTEXT, last - first + 2 * _CONTEXT).astype(np.float64)
    gap = slice(_CONTEXT, _CONTEXT + last - first)
    for channel in around.T:
        ends = np.linspace(channel[gap.start - 1], channel[gap.stop], last - first + 2)[1:-1]
        channel[gap] = ends
        for _turn in range(3):
            channel[gap] = _solved(channel, gap, ends)
    return around[gap].astype(np.float32)


def _solved(sound: NDArray[np.float64], gap: slice, ends: NDArray[np.float64]) -> NDArray[np.float64]:
    """The samples in the gap that leave the least for the prediction to explain; a straight line where it has none."""
    error = _error(sound)
    if error is None:
        return ends
    # What the prediction cannot explain, with nothing in the gap; the gap answers it (normal equations, Toeplitz).
    known = sound[gap.start - _ORDER : gap.stop + _ORDER].copy()
    known[_ORDER:-_ORDER] = 0.0
    left = np.convolve(known, error, "valid")
    length = gap.stop - gap.start
    column = np.zeros(length)
    alike = np.correlate(error, error, "full")[_ORDER:]
    column[: min(length, _ORDER + 1)] = alike[:length]
    try:
        found: NDArray[np.float64] = solve_toeplitz(column, -np.correlate(left, error, "valid")[:length])
    except LinAlgError:
        return ends
    return found


def _error(sound: NDArray[np.float64]) -> NDArray[np.float64] | None:
    """The filter that leaves of a sound what is not foretold (autocorrelation method); None where that is nothing."""
    lags = np.array([sound[: len(sound) - lag] @ sound[lag:] for lag in range(_ORDER + 1)])
    if lags[0] <= 1e-12:
        return None
    lags[0] *= 1 + 1e-6
    try:
        return np.concatenate([[1.0], -solve_toeplitz(lags[:-1], lags[1:])])
    except LinAlgError:
        return None
