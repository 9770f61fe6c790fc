"""A tone and its multiples taken out of a take, followed as they waver and swell.

Each line is brought down to zero hertz, where a hum hardly moves and a voice runs past. What stays there for a quarter
of a second is the line; it is measured most in pauses, and taken away everywhere. So a voice that meets a line is not
notched by it, and a hum whose frequency drifts is not lost.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import gaussian_filter1d

from newscast.base.timecode import SAMPLE_RATE
from newscast.sound.wav import Samples, Wav

_SLOT = SAMPLE_RATE // 100
"""Samples over which a line is averaged first: 10 ms."""
_BLOCK = 128 * _SLOT
_QUICK, _STAYS, _WAVERS = 10.0, 20.0, 80.0
"""Slots (standard deviation) over which a line is looked at to follow it, over which it is measured, and over which its
frequency is taken to change evenly."""
_AROUND = 5.0
"""Slots over which the loudness is taken that says how much of a moment is voice."""
_STRONGEST = 4
"""Lines that are followed; the others are their multiples."""
_DRIFT = 0.6
"""Hz by which the tone may leave its mean: mains keep to 0.2, a tape or a phone's clock may not."""
_LEAST = 0.01
"""The share of a moment's energy that is taken for other things than the lines, at least."""
_NOTHING = 1e-12

Lines = NDArray[np.complex64]
"""The lines at zero hertz, shape (multiples, slots, channels)."""


def without_lines(wav: Wav, base: float, multiples: Sequence[int]) -> Iterator[Samples]:
    """The take without these multiples of a tone of about `base` Hz."""
    lines, trust = _lowered(wav, base, multiples, np.zeros(-(-wav.samples // _SLOT)))
    turned = _followed(lines, trust, multiples)
    lines, trust = _lowered(wav, base, multiples, turned)
    for number, line in enumerate(lines):
        steady = _smoothed(line, trust, _STAYS)
        # Once more of what is left: a line that still wavers a little goes as well (Tukey's twicing).
        lines[number] = steady + _smoothed(line - steady, trust, _STAYS)
    for start in range(0, wav.samples, _BLOCK):
        block = wav.read(start, min(_BLOCK, wav.samples - start))
        yield (block - _raised(start, len(block), base, multiples, turned, lines)).astype(np.float32)


def _lowered(
    wav: Wav, base: float, multiples: Sequence[int], turned: NDArray[np.float64]
) -> tuple[Lines, NDArray[np.float64]]:
    """The lines by the slot; and how little else is heard in each, as a weight."""
    count = len(turned)
    lines = np.zeros((len(multiples), count, wav.channels), np.complex64)
    energy = np.zeros(count)
    for start in range(0, wav.samples, _BLOCK):
        slots = min(_BLOCK // _SLOT, count - start // _SLOT)
        block, here = wav.read(start, slots * _SLOT), slice(start // _SLOT, start // _SLOT + slots)
        energy[here] = np.square(block).reshape(slots, -1).mean(axis=1)
        for number, wave in _waves(start, len(block), base, multiples, turned):
            moved = block * wave.conj()[:, None]
            lines[number, here] = moved.reshape(slots, _SLOT, -1).mean(axis=1)
    return lines, _trust(gaussian_filter1d(energy, _AROUND, mode="nearest"), lines)


def _trust(energy: NDArray[np.float64], lines: Lines) -> NDArray[np.float64]:
    """How much a slot tells of the lines: the more, the less there is beside them, however loud they are."""
    plain = 1 / (energy + _NOTHING)
    hum = sum(2 * np.square(np.abs(_smoothed(line, plain, _STAYS))).mean(axis=1) for line in lines)
    return np.asarray(1 / (np.maximum(energy - hum, _LEAST * energy) + _NOTHING))


def _waves(
    start: int, count: int, base: float, multiples: Sequence[int], turned: NDArray[np.float64]
) -> Iterator[tuple[int, NDArray[np.complex64]]]:
    """Each line as a wave of amplitude 1, from a sample on; `turned` is by how far the tone is ahead in each slot."""
    places = np.arange(start, start + count)
    phase = 2 * np.pi * np.mod(base / SAMPLE_RATE * places, 1.0) + _between(places, turned)
    tone = np.exp(1j * phase)
    wave = np.ones(count, np.complex128)
    for multiple in range(1, max(multiples) + 1):
        wave = wave * tone
        if multiple in multiples:
            yield multiples.index(multiple), wave.astype(np.complex64)


def _between(places: NDArray[np.int64], values: NDArray[np.float64]) -> NDArray[np.float64]:
    """What is known of slots, at samples."""
    middles = (np.arange(len(values)) + 0.5) * _SLOT
    return np.asarray(np.interp(places, middles, values))


def _followed(lines: Lines, trust: NDArray[np.float64], multiples: Sequence[int]) -> NDArray[np.float64]:
    """By how far the tone is ahead of an even one in each slot, in radians, as its strongest lines show."""
    seen = [
        (multiple, _smoothed(line, trust, _QUICK).sum(axis=1)) for multiple, line in zip(multiples, lines, strict=True)
    ]
    seen = sorted(seen, key=lambda each: -float(np.median(np.abs(each[1]))))[:_STRONGEST]
    # A line that is further up turns faster, so it tells more.
    turns = [line[1:] * line[:-1].conj() for _multiple, line in seen]
    weights = np.array([np.abs(turn) * multiple**2 for (multiple, _line), turn in zip(seen, turns, strict=True)])
    ahead = np.array([np.angle(turn) / multiple for (multiple, _line), turn in zip(seen, turns, strict=True)])
    weights *= trust[1:]
    total = gaussian_filter1d(weights.sum(axis=0), _WAVERS, mode="constant") + _NOTHING
    each = gaussian_filter1d((weights * ahead).sum(axis=0), _WAVERS, mode="constant") / total
    most = 2 * np.pi * _DRIFT * _SLOT / SAMPLE_RATE
    return np.concatenate([[0.0], np.cumsum(np.clip(each, -most, most))])[: lines.shape[1]]


def _smoothed(line: NDArray[np.complex64], trust: NDArray[np.float64], reach: float) -> NDArray[np.complex64]:
    """A line, shape (slots, channels), as it is over so many slots, measured where there is little else."""
    total = gaussian_filter1d(trust, reach, mode="constant")[:, None] + _NOTHING
    weighed = line * trust[:, None]
    real, imaginary = (gaussian_filter1d(part, reach, axis=0, mode="constant") for part in (weighed.real, weighed.imag))
    found: NDArray[np.complex64] = ((real + 1j * imaginary) / total).astype(np.complex64)
    return found


def _raised(
    start: int, count: int, base: float, multiples: Sequence[int], turned: NDArray[np.float64], lines: Lines
) -> NDArray[np.float64]:
    """The lines as they are heard, all together."""
    places = np.arange(start, start + count)
    heard = np.zeros((count, lines.shape[2]))
    first, last = max(0, start // _SLOT - 1), (start + count) // _SLOT + 2
    middles = (np.arange(lines.shape[1])[first:last] + 0.5) * _SLOT
    for number, wave in _waves(start, count, base, multiples, turned):
        for channel in range(lines.shape[2]):
            known = lines[number, first:last, channel]
            line = np.interp(places, middles, known.real) + 1j * np.interp(places, middles, known.imag)
            heard[:, channel] += 2 * (line * wave).real
    return heard
