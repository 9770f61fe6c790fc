"""Voices: stretches of speech told apart by how loud and how high they are, and put together to people."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

_VARIES, _RISES = 2.0, 3.0
"""What phrases of one voice vary by, for one of a second: dB squared, and semitones squared of pitch."""
_PERSON = 4.0
"""The least by which one more person must explain levels and pitches better, in units of that."""
_HEARD = 0.8
"""Seconds in which a person speaks at least: a breath or the end of a word is nobody's turn."""
_STRAYS, _LEAPS = 6.0, 3.0
"""dB and semitones that a tenth of a second of a voice strays from its middle."""


@dataclass(frozen=True)
class Traits:
    """What is known of stretches of speech, each of level and pitch: the seconds in which it is, and what it is there,
    over how far it strays in a voice. Shape (stretches, 2)."""

    seconds: NDArray[np.float64]
    values: NDArray[np.float64]

    def sums(self, edges: Sequence[int]) -> Traits:
        """The same of the stretches between these, put together."""
        seconds = np.add.reduceat(self.seconds, edges[:-1])
        moments = np.add.reduceat(self.seconds * self.values, edges[:-1])
        return Traits(seconds, moments / np.maximum(seconds, 1e-9))


def traits_of(levels: Sequence[float], pitches: Sequence[NDArray[np.float64]], steps: NDArray[np.int64]) -> Traits:
    """Of stretches of so many steps: their loudness, and the pitches that are known in each."""
    high = [float(np.median(each)) if len(each) else 0.0 for each in pitches]
    seconds = np.stack([steps, [len(each) for each in pitches]], axis=1) / 10
    return Traits(seconds, np.stack([levels, high], axis=1) / np.sqrt((_VARIES, _RISES)))


def people_of(turns: Traits) -> tuple[int, ...]:
    """Who speaks in each turn: the two that are most alike are one person's until none are (Ward, 1963)."""
    seconds, values = turns.seconds.copy(), turns.values.copy()
    people = np.arange(len(seconds))
    apart = np.array([_apart(number, seconds, values) for number in range(len(seconds))])
    while len(apart) > 1:
        first, other = (int(each) for each in np.unravel_index(int(apart.argmin()), apart.shape))
        if apart[first, other] > _PERSON:
            break
        both = seconds[first] + seconds[other]
        values[first] = (seconds[first] * values[first] + seconds[other] * values[other]) / np.maximum(both, 1e-9)
        seconds[first] = both
        people[people == other] = first
        seconds[other] = np.nan
        apart[other, :] = apart[:, other] = np.inf
        apart[first, :] = apart[:, first] = _apart(first, seconds, values)
    return tuple(np.unique(people, return_inverse=True)[1].tolist())


def _apart(one: int, seconds: NDArray[np.float64], values: NDArray[np.float64]) -> NDArray[np.float64]:
    """By how much worse levels and pitches are explained if one person says this and each of the others. Who says
    nearly nothing is somebody else: a breath or the end of a word is nobody's turn."""
    with np.errstate(invalid="ignore"):
        shared = seconds * seconds[one] / np.maximum(seconds + seconds[one], 1e-9)
        found = (shared * np.square(values - values[one])).sum(axis=1)
        brief = np.minimum(seconds[:, 0], seconds[one, 0]) < _HEARD - 1e-9
    found = np.where(brief, found * 1e-6, found)
    found[one] = np.inf
    return np.where(np.isnan(found), np.inf, found)


def parted(traits: Traits, worth: NDArray[np.float64]) -> list[int]:
    """Where parts of one level and pitch begin, and the end (optimal partitioning: Jackson et al., 2005). `worth` is
    what a part must explain that begins there."""
    sums = (traits.seconds * traits.values**k for k in range(3))
    weight, moment, square = (np.concatenate([[[0.0, 0.0]], np.cumsum(each, axis=0)]) for each in sums)
    best, before = np.zeros(len(weight)), np.zeros(len(weight), int)
    for last in range(1, len(weight)):
        lasts = np.maximum(weight[last] - weight[:last], 1e-9)
        within = square[last] - square[:last] - (moment[last] - moment[:last]) ** 2 / lasts
        cost = best[:last] + within.sum(axis=1) + worth[:last]
        before[last] = int(cost.argmin())
        best[last] = cost[before[last]]
    found = [len(weight) - 1]
    while found[-1]:
        found.append(int(before[found[-1]]))
    return found[::-1]


def nearer(
    levels: NDArray[np.float64], pitches: NDArray[np.float64], before: slice, after: slice, around: slice
) -> NDArray[np.float64]:
    """By how much each step is more like the turn before than like the one after."""
    found = [
        _strays(each[around], each[after], most) - _strays(each[around], each[before], most)
        for each, most in ((levels, _STRAYS), (pitches, _LEAPS))
    ]
    return found[0] + found[1]


def _strays(steps: NDArray[np.float64], turn: NDArray[np.float64], most: float) -> NDArray[np.float64]:
    """How far each step is from the middle of a turn, against how far it may be; nothing is known of some."""
    known = turn[np.isfinite(turn)]
    if not len(known):
        return np.zeros(len(steps))
    return np.nan_to_num(np.minimum(np.square((steps - np.median(known)) / most), 4.0))
