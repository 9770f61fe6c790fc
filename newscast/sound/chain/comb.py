"""How fast a tone goes from moment to moment, by all its multiples together.

A multiple of a hundred says a hundred times as much of the tone's frequency as the tone itself, but says it only near
where it is; so low multiples say it first, and higher ones ever more closely.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.fft import fft
from scipy.ndimage import gaussian_filter1d

RATE = 100
"""Values of a line in a second."""
_WINDOW, _HOP, _PADDED = 4 * RATE, RATE, 2048
"""Values of a stretch that has one frequency, and from one to the next; and what its spectrum is taken of."""
_PASSES = ((12, 0.6, 0.004, 2.0), (40, 0.1, 0.001, 1.5), (160, 0.04, 0.0002, 1.0), (160, 0.02, 0.0002, 0.7))
"""The highest multiple that tells, Hz the tone may be off then, between what is tried, and the windows (standard
deviation) that tell together."""
_FAR, _COUNTS = 8.0, 0.01
"""Windows that are farther away, in times of those, and how much they count: where somebody speaks all the time, they
tell more."""
_SHAPE = np.hanning(_WINDOW)
_NOTHING = 1e-30


def ahead(lines: Iterable[tuple[NDArray[np.complex64], float]], multiples: Sequence[int]) -> NDArray[np.float64]:
    """How far the tone is ahead from each slot to the next, by how its lines turn. Each comes with the power of what is
    beside it; one that is further up turns faster, so it tells more."""
    turns, weights = 0.0, _NOTHING
    for (line, noise), multiple in zip(lines, multiples, strict=True):
        found = line[1:] * line[:-1].conj()
        weight = np.abs(found).astype(np.float64) / (noise + _NOTHING)
        turns, weights = turns + weight * multiple * np.angle(found), weights + weight * multiple**2
    return np.asarray(turns / weights)


def turned(lines: NDArray[np.complex64], trust: NDArray[np.float64], multiples: Sequence[int]) -> NDArray[np.float64]:
    """By how far the tone is ahead of an even one in each slot, in radians.

    `lines` are the multiples at zero hertz, shape (lines, slots); `trust` is how much each slot tells.
    """
    factors = np.array(multiples)
    ahead = np.zeros(lines.shape[1])
    for highest, most, step, together in _PASSES:
        telling = factors <= max(highest, factors.min())
        tried = np.arange(-round(most / step), round(most / step) + 1).astype(np.float64) * step
        scores = _scores(lines[telling], trust, ahead, factors[telling, None], tried)
        near, far = (gaussian_filter1d(scores, reach, axis=0, mode="nearest") for reach in (together, _FAR * together))
        found = tried[(near + _COUNTS * far).argmax(axis=1)]
        ahead += _walked(found, len(ahead))
    return ahead


def _walked(frequencies: NDArray[np.float64], count: int) -> NDArray[np.float64]:
    """The phase in each slot of what goes by these frequencies, one for each window."""
    middles = np.arange(len(frequencies)) * _HOP
    even = gaussian_filter1d(np.interp(np.arange(count), middles, frequencies), _HOP / 2, mode="nearest")
    return np.asarray(np.cumsum(even) * 2 * np.pi / RATE)


def _scores(
    lines: NDArray[np.complex64],
    trust: NDArray[np.float64],
    ahead: NDArray[np.float64],
    factors: NDArray[np.int64],
    tried: NDArray[np.float64],
) -> NDArray[np.float64]:
    """How well each of the tried frequencies goes with the lines, window by window, shape (windows, frequencies)."""
    bins = np.round(factors * tried * _PADDED / RATE).astype(int) % _PADDED
    found = []
    for middle in range(0, lines.shape[1], _HOP):
        here = slice(max(0, middle - _WINDOW // 2), middle + _WINDOW // 2)
        start = here.start - middle + _WINDOW // 2
        weights = trust[here] * _SHAPE[start : start + len(trust[here])]
        turned_back = lines[:, here] * (weights * np.exp(-1j * factors * ahead[here])).astype(np.complex64)
        power = np.square(np.abs(fft(turned_back, _PADDED, axis=1)))
        beside = np.median(power, axis=1, keepdims=True) + _NOTHING
        # A line that is met by a voice is one line of many.
        found.append(np.log1p(np.take_along_axis(power / beside, bins, axis=1)).sum(axis=0))
    return np.array(found)
