"""What still breaks beside a bridge: a click that rings in a narrow band, or that breaks off."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from newscast.sound.chain.flattening import BESIDE, USUAL
from newscast.sound.chain.mending import mended
from newscast.sound.chain.patching import Span, apart
from newscast.sound.chain.prediction import ORDER, unexplained
from newscast.sound.chain.unforeseen import bends
from newscast.sound.wav import Samples, Wav

EDGE = 6
"""Samples bridged on either side of a tick."""
_BEFORE, RINGS = 72, 480
"""Samples before a bridge in which a click of a narrow band rings, and behind it in which a click may still break off:
1.5 and 10 ms."""
_MORE = 1.2
"""Times as sharp as the sharpest that is farther away, from which it does: a voice has pulses."""
_EVEN = 6.0
"""Times as sharp as half of it, up to which its 99.5th percentile is that of noise (4.2), and counts there."""
_NEAR = 48
"""Samples between two breaks that are bridged as one: a millisecond."""
_OWN, _ANSWER, _REACH = 4, 36, 1200
"""Samples before a break that are its own; behind it, in which a prediction still answers it; and, 25 ms, that say how
much is left over there."""
_USUAL, _LEFT = 99.0, 2.3
"""Percentile of these; and times as much as it, from which no voice did it. Behind bridges in 34 takes, that is left in
96 of 100 places where a click breaks off, and in 8 of 566 where a voice is sharper than most of what is beside."""
_TURNS = 4
"""Times a bridge is looked behind."""


def ringing(wav: Wav, span: Span, heard: float) -> list[Span]:
    """The span, and what still breaks beside it; what is less sharp than `heard` does not."""
    found = [span]
    start, end = max(EDGE, span[0] - _BEFORE), min(wav.samples - EDGE, span[1] + RINGS)
    for _turn in range(_TURNS):
        around = mended(wav, (start - BESIDE - ORDER, end + BESIDE), found)
        runs = [(first + start, last + start) for first, last in _broken(around, heard)]
        if not runs:
            break
        found = apart([*found, *((first - EDGE, last + EDGE) for first, last in runs)])
    return found


def _broken(around: Samples, heard: float) -> Iterator[Span]:
    """What breaks in the midst, counted from where that begins: what is sharper than any pulse of the voice beside, or
    than most of what is near and not foretold."""
    bent = np.pad(bends(around[ORDER:]), 1)
    usual, pulse = float(np.percentile(bent[:-RINGS], USUAL)), _pulse(bent)
    doubtful = np.flatnonzero(bent[BESIDE:-BESIDE] > max(min(usual, pulse), heard)) + BESIDE
    if not len(doubtful):
        return
    left = unexplained(around)
    for run in np.split(doubtful, np.flatnonzero(np.diff(doubtful) > _NEAR) + 1):
        sharp = run[bent[run] > max(pulse, heard)]
        if not len(sharp) and _stands_out(left, int(run[bent[run].argmax()])):
            sharp = run
        if len(sharp):
            yield int(sharp[0]) - BESIDE, int(sharp[-1]) + 1 - BESIDE


def _pulse(bent: NDArray[np.float32]) -> float:
    """How sharp a voice or a noise may be, by what is farther away."""
    beside = np.concatenate([bent[1 : BESIDE - _NEAR], bent[-BESIDE + _NEAR : -1]])
    half, usual = np.percentile(beside, (50, USUAL))
    return _MORE * float(usual if usual < _EVEN * half else beside.max())


def _stands_out(left: NDArray[np.float64], place: int) -> bool:
    """Whether far more is left over at a place than within 25 ms of it."""
    before, after = left[place - _REACH : place - _OWN], left[place + _ANSWER : place + _REACH]
    usual = float(np.percentile(np.concatenate([before, after]), _USUAL))
    return float(left[place - 2 : place + _OWN].max()) > _LEFT * usual
