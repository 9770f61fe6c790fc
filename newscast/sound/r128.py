"""What EBU R 128 tells of a programme, measured while it goes by: five values, as Broadcast Wave Files have them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from newscast.base.timecode import SAMPLE_RATE
from newscast.sound.meter import K_WEIGHTING, integrated, lufs, sliding
from newscast.sound.peaks import Peaks
from newscast.sound.sections import through
from newscast.sound.wav import Samples
from newscast.wrappers.bwf.bext import Loudness

_MS = SAMPLE_RATE // 1000
_MOMENTARY, _SHORT_TERM = 400, 3000
"""Milliseconds of the sliding windows (EBU Tech 3341, 2.2); moved by one millisecond, they miss no maximum."""
_TENTH = 100
_SILENT = -70.0
"""LUFS under which there is nothing to be measured: the absolute gate of BS.1770."""
_BELOW = 20.0
"""LU under the mean from which on short-term loudness does not count for the range (EBU Tech 3342, 3.1)."""
_LOW, _HIGH = 0.10, 0.95
"""The percentiles between which the range lies (EBU Tech 3342, 3.1)."""


@dataclass
class Gauge:
    """Takes 48 kHz sound of one or two `channels` block by block; one is heard from both loudspeakers."""

    channels: int
    _state: NDArray[np.float64] = field(init=False)
    _rest: NDArray[np.float64] = field(init=False)
    _energies: list[NDArray[np.float64]] = field(init=False, default_factory=list)
    _peaks: Peaks = field(init=False)

    def __post_init__(self) -> None:
        self._state = np.zeros((2, 2, self.channels))
        self._rest = np.zeros(0)
        self._peaks = Peaks(self.channels)

    def add(self, samples: Samples) -> None:
        """Measure the next block, shape (n, channels)."""
        self._peaks.add(samples)
        weighted, self._state = through(K_WEIGHTING, samples, self._state)
        energy = np.square(weighted[:, 0]) + np.square(weighted[:, -1])
        energy = np.concatenate([self._rest, energy])
        whole = len(energy) // _MS
        self._energies.append(energy[: whole * _MS].reshape(whole, _MS).mean(axis=1))
        self._rest = energy[whole * _MS :]

    def passing(self, blocks: Iterable[Samples]) -> Iterator[Samples]:
        """The same blocks, each measured as it passes."""
        for block in blocks:
            self.add(block)
            yield block

    def energies(self) -> NDArray[np.float64]:
        """The K-weighted energy of each whole millisecond so far."""
        return np.concatenate([np.zeros(0), *self._energies])

    @property
    def peak(self) -> tuple[float, float]:
        """The highest true peak, as an amplitude, and the tenth of a second that has it."""
        return self._peaks.told(SAMPLE_RATE)

    def loudness(self) -> Loudness:
        """That of all that was added; silence has none."""
        self._peaks.end()
        energies = self.energies()
        peak = 20 * float(np.log10(self._peaks.value)) if self._peaks.value else None
        return Loudness(
            _audible(integrated(tenths(energies))),
            loudness_range(energies),
            peak,
            _audible(_highest(sliding(energies, _MOMENTARY))),
            _audible(_highest(sliding(energies, _SHORT_TERM))),
        )


def tenths(energies: NDArray[np.float64]) -> NDArray[np.float64]:
    """The energy of each whole 100 ms, from that of each millisecond."""
    return np.asarray(energies[: len(energies) // _TENTH * _TENTH].reshape(-1, _TENTH).mean(axis=1))


def loudness_range(energies: NDArray[np.float64]) -> float | None:
    """LU between the quiet and the loud of a programme (EBU Tech 3342), from its energy in each millisecond; None where
    all is silent or it is shorter than three seconds."""
    windows = sliding(energies, _SHORT_TERM)[_SHORT_TERM - 1 :: _TENTH]
    levels = lufs(windows)
    heard = windows[levels > _SILENT] if len(windows) else windows
    if not len(heard):
        return None
    kept = np.sort(lufs(heard[lufs(heard) >= lufs(heard.mean()) - _BELOW]))
    low, high = (kept[round((len(kept) - 1) * share)] for share in (_LOW, _HIGH))
    return float(high - low)


def _highest(energies: NDArray[np.float64]) -> float:
    return float(lufs(energies.max(initial=0.0)))


def _audible(level: float) -> float | None:
    return level if level > _SILENT else None
