"""How a recording goes through the words of a reference: the way on which both are most alike (Viterbi 1967)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from newscast.sound.align.features import Frames

_REACH, _GUIDED_REACH = 300, 150
"""Frames on either side of the likeliest place in the reference that are looked at, 3 s, and of a place that is known:
what is left out or added there without being told is under a second."""
_BLOCK = 32
"""Frames of the recording whose differences are found at a time."""
SILENT, SURE = 6.0, 4.0
"""What a frame costs in a pause: the first, more where somebody surely speaks and less where surely nobody does by the
second. Frames of two voices that say the same are about 5 apart."""
STAY, SKIP, SKIP_TWO = 1.0, 1.0, 2.5
"""What it costs to stay at a frame of the reference, and to leave out one of it, or two."""
_MOST = 3
"""Frames of the reference that one of the recording goes on by at most."""

States = NDArray[np.int64]
"""For each state the frame of the reference that it stands for; -1 for a pause."""


def states_of(starts: NDArray[np.int64], frames: int) -> tuple[States, NDArray[np.int64]]:
    """The states of a reference whose words start at these frames, a pause between them, and the first of each word."""
    ends = np.maximum(np.append(starts[1:], frames), starts + 1)
    pieces = [np.append(-1, np.arange(start, end)) for start, end in zip(starts, ends, strict=True)]
    firsts = np.cumsum([1, *(len(piece) for piece in pieces[:-1])])
    return np.minimum(np.append(np.concatenate(pieces), -1), frames - 1), firsts


@dataclass(frozen=True)
class Known:
    """A reference by its shapes, and how much of each frame is heard over the noise of the recording, from 0 to 1."""

    shapes: Frames
    audible: NDArray[np.float32]

    def part(self, first: int, last: int) -> Known:
        """Its frames from the first to before the last."""
        return Known(self.shapes[first:last], self.audible[first:last])


def follow(
    reference: Known, states: States, heard: Frames, speech: NDArray[np.float32], guide: States | None = None
) -> NDArray[np.int64]:
    """The state of each frame of the recording; they never fall.

    `guide` says about in which state each frame is, where that is known.
    """
    pauses = states < 0
    known, audible = reference.shapes[np.maximum(states, 0)], reference.audible[np.maximum(states, 0)]
    silence = silent(speech)
    stay = np.where(pauses, 0, STAY).astype(np.float32)
    count, last = len(heard), len(states) - 1
    reach = _REACH if guide is None else _GUIDED_REACH
    width = min(2 * reach + 1, last + 1)
    came = np.zeros((count, width), np.int8)
    lows = np.zeros(count, np.int64)
    # _MOST states before the first one, in which nobody ever is.
    cost = np.full(last + 1 + _MOST, np.inf, np.float32)
    low = best = 0
    for number in range(count):
        centre = best if guide is None else int(guide[number])
        before, low = low, max(low, min(centre - reach, low + _MOST, last + 1 - width))
        if number % _BLOCK == 0:
            base = low
            ahead = min(last + 1, base + width + _MOST * _BLOCK)
            quiet = silence[number : number + _BLOCK, None]
            near = drowned(apart(heard[number : number + _BLOCK], known[base:ahead]), audible[base:ahead], quiet)
            near[:, pauses[base:ahead]] = quiet
        here = near[number % _BLOCK, low - base : low - base + width]
        if number:
            ways = cost[low : low + width + _MOST]
            found, came[number] = _cheapest(ways, stay[low : low + width])
        else:
            found = np.where(np.arange(width) < 2, np.float32(0), np.float32(np.inf))
        cost[before + _MOST : low + _MOST] = np.inf
        cost[low + _MOST : low + _MOST + width] = found = found + here
        lows[number] = low
        best = low + int(found.argmin())
    return _way_back(came, lows, _last(cost))


def silent(speech: NDArray[np.float32]) -> NDArray[np.float32]:
    """What each frame costs in a pause."""
    return np.float32(SILENT) + np.float32(SURE) * speech


def drowned(
    near: NDArray[np.float32], audible: NDArray[np.float32], silence: NDArray[np.float32]
) -> NDArray[np.float32]:
    """What frames cost that are so near to those of the reference: a sound that noise drowns is heard as a pause.

    Otherwise a word of which the beginning is faint would begin where it gets loud.
    """
    return np.asarray(near - (1 - audible) * np.maximum(near - silence, 0), np.float32)


def apart(some: Frames, others: Frames) -> Frames:
    """How far each of some frames is from each of the others, in standard deviations."""
    # Not by BLAS, whose sums depend on how many threads it takes.
    products = np.einsum("id,jd->ij", some, others)
    squares = np.square(some).sum(axis=1)[:, None] + np.square(others).sum(axis=1) - 2 * products
    return np.asarray(np.sqrt(np.maximum(squares, 0)))


def _cheapest(ways: NDArray[np.float32], stay: NDArray[np.float32]) -> tuple[NDArray[np.float32], NDArray[np.int8]]:
    """What each state costs by the cheapest way to it, and from how many states before it that comes."""
    width = len(stay)
    found = ways[_MOST:] + stay
    came = np.zeros(width, np.int8)
    for steps, price in ((1, 0.0), (2, SKIP), (3, SKIP_TWO)):
        way = ways[_MOST - steps : _MOST - steps + width]
        way = way + np.float32(price) if price else way
        np.putmask(came, way < found, steps)
        np.minimum(found, way, out=found)
    return found, came


def _last(cost: NDArray[np.float32]) -> int:
    """Where it ends: after the last word, or in it."""
    ends = cost[-2:] if len(cost) > _MOST + 1 else cost[-1:]
    if np.isfinite(ends).any():
        return len(cost) - _MOST - len(ends) + int(ends.argmin())
    return int(cost[_MOST:].argmin())


def _way_back(came: NDArray[np.int8], lows: NDArray[np.int64], last: int) -> NDArray[np.int64]:
    way = np.zeros(len(came), np.int64)
    at = last
    for number in range(len(came) - 1, -1, -1):
        way[number] = at
        at -= int(came[number, at - lows[number]])
    return way
