"""A true-peak limiter: gain that never lets the four times oversampled signal exceed a ceiling.

The gain at a place depends on the signal near it and on nothing else, so sound may be limited in blocks of any size.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import convolve1d, minimum_filter1d
from scipy.signal import upfirdn

from newscast.sound.peaks import INTERPOLATOR, OVERSAMPLING, TAPS, bound, highest
from newscast.sound.wav import Samples

GRAIN = 16
"""Samples for which one gain is worked out; in between it is interpolated."""
_REACH = 45
"""Grains looked at on either side: 15 ms, long enough that the gain is not heard as distortion."""
MARGIN = GRAIN * (2 * _REACH + 8)
"""Samples of context that `limit` needs on either side of what it is asked for; a multiple of GRAIN."""

_APART = 16
"""Grains: loud places nearer than this are oversampled in one go."""
_WINDOW = np.hanning(2 * _REACH + 3)[1:-1] / np.hanning(2 * _REACH + 3).sum()


def limit(padded: Samples, ceiling: float, between: bool = True) -> Samples:
    """What lies between the margins, limited to `ceiling` (amplitude); also `between` samples, or not.

    `padded` has MARGIN samples more at both ends and starts at a multiple of GRAIN from the sound's start.
    """
    inner = padded[MARGIN:-MARGIN]
    short = -len(padded) % GRAIN
    whole = np.pad(padded, ((0, short), (0, 0))) if short else padded
    high = peaks(whole, ceiling, between)
    if high.max(initial=0.0) <= ceiling:
        return inner
    gains = smoothed(np.minimum(1.0, ceiling / np.maximum(high, 1e-9)))
    limited: Samples = (inner * curve(gains, MARGIN, len(inner))[:, None]).astype(np.float32)
    return limited


def smoothed(needed: NDArray[np.floating]) -> NDArray[np.float64]:
    """The gain of each grain, none of which is above what it needs."""
    # The lowest need within reach, smoothed over less than that reach, stays at or below every need.
    lowest = minimum_filter1d(needed, 2 * _REACH + 3, mode="nearest")
    return np.asarray(convolve1d(lowest, _WINDOW, mode="nearest"), np.float64)


def curve(gains: NDArray[np.float64], first: int, count: int) -> NDArray[np.float64]:
    """The gain of each of `count` samples from the first on; `gains` are those of grains."""
    centres = np.arange(len(gains)) * GRAIN + (GRAIN - 1) / 2
    return np.asarray(np.interp(np.arange(first, first + count), centres, gains), np.float64)


def peaks(samples: Samples, ceiling: float, between: bool) -> NDArray[np.float64]:
    """The highest true peak of any channel in each grain; grains that cannot reach the ceiling are not oversampled."""
    rough = highest(samples.reshape(-1), GRAIN * samples.shape[1]).astype(np.float64)
    loud = np.flatnonzero(bound(samples, GRAIN) > ceiling) if between else np.zeros(0, np.int64)
    for run in np.split(loud, np.flatnonzero(np.diff(loud) > _APART) + 1):
        if len(run):
            peaks = _oversampled(samples, run[0] * GRAIN, (run[-1] + 1) * GRAIN)
            rough[run] = np.maximum(rough[run], peaks[run - run[0]])
    return rough


def _oversampled(samples: Samples, first: int, last: int) -> NDArray[np.float64]:
    start, end = max(0, first - TAPS), min(len(samples), last + TAPS)
    up = upfirdn(INTERPOLATOR, samples[start:end].astype(np.float64), OVERSAMPLING, axis=0)
    begin = (first - start) * OVERSAMPLING + OVERSAMPLING * TAPS
    wanted = up[begin : begin + (last - first) * OVERSAMPLING]
    return np.asarray(np.abs(wanted).reshape((last - first) // GRAIN, -1).max(axis=1), np.float64)


def true_peak(samples: Samples) -> float:
    """The highest four times oversampled amplitude of a stretch of sound."""
    if not len(samples):
        return 0.0
    padded = np.pad(samples, ((0, -len(samples) % GRAIN), (0, 0)))
    return float(_oversampled(padded, 0, len(padded)).max())
