"""Where a sting hits: the beat that belongs on the cut."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from newscast.base.timecode import SAMPLE_RATE
from newscast.sound.wav import Wav

_STEP = SAMPLE_RATE // 200
"""Samples between levels: 5 ms."""
_LATEST = 2 * SAMPLE_RATE
"""Samples within which a hit is looked for: what comes later is a tune, no pickup."""
_LOUD = 3.0
"""dB under its loudest at which music has arrived."""
_AUDIBLE = 40.0
"""dB under its loudest at which music begins to be heard."""
_HEARD = 0.02
"""The share of its height from which an attack has begun."""
_ATTACK = 12
"""Steps before that in which the hit began: 60 ms."""


def hit_of(wav: Wav) -> int:
    """The sample at which music first comes up to its loudest; where it begins to be heard, if that takes longer."""
    heard = wav.read(0, wav.samples)
    heard = heard[: len(heard) // _STEP * _STEP]
    energies = np.square(heard, dtype=np.float64).sum(axis=1).reshape(-1, _STEP).mean(axis=1)
    if len(energies) < 10 or not energies.any():
        return 0
    # 50 ms after each moment: a hit is what goes on, a click is not.
    level = 10 * np.log10(np.convolve(energies, np.full(10, 0.1), "full")[9:] + 1e-12)
    arrived = int(np.flatnonzero(level > level.max() - _LOUD)[0])
    if arrived * _STEP > _LATEST:
        heard_from = int(np.flatnonzero(level > level.max() - _AUDIBLE)[0])
        return heard_from * _STEP
    rises = np.diff(10 * np.log10(energies + 1e-9), prepend=-90.0)
    window = range(max(0, arrived - 1), min(len(rises), arrived + _ATTACK))
    return _begun(np.abs(heard).max(axis=1), max(window, key=lambda each: rises[each]) * _STEP)


def _begun(heights: NDArray[np.float32], at: int) -> int:
    """The first sample of what rises within the step at `at`: over what was heard before it, towards what follows."""
    first = max(0, at - _STEP // 2)
    before = float(heights[max(0, at - 2 * _STEP) : first].max(initial=0.0))
    loud = float(heights[at : at + 2 * _STEP].max(initial=0.0))
    risen = np.flatnonzero(heights[first : at + _STEP] > max(np.sqrt(before * loud), _HEARD * loud))
    return first + int(risen[0]) if len(risen) else at
