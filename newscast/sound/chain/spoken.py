"""In which moments of a take somebody speaks, by their levels."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from newscast.sound.meter import lufs

_DEPTH = 28.0
"""dB under loud words at which speech ends at the latest: somebody far from the microphone is still heard."""
_RISE = 0.4
"""How far from the noise's level to that of loud words, in dB, speech begins."""
_FARTHER = 18.0
"""dB under loud words at which somebody who speaks from farther away still counts, whatever the noise."""
_LIFT = 6.0
"""dB that speech stands out from noise at least."""
_PAUSES = 15.0
"""dB under loud words at which a take's quietest moments are pauses at the earliest."""


def spoken(energies: NDArray[np.float64]) -> NDArray[np.bool_]:
    """In which of the steps somebody speaks."""
    levels = np.asarray(lufs(energies))
    sounding = levels[levels > -90]
    if not len(sounding):
        return np.zeros(len(levels), bool)
    noise, loud = np.percentile(levels, 5), np.percentile(sounding, 90)
    if loud - noise < _PAUSES:
        # What is so near to the loud words is somebody else, in a take without pauses.
        return np.asarray(levels > loud - _DEPTH)
    above = min(noise + _RISE * (loud - noise), loud - _FARTHER)
    return np.asarray(levels > max(above, noise + _LIFT, loud - _DEPTH, -70.0))
