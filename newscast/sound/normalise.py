"""Set a sound to a loudness: linear gain, then a true-peak limiter, measured and corrected until it is there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from newscast.sound.levels import amplitude
from newscast.sound.limiter import GRAIN, MARGIN, limit
from newscast.sound.meter import STEP, Meter, lufs
from newscast.sound.wav import BLOCK, Samples, Wav, WavWriter

TOLERANCE = 0.05
"""LU from the target at which a result is left alone."""
_NEAR = 0.3
"""The same where it is to be quick: what the first pass gives, but for sound that is nothing but peaks."""
_PASSES = 5
_GREATEST = 32.0
"""dB of gain at most, so that the noise of a clip in which nothing was recorded does not roar."""
_INAUDIBLE = 24.0
"""LU under the whole at which the end of a piece of music is no longer heard."""
_ROUNDING = 2.0**-24
"""The most by which a sample of 24 bits differs from what was rounded to it."""
_QUIETEST = -65.0
"""LUFS below which a sound is taken for silence and left as it is."""


@dataclass(frozen=True)
class Shape:
    """What is done beside the gain.

    `curve` holds dB for the middle of each 100 ms; `ceiling` is dBTP, None for no limiter; `fade` is in samples, at
    both ends; `bits` is 32 (float) or 24. `quick` is half the work: peaks between samples are let be, and so is what
    is nearly as loud as it should be.
    """

    ceiling: float | None = None
    curve: NDArray[np.float64] | None = None
    fade: int = 0
    bits: int = 32
    quick: bool = False

    @property
    def tolerance(self) -> float:
        return _NEAR if self.quick else TOLERANCE


def loudness(source: Wav) -> float:
    """Integrated loudness in LUFS; minus infinity for silence."""
    meter = Meter(source.channels)
    for block in source.blocks():
        meter.add(block)
    return meter.integrated()


def ending_heard(source: Wav) -> Wav:
    """The same music up to where its last sound can be heard, so that its ending is where it ends."""
    meter = Meter(source.channels)
    for block in source.blocks():
        meter.add(block)
    audible = np.flatnonzero(lufs(meter.energies()) > meter.integrated() - _INAUDIBLE)
    return replace(source, samples=min(source.samples, (int(audible[-1]) + 1) * STEP)) if len(audible) else source


def normalise(source: Wav, output: Path, target: float, shape: Shape, measured: float | None = None) -> None:
    """Write `source` at `target` LUFS. `measured` is its loudness with the curve applied, where it is known."""
    found = loudness(source) if measured is None else measured
    gain = 0.0 if found < _QUIETEST else min(target - found, _GREATEST)
    for _ in range(_PASSES):
        reached = write(source, output, gain, shape)
        # Nothing may be left: what was heard of a recording without sound was its cut edges, which are faded.
        silent = min(found, reached) < _QUIETEST
        if shape.ceiling is None or silent or gain >= _GREATEST or abs(target - reached) <= shape.tolerance:
            return
        gain += target - reached


def write(source: Wav, output: Path, gain: float, shape: Shape) -> float:
    """Write `source` with `gain` dB and return the loudness of the result in LUFS."""
    meter = Meter(source.channels)
    with WavWriter(output, source.channels, shape.bits) as writer:
        for block in _shaped(source, gain, shape):
            meter.add(block)
            writer.write(block)
    return meter.integrated()


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


def _shaped(source: Wav, gain: float, shape: Shape) -> Iterator[Samples]:
    assert BLOCK % GRAIN == 0
    for start in range(0, source.samples, BLOCK):
        count = min(BLOCK, source.samples - start)
        padded = _gained(source, start - MARGIN, count + 2 * MARGIN, gain, shape)
        if shape.ceiling is None:
            yield padded[MARGIN:-MARGIN]
        else:
            yield limit(padded, amplitude(shape.ceiling), between=not shape.quick)


def _gained(source: Wav, start: int, count: int, gain: float, shape: Shape) -> Samples:
    samples = source.read(start, count)
    factor: NDArray[np.float64] | float = amplitude(gain)
    places = np.arange(start, start + count)
    if shape.curve is not None and len(shape.curve):
        middles = (np.arange(len(shape.curve)) + 0.5) * STEP
        factor = 10 ** ((gain + np.interp(places, middles, shape.curve)) / 20)
    if shape.fade and (start < shape.fade or start + count > source.samples - shape.fade):
        factor = factor * fade(places, source.samples, shape.fade)
    if isinstance(factor, float):
        return samples * np.float32(factor)
    return (samples * factor[:, None]).astype(np.float32)


def fade(places: NDArray[np.int64], length: int, samples: int) -> NDArray[np.float64]:
    """Raised-cosine gain at `places` of a sound of that `length`, rising and falling over `samples` at its ends."""
    room = max(1, min(samples, length // 2))
    inside = np.clip(np.minimum(places + 1, length - places) / (room + 1), 0.0, 1.0)
    return 0.5 - 0.5 * np.cos(np.pi * inside)
