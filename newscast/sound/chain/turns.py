"""Turns: stretches of speech of one level and pitch. Somebody else speaks from then on, or the microphone moved."""

from __future__ import annotations

from bisect import bisect, insort
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from newscast.sound.chain.voices import nearer, parted, people_of, traits_of
from newscast.sound.meter import SILENCE, integrated, lufs

_FEWEST = 10
"""Steps of 100 ms of speech in which turns are looked for: a second."""
_ANSWER, _SHORTEST = 3, 12
"""Steps that a phrase has at least: from one pause to another, as a yes has, and where it has no pause beside it."""
_WORTH, _MID_WORD = 2.5, 6.0
"""The least by which one more turn must explain levels and pitches better, in what phrases of one voice vary by: after
a pause, and without one."""
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
    """Who speaks in each turn, by number: turns of one level and pitch are one person's."""

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
    spans = list(pairwise(phrases))
    sounding = [high[first:last][np.isfinite(high[first:last])] for first, last in spans]
    traits = traits_of([_loudness(said[first:last]) for first, last in spans], sounding, np.diff(phrases))
    paused = np.diff(places, prepend=-1)[phrases[:-1]] > 1
    found = parted(traits, np.where(paused, _WORTH, _MID_WORD))
    edges = _met(phrases[found], said, high, np.diff(places, prepend=-1) > 1)
    return Turns(speech, tuple(edges), people_of(traits.sums(found)))


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
            if last > first and not paused[around].any():
                gained = np.cumsum(nearer(levels, high, before, after, around))
                found[number] = first + int(np.argmax(np.concatenate([[0.0], gained])))
    return found


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
