"""Whether a moment is repeated at once, as the pulses of a voice are; a click is not."""

from __future__ import annotations

import numpy as np

from newscast.sound.chain.grains import GRAIN
from newscast.sound.wav import Wav

_BEFORE, _LENGTH = GRAIN, 3 * GRAIN
"""Samples before the middle of a moment that belong to it, and all that do."""
_SOONEST, _LATEST = 120, 888
"""Samples from one pulse of a voice to the next: 400 to 54 Hz."""


def repeated(wav: Wav, middle: int) -> float:
    """How like what follows is to it where it is likest: 1 where it comes again, however loud."""
    sound = wav.read(middle - _BEFORE, _LENGTH + _LATEST).astype(np.float64)
    own, later = sound[:_LENGTH], sound[_SOONEST:]
    like, power = np.zeros(len(later) - _LENGTH + 1), np.full(len(later) - _LENGTH + 1, 1e-24)
    for one, channel in zip(own.T, later.T, strict=True):
        like += np.correlate(channel, one, "valid")
        power += np.convolve(np.square(channel), np.ones(_LENGTH), "valid")
    return float((like / np.sqrt(power * np.square(own).sum() + 1e-24)).max())
