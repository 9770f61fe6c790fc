"""Edges of digital silence, as a gate or an editor leaves them: what begins out of it or ends in it is no click."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from newscast.sound.chain.grains import GRAIN
from newscast.sound.chain.patching import Span

_SILENT = 0.001
"""Of how loud words are, below which all is digital silence: -60 dB, as rounding and dither leave of it."""
_BESIDE = (3, 12)
"""Milliseconds from a moment in which that lies; what is nearer may ring, where a recording was brought to 48 kHz."""
_FARTHER = (10, 25)
"""Milliseconds from it in which the other side sounds on: lips have died away by then."""
_GOES_ON = 0.5
"""Of how loud the moment is, that sounds there at least: a click that opens a gate, or stands beside a word, has less.
With a tenth 16 of 345 clicks more stayed, in voices that fall to silence in their pauses; as it is one of 693."""


def is_edge(peak: NDArray[np.float32], span: Span, words: float) -> bool:
    """Whether there is digital silence on one side of a span and sound that goes on on the other; `peak` is how loud
    each grain is."""
    first, last = span[0] // GRAIN, span[1] // GRAIN
    before, after = _sides(peak, first, last, _BESIDE)
    long_before, long_after = _sides(peak, first, last, _FARTHER)
    goes_on = _GOES_ON * peak[max(0, first) : last + 1].max(initial=0.0)
    silent = _SILENT * words
    return bool((before < silent and long_after > goes_on) or (after < silent and long_before > goes_on))


def _sides(peak: NDArray[np.float32], first: int, last: int, away: tuple[int, int]) -> tuple[float, float]:
    """The loudest of so many grains before and behind others."""
    near, far = away
    before, after = peak[max(0, first - far) : max(0, first - near)], peak[last + near : last + far]
    return float(before.max(initial=0.0)), float(after.max(initial=0.0))
