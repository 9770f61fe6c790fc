"""A tone and its multiples taken out of a take, followed as they waver and swell.

Each line is brought down to zero hertz, where a hum hardly moves and a voice runs past. What stays there for a quarter
of a second is the line; it is measured most in pauses, and taken away everywhere. So a voice that meets a line is not
notched by it, and a hum whose frequency drifts is not lost.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import gaussian_filter1d, uniform_filter1d

from newscast.base.timecode import SAMPLE_RATE
from newscast.sound.wav import Samples, Wav

_SLOT = SAMPLE_RATE // 100
"""Samples over which a line is averaged first: 10 ms."""
_BLOCK = 128 * _SLOT
_QUICK, _STAYS, _CHANGES = 10.0, 60.0, 12.0
"""Slots (standard deviation) over which a line is looked at for its frequency, over which it is measured, and over
which where it comes and goes."""
_HOLDS = (15.0, 20.0, 30.0, 30.0, 30.0, 30.0)
"""The same for its phase, each time after what was found before is taken out."""
_WAVERS, _AGREES = 80.0, 5.0
"""The same over which the tone's frequency is taken to change evenly, and its phase."""
_FARTHER, _COUNTS = 8.0, 0.02
"""Of what is farther away: in times of these reaches, and how much it counts. Where somebody speaks for seconds, the
pauses before and after tell more than the words do."""
_AROUND = 5.0
"""Slots over which the loudness is taken that says how much of a moment is voice."""
_STRONGEST = 4
"""Lines that are followed; the others are their multiples."""
_DRIFT = 0.6
"""Hz by which the tone may leave its mean: mains keep to 0.2, a tape or a phone's clock may not."""
_LEAST = 0.01
"""The share of a moment's energy that is taken for other things than the lines, at least."""
_PAUSE = 90.0
"""Percentile of how much slots tell of the lines that pauses reach."""
_MOST = 10.0
"""Times that, at most: where a recorder was mute there was no hum either."""
_SURE = 0.1
"""Times that, from which a moment tells on its own how loud a line is."""
_NOTHING = 1e-12

Lines = NDArray[np.complex64]
"""The lines at zero hertz, shape (multiples, slots, channels)."""


def without_lines(wav: Wav, base: float, multiples: Sequence[int]) -> Iterator[Samples]:
    """The take without these multiples of a tone of about `base` Hz."""
    lines, trust = _lowered(wav, base, multiples, np.zeros(-(-wav.samples // _SLOT)))
    turned = _turned(lines, trust, multiples)
    lines, trust = _lowered(wav, base, multiples, turned)
    sure = np.minimum(trust / (_SURE * np.percentile(trust, _PAUSE)), 1.0)[:, None].astype(np.float32)
    for number, line in enumerate(lines):
        found = _smoothed(line, trust, _STAYS)
        # What comes and goes, and wavers still, is known where there is little beside it (twice: Tukey's twicing).
        for _turn in range(2):
            found += sure * _smoothed(line - found, trust, _CHANGES)
        lines[number] = found
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
    hum = sum(2 * np.square(np.abs(_smoothed(line, plain, _CHANGES, 0.0))).mean(axis=1) for line in lines)
    trust = 1 / (np.maximum(energy - hum, _LEAST * energy) + _NOTHING)
    return np.asarray(np.minimum(trust, _MOST * np.percentile(trust, _PAUSE)))


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


def _turned(lines: Lines, trust: NDArray[np.float64], multiples: Sequence[int]) -> NDArray[np.float64]:
    """By how far the tone is ahead of an even one in each slot, in radians, as its strongest lines show."""
    whole = lines.sum(axis=2)
    heights = [np.average(np.abs(_smoothed(line, trust, _QUICK, 0.0)), weights=trust) for line in whole]
    strongest = np.argsort(-np.array(heights))[:_STRONGEST]
    seen, factors = whole[strongest], np.array(multiples)[strongest, None]
    turned = _by_frequency(seen, trust, factors)
    for reach in _HOLDS:
        turned += _by_phase(seen * np.exp(-1j * factors * turned), trust, factors, reach)
    return turned


def _by_frequency(seen: Lines, trust: NDArray[np.float64], factors: NDArray[np.int64]) -> NDArray[np.float64]:
    """How far it is ahead by how fast the lines turn, shape (lines, slots), where there is little beside them."""
    turns, loudness = _turns(np.array([_smoothed(line, trust, _QUICK, 0.0) for line in seen]))
    # No louder than it is in pauses: what is louder is a voice.
    usual = np.average(loudness, axis=1, weights=trust[1:])[:, None]
    # A line that is further up turns faster, so it tells more.
    weights = np.minimum(loudness, usual) * factors**2 * trust[1:]
    total = _spread(weights.sum(axis=0), _WAVERS) + _NOTHING
    each = _spread((weights * turns / factors).sum(axis=0), _WAVERS) / total
    most = 2 * np.pi * _DRIFT * _SLOT / SAMPLE_RATE
    return np.concatenate([[0.0], np.cumsum(np.clip(each, -most, most))])


def _by_phase(seen: Lines, trust: NDArray[np.float64], factors: NDArray[np.int64], reach: float) -> NDArray[np.float64]:
    """How far it is ahead by the lines' phases: from one pause to the next they say how far it went between."""
    turns, loudness = _turns(np.array([_smoothed(line, trust, reach) for line in seen]))
    weights = loudness * factors**2
    each = (weights * turns / factors).sum(axis=0) / (weights.sum(axis=0) + _NOTHING)
    return np.asarray(gaussian_filter1d(np.concatenate([[0.0], np.cumsum(each)]), _AGREES, mode="nearest"))


def _turns(lines: Lines) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """By how much each line turns from slot to slot, and its power."""
    found = lines[:, 1:] * lines[:, :-1].conj()
    return np.angle(found), np.abs(found)


def _smoothed(
    line: NDArray[np.complex64], trust: NDArray[np.float64], reach: float, farther: float = _COUNTS
) -> NDArray[np.complex64]:
    """A line, its slots along the first axis, as it is over so many slots, measured where there is little else."""
    trust = trust.reshape(-1, *[1] * (line.ndim - 1))
    weighed = line * trust
    found = _spread(weighed.real, reach, farther) + 1j * _spread(weighed.imag, reach, farther)
    return np.asarray(found / (_spread(trust, reach, farther) + _NOTHING), np.complex64)


def _spread(values: NDArray[Any], reach: float, farther: float = _COUNTS) -> NDArray[np.float64]:
    """What is around each slot: a bell of so many slots, and a faint one that is wider."""
    near: NDArray[np.float64] = gaussian_filter1d(values, reach, axis=0, mode="constant")
    return near + farther * _wide(values, _FARTHER * reach) if farther else near


def _wide(values: NDArray[Any], reach: float) -> NDArray[np.float64]:
    """Nearly a bell, in a time that does not grow with its width: three boxes, one upon another."""
    for _box in range(3):
        values = uniform_filter1d(values, 2 * round(reach) + 1, axis=0, mode="constant")
    return values


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
