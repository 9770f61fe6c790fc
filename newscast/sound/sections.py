"""Second-order sections over sound that may be silent to the last digit, at the speed of any other sound.

In zeros a filter rings on in ever smaller numbers, down to those that processors take a hundred times as long for. A
whisper that nothing can tell keeps it from getting there.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.signal import sosfilt

_WHISPER = 1e-20
"""Amplitude: -400 dBFS, far below what a number of 32 bits can add to a sample of 24."""
_WAVE = np.array([_WHISPER, _WHISPER, -_WHISPER, -_WHISPER])
"""A quarter of the sample rate: neither high-passes nor low-passes take all of it away."""


def through(
    sections: NDArray[np.float64], samples: NDArray[Any], state: NDArray[np.float64], axis: int = 0
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """The samples filtered along an axis, and the state in which that leaves the filter: scipy's `sosfilt`."""
    # Channel by channel, one after the other in memory: so are they filtered, and so they come back.
    lanes = np.array(np.moveaxis(samples, axis, -1), np.float64, order="C")
    lanes += _wave(lanes.shape[-1])
    heard, left = sosfilt(sections, lanes, zi=np.moveaxis(state, 1 + axis % samples.ndim, -1))
    return np.moveaxis(heard, -1, axis), np.moveaxis(left, -1, 1 + axis % samples.ndim)


@lru_cache(maxsize=4)
def _wave(length: int) -> NDArray[np.float64]:
    return np.tile(_WAVE, -(-length // len(_WAVE)))[:length]
