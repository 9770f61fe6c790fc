"""Loudness after ITU-R BS.1770-4, block by block and finer than the tenths that ffmpeg prints."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from newscast.base.timecode import SAMPLE_RATE
from newscast.sound.sections import through
from newscast.sound.wav import Samples

STEP = SAMPLE_RATE // 10
"""Samples of a meter step: gating blocks are 400 ms, each 100 ms after the one before."""
SHORT_TERM = 30
"""Steps over which short-term loudness is taken (EBU Tech 3341)."""
SILENCE = -np.inf

K_WEIGHTING = np.array([
    [1.53512485958697, -2.69169618940638, 1.19839281085285, 1.0, -1.69065929318241, 0.73248077421585],
    [1.0, -2.0, 1.0, 1.0, -1.99004745483398, 0.99007225036621],
])  # fmt: skip
"""BS.1770-4 tables 1 and 2, at 48 kHz."""


@dataclass
class Meter:
    """Takes blocks of sound and keeps their K-weighted energy in steps of 100 ms."""

    channels: int
    _state: NDArray[np.float64] = field(init=False)
    _rest: NDArray[np.float64] = field(init=False)
    _steps: list[NDArray[np.float64]] = field(init=False, default_factory=list)

    def __post_init__(self) -> None:
        self._state = np.zeros((2, 2, self.channels))
        self._rest = np.zeros(0)

    def add(self, samples: Samples) -> None:
        """Meter the next block, shape (n, channels)."""
        weighted, self._state = through(K_WEIGHTING, samples, self._state)
        # A mono take is heard from both loudspeakers, so its energy counts twice.
        # Column by column: numpy's sum over rows of one or two numbers takes ten times as long.
        columns = np.square(weighted).T
        energy = sum(columns[1:], columns[0]) * (2 if self.channels == 1 else 1)
        energy = np.concatenate([self._rest, energy])
        whole = len(energy) // STEP
        self._steps.append(energy[: whole * STEP].reshape(whole, STEP).mean(axis=1))
        self._rest = energy[whole * STEP :]

    def energies(self) -> NDArray[np.float64]:
        """Mean energy of each 100 ms; what is left over at the end is one more step."""
        last = [np.array([self._rest.mean()])] if len(self._rest) else []
        return np.concatenate([*self._steps, *last]) if self._steps or last else np.zeros(0)

    def integrated(self) -> float:
        """LUFS of all that was added; minus infinity for silence."""
        steps = self.energies()
        return integrated(steps[:-1] if len(self._rest) and len(steps) > 4 else steps)


def integrated(steps: NDArray[np.float64]) -> float:
    """Gated loudness (BS.1770-4) of energies in steps of 100 ms. Sound shorter than 400 ms is measured ungated."""
    if not len(steps):
        return float(SILENCE)
    blocks = np.convolve(steps, np.full(4, 0.25), "valid") if len(steps) >= 4 else np.array([steps.mean()])
    loud = blocks[blocks > _energy(-70.0)]
    if not len(loud):
        return float(SILENCE)
    kept = loud[loud > loud.mean() * 0.1]
    return float(lufs(kept.mean()))


def sliding(energies: NDArray[np.float64], window: int) -> NDArray[np.float64]:
    """The mean of the `window` energies up to and with each; before the first there is silence."""
    total = np.concatenate([np.zeros(window), np.cumsum(energies)])
    means: NDArray[np.float64] = np.maximum(total[window:] - total[:-window], 0.0) / window
    return means


def lufs(energy: NDArray[np.float64] | float) -> NDArray[np.float64] | float:
    """K-weighted energy as loudness; -120 at least, so that it can be compared."""
    return -0.691 + 10 * np.log10(np.maximum(energy, 1e-12))


def _energy(loudness: float) -> float:
    return float(10 ** ((loudness + 0.691) / 10))
