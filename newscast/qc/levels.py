"""How loud a finished file is in each tenth of a second, from the copy of its sound that is kept for comparing."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from newscast.qc.decode import COMPARED_RATE

TENTH = COMPARED_RATE // 10
_BLOCK = 600 * TENTH
"""Samples read at a time: a minute."""
_LEAST = -99
"""dBFS that stand for nothing at all; 16 bits reach -96."""


def measure_levels(sound: Path) -> tuple[int, ...]:
    """dBFS (RMS) of every tenth of a second, whole numbers; a last one that is not full counts as far as it goes."""
    samples = sound.stat().st_size // 2
    return tuple(
        level
        for start in range(0, samples, _BLOCK)
        for level in _levels(np.fromfile(sound, np.int16, min(_BLOCK, samples - start), offset=2 * start))
    )


def _levels(block: np.ndarray[tuple[int], np.dtype[np.int16]]) -> list[int]:
    starts = np.arange(0, len(block), TENTH)
    energies = np.add.reduceat(np.square(block / 32768.0), starts) / np.diff(np.append(starts, len(block)))
    levels = 10 * np.log10(np.maximum(energies, 10.0 ** (_LEAST / 10)))
    return [int(level) for level in np.rint(levels)]
