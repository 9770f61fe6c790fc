"""A take in grains of a millisecond: how it swings slowly, and how sharply it breaks."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from newscast.base.timecode import SAMPLE_RATE
from newscast.sound.wav import BLOCK, Wav

GRAIN = SAMPLE_RATE // 1000
"""Samples of a grain."""
_BLOCK = BLOCK // GRAIN * GRAIN


@dataclass(frozen=True)
class Grains:
    """`mean` of each grain, all channels together, and its greatest `jump`: the second difference of any channel.

    Both have shape (grains,); what is left over at the end of the take is left out.
    """

    mean: NDArray[np.float32]
    jump: NDArray[np.float32]


def grains_of(wav: Wav) -> Grains:
    """Of a whole take, in blocks."""
    means, jumps = [np.zeros(0, np.float32)], [np.zeros(0, np.float32)]
    for start in range(0, wav.samples // GRAIN * GRAIN, _BLOCK):
        count = min(_BLOCK, (wav.samples - start) // GRAIN * GRAIN)
        samples = wav.read(start - 1, count + 2)
        bent = np.abs(samples[2:] + samples[:-2] - 2 * samples[1:-1]).max(axis=1)
        jumps.append(bent.reshape(-1, GRAIN).max(axis=1))
        means.append(samples[1:-1].reshape(-1, GRAIN * wav.channels).mean(axis=1))
    return Grains(np.concatenate(means), np.concatenate(jumps))
