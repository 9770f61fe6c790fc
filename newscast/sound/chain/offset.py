"""Offset: a recording that lies above or below zero (direct current) is set upon it."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from newscast.base.i18n import _
from newscast.sound.chain.finding import Finding
from newscast.sound.chain.heard import Heard
from newscast.sound.wav import Samples

NAME = "offset"
_LEAST = 0.002
"""Of full scale: an offset below it takes no room and cannot be heard at a cut, where takes are faded."""
_SHARE = 0.02
"""Of the level of the rest: the same for a take that will be raised."""


def measure(heard: Heard) -> Finding | None:
    """Whether the mean of a channel is not zero."""
    wav = heard.wav
    total, square = np.zeros(wav.channels), np.zeros(wav.channels)
    for block in wav.blocks():
        total += block.sum(axis=0, dtype=np.float64)
        square += np.einsum("ij,ij->j", block, block, dtype=np.float64)
    mean = total / max(wav.samples, 1)
    rest = np.sqrt(np.maximum(square / max(wav.samples, 1) - mean**2, 0))
    off = (np.abs(mean) > _SHARE * rest) & (np.abs(mean) > np.minimum(_LEAST, rest))
    if not off.any():
        return None
    # In the grain of 24 bits.
    plan = np.rint(mean * (1 << 23)) / (1 << 23)
    return Finding(NAME, "centred", 100 * float(np.abs(mean).max()), "%", plan=plan.astype(np.float32))


def treat(heard: Heard, finding: Finding) -> Iterator[Samples]:
    for block in heard.wav.blocks():
        yield block - finding.plan


def tell(finding: Finding) -> str:
    return _("A constant offset of {share:.1f} % was removed.").format(share=finding.measured)
