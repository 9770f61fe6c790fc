"""How much later a file's sound is than the mix it was made from, by comparing the two in a few places."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from newscast.qc.decode import COMPARED_RATE
from newscast.qc.model import Offset

_WINDOW = 6 * COMPARED_RATE
_REACH = COMPARED_RATE // 2
"""Samples either way that are searched: half a second, less than a beat of music, so that a loop cannot be taken for
the one before."""
_QUIET = 104.0
"""Of 32768: -50 dBFS. In anything quieter, a codec's own noise is what would be compared."""

Sound = NDArray[np.float64]


def measure_offsets(sound: Path, reference: Path) -> tuple[Offset, ...]:
    """One offset for the loudest stretch of each third of the reference; none where it is silent."""
    if not sound.stat().st_size or not reference.stat().st_size:
        return ()
    heard, wanted = np.memmap(sound, np.int16, "r"), np.memmap(reference, np.int16, "r")
    third = max(-(-len(wanted) // 3), min(len(wanted), COMPARED_RATE // 2))
    found = (_offset(heard, wanted, start, min(start + third, len(wanted))) for start in range(0, len(wanted), third))
    return tuple(offset for offset in found if offset)


def _offset(heard: NDArray[np.int16], wanted: NDArray[np.int16], start: int, end: int) -> Offset | None:
    """The offset of the loudest window between `start` and `end` samples of the reference."""
    part = np.asarray(wanted[start:end], dtype=np.float64)
    length = min(_WINDOW, len(part))
    energy = _sliding_energy(part, length)
    first = int(energy.argmax())
    if energy[first] / length < _QUIET**2:
        return None
    window = part[first : first + length]
    lags = _likeness(window, _around(heard, start + first - _REACH, length + 2 * _REACH))
    # Sound that repeats itself is alike at many lags; of those, the nearest is meant.
    alike = np.flatnonzero(lags >= 0.98 * lags.max()) - _REACH
    lag = int(alike[np.abs(alike).argmin()])
    late = round(1000 * lag / COMPARED_RATE, 3)
    return Offset(round((start + first) / COMPARED_RATE, 3), late, round(float(max(lags.max(), 0.0)), 3))


def _around(heard: NDArray[np.int16], start: int, length: int) -> Sound:
    """`length` samples from `start`, with silence where there is no sound."""
    around = np.zeros(length)
    first, last = max(start, 0), min(start + length, len(heard))
    if last > first:
        around[first - start : last - start] = heard[first:last]
    return around


def _likeness(window: Sound, around: Sound) -> Sound:
    """Normalised cross-correlation at each lag, 1 for the same sound at any level."""
    products = _products(around, window)
    energies = _sliding_energy(around, len(window)) * np.square(window).sum()
    likeness: Sound = np.divide(products, np.sqrt(energies), out=np.zeros_like(products), where=energies > 1.0)
    return likeness


def _products(around: Sound, window: Sound) -> Sound:
    """Cross-correlation at each lag at which the window lies wholly inside. By numpy: scipy takes a second to load."""
    size = 1 << (len(around) - 1).bit_length()
    spectrum = np.fft.rfft(around, size) * np.fft.rfft(window, size).conj()
    products: Sound = np.fft.irfft(spectrum, size)[: len(around) - len(window) + 1]
    return products


def _sliding_energy(sound: Sound, length: int) -> Sound:
    total = np.concatenate([[0.0], np.cumsum(np.square(sound))])
    energy: Sound = np.maximum(total[length:] - total[:-length], 0.0)
    return energy
