"""Voices: stretches of speech told apart by level, pitch and the shape of their sound, and put together to people."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from scipy.sparse.csgraph import connected_components

from newscast.sound.chain.sounding import Sounding

_VARIES, _RISES = 2.0, 3.0
"""What phrases of one voice vary by, for one of a second: dB squared, and semitones squared of pitch."""
_PERSON = 6.0
"""The least by which one more person must explain all traits better, in units of that."""
_ENOUGH = 3.0
"""Seconds of both that count at most: who speaks for long says more, and is no other for it."""
_UNLIKE, _CHANCE = 0.3, 1.5
"""How far shapes of two people are apart at least, on average of their numbers, in squares of what vowels vary by: what
is 0.28 in a voice whose sentences end softly and low; and what comes to it by chance, of one vowel."""
_OTHER, _LASTS = 16.0, 1.2
"""The least by which pitches and shapes of two people who are not so far apart must be explained better; and seconds
that turns of both last on average, which ends of sentences do not."""
_HEARD = 0.8
"""Seconds in which a person speaks at least: a breath or the end of a word is nobody's turn."""
_SHAPED = 2.0
"""What shapes count for that differ as vowels of one voice do: on average of their numbers, in units of that."""
_FIRST = 2
"""The first trait that is a number of a shape."""


@dataclass(frozen=True)
class Traits:
    """What is known of stretches of speech, by level, pitch and numbers of their shape: the seconds in which it is, and
    what it is there, over how far it strays in a voice. Shape (stretches, traits)."""

    seconds: NDArray[np.float64]
    values: NDArray[np.float64]

    def sums(self, edges: Sequence[int]) -> Traits:
        """The same of the stretches between these, put together."""
        seconds = np.add.reduceat(self.seconds, edges[:-1])
        moments = np.add.reduceat(self.seconds * self.values, edges[:-1])
        return Traits(seconds, moments / np.maximum(seconds, 1e-9))


def traits_of(levels: Sequence[float], steps: Sounding, edges: NDArray[np.int64]) -> Traits:
    """Of stretches of steps between these edges: their loudness, and the pitches and shapes that are known in each."""
    numbers = steps.shapes.shape[1]
    shapes = steps.shapes * np.sqrt(10 * _SHAPED / max(1, numbers))
    vowels = steps.vowels
    seconds, values = [], []
    for level, (first, last) in zip(levels, pairwise(edges), strict=True):
        high = steps.pitches[first:last]
        high = high[np.isfinite(high)]
        known = shapes[first:last][vowels[first:last]]
        seconds.append([last - first, len(high), *[len(known)] * numbers])
        pitch = float(np.median(high)) if len(high) else 0.0
        shape = known.mean(axis=0) if len(known) else np.zeros(numbers)
        values.append([level / np.sqrt(_VARIES), pitch / np.sqrt(_RISES), *shape])
    return Traits(np.array(seconds) / 10, np.array(values))


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
    """By how much worse all traits are explained if one person says this and each of the others. Who says
    nearly nothing is somebody else: a breath or the end of a word is nobody's turn."""
    with np.errstate(invalid="ignore"):
        shared = seconds * seconds[one] / np.maximum(seconds + seconds[one], 1e-9)
        shared = np.minimum(shared, _ENOUGH)
        found = (shared * np.square(values - values[one])).sum(axis=1)
        brief = np.minimum(seconds[:, 0], seconds[one, 0]) < _HEARD - 1e-9
    found = np.where(brief, found * 1e-6, found)
    found[one] = np.inf
    return np.where(np.isnan(found), np.inf, found)


def unlike(turns: Traits, people: Sequence[int]) -> NDArray[np.bool_]:
    """Which people sound unlike each other, however loud they are. Shape (people, people)."""
    order = np.argsort(people, kind="stable")
    firsts = np.searchsorted(np.array(people)[order], np.arange(max(people) + 2))
    each = Traits(turns.seconds[order], turns.values[order]).sums(firsts.tolist())
    away = np.square(each.values[:, None] - each.values)
    shared = each.seconds[:, None] * each.seconds / np.maximum(each.seconds[:, None] + each.seconds, 1e-9)
    lengths = each.seconds[:, 0] / np.diff(firsts)
    lasting = np.minimum(lengths[:, None], lengths) >= _LASTS
    other = lasting & ((np.minimum(shared, _ENOUGH) * away)[:, :, 1:].sum(axis=2) > _OTHER)
    if away.shape[2] == _FIRST:
        return np.asarray(other)
    shape = away[:, :, _FIRST:].sum(axis=2) / (10 * _SHAPED) - _CHANCE / np.maximum(10 * shared[:, :, _FIRST], 1e-9)
    return np.asarray(other | (shape > _UNLIKE))


def voices_of(turns: Traits, people: Sequence[int]) -> tuple[int, ...]:
    """Which voice each person has: it is one where they do not sound unlike, or each is like a third."""
    return tuple(connected_components(~unlike(turns, people), directed=False)[1].tolist())


def parted(traits: Traits, worth: NDArray[np.float64]) -> list[int]:
    """Where parts of one level and voice begin, and the end (optimal partitioning: Jackson et al., 2005). `worth` is
    what a part must explain that begins there."""
    sums = (traits.seconds * traits.values**k for k in range(3))
    weight, moment, square = (np.concatenate([np.zeros((1, each.shape[1])), np.cumsum(each, axis=0)]) for each in sums)
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
