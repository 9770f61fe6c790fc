"""What a voice foretells of itself: how much of a moment it does not, and what was probably there instead."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.linalg import LinAlgError, solve_toeplitz

from newscast.sound.wav import Samples, Wav

_CONTEXT = 960
"""Samples on either side from which what was there is worked out: 20 ms."""
_TURNS = 3
"""Times it is worked out: first from a straight line, then from what came of that."""
AROUND = 1200
"""The same from which is worked out what a voice foretells: 25 ms."""
ORDER = 32
"""Of the prediction: 1.5 samples a millisecond for each formant, and some for the voice."""


def left_over(wav: Wav, middle: int) -> NDArray[np.float64]:
    """What each of the samples around one has that those before it do not foretell: shape (2 * AROUND,)."""
    return unexplained(wav.read(middle - AROUND - ORDER, 2 * AROUND + ORDER))


def unexplained(samples: Samples) -> NDArray[np.float64]:
    """What each sample but the first has that those before it do not foretell, as an amount, the greatest of all
    channels: shape (samples - ORDER,). In it a voice is flat, and what is no voice stands out (Godsill and Rayner,
    1998)."""
    length = len(samples) - ORDER
    left, shape = np.zeros(length), np.hanning(length)
    for channel in samples.T.astype(np.float64):
        error = error_of(channel[ORDER:] * shape)
        if error is not None:
            left = np.maximum(left, np.abs(np.convolve(channel, error, "valid")))
    return left


def bridge(sound: NDArray[np.float64], gaps: Sequence[slice]) -> None:
    """Puts into the gaps of a sound, shape (samples, channels), what was probably there: predicted from both sides
    (Janssen, Veldhuis and Vries, 1986), a straight line where nothing is foretold."""
    for channel in sound.T:
        for gap in gaps:
            channel[gap] = np.linspace(channel[gap.start - 1], channel[gap.stop], gap.stop - gap.start + 2)[1:-1]
        for gap in (gap for _turn in range(_TURNS) for gap in gaps):
            error = error_around(channel, gap)
            if error is not None:
                channel[gap] = _solved(channel, gap, error)


def error_around(channel: NDArray[np.float64], gap: slice) -> NDArray[np.float64] | None:
    """The filter that leaves what is not foretold of a gap and what is beside it."""
    return error_of(channel[max(0, gap.start - _CONTEXT) : gap.stop + _CONTEXT])


def normal(channel: NDArray[np.float64], gap: slice, error: NDArray[np.float64]) -> tuple[NDArray[np.float64], ...]:
    """The normal equations of the samples in a gap that leave the least of it unexplained: the first column of their
    Toeplitz matrix, and what they are to give."""
    # What the prediction cannot explain, with nothing in the gap; the gap answers it.
    known = channel[gap.start - ORDER : gap.stop + ORDER].copy()
    known[ORDER:-ORDER] = 0.0
    length = gap.stop - gap.start
    column = np.zeros(length)
    column[: ORDER + 1] = np.correlate(error, error, "full")[ORDER:][:length]
    return column, -np.correlate(np.convolve(known, error, "valid"), error, "valid")[:length]


def _solved(channel: NDArray[np.float64], gap: slice, error: NDArray[np.float64]) -> NDArray[np.float64]:
    """The samples in the gap that leave the least for the prediction to explain; those that are there where none do."""
    column, answer = normal(channel, gap, error)
    try:
        found: NDArray[np.float64] = solve_toeplitz(column, answer)
    except LinAlgError:
        return channel[gap]
    return found


def error_beside(sound: NDArray[np.float64], gap: slice, order: int) -> NDArray[np.float64] | None:
    """The filter that leaves of what is beside a gap what is not foretold, by both sides together."""
    lags = np.zeros(order + 1)
    for side in (sound[: gap.start], sound[gap.stop :]):
        lags += _lags(side * np.hanning(len(side) + 2)[1:-1], order)
    return _error(lags)


def error_of(sound: NDArray[np.float64]) -> NDArray[np.float64] | None:
    """The filter that leaves of a sound what is not foretold (autocorrelation method); None where that is nothing."""
    return _error(_lags(sound, ORDER))


def _lags(sound: NDArray[np.float64], order: int) -> NDArray[np.float64]:
    """How like itself a sound is when it is moved by none to so many samples."""
    return np.array([sound[: len(sound) - lag] @ sound[lag:] for lag in range(order + 1)])


def _error(lags: NDArray[np.float64]) -> NDArray[np.float64] | None:
    if lags[0] <= 1e-12:
        return None
    lags[0] *= 1 + 1e-6
    try:
        return np.concatenate([[1.0], -solve_toeplitz(lags[:-1], lags[1:])])
    except LinAlgError:
        return None
