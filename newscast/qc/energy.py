"""How loud a finished file is over time: its K-weighted energy, a thousand times a second, as ffmpeg works it out.

ffmpeg's own meter tells the momentary loudness every 100 ms, which misses up to 0.6 LU of a maximum that lies between
(EBU Tech 3341, test signals 13). A window that is moved by a thousandth of a second misses nothing.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from newscast.qc.measured import EVERY_MOMENTARY, EVERY_SHORT_TERM, MOMENTARY, QUIETEST, SHORT_TERM, Loudest, Loudness

RATE = 1000
"""Energies a second; each of one sample, so that windows may begin at any millisecond."""


def weighing(source: str) -> str:
    """The filters from a stereo sound to its energy, one sample of f32 a millisecond."""
    from newscast.sound.meter import K_WEIGHTING

    names = ("b0", "b1", "b2", "a0", "a1", "a2")
    stages = (":".join(f"{name}={float(value)}" for name, value in zip(names, row, strict=True)) for row in K_WEIGHTING)
    weighted = ",".join(f"biquad={stage}" for stage in stages)
    # Squaring and averaging: what is above 500 Hz in the square is the sound itself, not how loud it is.
    squared = f"asplit[k][again];[k][again]amultiply,pan=mono|c0=c0+c1,aresample={RATE}:resampler=soxr"
    return f"{source}aresample=48000,aformat=sample_fmts=dblp,{weighted},{squared}"


def read_loudness(energy: Path) -> Loudness:
    """The curves and maxima of a sound from the energy that `weighing` left; silence has no maxima."""
    # The resampler rings below 0 beside what is sudden; that has to count, or all is louder than it is.
    return loudness_of(np.fromfile(energy, "<f4").astype(np.float64))


def read_programme(energy: Path) -> tuple[float | None, float | None]:
    """The integrated loudness of a sound in LUFS, and its loudness range in LU; None for silence."""
    from newscast.sound.meter import integrated
    from newscast.sound.r128 import loudness_range, tenths

    energies = np.fromfile(energy, "<f4").astype(np.float64)
    loudness, spread = integrated(tenths(energies)), loudness_range(energies)
    if loudness <= QUIETEST:
        return None, None
    return round(loudness, 2), None if spread is None else round(spread, 2)


def loudness_of(energies: NDArray[np.float64]) -> Loudness:
    """The same from energies, one a millisecond. Before it begins there is silence, as for a meter that is running."""
    from newscast.sound.meter import sliding

    momentary, short_term = (sliding(energies, window) for window in (MOMENTARY, SHORT_TERM))
    return Loudness(
        _curve(momentary, EVERY_MOMENTARY),
        _curve(short_term, EVERY_SHORT_TERM),
        _loudest(momentary),
        _loudest(short_term),
    )


def _curve(means: NDArray[np.float64], every: int) -> tuple[float, ...]:
    """The loudness at the end of each stretch of so many milliseconds; what is left over at the end is no stretch."""
    return tuple(float(value) for value in np.round(_lufs(means[every - 1 :: every]), 2))


def _loudest(means: NDArray[np.float64]) -> Loudest | None:
    at = int(means.argmax()) if len(means) else 0
    value = float(_lufs(means[at : at + 1])[0]) if len(means) else QUIETEST
    return Loudest(round(value, 2), round((at + 1) / RATE, 3)) if value > QUIETEST else None


def _lufs(means: NDArray[np.float64]) -> NDArray[np.float64]:
    from newscast.sound.meter import lufs

    return np.maximum(lufs(means), QUIETEST)
