"""How much later a file's sound is than the mix it was made from, and how alike, by comparing the two in places."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from newscast.qc.decode import COMPARED_RATE
from newscast.qc.measured import Offset

_WINDOW = 6 * COMPARED_RATE
_TENTH = COMPARED_RATE // 10
_BLOCK = 60 * COMPARED_RATE
"""Samples read at a time, so that memory does not grow with the length."""
_REACH = COMPARED_RATE // 2
"""Samples either way that are searched: half a second, less than a beat of music, so that a loop cannot be taken for
the one before."""
_QUIET = 104.0
"""Of 32768: -50 dBFS. In anything quieter, a codec's own noise is what would be compared."""

_SURELY = 0.5
"""Likeness from which a short stretch is that of the reference: coded copies are above 0.89, other speech under 0.2."""

Sound = NDArray[np.float64]


def measure_offsets(sound: Path, reference: Path) -> tuple[Offset, ...]:
    """One offset for the loudest stretch of each third of the reference; none where it is silent."""
    samples = _length(reference)
    if not samples or not _length(sound):
        return ()
    third = max(-(-samples // 3), min(samples, COMPARED_RATE // 2))
    found = (_offset(sound, reference, start, min(start + third, samples)) for start in range(0, samples, third))
    return tuple(offset for offset in found if offset)


def are_alike(sound: Path, reference: Path, spans: Iterable[tuple[float, float]]) -> bool:
    """Whether in each of the spans, given in seconds of the reference, the sound is that of the reference."""
    places = ((round(start * COMPARED_RATE), round(end * COMPARED_RATE)) for start, end in spans)
    found = [_offset(sound, reference, first, last) for first, last in places if last > first]
    return all(offset is not None and offset.likeness >= _SURELY for offset in found)


def _offset(sound: Path, reference: Path, start: int, end: int) -> Offset | None:
    """The offset of the loudest window between `start` and `end` samples of the reference."""
    first, length = _loudest(reference, start, end)
    window = _stretch(reference, first, length)
    if np.square(window).mean() < _QUIET**2:
        return None
    lags = _likeness(window, _stretch(sound, first - _REACH, length + 2 * _REACH))
    # Sound that repeats itself is alike at many lags; of those, the nearest is meant.
    alike = np.flatnonzero(lags >= 0.98 * lags.max()) - _REACH
    lag = int(alike[np.abs(alike).argmin()])
    late = round(1000 * lag / COMPARED_RATE, 3)
    return Offset(round(first / COMPARED_RATE, 3), late, round(float(max(lags.max(), 0.0)), 3))


def _loudest(path: Path, start: int, end: int) -> tuple[int, int]:
    """Where the loudest window between two samples starts, to a tenth of a second, and its length."""
    if end - start <= _WINDOW:
        return start, end - start
    tenths = np.concatenate([
        np.square(_stretch(path, begin, min(_BLOCK, end - begin) // _TENTH * _TENTH)).reshape(-1, _TENTH).sum(axis=1)
        for begin in range(start, end, _BLOCK)
    ])  # fmt: skip
    return start + _TENTH * int(_sliding(tenths, _WINDOW // _TENTH).argmax()), _WINDOW


def _length(path: Path) -> int:
    return path.stat().st_size // 2


def _stretch(path: Path, start: int, length: int) -> Sound:
    """`length` samples from `start`, with silence where there is no sound."""
    stretch = np.zeros(length)
    first, last = max(start, 0), min(start + length, _length(path))
    if last > first:
        stretch[first - start : last - start] = np.fromfile(path, np.int16, last - first, offset=2 * first)
    return stretch


def _likeness(window: Sound, around: Sound) -> Sound:
    """Normalised cross-correlation at each lag, 1 for the same sound at any level."""
    products = _products(around, window)
    energies = _sliding(np.square(around), len(window)) * np.square(window).sum()
    likeness: Sound = np.divide(products, np.sqrt(energies), out=np.zeros_like(products), where=energies > 1.0)
    return likeness


def _products(around: Sound, window: Sound) -> Sound:
    """Cross-correlation at each lag at which the window lies wholly inside. By numpy: scipy takes a second to load."""
    size = 1 << (len(around) - 1).bit_length()
    spectrum = np.fft.rfft(around, size) * np.fft.rfft(window, size).conj()
    products: Sound = np.fft.irfft(spectrum, size)[: len(around) - len(window) + 1]
    return products


def _sliding(values: Sound, length: int) -> Sound:
    """The sum of each `length` values in a row."""
    total = np.concatenate([[0.0], np.cumsum(values)])
    sums: Sound = np.maximum(total[length:] - total[:-length], 0.0)
    return sums
