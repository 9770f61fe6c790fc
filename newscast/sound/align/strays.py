"""A cough before a sentence is no word of it: short words that stand alone before a pause are looked for behind it."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from newscast.sound.align.costs import costs_of
from newscast.sound.align.features import Frames
from newscast.sound.align.path import Known, follow, states_of

_APART, _BEFORE = 25, 8
"""Frames of a pause that parts a short word from the rest of its sentence, and of one before it."""
_SHORT = 40
"""Frames of the reference that words last at most of which a cough can be taken for one."""
_FAR = 200
"""Frames behind the pause that are looked at: what stands later is not moved by a word more."""
Marks = NDArray[np.int64]
"""A frame for each word."""


def placed_again(
    begins: Marks, stops: Marks, starts: Marks, known: Known, theirs: Frames, speech: NDArray[np.float32]
) -> tuple[Marks, Marks]:
    """When words begin and stop in the frames of `theirs`, with short ones moved behind a pause that are better found
    there; `starts` says where they begin in the reference."""
    begins, stops = begins.copy(), stops.copy()
    edges = np.append(starts, len(known.shapes))
    for first, middle, last in _alone(begins, stops, edges):
        start, end = int(begins[middle]), int(min(stops[last - 1], begins[middle] + _FAR))
        # As many words as are looked at must end there.
        last = middle + max(1, int(np.searchsorted(stops[middle:last], end, side="right")))
        end = int(stops[last - 1])
        heard, spoken = theirs[start:end], speech[start:end]
        without, _found = _held(edges[middle : last + 1], known, heard, spoken)
        cost, found = _held(edges[first : last + 1], known, heard, spoken)
        if cost < without:
            begins[first:last], stops[first:last] = found[0] + start, found[1] + start
    return begins, stops


def _alone(begins: Marks, stops: Marks, edges: Marks) -> Iterator[tuple[int, int, int]]:
    """The first word of each run between pauses that is short and far from the next, where that begins, and its end."""
    pauses = np.flatnonzero(begins[1:] - stops[:-1] >= _BEFORE) + 1
    runs = [0, *(int(each) for each in pauses), len(begins)]
    for first, middle, last in zip(runs, runs[1:], runs[2:], strict=False):
        if begins[middle] - stops[middle - 1] >= _APART and edges[middle] - edges[first] <= _SHORT:
            yield first, middle, last


def _held(edges: Marks, known: Known, heard: Frames, speech: NDArray[np.float32]) -> tuple[float, tuple[Marks, Marks]]:
    """What a frame costs on average where these words of the reference are said there, and when each is."""
    part = known.part(int(edges[0]), int(edges[-1]))
    states, firsts = states_of(edges[:-1] - edges[0], len(part.shapes))
    way = follow(part, states, heard, speech)
    cost = float(costs_of(way, states, part, heard, speech).mean())
    stops = np.searchsorted(way, np.append(firsts[1:] - 1, len(states) - 1))
    return cost, (np.searchsorted(way, firsts), stops)
