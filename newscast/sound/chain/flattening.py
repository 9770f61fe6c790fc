"""Bridges that bend no more than they may: as near to what was foretold as that allows."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.linalg import LinAlgError, solve, toeplitz

from newscast.sound.chain.prediction import error_around, normal
from newscast.sound.chain.unforeseen import bends

BESIDE = 2400
"""Samples on either side, 50 ms, that say how sharp a bridge may be: as their 99.5th percentile."""
USUAL = 99.5
_FIRM = 1e3
"""Times as firmly as anything is foretold, that a bridge keeps to what it may bend."""
_UNDER = 0.95
"""Of what it may bend, to which it is bent where it would bend more; and of that, where it still does."""
_TURNS = 8


def flatten(sound: NDArray[np.float64], gaps: Sequence[slice]) -> None:
    """Bends what bridges the gaps of a sound, shape (samples, channels), no more than what is beside each."""
    known = np.ones(len(sound), bool)
    for gap in gaps:
        known[gap.start - 1 : gap.stop + 1] = False
    for gap in gaps:
        near = slice(max(0, gap.start - BESIDE), gap.stop + BESIDE)
        beside = bends(sound[near])[known[near][1:-1]]
        limit = float(np.percentile(beside, USUAL)) if len(beside) else 0.0
        for channel in sound.T if limit else ():
            if np.abs(np.diff(channel[gap.start - 2 : gap.stop + 2], 2)).max() > limit:
                channel[gap] = _flattened(channel, gap, limit)


def _flattened(channel: NDArray[np.float64], gap: slice, limit: float) -> NDArray[np.float64]:
    """The samples of a gap, from the same equations as before, and where they bend too much from what they may."""
    found, error = channel[gap], error_around(channel, gap)
    if error is None:
        return found
    column, answer = normal(channel, gap, error)
    foretold, firm = toeplitz(column), _FIRM * column[0]
    rows, edges = _second_differences(channel, gap)
    bound = np.zeros(len(rows))
    for _turn in range(_TURNS):
        bent = rows @ found + edges
        over = np.abs(bent) > limit
        if not over.any():
            break
        bound[over] = np.where(bound[over] == 0, np.sign(bent[over]) * limit, bound[over]) * _UNDER
        held = np.flatnonzero(bound)
        kept = firm * rows[held].T
        try:
            found = solve(foretold + kept @ rows[held], answer + kept @ (bound[held] - edges[held]), assume_a="pos")
        except LinAlgError:
            break
    return found


def _second_differences(channel: NDArray[np.float64], gap: slice) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """How the samples of a gap bend, with one on either side: what each of them gives to it, and what the others do."""
    length = gap.stop - gap.start
    rows, at = np.zeros((length + 2, length)), np.arange(length)
    for row, share in enumerate((1.0, -2.0, 1.0)):
        rows[at + row, at] = share
    others = channel[gap.start - 2 : gap.stop + 2].copy()
    others[2:-2] = 0.0
    return rows, np.diff(others, 2)
