"""Offset: a recording that lies above or below zero (direct current) is set upon it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from newscast.base.i18n import _
from newscast.sound.chain.finding import Finding
from newscast.sound.chain.heard import Heard
from newscast.sound.wav import Samples, Wav, WavWriter, open_wav

NAME = "offset"
_LEAST = 0.002
"""Of full scale: an offset below it takes no room and cannot be heard at a cut, where takes are faded."""
_SHARE = 0.02
"""Of the level of the rest: the same for a take that will be raised."""


def measure(heard: Heard) -> Finding | None:
    """Whether the mean of a channel is not zero."""
    plan = offset_of(heard.wav)
    return None if plan is None else Finding(NAME, "centred", 100 * float(np.abs(plan).max()), "%", plan=plan)


def offset_of(wav: Wav) -> NDArray[np.float32] | None:
    """How far each channel lies above zero; None where it cannot be heard."""
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
    return np.asarray(np.rint(mean * (1 << 23)) / (1 << 23), np.float32)


def centred(wav: Wav, path: Path) -> Wav:
    """The same sound upon zero, written at `path` where it was not."""
    plan = offset_of(wav)
    if plan is None:
        return wav
    with WavWriter(path, wav.channels) as writer:
        for block in wav.blocks():
            writer.write(block - plan)
    return open_wav(path)


def treat(heard: Heard, finding: Finding) -> Iterator[Samples]:
    for block in heard.wav.blocks():
        yield block - finding.plan


def tell(finding: Finding) -> str:
    return _("A constant offset of {share:.1f} % was removed.").format(share=finding.measured)
