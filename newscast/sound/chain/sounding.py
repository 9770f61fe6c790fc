"""What is known of each tenth of a second of speech: how loud, how high, and of which shape it sounds."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

_FEW = 4
"""Vowels that a phrase has, of which it is known what varies within it; and as many for each number of a shape."""
_SURE = 0.5
"""dB squared by which shapes vary at least."""


@dataclass(frozen=True)
class Sounding:
    """Steps of 100 ms in which somebody speaks, one after another."""

    levels: NDArray[np.float64]
    """LUFS."""
    pitches: NDArray[np.float64]
    """Semitones over 55 Hz; not a number where there is no vowel."""
    shapes: NDArray[np.float64]
    """Of vowels, in what they vary by within a phrase of one voice; not a number where there is none. Shape (steps,
    numbers)."""
    paused: NDArray[np.bool_]
    """Whether a pause lies before a step."""

    @property
    def vowels(self) -> NDArray[np.bool_]:
        """The steps whose shape is known."""
        return np.asarray(np.isfinite(self.shapes).all(axis=1) & bool(self.shapes.shape[1]))


def whitened(shapes: NDArray[np.float64], edges: NDArray[np.int64]) -> NDArray[np.float64]:
    """Shapes in what they vary by within the phrases between these edges: words have many vowels, a voice has one
    throat. Nothing is known where there are too few."""
    strays = [np.zeros((0, shapes.shape[1]))]
    for first, last in pairwise(edges):
        known = shapes[first:last][np.isfinite(shapes[first:last]).all(axis=1)]
        if len(known) >= _FEW:
            strays.append(known - known.mean(axis=0))
    found = np.concatenate(strays)
    if not found.shape[1] or len(found) < _FEW * found.shape[1]:
        return np.full_like(shapes, np.nan)
    varies = found.T @ found / len(found) + _SURE * np.eye(found.shape[1])
    return np.asarray(np.linalg.solve(np.linalg.cholesky(varies), shapes.T).T)
