"""How sure it is that what would be bridged is no voice: the more a bridge changes, the surer it has to be."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from newscast.sound.chain.flattening import BESIDE, USUAL
from newscast.sound.chain.grains import GRAIN
from newscast.sound.chain.mending import mended, stretches
from newscast.sound.chain.patching import Span
from newscast.sound.chain.unforeseen import bends
from newscast.sound.wav import Samples, Wav

_NEAR, _BEHIND, _FAR = 3 * GRAIN, 5 * GRAIN, 25 * GRAIN
"""Samples before a bridge and behind it from which on it is held against what is around it, and up to which."""
_LOUDER = 1.6
"""Times as loud as that, from which it is a click."""
_SHARPER = 8.0
"""Times as sharp as most of what is around, times how much louder, from which a bridge may change as much as words are
loud; the less it changes, the less is asked."""
_NOTHING = 1e-12


def sure(wav: Wav, spans: Sequence[Span], words: float) -> Iterator[Span]:
    """Those of some spans that are sure enough to be bridged, where words are so loud."""
    for (first, last), group in stretches(spans).items():
        begin = first - BESIDE
        before = wav.read(begin, last - first + 2 * BESIDE)
        after = mended(wav, (begin, last + BESIDE), group)
        for span in group:
            if _is_sure(before, after, slice(span[0] - begin, span[1] - begin), words):
                yield span


def _is_sure(before: Samples, after: Samples, own: slice, words: float) -> bool:
    """By what a take is before its clicks are bridged, and after."""
    beside = max(
        _most(after[max(0, own.start - _FAR) : own.start - _NEAR]), _most(after[own.stop + _BEHIND : own.stop + _FAR])
    )
    louder = _most(before[own]) / (beside + _NOTHING)
    if louder > _LOUDER:
        return True
    changed = _most(before[own] - after[own]) / words
    near = bends(after[max(0, own.start - BESIDE) : own.stop + BESIDE])
    sharp = float(bends(before[own.start - 1 : own.stop + 1]).max())
    return sharp * max(louder, 1.0) > _SHARPER * changed * float(np.percentile(near, USUAL))


def _most(samples: NDArray[np.float32]) -> float:
    return float(np.abs(samples).max(initial=0.0))
