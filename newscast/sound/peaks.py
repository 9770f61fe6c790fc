"""True peaks: how high a sound rises between its samples, looked for only where it may.

Four times as many samples show what lies between (ITU-R BS.1770-4, annex 2). Where a sound hardly bends there is
nothing to be found: between two samples it is no farther from the line through them than what its bend allows, and
that is cheap to know. What is left out could not have been the highest.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from scipy.signal import firwin, upfirdn

from newscast.sound.wav import Samples

OVERSAMPLING = 4
TAPS = 12
INTERPOLATOR = firwin(OVERSAMPLING * TAPS * 2 + 1, 1 / OVERSAMPLING, window=("kaiser", 8.0)) * OVERSAMPLING
"""The filter after which OVERSAMPLING times as many samples show what lies between; it reaches TAPS either way."""
PLACE = 256
"""Samples in which a peak is looked for at a time."""


def _bending() -> tuple[float, float]:
    """The most that lies between two samples, by INTERPOLATOR: these many times the highest sample within TAPS, and
    these many times the greatest second difference there.

    What a phase of the filter adds to the line between two samples is a sum of second differences, and of two samples
    at its end, for its coefficients hardly differ from those of a filter that keeps every line.
    """
    straight, bent = 0.0, 0.0
    for phase in range(OVERSAMPLING):
        taps = INTERPOLATOR[phase::OVERSAMPLING].copy()
        taps[TAPS] -= 1 - phase / OVERSAMPLING
        taps[TAPS - 1] -= phase / OVERSAMPLING
        sums = np.cumsum(np.cumsum(taps))
        bent = max(bent, float(np.abs(sums[:-2]).sum()))
        straight = max(straight, float(np.abs(sums[-1]) + np.abs(sums[-2] - 2 * sums[-1])))
    # What is rounded in floats of 32 bits is less than the last millionth.
    return 1 + straight + 1e-6, bent + 1e-6


STRAIGHT, BENT = _bending()


def bound(samples: Samples, size: int) -> NDArray[np.float32]:
    """An amplitude for each `size` samples, a power of two that divides them, which nothing in them and between them
    exceeds.

    What is around `samples`, of shape (n, channels), may neither rise higher nor bend more than their first and last
    `size` samples.
    """
    channels = samples.shape[1]
    flat = samples.reshape(-1)
    bends = np.zeros_like(flat)
    inside = bends[channels:-channels]
    np.add(flat[2 * channels :], flat[: -2 * channels], out=inside)
    inside -= flat[channels:-channels]
    inside -= flat[channels:-channels]
    rise, bend = (_reached(highest(each, size * channels)) for each in (flat, bends))
    return np.asarray(np.float32(STRAIGHT) * rise + np.float32(BENT) * bend)


def highest(flat: NDArray[np.float32], size: int) -> NDArray[np.float32]:
    """The greatest absolute value of each `size` values, a power of two that divides them."""
    # By halves: numpy takes six times as long for the maxima of short rows.
    found: NDArray[np.float32] = np.abs(flat)
    while size > 1:
        found, size = np.maximum(found[::2], found[1::2]), size // 2
    return found


def _reached(values: NDArray[np.float32]) -> NDArray[np.float32]:
    """The highest of each value and its neighbours."""
    found = values.copy()
    np.maximum(found[1:], values[:-1], out=found[1:])
    np.maximum(found[:-1], values[1:], out=found[:-1])
    return found


@dataclass
class Peaks:
    """Takes sound block by block and keeps the highest true peak, `value` as an amplitude, and the sample `at` which
    the place begins that has it."""

    channels: int
    value: float = 0.0
    at: int = 0
    _before: Samples = field(init=False)
    _start: int = field(init=False)

    def __post_init__(self) -> None:
        self._before = np.zeros((2 * TAPS, self.channels), np.float32)
        self._start = -2 * TAPS

    def add(self, samples: Samples) -> None:
        """Look for a higher one, up to TAPS samples before the end of the block."""
        joined = np.concatenate([self._before, samples])
        last = len(joined) - TAPS
        most = bound(np.pad(joined, ((0, -len(joined) % PLACE), (0, 0))), PLACE)
        for place in np.argsort(-most, kind="stable"):
            if most[place] <= self.value:
                break
            begin, end = max(place * PLACE, TAPS), min((place + 1) * PLACE, last)
            if begin < end:
                self._take(np.abs(between(joined[begin - TAPS : end + TAPS])).max(axis=1), self._start + begin)
        self._before, self._start = joined[last - TAPS :], self._start + last - TAPS

    def end(self) -> None:
        """Look at what lies between the last samples and the silence after them."""
        self.add(np.zeros((2 * TAPS, self.channels), np.float32))

    def told(self, rate: int) -> tuple[float, float]:
        """The highest so far as an amplitude, and the tenth of a second that has it, of a sound of `rate` samples a
        second."""
        return self.value, self.at * 10 // rate / 10

    def _take(self, amplitudes: NDArray[np.float64], start: int) -> None:
        best = int(amplitudes.argmax())
        if amplitudes[best] > self.value:
            self.value, self.at = float(amplitudes[best]), max(0, start + best // OVERSAMPLING)


def between(samples: Samples) -> NDArray[np.float64]:
    """OVERSAMPLING times as many samples, without those of TAPS samples at either end."""
    finer = upfirdn(INTERPOLATOR, samples.astype(np.float64), OVERSAMPLING, axis=0)
    return np.asarray(finer[OVERSAMPLING * 2 * TAPS : OVERSAMPLING * len(samples)])
