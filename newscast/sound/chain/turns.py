"""Turns: stretches of speech of one level and one voice. Somebody else speaks from then on, or the microphone moved."""

from __future__ import annotations

from bisect import bisect, insort
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from newscast.sound.chain.assigning import assigned
from newscast.sound.chain.sounding import Sounding, whitened
from newscast.sound.chain.voices import Traits, parted, people_of, traits_of, unlike, voices_of
from newscast.sound.chain.vowels import Vowels
from newscast.sound.meter import SILENCE, integrated, lufs

_FEWEST = 10
"""Steps of 100 ms of speech in which turns are looked for: a second."""
_ANSWER, _SHORTEST = 3, 12
"""Steps that a phrase has at least: from one pause to another, as a yes has, and where it has no pause beside it."""
_WORTH, _MID_WORD = 3.5, 7.0
"""The least by which one more turn must explain what is heard better, in what phrases of one voice vary by: after
a pause, and without one."""
_KNOWN = 1.5
"""Seconds of a turn that tell as much of its level as all turns of that person do."""
_STRAYS = 2.0
"""dB by which a turn is taken to be softer than it is, at most: it may be a word of somebody else. What is softer than
those it is taken for may be a breath."""
_LONG = 2.0
"""Seconds that somebody speaks in all whose level is compared with that of others, or a third of a shorter take; less
where the voice is another one."""
_ALIKE = 3.0
"""dB that people are apart without being told apart by it, where their voices are alike: one voice in a lively take is
up to 5.8 apart."""
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
    """Who speaks in each turn, by number: turns of one level, pitch and shape are one person's."""
    voices: tuple[int, ...] = ()
    """Which voice each of them has, by number: they may be one person where that is the same."""

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
        levels = np.maximum(known * own + (1 - known) * shared[list(self.people)], own - _STRAYS)
        return np.asarray(np.minimum(np.repeat(levels.max() - levels, lengths), _MOST))

    def apart(self, energies: NDArray[np.float64]) -> float:
        """dB between the people who speak for some time, or have a voice of their own, less what those of one voice may
        be apart; 0 where that is one."""
        if len({*self.people}) < 2:
            return 0.0
        voices = np.array(self.voices)
        seconds = np.bincount(self.people, np.diff(self.edges)) / 10
        counted = (seconds >= min(_LONG, seconds.sum() / 3)) | (np.bincount(voices)[voices] == 1)
        levels = self._levels(self._stretches(energies))[counted]
        alike = voices[counted][:, None] == voices[counted]
        return float((np.abs(levels[:, None] - levels) - _ALIKE * alike).max(initial=0.0))

    def _stretches(self, energies: NDArray[np.float64]) -> list[NDArray[np.float64]]:
        places = self.places
        return [energies[places[first] : places[last - 1] + 1] for first, last in pairwise(self.edges)]

    def _levels(self, stretches: Sequence[NDArray[np.float64]]) -> NDArray[np.float64]:
        """The loudness of each person."""
        said: list[list[NDArray[np.float64]]] = [[] for _person in range(max(self.people) + 1)]
        for stretch, person in zip(stretches, self.people, strict=True):
            said[person].append(stretch)
        return np.array([_loudness(np.concatenate(each)) for each in said])


def turns_of(energies: NDArray[np.float64], speech: NDArray[np.bool_], vowels: Vowels | None = None) -> Turns:
    """The phrases put together so that what differs within turns, and the number of turns, are least; then the turns to
    people in the same way; and then each step given to the one of them it is most like. `energies` are K-weighted, and
    those and the vowels in steps of 100 ms; without vowels each person's voice is taken to be another."""
    places = np.flatnonzero(speech)
    if len(places) < _FEWEST:
        return Turns(speech, (0, len(places)), (0,))
    said = energies[places]
    phrases = np.array(_phrases(said, places))
    steps = _sounding(said, places, vowels, phrases)
    traits = _traits(said, steps, phrases)
    edges = phrases[parted(traits, np.where(steps.paused[phrases[:-1]], _WORTH, _MID_WORD))]
    people = people_of(_traits(said, steps, edges))
    if len({*people}) > 1:
        apart = unlike(_traits(said, steps, edges), people)
        who = assigned(steps, np.repeat(people, np.diff(edges)), apart)
        edges = np.array([0, *np.flatnonzero(np.diff(who)) + 1, len(who)])
        people = people_of(_traits(said, steps, edges))
    voices = voices_of(_traits(said, steps, edges), people) if vowels else range(max(people) + 1)
    return Turns(speech, tuple(int(edge) for edge in edges), people, tuple(voices))


def _sounding(
    said: NDArray[np.float64], places: NDArray[np.int64], vowels: Vowels | None, phrases: NDArray[np.int64]
) -> Sounding:
    """The steps of what is said, in places of the take."""
    paused = np.diff(places, prepend=-1) > 1
    levels = np.asarray(lufs(said))
    if vowels is None:
        return Sounding(levels, np.full(len(said), np.nan), np.zeros((len(said), 0)), paused)
    return Sounding(levels, vowels.pitches[places], whitened(vowels.shapes[places], phrases), paused)


def _traits(said: NDArray[np.float64], steps: Sounding, edges: NDArray[np.int64]) -> Traits:
    return traits_of([_loudness(said[first:last]) for first, last in pairwise(edges)], steps, edges)


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
