"""Turns: stretches of speech of one level, since somebody else speaks from then on or the microphone moved."""

from __future__ import annotations

from bisect import bisect, insort
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from newscast.sound.meter import SILENCE, integrated, lufs

_FEWEST = 10
"""Steps of 100 ms of speech in which turns are looked for: a second."""
_ANSWER, _SHORTEST = 3, 12
"""Steps that a phrase has at least: from one pause to another, as a yes has, and where it has no pause beside it."""
_VARIES = 2.0
"""What phrases of one voice vary by: dB squared, for one of a second."""
_RISES = 3.0
"""The same of their pitch: semitones squared."""
_WORTH, _MID_WORD = 2.5, 6.0
"""The least by which one more turn must explain the levels better, in units of that: after a pause, and without one."""
_STRAYS, _LEAPS = 6.0, 3.0
"""dB and semitones that a tenth of a second of a voice strays from its middle."""
_PERSON = 4.0
"""The same for one more person."""
_HEARD = 0.8
"""Seconds in which a person speaks at least: a breath or the end of a word is nobody's turn."""
_KNOWN = 1.5
"""Seconds of a turn that tell as much of its level as all turns of that person do."""
_LONG = 2.0
"""Seconds that somebody speaks in all whose level is compared with that of others, or a third of a shorter take."""
_MOST = 20.0
"""dB by which a turn is raised or lowered at most."""


@dataclass(frozen=True)
class Turns:
    """The turns of a take, in steps of 100 ms."""

    speech: NDArray[np.bool_]
    """In which steps somebody speaks; these are its places."""
    edges: tuple[int, ...]
    """Where turns begin among the places, and the end."""
    people: tuple[int, ...]
    """Who speaks in each turn, by number: turns of one level are one person's."""

    @property
    def places(self) -> NDArray[np.int64]:
        return np.flatnonzero(self.speech)

    def gains(self, energies: NDArray[np.float64]) -> NDArray[np.float64]:
        """dB for each place after which each turn is as loud as the loudest; `energies` are of the whole take.

        A short turn is taken to be about as loud as others of that person: how loud somebody says yes tells little.
        """
        stretches = self._stretches(energies)
        own = np.array([_loudness(each) for each in stretches])
        shared = self._levels(stretches)
        lengths = np.diff(self.edges)
        known = lengths / (lengths + 10 * _KNOWN)
        levels = known * own + (1 - known) * shared[list(self.people)]
        return np.asarray(np.minimum(np.repeat(levels.max() - levels, lengths), _MOST))

    def apart(self, energies: NDArray[np.float64]) -> float:
        """dB between the people who speak for some time; 0 where that is one."""
        if len({*self.people}) < 2:
            return 0.0
        seconds = np.bincount(self.people, np.diff(self.edges)) / 10
        levels = self._levels(self._stretches(energies))[seconds >= min(_LONG, seconds.sum() / 3)]
        return float(np.ptp(levels)) if len(levels) else 0.0

    def _stretches(self, energies: NDArray[np.float64]) -> list[NDArray[np.float64]]:
        places = self.places
        return [energies[places[first] : places[last - 1] + 1] for first, last in pairwise(self.edges)]

    def _levels(self, stretches: Sequence[NDArray[np.float64]]) -> NDArray[np.float64]:
        """The loudness of each person."""
        said: list[list[NDArray[np.float64]]] = [[] for _person in range(max(self.people) + 1)]
        for stretch, person in zip(stretches, self.people, strict=True):
            said[person].append(stretch)
        return np.array([_loudness(np.concatenate(each)) for each in said])


def turns_of(
    energies: NDArray[np.float64], speech: NDArray[np.bool_], pitches: NDArray[np.float64] | None = None
) -> Turns:
    """The phrases put together so that what differs within turns, and the number of turns, are least; and then the
    turns to people in the same way. `energies` are K-weighted and `pitches` in semitones, in steps of 100 ms."""
    places = np.flatnonzero(speech)
    if len(places) < _FEWEST:
        return Turns(speech, (0, len(places)), (0,))
    said = energies[places]
    phrases = np.array(_phrases(said, places))
    high = np.full(len(places), np.nan) if pitches is None else pitches[places]
    traits = _traits(said, high, phrases)
    paused = np.diff(places, prepend=-1)[phrases[:-1]] > 1
    found = _parted(traits, np.where(paused, _WORTH, _MID_WORD))
    edges = _met(phrases[found], said, high, np.diff(places, prepend=-1) > 1)
    return Turns(speech, tuple(edges), _people(traits.sums(found)))


def _met(
    edges: NDArray[np.int64], said: NDArray[np.float64], high: NDArray[np.float64], paused: NDArray[np.bool_]
) -> list[int]:
    """The edges of turns, those that lie in no pause moved to where one voice becomes the other, step by step."""
    levels = np.asarray(lufs(said))
    found = [int(edge) for edge in edges]
    for number, edge in enumerate(found[1:-1], 1):
        if not paused[edge]:
            before, after = slice(found[number - 1], edge), slice(edge, found[number + 1])
            first = max(found[number - 1] + _ANSWER, edge - _SHORTEST)
            last = min(found[number + 1] - _ANSWER, edge + _SHORTEST)
            around = slice(first, last)
            nearer = sum(
                _strays(each[around], each[after], most) - _strays(each[around], each[before], most)
                for each, most in ((levels, _STRAYS), (high, _LEAPS))
            )
            if last > first and not paused[around].any():
                found[number] = first + int(np.argmax(np.concatenate([[0.0], np.cumsum(nearer)])))
    return found


def _strays(steps: NDArray[np.float64], turn: NDArray[np.float64], most: float) -> NDArray[np.float64]:
    """How far each step is from the middle of a turn, against how far it may be; nothing is known of some."""
    known = turn[np.isfinite(turn)]
    if not len(known):
        return np.zeros(len(steps))
    return np.nan_to_num(np.minimum(np.square((steps - np.median(known)) / most), 4.0))


@dataclass(frozen=True)
class _Traits:
    """What is known of stretches of speech, each of level and pitch: the seconds in which it is, and what it is there,
    over how far it strays in a voice. Shape (stretches, 2)."""

    seconds: NDArray[np.float64]
    values: NDArray[np.float64]

    def sums(self, edges: Sequence[int]) -> _Traits:
        """The same of the stretches between these, put together."""
        seconds = np.add.reduceat(self.seconds, edges[:-1])
        moments = np.add.reduceat(self.seconds * self.values, edges[:-1])
        return _Traits(seconds, moments / np.maximum(seconds, 1e-9))


def _traits(said: NDArray[np.float64], high: NDArray[np.float64], phrases: NDArray[np.int64]) -> _Traits:
    levels = [_loudness(said[first:last]) for first, last in pairwise(phrases)]
    sounding = [high[first:last][np.isfinite(high[first:last])] for first, last in pairwise(phrases)]
    pitched = [float(np.median(each)) if len(each) else 0.0 for each in sounding]
    seconds = np.stack([np.diff(phrases), [len(each) for each in sounding]], axis=1) / 10
    return _Traits(seconds, np.stack([levels, pitched], axis=1) / np.sqrt((_VARIES, _RISES)))


def _people(turns: _Traits) -> tuple[int, ...]:
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


def _parted(traits: _Traits, worth: NDArray[np.float64]) -> list[int]:
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
        least = _ANSWER if gaps[edge] > 1 else _SHORTEST
        if edge - found[at - 1] >= least and found[at] - edge >= least:
            insort(found, int(edge))
    return found
