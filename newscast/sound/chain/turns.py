"""Turns: where the level of speech changes at once, since somebody else speaks or the microphone moved."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import maximum_filter1d

from newscast.sound.meter import integrated, lufs

_SIDE = 20
"""Steps of 100 ms of speech on either side that are compared: words differ, but not that many of them."""
_APART = 6.0
"""dB by which the two sides differ at a turn: those of one voice differ by 1.6 (standard deviation)."""
_NEAR = 6
"""Steps of speech within which a turn begins after the longest pause: that is where people change."""
_MOST = 20.0
"""dB by which a turn is raised or lowered at most."""


def turn_gains(said: NDArray[np.float64], places: NDArray[np.int64]) -> NDArray[np.float64]:
    """dB for each step of what is said, by its energies and places in the take, after which each turn is as loud as the
    loudest.

    Zero where nothing changes at once; what changes slowly is no turn.
    """
    edges = [0, *sorted({_after_pause(turn, places) for turn in _turns(said)}), len(said)]
    loud = [integrated(said[first:last]) for first, last in pairwise(edges)]
    gains = [max(loud) - each for each in loud]
    counts = np.diff(edges)
    return np.asarray(np.minimum(np.repeat(gains, counts), _MOST))


def _turns(said: NDArray[np.float64]) -> list[int]:
    """Where turns begin, but for the first."""
    levels = np.asarray(lufs(said))
    if len(levels) < 2 * _SIDE:
        return []
    total = np.concatenate([[0.0], np.cumsum(levels)])
    places = np.arange(_SIDE, len(levels) - _SIDE + 1)
    after, before = total[places + _SIDE] - total[places], total[places] - total[places - _SIDE]
    apart = np.abs(after - before) / _SIDE
    highest = (apart == maximum_filter1d(apart, 2 * _SIDE + 1)) & (apart > _APART)
    return [int(place) for place in places[highest]]


def _after_pause(turn: int, places: NDArray[np.int64]) -> int:
    near = np.arange(turn - _NEAR, turn + _NEAR + 1)
    return int(max(near, key=lambda each: (places[each] - places[each - 1], -abs(each - turn))))
