"""A take in grains of a millisecond: how it swings slowly, and how sharply it breaks."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from newscast.base.timecode import SAMPLE_RATE
from newscast.sound.wav import BLOCK, Samples, Wav

GRAIN = SAMPLE_RATE // 1000
"""Samples of a grain."""
_BLOCK = BLOCK // GRAIN * GRAIN


@dataclass(frozen=True)
class Grains:
    """`mean` of each grain, all channels together, its greatest `jump`, the second difference of any channel, and its
    `peak`, the greatest amount of any.

    All have shape (grains,); what is left over at the end of the take is left out.
    """

    mean: NDArray[np.float32]
    jump: NDArray[np.float32]
    peak: NDArray[np.float32]


def grains_of(wav: Wav) -> Grains:
    """Of a whole take, in blocks."""
    means, jumps, peaks = ([np.zeros(0, np.float32)] for _each in range(3))
    for start in range(0, wav.samples // GRAIN * GRAIN, _BLOCK):
        count = min(_BLOCK, (wav.samples - start) // GRAIN * GRAIN)
        samples = wav.read(start - 1, count + 2)
        inside = samples[1:-1]
        jumps.append(_greatest(samples[2:] + samples[:-2] - 2 * inside))
        means.append(inside.reshape(-1, GRAIN * wav.channels).mean(axis=1))
        peaks.append(_greatest(inside))
    return Grains(np.concatenate(means), np.concatenate(jumps), np.concatenate(peaks))


def _greatest(samples: Samples) -> NDArray[np.float32]:
    """The greatest amount of each grain, in any channel."""
    length = GRAIN * samples.shape[1]
    return np.maximum.reduceat(np.abs(samples).ravel(), np.arange(0, samples.size, length))
