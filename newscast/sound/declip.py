"""Whether a recording was overdriven, so that its flattened peaks are worth rebuilding."""

from __future__ import annotations

import numpy as np

from newscast.sound.wav import Wav

_FLAT = 0.97
"""Of the highest sample: at and above it a peak counts as flat."""
_SHARE = 0.0005
"""Of all samples that must be flat; a well recorded voice has none in runs."""
_RUN = 3


def clipped(raw: Wav) -> bool:
    """Whether many runs of samples lie against the take's highest or lowest value."""
    highest = max((float(np.abs(block).max(initial=0.0)) for block in raw.blocks()), default=0.0)
    if not highest:
        return False
    flat = 0
    for block in raw.blocks():
        high = np.abs(block).max(axis=1) >= highest * _FLAT
        flat += int(np.convolve(high, np.ones(_RUN), "valid").astype(int).__eq__(_RUN).sum())
    return flat > raw.samples * _SHARE
