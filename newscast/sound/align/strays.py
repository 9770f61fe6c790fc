"""A cough before a sentence is no word of it: words that begin before a pause are looked for behind it."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from newscast.sound.align.costs import costs_of
from newscast.sound.align.path import Known, States, follow, states_of
from newscast.sound.align.rows import Sheet, Whole

_APART, _BEFORE = 25, 8
"""Frames of a silence that parts a cough from the sentence, and of a pause before it."""
_BURST = 60
"""Frames that a cough lasts at most."""
_SHORT = 40
"""Frames of the reference that words last at most of which a cough can be taken for all."""
_FAR = 200
"""Frames behind the silence that are looked at: what stands later is not moved by a word more."""
Marks = Whole
"""A frame for each word."""


def marks_of(way: Marks, states: States, firsts: Marks) -> tuple[Marks, Marks]:
    """When the words whose first states these are begin and stop on a way."""
    lasts = np.append(firsts[1:] - 1, len(states) - 1)
    # What is looked for in numbers of another size makes a copy of them all.
    return np.searchsorted(way, firsts.astype(way.dtype)), np.searchsorted(way, lasts.astype(way.dtype))


def placed_again(
    way: Marks, states: States, firsts: Marks, starts: Marks, known: Known, heard: Sheet, speech: NDArray[np.float32]
) -> tuple[Marks, Marks]:
    """When words begin and stop in the frames of `heard`, those at a cough moved behind the silence after it where
    that costs less; `starts` says where they begin in the reference."""
    begins, stops = marks_of(way, states, firsts)
    edges = np.append(starts, len(known.shapes))
    for start, first, last in _doubtful(begins, stops, edges, speech):
        end = int(stops[last - 1])
        as_it_is = costs_of(way[start:end], states, known, heard[start:end], speech[start:end]).mean()
        part = known.part(int(edges[first]), int(edges[last]))
        whole, each = states_of(edges[first:last] - edges[first], len(part.shapes))
        other = follow(part, whole, heard[start:end], speech[start:end])
        if costs_of(other, whole, part, heard[start:end], speech[start:end]).mean() < as_it_is:
            moved = marks_of(other, whole, each)
            begins[first:last], stops[first:last] = moved[0] + start, moved[1] + start
    return begins, stops


def _doubtful(begins: Marks, stops: Marks, edges: Marks, speech: NDArray[np.float32]) -> Iterator[tuple[int, int, int]]:
    """Where a silence begins after a short sound to which words were put; the first of these, and the word before which
    what is said behind the silence is looked at."""
    turns = np.diff(np.pad((speech < 0).astype(np.int8), 1))
    for silent, spoken in zip(np.flatnonzero(turns == 1), np.flatnonzero(turns == -1), strict=True):
        first = int(np.searchsorted(begins, silent - _BURST))
        middle = int(np.searchsorted(begins, silent))
        if spoken - silent < _APART or first == middle or spoken >= len(speech):
            continue
        apart = first == 0 or begins[first] - stops[first - 1] >= _BEFORE
        # What goes on behind the silence may be long: it is there with all but its beginning.
        said = middle if stops[middle - 1] <= spoken else middle - 1
        last = int(np.searchsorted(stops, spoken + _FAR, side="right"))
        if apart and edges[said] - edges[first] <= _SHORT and last > middle - (said < middle):
            yield int(silent), first, max(last, said + 1)
