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
_WORTH, _MID_WORD = 2.5, 15.0
"""The least by which one more turn must explain the levels better, in units of that: after a pause, and without one."""
_PERSON = 4.0
"""The same for one more person."""
_HEARD = 0.8
"""Seconds in which a person speaks at least: a breath or the end of a word is nobody's turn."""
_KNOWN = 1.5
"""Seconds of a turn that tell as much of its level as all turns of that person do."""
_LONG = 2.0
"""Seconds that somebody speaks in all whose level is compared with that of others."""
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
        levels = self._levels(self._stretches(energies))[seconds >= _LONG]
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


def turns_of(energies: NDArray[np.float64], speech: NDArray[np.bool_]) -> Turns:
    """The phrases put together so that what differs within turns, and the number of turns, are least; and then the
    turns to people in the same way. `energies` are K-weighted, in steps of 100 ms."""
    places = np.flatnonzero(speech)
    if len(places) < _FEWEST:
        return Turns(speech, (0, len(places)), (0,))
    said = energies[places]
    phrases = np.array(_phrases(said, places))
    levels = np.array([_loudness(said[first:last]) for first, last in pairwise(phrases)])
    paused = np.diff(places, prepend=-1)[phrases[:-1]] > 1
    found = _parted(levels, np.diff(phrases) / 10, np.where(paused, _WORTH, _MID_WORD))
    edges = phrases[found]
    lengths = np.diff(phrases)
    means = np.array([np.average(levels[a:b], weights=lengths[a:b]) for a, b in pairwise(found)])
    return Turns(speech, tuple(edges.tolist()), _people(means, np.diff(edges) / 10))


def _people(levels: NDArray[np.float64], seconds: NDArray[np.float64]) -> tuple[int, ...]:
    """Who speaks in each turn."""
    order = np.argsort(levels, kind="stable")
    found = _parted(levels[order], seconds[order], np.full(len(levels), _PERSON), _HEARD)
    people = np.empty(len(levels), int)
    people[order] = np.repeat(np.arange(len(found) - 1), np.diff(found))
    return tuple(people.tolist())


def _parted(
    levels: NDArray[np.float64], seconds: NDArray[np.float64], worth: NDArray[np.float64], least: float = 0.0
) -> list[int]:
    """Where parts of one level begin, and the end (optimal partitioning: Jackson et al., 2005). `worth` is what a part
    must explain that begins there; each lasts for `least` seconds."""
    weight, moment, square = (np.concatenate([[0.0], np.cumsum(seconds * levels**k)]) for k in range(3))
    best, before = np.zeros(len(weight)), np.zeros(len(weight), int)
    for last in range(1, len(weight)):
        lasts = weight[last] - weight[:last]
        within = square[last] - square[:last] - (moment[last] - moment[:last]) ** 2 / lasts
        cost = best[:last] + within / _VARIES + worth[:last] + np.where(lasts < least - 1e-9, np.inf, 0.0)
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
