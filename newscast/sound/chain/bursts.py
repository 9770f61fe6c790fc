"""Bursts: whether what broke may have opened a mouth for a t or k, which breathes on, or was over as clicks are."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from newscast.sound.chain.patching import Span
from newscast.sound.chain.prediction import AROUND, left_over
from newscast.sound.chain.unforeseen import bends, sharpest
from newscast.sound.wav import Wav

_MS = 48
"""Samples of a millisecond."""
_OWN, _SOON, _LATER = 2, 5, 15
"""Milliseconds around a break that are its own; in which a burst turns to breath; and in which it breathes."""
_GONE = 25.0
"""Times as sharp as all that follows from the 5th to the 15th millisecond, which no burst is: in the
closures of stops, in recordings and synthetic voices, the breath after one reaches a 15th."""
_SUDDEN, _SINCE = 16.0, 12.0
"""The same from the 2nd to the 5th and from there on, where nothing is louder afterwards than it was before."""
_LOUDER = 1.6
"""Times as loud as before, up to which nothing is."""
_UNFORESEEN = 9.0
"""Times as much as is left over by prediction before and after, for what stands in the midst of a voice."""


def is_burst(wav: Wav, span: Span) -> bool:
    """Whether what is in a span may be the burst of a stop, by what follows it."""
    middle = sharpest(wav, span)
    far = _LATER * _MS
    around = wav.read(middle - far, 2 * far).astype(np.float64)
    bent = bends(around)
    peak = _most(bent, -1, 1)
    if peak > _GONE * _most(bent, _SOON, _LATER):
        return False
    moved = np.square(np.diff(around, axis=0)).max(axis=1)
    before, after = (moved[far + a * _MS : far + b * _MS].mean() for a, b in ((-12, -_OWN), (_OWN, 12)))
    if after > _LOUDER**2 * before:
        return True
    if peak > max(_SUDDEN * _most(bent, _OWN, _SOON), _SINCE * _most(bent, _SOON, _LATER)):
        return False
    left = left_over(wav, middle)[AROUND - far : AROUND + far]
    return _most(left, -1, 1) <= _UNFORESEEN * max(_most(left, -_LATER, -_OWN), _most(left, _OWN, _LATER))


def _most(values: NDArray[np.float64], first: int, last: int) -> float:
    """The greatest from one millisecond to another, counted from the middle."""
    middle = _LATER * _MS
    return float(values[middle + first * _MS : middle + last * _MS].max())
