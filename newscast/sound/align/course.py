"""Which stretches of a recording say which words of a text, where it leaves words out and where it says others.

The cheapest way through the states of a reference (Viterbi 1967). A gate is the pause before a word: from one gate to a
later one words may be left out, and at each something else may be said.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import isfinite

import numpy as np
from numpy.typing import NDArray

_REACH = 1500
"""States on either side of the likeliest one that are looked at: a minute."""
_BLOCK = 32
"""Frames whose differences are asked for at a time."""
_STEPS = ((1, 0.0), (2, 1.0), (3, 2.5))
_STAY, _MOST = 1.0, 3
"""What it costs to go on by so many states, or to stay, in units of `Prices.step`; how many it can be at most."""

_BEGINS, _FROM_WORD, _FROM_OTHER, _LEFT_WORD = 1, 2, 4, 8
"""Of a gate: something else begins to be said there, right after a word; it was entered from something else, or right
after a word."""

_NO_DOORS = (0, np.zeros(0, np.int32), np.zeros(0, np.int8))

Floats = NDArray[np.float32]
Whole = NDArray[np.int64]
Near = Callable[[int, int, int, int], Floats]
"""The costs of the frames from the first to before the second in the states from the third to before the fourth."""


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
    for frame in range(len(prices.pause)):
        search.go_on(frame)
    return search.way_back()


class _Search:
    def __init__(self, near: Near, states: int, gates: Whole, prices: Prices) -> None:
        self._near, self._gates, self._prices = near, gates, prices
        self._count, self._states = len(prices.pause), states
        self._width = min(2 * _REACH + 1, states)
        self._is_gate = np.zeros(states, np.bool_)
        self._is_gate[gates] = True
        self._stay = np.where(self._is_gate, 0, _STAY * prices.step).astype(np.float32)
        # _MOST states before the first one, in which nobody ever is.
        self._cost = np.full(states + _MOST, np.inf, np.float32)
        self._other = np.full(len(gates), np.inf, np.float32)
        self._free = isfinite(prices.add)
        self._ways = [(steps, np.float32(price * prices.step)) for steps, price in _STEPS]
        self._low = self._best = self._base = self._first = self._last = 0
        self._costs = np.zeros((0, 0), np.float32)
        self._lows = np.zeros(self._count, np.int64)
        self._came = np.zeros((self._count, self._width), np.int8)
        self._doors: list[tuple[int, NDArray[np.int32], NDArray[np.int8]]] = []
        """Of each frame the first gate in reach; for each gate the one that was jumped from, or -1; and flags."""

    def go_on(self, frame: int) -> None:
        before = self._low
        self._low = low = max(before, min(self._best - _REACH, before + _MOST, self._states - self._width))
        high = low + self._width
        if low > before or not frame:
            self._first, self._last = (int(place) for place in np.searchsorted(self._gates, (low, high)))
        first, last = self._first, self._last
        gates = self._gates[first:last]
        leaving = self._leaving(gates) if self._free else None
        found = self._walked(frame, low, high)
        self._lows[frame] = low
        self._cost[before + _MOST : low + _MOST] = np.inf
        self._cost[low + _MOST : high + _MOST] = found
        if leaving:
            self._leave(frame, first, gates, leaving)
        self._best = self._likeliest(low, high, first, self._other[first:last])

    def _leave(self, frame: int, first: int, gates: Whole, leaving: tuple[Floats, NDArray[np.bool_]]) -> None:
        """Say something else at the gates, the first of which has the number `first`, or leave words out."""
        begun = (
            leaving[0] + np.float32(self._prices.add) if frame else np.full(len(gates), self._prices.add, np.float32)
        )
        others = self._other[first : first + len(gates)]
        begins = begun < others
        others = np.minimum(begun, others) + self._prices.other[frame]
        self._other[:first] = np.inf
        self._other[first : first + len(gates)] = others
        jumped, left = self._jump(gates, others)
        flags = (begins * _BEGINS + leaving[1] * _FROM_WORD + left).astype(np.int8)
        self._doors.append((first, np.where(jumped < 0, -1, jumped + first).astype(np.int32), flags))

    def _leaving(self, gates: Whole) -> tuple[Floats, NDArray[np.bool_]]:
        """What it costs to be at each gate or at the end of the word before it; whether it is the word."""
        pause, word = self._cost[gates + _MOST], self._cost[gates + _MOST - 1]
        return np.minimum(pause, word), word < pause

    def _walked(self, frame: int, low: int, high: int) -> Floats:
        here, came = self._here(frame, low, high), self._came[frame]
        if not frame:
            start = np.full(high - low, np.inf, np.float32)
            start[:2] = 0
            return start + here
        found = self._cost[low + _MOST : high + _MOST] + self._stay[low:high]
        for steps, price in self._ways:
            way = self._cost[low + _MOST - steps : high + _MOST - steps]
            way = way + price if price else way
            np.putmask(came, way < found, steps)
            np.minimum(found, way, out=found)
        found += here
        return found

    def _here(self, frame: int, low: int, high: int) -> Floats:
        if frame % _BLOCK == 0:
            self._base = low
            ahead, until = min(self._states, high + _MOST * _BLOCK), min(self._count, frame + _BLOCK)
            self._costs = self._near(frame, until, low, ahead)
            self._costs[:, self._is_gate[low:ahead]] = self._prices.pause[frame:until, None]
        return self._costs[frame % _BLOCK, low - self._base : high - self._base]

    def _jump(self, gates: Whole, others: Floats) -> tuple[Whole, Whole]:
        """Enter gates from something else that is said there, or from an earlier gate; from which, and in what way."""
        left = (self._prices.left * gates).astype(np.float32)
        walked, word = self._leaving(gates)
        sources = np.minimum(walked, others) - left
        cheapest = np.minimum.accumulate(sources)
        newest = np.maximum.accumulate(np.where(sources <= cheapest, np.arange(len(gates)), 0))
        before = np.append(0, newest)[: len(gates)]
        jumps = np.append(np.inf, cheapest)[: len(gates)] + left + self._prices.skip
        here = self._cost[gates + _MOST]
        entered = np.minimum(others, jumps).astype(np.float32)
        better = entered < here
        origin = np.where(others <= jumps, np.arange(len(gates)), before)
        self._cost[gates[better] + _MOST] = entered[better]
        jumped = np.where(better, origin, -1)
        return jumped, (others <= walked)[origin] * _FROM_OTHER + word[origin] * _LEFT_WORD

    def _likeliest(self, low: int, high: int, first: int, others: Floats) -> int:
        costs = self._cost[low + _MOST : high + _MOST]
        best = int(costs.argmin())
        if len(others) and others.min() < costs[best]:
            return int(self._gates[first + int(others.argmin())])
        return low + best

    def way_back(self) -> Whole:
        way = np.zeros(self._count, np.int64)
        ends = self._cost[-2:]
        at, other = self._states - 2 + int(ends.argmin()), -1
        if self._other[-1] < ends.min():
            other = len(self._gates) - 1
        numbers = {int(state): number for number, state in enumerate(self._gates)}
        for frame in range(self._count - 1, -1, -1):
            first, jumped, flags = self._doors[frame] if self._doors else _NO_DOORS
            gate = numbers.get(at, -1) if other < 0 else -1
            if gate >= 0 and first <= gate < first + len(jumped) and jumped[gate - first] >= 0:
                origin = int(jumped[gate - first])
                if flags[gate - first] & _FROM_OTHER:
                    other = origin
                else:
                    at = int(self._gates[origin]) - bool(flags[gate - first] & _LEFT_WORD)
            if other >= 0:
                way[frame] = -1 - other
                if flags[other - first] & _BEGINS:
                    at = int(self._gates[other]) - bool(flags[other - first] & _FROM_WORD)
                    other = -1
            else:
                way[frame] = at
                at -= int(self._came[frame, at - self._lows[frame]])
        return way
