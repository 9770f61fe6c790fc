"""Where a way leaves words of a text out, or comes to something else that is said: at gates, the pauses before words.

From one gate to a later one words may be left out, and at each something else may be said.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from newscast.sound.align.rows import Floats, Whole
from newscast.sound.align.tape import Tape

_BEGINS, _FROM_WORD, _FROM_OTHER, _LEFT_WORD, _ORIGIN = 1, 2, 4, 8, 16
"""Of a gate: something else begins to be said there, right after a word; it was entered from something else, or right
after a word; and 16 times one more than the number of the gate that it was entered from, counted from the first one in
reach."""


class Door(NamedTuple):
    """A gate that was come from, whether from what else is said there, or right after the word before it."""

    gate: int
    other: bool
    word: bool


class Doors:
    """What it costs to begin to say something else, to leave words out, and for each state that is left out."""

    def __init__(self, gates: Whole, add: float, skip: float, left: float) -> None:
        self._gates, self._add, self._skip = gates, np.float32(add), np.float32(skip)
        self._left = (left * gates).astype(np.float32)
        self._leave = np.full(len(gates), np.inf, np.float32)
        self._other = np.full(len(gates), np.inf, np.float32)
        self._after_word = np.zeros(len(gates), np.bool_)
        self._firsts: list[int] = []
        self._tape = Tape()
        self._first = self._last = 0

    def open(self, low: int, high: int, count: int) -> None:
        """Come to a block of so many frames, with the gates among these states."""
        self._first, self._last = first, last = self._reached(low, high)
        at = self._gates[first:last] - low
        # Where the state before a gate is out of reach, the gate stands for it.
        self._at, self._both_at = at, np.stack([at, at - 1])
        self._both = np.empty((count, 2, len(at)), np.float32)
        self._begun, self._walked, self._sources, self._jumps, self._entered, self._left_at = np.empty(
            (6, count, len(at)), np.float32
        )
        self._others = np.empty((count + 1, len(at)), np.float32)
        self._others[0] = self._other[first:last]
        self._cheapest = np.full((count, len(at) + 1), np.inf, np.float32)
        if not self._firsts:
            # Something else may be said from the start.
            self._leave[first:last] = 0
        self._now, self._here_left = self._leave[first:last], self._left[first:last]
        self._firsts.append(first)

    def _reached(self, low: int, high: int) -> tuple[int, int]:
        first, last = np.searchsorted(self._gates, (low, high))
        return int(first), int(last)

    def go_through(self, number: int, costs: Floats, other: np.float32) -> None:
        """In the frame of this number in the block, in which these are the costs of the states in reach, which are
        changed, and this is what something else costs."""
        walked, sources, jumps = self._walked[number], self._sources[number], self._jumps[number]
        both, others, cheapest = self._both[number], self._others[number + 1], self._cheapest[number, 1:]
        begun = np.add(self._now, self._add, out=self._begun[number])
        np.minimum(begun, self._others[number], out=others)
        others += other
        costs.take(self._both_at, out=both, mode="clip")
        np.minimum(both[0], both[1], out=walked)
        np.minimum(walked, others, out=sources)
        sources -= self._here_left
        np.minimum.accumulate(sources, out=cheapest)
        np.add(self._cheapest[number, :-1], self._here_left, out=jumps)
        jumps += self._skip
        entered = np.minimum(others, jumps, out=self._entered[number])
        costs[self._at] = np.minimum(both[0], entered, out=self._left_at[number])
        np.minimum(walked, entered, out=self._now)

    def close(self) -> None:
        """Put down what was done at each gate in each frame of the block."""
        pause, word = self._both[:, 0], self._both[:, 1]
        others, walked = self._others[1:], self._walked
        own = np.arange(others.shape[1])
        is_word = np.vstack([self._after_word[None, self._first : self._last], word < self._left_at])
        newest = np.maximum.accumulate(np.where(self._sources <= self._cheapest[:, 1:], own, 0), axis=1)
        before = np.pad(newest, ((0, 0), (1, 0)))[:, :-1]
        origin = np.where(others <= self._jumps, own, before)
        way = (others <= walked) * _FROM_OTHER + (word < pause) * _LEFT_WORD
        entered = np.take_along_axis(way, origin, axis=1) + _ORIGIN * (origin + 1)
        flags = (self._begun < self._others[:-1]) * _BEGINS + is_word[:-1] * _FROM_WORD
        self._tape.put((flags + np.where(self._entered < pause, entered, 0)).astype(np.uint16))
        self._after_word[self._first : self._last] = is_word[-1]
        self._other[: self._first] = np.inf
        self._other[self._first : self._last] = self._others[-1]

    def least(self) -> tuple[float, int]:
        """What it costs at least to say something else after the last block, and at which state."""
        costs = self._other[self._first : self._last]
        if not len(costs):
            return np.inf, 0
        best = int(costs.argmin())
        return float(costs[best]), int(self._gates[self._first + best])

    @property
    def ending(self) -> float:
        """What it costs to say something else at the end of the text."""
        return float(self._other[-1])

    def back(self, count: int) -> None:
        """Turn to the block before, which has so many frames, on the way back."""
        self._flags = self._tape.take().view(np.uint16).reshape(count, -1)
        self._first = self._firsts.pop()

    def into(self, number: int, gate: int) -> Door | None:
        """Where a gate was entered from in the frame of this number in the block, unless it was walked to."""
        flags = self._flag(number, gate)
        if flags < _ORIGIN:
            return None
        return Door(self._first + flags // _ORIGIN - 1, bool(flags & _FROM_OTHER), bool(flags & _LEFT_WORD))

    def begun(self, number: int, gate: int) -> Door | None:
        """Where something else begins to be said before this word in the frame of this number, if it does."""
        flags = self._flag(number, gate)
        return Door(gate, False, bool(flags & _FROM_WORD)) if flags & _BEGINS else None

    def _flag(self, number: int, gate: int) -> int:
        place = gate - self._first
        return int(self._flags[number, place]) if 0 <= place < self._flags.shape[1] else 0
