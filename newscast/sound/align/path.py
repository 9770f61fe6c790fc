"""How a recording goes through the words of a reference: the way on which both are most alike (Viterbi 1967)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from newscast.sound.align.features import Frames
from newscast.sound.align.rows import Floats, Sheet, Whole, picked
from newscast.sound.align.walk import BLOCK, Walk

_REACH, _GUIDED_REACH = 300, 150
"""Frames on either side of the likeliest place in the reference that are looked at, 3 s, and of a place that is known:
what is left out or added there without being told is under a second."""
SILENT, SURE = 6.0, 4.0
"""What a frame costs in a pause: the first, more where somebody surely speaks and less where surely nobody does by the
second. Frames of two voices that say the same are about 5 apart."""

States = Whole
"""For each state the frame of the reference that it stands for; -1 for a pause."""


def states_of(starts: Whole, frames: int) -> tuple[States, Whole]:
    """The states of a reference whose words start at these frames, a pause between them, and the first of each word."""
    lasting = np.maximum(np.append(starts[1:], frames), starts + 1) - starts
    firsts = np.cumsum(lasting + 1) - lasting
    states = np.full(int(lasting.sum()) + len(starts) + 1, -1, np.int32)
    said = np.ones(len(states), np.bool_)
    said[firsts - 1] = said[-1] = False
    places = np.arange(lasting.sum(), dtype=np.int32)
    places += np.repeat((starts - np.cumsum(lasting) + lasting).astype(np.int32), lasting)
    states[said] = np.minimum(places, frames - 1, out=places)
    return states, firsts


def frames_of(states: States) -> Whole:
    """The frame of the reference for each of some states that rise; for a pause one beside it."""
    found = np.maximum.accumulate(states)
    found[found < 0] = found[found >= 0].min(initial=max(0, int(found[-1])))
    return np.asarray(found)


@dataclass(frozen=True)
class Known:
    """A reference by its shapes, and how much of each frame is heard over the noise of the recording, from 0 to 1."""

    shapes: Sheet
    audible: NDArray[np.float32]

    def part(self, first: int, last: int) -> Known:
        """Its frames from the first to before the last."""
        return Known(self.shapes[first:last], self.audible[first:last])


def follow(
    reference: Known, states: States, heard: Sheet, speech: NDArray[np.float32], guide: States | None = None
) -> Whole:
    """The state of each frame of the recording; they never fall.

    `guide` says about in which state each frame is, where that is known.
    """
    pauses = states < 0

    def near(first: int, until: int, low: int, high: int) -> Floats:
        at, quiet = frames_of(states[low:high]), silent(speech[first:until])[:, None]
        costs = drowned(apart(heard[first:until], picked(reference.shapes, at)), reference.audible[at], quiet)
        costs[:, pauses[low:high]] = quiet
        return costs

    walk = Walk(near, len(heard), pauses, _REACH if guide is None else _GUIDED_REACH)
    best = 0
    for first in range(0, len(heard), BLOCK):
        count = walk.open(first, best if guide is None else int(guide[first]))
        for number in range(count):
            walk.go_on(number)
        walk.close()
        best = walk.low + int(walk.costs.argmin())
    return _way_back(walk, len(heard), len(states))


def silent(speech: NDArray[np.float32]) -> NDArray[np.float32]:
    """What each frame costs in a pause."""
    return np.float32(SILENT) + np.float32(SURE) * speech


def drowned(
    near: NDArray[np.float32], audible: NDArray[np.float32], silence: NDArray[np.float32]
) -> NDArray[np.float32]:
    """What frames cost that are so near to those of the reference: a sound that noise drowns is heard as a pause.

    Otherwise a word of which the beginning is faint would begin where it gets loud.
    """
    if audible.min(initial=1) >= 1:
        return near
    return np.asarray(near - (1 - audible) * np.maximum(near - silence, 0), np.float32)


def apart(some: Sheet, others: Frames) -> Frames:
    """How far each of some frames is from each of the others, in standard deviations."""
    some = np.asarray(some)
    # Not by BLAS, whose sums depend on how many threads it takes.
    products = np.einsum("id,dj->ij", some, np.ascontiguousarray(others.T))
    squares = np.square(some).sum(axis=1)[:, None] + np.square(others).sum(axis=1) - 2 * products
    return np.asarray(np.sqrt(np.maximum(squares, 0)))


def _way_back(walk: Walk, count: int, states: int) -> Whole:
    way = np.zeros(count, np.int32)
    at = _last(walk, states)
    for first in range((count - 1) // BLOCK * BLOCK, -1, -BLOCK):
        walk.back(first)
        for number in range(min(BLOCK, count - first) - 1, -1, -1):
            way[first + number] = at
            at -= walk.came(number, at)
    return way


def _last(walk: Walk, states: int) -> int:
    """Where it ends: after the last word, or in it."""
    ends = np.isfinite(walk.costs[-2:])
    if ends.any() and walk.low + walk.width == states:
        return states - len(ends) + int(walk.costs[-2:].argmin())
    return walk.low + int(walk.costs.argmin())
