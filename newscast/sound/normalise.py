"""Set a sound to a loudness: linear gain, then a true-peak limiter, measured and corrected until it is there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from newscast.sound.levels import amplitude
from newscast.sound.limiter import GRAIN, MARGIN, limit
from newscast.sound.meter import STEP, Meter, integrated, lufs
from newscast.sound.wav import BLOCK, Samples, Wav, WavWriter, open_wav

TOLERANCE = 0.05
"""LU from the target at which a result is left alone."""
_NEAR = 0.3
"""The same where it is to be quick: what the first pass gives, but for sound that is nothing but peaks."""
_PASSES = 5
GREATEST = 32.0
"""dB of gain at most, so that the noise of a clip in which nothing was recorded does not roar."""
INAUDIBLE = 24.0
"""LU under the whole at which the beginning and the end of a piece of music are not heard."""
_ROUNDING = 2.0**-24
"""The most by which a sample of 24 bits differs from what was rounded to it."""
SILENT = -65.0
"""LUFS below which a sound is taken for silence where nothing else is known of it."""
_RINGING = 5
"""Steps after which nothing of what went before is left in the filters of a meter."""

Stretch = tuple[int, int]
"""Samples, from the first to after the last."""


@dataclass(frozen=True)
class Shape:
    """What is done beside the gain.

    `ceiling` is dBTP, None for no limiter; `fade` is in samples, at both ends; `bits` is 32 (float) or 24. `quick` is
    half the work: peaks between samples are let be, and so is what is nearly as loud as it should be. `greatest` is in
    dB: the gain at most. `silent` is in LUFS: what is softer is taken for silence and left as it is.
    """

    ceiling: float | None = None
    fade: int = 0
    bits: int = 32
    quick: bool = False
    greatest: float = GREATEST
    silent: float = SILENT

    @property
    def tolerance(self) -> float:
        return _NEAR if self.quick else TOLERANCE


def energies_of(source: Wav, start: int = 0, end: int | None = None) -> NDArray[np.float64]:
    """K-weighted energy in steps of 100 ms, of all of it or of what lies between two samples as if it began there."""
    meter = Meter(source.channels)
    last = source.samples if end is None else end
    for first in range(start, last, BLOCK):
        meter.add(source.read(first, min(BLOCK, last - first)))
    return meter.energies()


def loudness(source: Wav) -> float:
    """Integrated loudness in LUFS; minus infinity for silence."""
    return integrated_of(energies_of(source), source.samples)


def integrated_of(steps: NDArray[np.float64], samples: int) -> float:
    """The loudness of so many samples from their energies_of; what is left over at the end counts in short ones."""
    return integrated(steps[:-1] if samples % STEP and len(steps) > 4 else steps)


def ending_heard(source: Wav) -> Wav:
    """The same music up to where its last sound can be heard, so that its ending is where it ends."""
    steps = energies_of(source)
    audible = np.flatnonzero(lufs(steps) > integrated_of(steps, source.samples) - INAUDIBLE)
    return replace(source, samples=min(source.samples, (int(audible[-1]) + 1) * STEP)) if len(audible) else source


def normalise(source: Wav, output: Path, target: float, shape: Shape, steps: NDArray[np.float64] | None = None) -> None:
    """Write `source` at `target` LUFS. `steps` are its energies_of, where they are known."""
    steps = energies_of(source) if steps is None else steps
    found = integrated_of(steps, source.samples)
    gain = 0.0 if found < shape.silent else min(target - found, shape.greatest)
    for _ in range(_PASSES):
        touched = write(source, output, gain, shape)
        if shape.ceiling is None:
            return
        reached = integrated_of(_after(steps, gain, touched, open_wav(output)), source.samples)
        # Nothing may be left: what was heard of a recording without sound was its cut edges, which are faded.
        silent = min(found, reached) < shape.silent
        if silent or gain >= shape.greatest or abs(target - reached) <= shape.tolerance:
            return
        gain += target - reached


def write(source: Wav, output: Path, gain: float, shape: Shape) -> list[Stretch]:
    """Write `source` with `gain` dB; where it is not that gain alone that was applied, in samples, ascending."""
    touched: list[Stretch] = [(0, shape.fade), (source.samples - shape.fade, source.samples)] if shape.fade else []
    with WavWriter(output, source.channels, shape.bits) as writer:
        for start, block, limited in _shaped(source, gain, shape):
            writer.write(block)
            if limited:
                touched.append((start, start + len(block)))
    return sorted(touched)


def _after(steps: NDArray[np.float64], gain: float, touched: Sequence[Stretch], written: Wav) -> NDArray[np.float64]:
    """The energies of what was written: the gain is known, so only where more was done are they measured."""
    after = steps * 10 ** (gain / 10)
    for start, end in touched:
        first, last = max(start, 0) // STEP, min(-(-end // STEP) + _RINGING, len(steps))
        warm = min(first, _RINGING)
        after[first:last] = energies_of(written, (first - warm) * STEP, min(last * STEP, written.samples))[warm:]
    return after


def gain_between(source: Wav, written: Wav) -> float:
    """dB of gain with which `source` was written with 24 bits, a limiter after it or not; 0 for silence.

    A limiter only lowers, and rounding adds no more than half a step: no sample tells more than the gain, and the
    largest that no limiter met tells it to a millionth.
    """
    factor = 0.0
    for before, after in zip(source.blocks(), written.blocks(), strict=True):
        heard = before != 0
        least = (np.abs(after[heard], dtype=np.float64) - _ROUNDING) / np.abs(before[heard], dtype=np.float64)
        factor = max(factor, float(least.max(initial=0.0)))
    return float(20 * np.log10(factor)) if factor else 0.0


def _shaped(source: Wav, gain: float, shape: Shape) -> Iterator[tuple[int, Samples, bool]]:
    """Each block with where it starts, and whether it was limited."""
    assert BLOCK % GRAIN == 0
    for start in range(0, source.samples, BLOCK):
        count = min(BLOCK, source.samples - start)
        padded = _gained(source, start - MARGIN, count + 2 * MARGIN, gain, shape)
        inner = padded[MARGIN:-MARGIN]
        limited = inner if shape.ceiling is None else limit(padded, amplitude(shape.ceiling), not shape.quick)
        yield start, limited, not np.may_share_memory(limited, padded)


def _gained(source: Wav, start: int, count: int, gain: float, shape: Shape) -> Samples:
    samples = source.read(start, count)
    if shape.fade and (start < shape.fade or start + count > source.samples - shape.fade):
        places = np.arange(start, start + count)
        factor = amplitude(gain) * fade(places, source.samples, shape.fade)
        return (samples * factor[:, None]).astype(np.float32)
    samples *= np.float32(amplitude(gain))
    return samples


def fade(places: NDArray[np.int64], length: int, samples: int) -> NDArray[np.float64]:
    """Raised-cosine gain at `places` of a sound of that `length`, rising and falling over `samples` at its ends."""
    room = max(1, min(samples, length // 2))
    inside = np.clip(np.minimum(places + 1, length - places) / (room + 1), 0.0, 1.0)
    return 0.5 - 0.5 * np.cos(np.pi * inside)
