"""What EBU R 128 tells of a programme, measured while it goes by: five values, as Broadcast Wave Files have them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from scipy.signal import sosfilt, upfirdn

from newscast.base.timecode import SAMPLE_RATE
from newscast.sound.limiter import INTERPOLATOR, OVERSAMPLING, TAPS
from newscast.sound.meter import K_WEIGHTING, integrated, lufs, sliding
from newscast.sound.wav import Samples
from newscast.wrappers.bwf.bext import Loudness

_MS = SAMPLE_RATE // 1000
_MOMENTARY, _SHORT_TERM = 400, 3000
"""Milliseconds of the sliding windows (EBU Tech 3341, 2.2); moved by one millisecond, they miss no maximum."""
_TENTH = 100
_PLACE = 256
"""Samples in which a true peak is looked for at a time."""
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
    _before: Samples = field(init=False)
    _peak: float = field(init=False, default=0.0)

    def __post_init__(self) -> None:
        self._state = np.zeros((2, 2, self.channels))
        self._rest = np.zeros(0)
        self._before = np.zeros((2 * TAPS, self.channels), np.float32)

    def add(self, samples: Samples) -> None:
        """Measure the next block, shape (n, channels)."""
        self._look(samples)
        weighted, self._state = sosfilt(K_WEIGHTING, samples, axis=0, zi=self._state)
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

    def loudness(self) -> Loudness:
        """That of all that was added; silence has none."""
        self._look(np.zeros_like(self._before))
        energies = np.concatenate([np.zeros(0), *self._energies])
        tenths = energies[: len(energies) // _TENTH * _TENTH].reshape(-1, _TENTH).mean(axis=1)
        peak = 20 * float(np.log10(self._peak)) if self._peak else None
        return Loudness(
            _audible(integrated(tenths)),
            loudness_range(sliding(energies, _SHORT_TERM)[_SHORT_TERM - 1 :: _TENTH]),
            peak,
            _audible(_highest(sliding(energies, _MOMENTARY))),
            _audible(_highest(sliding(energies, _SHORT_TERM))),
        )

    def _look(self, samples: Samples) -> None:
        """Look for a higher true peak, up to TAPS samples before the end of the block: the loudest places first, until
        no place is left that could hold one."""
        joined = np.concatenate([self._before, samples])
        self._before = joined[-2 * TAPS :]
        starts = np.arange(TAPS, len(joined) - TAPS, _PLACE)
        if not len(starts):
            return
        sides = np.abs(joined)
        highest = np.maximum(sides[:, 0], sides[:, -1])
        alone = np.maximum.reduceat(highest, np.concatenate([[0], starts[1:]]))
        around = np.maximum(alone, np.maximum(np.append(alone[1:], 0.0), np.append(0.0, alone[:-1])))
        for place in np.argsort(-around):
            # Between samples it is not twice as high as at them.
            if 2 * around[place] <= self._peak:
                break
            self._peak = max(self._peak, _between(joined[starts[place] - TAPS : starts[place] + _PLACE + TAPS]))


def _between(samples: Samples) -> float:
    """The highest amplitude of a piece at its samples and between them, but for TAPS of them at either end."""
    finer = upfirdn(INTERPOLATOR, samples.astype(np.float64), OVERSAMPLING, axis=0)
    return float(np.abs(finer[OVERSAMPLING * 2 * TAPS : OVERSAMPLING * len(samples)]).max(initial=0.0))


def loudness_range(energies: NDArray[np.float64]) -> float | None:
    """LU between the quiet and the loud of a programme (EBU Tech 3342), from its short-term energies, ten a second;
    None where all is silent or it is shorter than one of them."""
    levels = lufs(energies)
    heard = energies[levels > _SILENT] if len(energies) else energies
    if not len(heard):
        return None
    kept = np.sort(lufs(heard[lufs(heard) >= lufs(heard.mean()) - _BELOW]))
    low, high = (kept[round((len(kept) - 1) * share)] for share in (_LOW, _HIGH))
    return float(high - low)


def _highest(energies: NDArray[np.float64]) -> float:
    return float(lufs(energies.max(initial=0.0)))


def _audible(level: float) -> float | None:
    return level if level > _SILENT else None
