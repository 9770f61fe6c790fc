"""Turns: stretches of speech of one level, since somebody else speaks from then on or the microphone moved."""

from __future__ import annotations

from bisect import bisect, insort
from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from newscast.sound.meter import SILENCE, integrated, lufs

_SHORTEST = 12
"""Steps of 100 ms that a phrase has at least, from one pause to another."""
_VARIES = 2.0
"""What phrases of one voice vary by: dB squared, for one of a second."""
_WORTH, _MID_WORD = 5.0, 15.0
"""The least by which one more turn must explain the levels better, in units of that: after a pause, and without one."""
_MOST = 20.0
"""dB by which a turn is raised or lowered at most."""


def turn_gains(energies: NDArray[np.float64], places: NDArray[np.int64], turns: Sequence[int]) -> NDArray[np.float64]:
    """dB for each place in which somebody speaks, after which each turn is as loud as the loudest.

    `energies` are K-weighted, of the whole take, in steps of 100 ms.
    """
    loud = [_loudness(energies[places[first] : places[last - 1] + 1]) for first, last in pairwise(turns)]
    gains = [max(loud) - each for each in loud]
    return np.asarray(np.minimum(np.repeat(gains, np.diff(turns)), _MOST))


def turns_of(energies: NDArray[np.float64], places: NDArray[np.int64]) -> list[int]:
    """Where turns begin among the places, and the end: the phrases put together so that what differs within turns, and
    the number of turns, are least (optimal partitioning: Jackson et al., 2005)."""
    said = energies[places]
    phrases = _phrases(said, places)
    seconds = np.diff(phrases) / 10
    levels = np.array([_loudness(said[first:last]) for first, last in pairwise(phrases)])
    weight, moment, square = (np.concatenate([[0.0], np.cumsum(seconds * levels**k)]) for k in range(3))
    paused = np.diff(places, prepend=-1)[phrases[:-1]] > 1
    worth = np.where(paused, _WORTH, _MID_WORD)
    best, before = np.zeros(len(phrases)), np.zeros(len(phrases), int)
    for last in range(1, len(phrases)):
        first = np.arange(last)
        within = square[last] - square[:last] - (moment[last] - moment[:last]) ** 2 / (weight[last] - weight[:last])
        before[last] = int((best[first] + within / _VARIES + worth[first]).argmin())
        chosen = before[last]
        best[last] = best[chosen] + within[chosen] / _VARIES + worth[chosen]
    found = [len(phrases) - 1]
    while found[-1]:
        found.append(int(before[found[-1]]))
    return [phrases[each] for each in reversed(found)]


def _loudness(energies: NDArray[np.float64]) -> float:
    """LUFS; what lies under the absolute gate is measured without one, since turns are compared with each other."""
    gated = integrated(energies)
    return gated if gated > SILENCE else float(lufs(energies.mean()))


def _phrases(said: NDArray[np.float64], places: NDArray[np.int64]) -> list[int]:
    """Where phrases begin, and the end: after the longest pauses first, then where it is quietest."""
    gaps = np.diff(places, prepend=places[0] - 1)
    found = [0, len(places)]
    for edge in np.lexsort((said, -gaps)):
        at = bisect(found, int(edge))
        if edge - found[at - 1] >= _SHORTEST and found[at] - edge >= _SHORTEST:
            insort(found, int(edge))
    return found
