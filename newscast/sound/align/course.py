"""Which stretches of a recording say which words of a text, where it leaves words out and where it says others.

The cheapest way through the states of a reference (Viterbi 1967). A gate is the pause before a word: from one gate to a
later one words may be left out, and at each something else may be said.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import isfinite

import numpy as np

from newscast.sound.align.doors import Doors
from newscast.sound.align.rows import Floats, Whole
from newscast.sound.align.walk import BLOCK, Near, Walk

_REACH = 1500
"""States on either side of the likeliest one that are looked at: a minute."""


@dataclass(frozen=True)
class Prices:
    """What each frame costs in a pause, and where something else is said; what it costs to begin to say something else,
    to leave words out, and for each state that is left out. Where beginning is endless, nothing is left out."""

    pause: Floats
    other: Floats
    add: float
    skip: float
    left: float
    step: float = 1.0


def course(near: Near, states: int, gates: Whole, prices: Prices) -> Whole:
    """For each frame of the recording its state, or -1 - n where something else is said before word n.

    `gates` are the states before each word, and the last one.
    """
    search = _Search(near, states, gates, prices)
    for first in range(0, len(prices.pause), BLOCK):
        search.go_on(first)
    return search.way_back()


class _Search:
    def __init__(self, near: Near, states: int, gates: Whole, prices: Prices) -> None:
        self._gates, self._prices, self._states = gates, prices, states
        is_gate = np.zeros(states, np.bool_)
        is_gate[gates] = True

        # No method, which would hold the search, and with it all that was put down, until circles are looked for.
        def costs(first: int, until: int, low: int, high: int) -> Floats:
            found = near(first, until, low, high)
            found[:, is_gate[low:high]] = prices.pause[first:until, None]
            return found

        self._walk = Walk(costs, len(prices.pause), is_gate, _REACH, prices.step)
        free = isfinite(prices.add)
        self._doors = Doors(gates, prices.add, prices.skip, prices.left) if free else None
        self._best = 0

    def go_on(self, first: int) -> None:
        """By a block of frames."""
        walk, doors = self._walk, self._doors
        count = walk.open(first, self._best)
        if doors:
            doors.open(walk.low, walk.low + walk.width, count)
        for number in range(count):
            costs = walk.go_on(number)
            if doors:
                doors.go_through(number, costs, self._prices.other[first + number])
        walk.close()
        self._best = walk.low + int(walk.costs.argmin())
        if doors:
            doors.close()
            least, where = doors.least()
            if least < walk.costs.min():
                self._best = where

    def way_back(self) -> Whole:
        count, gates, doors = len(self._prices.pause), self._gates, self._doors
        way = np.zeros(count, np.int32)
        ends = self._walk.costs[-2:]
        at, other = self._states - 2 + int(ends.argmin()), -1
        if doors and doors.ending < ends.min():
            other = len(gates) - 1
        numbers = {int(state): number for number, state in enumerate(gates)}
        for first in range((count - 1) // BLOCK * BLOCK, -1, -BLOCK):
            self._walk.back(first)
            if doors:
                doors.back(min(BLOCK, count - first))
            for number in range(min(BLOCK, count - first) - 1, -1, -1):
                gate = numbers.get(at, -1) if other < 0 else -1
                if doors and gate >= 0 and (door := doors.into(number, gate)):
                    if door.other:
                        other = door.gate
                    else:
                        at = int(gates[door.gate]) - door.word
                if doors and other >= 0:
                    way[first + number] = -1 - other
                    if begun := doors.begun(number, other):
                        at, other = int(gates[other]) - begun.word, -1
                else:
                    way[first + number] = at
                    at -= self._walk.came(number, at)
        return way
