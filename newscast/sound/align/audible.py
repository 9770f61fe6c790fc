"""Where a synthetic voice is silent, and what follows for words of which only the beginnings are known."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

_STEP = 0.005
"""Seconds between levels."""
_SILENT = 0.003
"""RMS, of full scale, under which a synthetic voice is silent."""
_PAUSE = 0.08
"""Seconds that a silence lasts at least. A closed consonant is shorter."""
_NEAR = 0.05
"""Seconds from the end of a pause to the beginning of a word that follows it, at most."""

Silence = tuple[float, float]


def silences(samples: Any, rate: int) -> list[Silence]:
    """Pauses of 16-bit mono sound in seconds; the last one is what follows the voice."""
    size = round(rate * _STEP)
    values = np.asarray(samples, np.float32) / 32768
    level = np.sqrt(np.square(np.pad(values, (0, -len(values) % size))).reshape(-1, size).mean(axis=1))
    quiet = np.concatenate([[False], level < _SILENT, [True, False]]).astype(np.int8)
    turns = np.diff(quiet)
    spans = zip(np.flatnonzero(turns == 1), np.flatnonzero(turns == -1), strict=True)
    end = (len(level) + 1) * _STEP
    found = [(float(first * _STEP), float(last * _STEP)) for first, last in spans]
    return [(first, last) for first, last in found if last - first >= _PAUSE or last >= end - 1e-9]


def said_from(starts: Sequence[float | None], pauses: Sequence[Silence]) -> list[tuple[float, float] | None]:
    """From when to when words are said that begin about then: after the pause that they begin in, up to the next word
    or the pause before it. None stays None."""
    known = [_after_pause(start, pauses) for start in starts if start is not None]
    ends = [_end(start, after, pauses) for start, after in zip(known, [*known[1:], np.inf], strict=True)]
    times = iter(zip(known, ends, strict=True))
    return [None if start is None else next(times) for start in starts]


def _after_pause(start: float, pauses: Sequence[Silence]) -> float:
    inside = (last for first, last in pauses[:-1] if first <= start < last)
    return max(next(inside, start), 0.0)


def _end(start: float, after: float, pauses: Sequence[Silence]) -> float:
    before = (first for first, last in pauses if start < first < after and last >= after - _NEAR)
    last = pauses[-1][0]
    return max(next(before, min(after, last)), start)
