"""Whether there is a buzz, by all multiples of the mains together: none of them needs to stand out.

A hundred lines of which each stands a decibel over what is beside it are as sure as one that stands out far. What may
look like it is a voice on one low note, whose multiples are as many; but they are loud in words and gone in pauses.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import uniform_filter1d

MULTIPLES = 200
"""Up to which a buzz is looked for, 10 or 12 kHz."""
HIGHEST = 10400.0
"""Hz up to which spectra are needed."""
_AROUND = 45.0
"""Hz over which the level is taken that a line stands over: not as far as the next line but one."""
_LEAST, _MOST = -6.0, 9.0
"""dB by which one line counts: one that stands out far is one line of many."""
_OFF, _STEP = 0.12, 0.02
"""Hz by which mains are off at most, and between what is tried."""
_ELSEWHERE = 0.8
"""Hz from the mains on, so that what is found there says what is found by chance."""
_SURE, _OVER = 10.0, 2.0
"""Times the standard deviation elsewhere, and times the most that is found there, by which there is a buzz. In 38
minutes of clean speech it was 6.8 and 2.2 at most, and never both."""
_STEADY, _TELLING = 8.0, 4
"""dB (standard deviation) by which the steadiest quarter of the lines that tell change from pause to pause at most; and
the share of lines that tell, one in so many."""
_FLOOR = 1e-12


def base_of(
    quiet: NDArray[np.floating], width: float, mains: tuple[float, ...], known: float | None = None
) -> float | None:
    """The frequency in Hz whose multiples stand out in spectra of quiet moments; None where there is no buzz.

    `quiet` is power, shape (windows, bins), up to HIGHEST, `width` Hz from bin to bin. `known` is that of a tone whose
    multiples were taken out, with some of the noise beside them.
    """
    level = 10 * np.log10(quiet + _FLOOR)
    over = np.clip(level - uniform_filter1d(level, round(_AROUND / width), axis=1), _LEAST, _MOST).mean(axis=0)
    over -= over.mean()
    if known is not None:
        over -= _repeated(over, width, known)
    # All multiples; or every other one, as of a rectifier.
    for each in (1, 2):
        tried, off, bins = _tried(mains, width, len(over), each)
        counts = (bins < len(over)).sum(axis=1)
        scores = np.append(over, 0.0)[bins].sum(axis=1) / np.sqrt(counts)
        elsewhere = scores[off > _ELSEWHERE]
        best = int(np.where(off <= _OFF, scores, -np.inf).argmax())
        lines = bins[best, : counts[best]]
        certain = max(_SURE * elsewhere.std(), _OVER * elsewhere.max())
        if scores[best] > certain and _is_steady(level[:, lines], over[lines]):
            return float(tried[best])
    return None


@lru_cache(maxsize=4)
def _tried(
    mains: tuple[float, ...], width: float, count: int, each: int
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.int64]]:
    """The frequencies that are tried, how far each is off the mains, and the bins of its multiples; `count`
    stands for those there are not."""
    tried = np.arange(min(mains) - 7, max(mains) + 7, _STEP)
    off = np.abs(tried[:, None] - np.array(mains)).min(axis=1)
    bins = np.round(tried[:, None] * np.arange(each, MULTIPLES + 1, each) / width).astype(np.int64)
    return tried, off, np.minimum(bins, count)


def _repeated(over: NDArray[np.floating], width: float, known: float) -> NDArray[np.float64]:
    """What is the same beside each second multiple of a known tone, even and odd ones being of other heights: what is
    left of them, and the noise in the gaps between. Of a buzz of the other mains it is a third at most."""
    frequencies, period = np.arange(len(over)) * width, 2 * known
    beside = np.round((frequencies - np.round(frequencies / period) * period) / width).astype(np.int64)
    beside -= beside.min()
    return np.asarray((np.bincount(beside, over) / np.bincount(beside))[beside])


def _is_steady(lines: NDArray[np.floating], over: NDArray[np.floating]) -> bool:
    """Whether the lines that stand out most, in dB, stay as they are from pause to pause; a voice's do not."""
    telling = np.argsort(-over)[: len(over) // _TELLING]
    return bool(np.percentile(lines[:, telling].std(axis=0), 25) < _STEADY)
