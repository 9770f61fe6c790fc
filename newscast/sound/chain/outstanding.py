"""Clicks that are louder than what is around them, and stand alone at the recording's own rate."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import exp, sqrt

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import maximum_filter1d

from newscast.sound.chain.alone import AROUND, Left, Surroundings
from newscast.sound.chain.grains import GRAIN
from newscast.sound.chain.openings import in_closure
from newscast.sound.chain.patching import Span
from newscast.sound.chain.repeated import repeated

_OWN, _FAR, _LOUDER = 4, 20, 1.3
"""Milliseconds that are a click's own on either side of its loudest, those within which all else is less loud, and how
many times."""
_AUDIBLE = 0.003
"""Of how loud words are, below which nobody hears a click: -50 dB."""
_NEARER = 2.0
"""Times as much left over as near by."""
_OUTSTANDING = 0.29
"""By how much it stands out at least. In 7,270 s of clean speech in the bands of telephones, of 16 and of 22 kHz, with
which this and what follows was chosen, 20 moments do; of 1,722 clicks that a listener notices 1,527."""
_REACH = (4, 5, 25)
"""Milliseconds before and behind a moment from which on all else is less loud, and up to which."""
_MOST = 50.0
"""Times as loud as that, which is no more telling than more."""
_ALIKE = 6.0
"""By what power of e it stands out less where it is repeated at once, as the pulses of a voice are."""
_CLOSED = 4.0
"""Times less that it stands out where a mouth may have closed for a stop."""
_EDGE = 8
"""Samples on either side that go with it."""


def outstanding(around: Surroundings, voiced: NDArray[np.bool_], found: Sequence[Span]) -> Iterator[Span]:
    """Where they are, as samples, in order, but for what was found; there is voice in the grains that are `voiced`."""
    rate, free = around.rate, np.ones(len(around.grains.peak), bool)
    for first, last in found:
        free[max(0, first // GRAIN - _OWN) : last // GRAIN + _OWN + 1] = False
    for grain in np.flatnonzero(_louder(around.grains.peak, _AUDIBLE * around.words) & free):
        middle = int(grain) * GRAIN + GRAIN // 2
        left = around.left(middle)
        if left is None or left.nearer < _NEARER:
            continue
        if _outstands(around, left, int(grain), in_closure(voiced, int(grain) - 1, int(grain) + 2)):
            first, last = left.broken
            yield middle + first * rate - _EDGE, middle + last * rate + _EDGE


def _outstands(around: Surroundings, left: Left, grain: int, closed: bool) -> bool:
    """Whether a click is at a grain: alone and loud, against what is around it and against words, with no breath behind
    it and unlike what follows."""
    peak, (before, behind, far), middle = around.grains.peak, _REACH, grain * GRAIN + GRAIN // 2
    loud = float(peak[grain - 1 : grain + 2].max())
    beside = float(max(peak[grain - far : grain - before].max(), peak[grain + behind : grain + far].max()))
    over = loud / max(beside, loud / _MOST)
    alone = sqrt(around.stands(left, middle) / left.opening) * over * loud / around.words
    least = _OUTSTANDING * (_CLOSED if closed else 1.0)
    return alone > least and alone * exp(-_ALIKE * repeated(around.wav, middle)) > least


def _louder(peak: NDArray[np.float32], audible: float) -> NDArray[np.bool_]:
    """Which grains are louder than all near them but their own, and far enough from the ends to be looked at."""
    length = _FAR - _OWN + 1
    most = maximum_filter1d(np.pad(peak, _FAR), length)[length // 2 :]
    around = np.maximum(most[: len(peak)], most[_FAR + _OWN :][: len(peak)])
    nearest = np.pad(peak, 1)
    found = (peak > _LOUDER * around) & (peak >= nearest[:-2]) & (peak >= nearest[2:])
    edge = AROUND + 10
    found[:edge] = found[len(peak) - edge :] = False
    return np.asarray(found & (peak > audible))
