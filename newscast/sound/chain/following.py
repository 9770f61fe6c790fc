"""A tone and its multiples taken out of a take, followed as they waver and swell.

Each line is brought down to zero hertz, where a hum hardly moves and a voice runs past. What stays there for a quarter
of a second is the line; it is measured most in pauses, and taken away everywhere. So a voice that meets a line is not
notched by it, and a hum whose frequency drifts is not lost.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.linalg import solveh_banded
from scipy.ndimage import gaussian_filter1d, uniform_filter1d

from newscast.base.timecode import SAMPLE_RATE
from newscast.sound.chain import comb
from newscast.sound.chain.lowering import BLOCK, SLOT, Lines, Tones, lowered, without
from newscast.sound.wav import Samples, Wav

_QUICK, _STAYS, _CHANGES = 10.0, 60.0, 12.0
"""Slots (standard deviation) over which a line is looked at for its frequency, over which it is measured first, and
over which to tell what else is heard."""
_HOLDS = (15.0, 20.0, 30.0, 30.0, 30.0, 30.0)
"""The same for its phase, each time after what was found before is taken out."""
_WAVERS, _AGREES = 80.0, 5.0
"""The same over which the tone's frequency is taken to change evenly, and its phase."""
_FARTHER, _COUNTS = 8.0, 0.02
"""Of what is farther away: in times of these reaches, and how much it counts. Where somebody speaks for seconds, the
pauses before and after tell more than the words do."""
_AROUND = 5.0
"""Slots over which the loudness is taken that says how much of a moment is voice."""
_STRONGEST, MANY = 4, 24
"""Lines that are followed, the others are their multiples; and lines of a buzz, which are followed all together, since
the highest move by a hundred times what the strongest are off."""
_AGAIN, _HOLD = 3, 30.0
"""Times that a buzz is looked at by the phases of its lines, and slots (standard deviation) over which these hold."""
_DRIFT = 0.6
"""Hz by which the tone may leave its mean: mains keep to 0.2, a tape or a phone's clock may not."""
_LEAST = 0.01
"""The share of a moment's energy that is taken for other things than the lines, at least."""
_PAUSE = 90.0
"""Percentile of how much slots tell of the lines that pauses reach."""
_MOST = 10.0
"""Times that, at most: where a recorder was mute there was no hum either."""
_TURNS = 3
"""Times that lines are measured again in what was left of them."""
_BENDS = 3e-4
"""Of a line's height, by which it bends from slot to slot: mains that drift by 0.25 Hz within ten seconds are held."""
_LEAKS = 1e-8
"""Of the energy of all that is heard, what is beside a line at least: with more, high lines, where a voice has
little, are measured as little in words as low ones."""
_LEAST_BENT = 1e-11
"""What that comes to for a line that is lost in what is beside it: less, and no number tells one bend from another."""
_NOTHING = 1e-12


def without_lines(wav: Wav, base: float, multiples: Sequence[int], telling: Sequence[int]) -> Iterator[Samples]:
    """The take without these multiples of a tone of about `base` Hz; the `telling` of them say how it goes."""
    tones = Tones(base, tuple(multiples), np.zeros(-(-wav.samples // SLOT)))
    tell = [multiples.index(multiple) for multiple in telling]
    tones = replace(tones, turned=_first(wav, tones, tell))
    found = _evenly(*lowered(wav, tones))
    for _turn in range(_TURNS):
        further = _again(wav, tones, found, tell)
        tones = replace(tones, turned=tones.turned + further)
    for start in range(0, wav.samples, BLOCK):
        yield without(wav, start, min(BLOCK, wav.samples - start), tones, found)


# Of a long take with a buzz its lines are hundreds of megabytes. What measures them keeps no view of them.


def _first(wav: Wav, tones: Tones, tell: Sequence[int]) -> NDArray[np.float64]:
    """By how far the tone is ahead of an even one, by those of its lines that tell."""
    lines, energy = lowered(wav, tones)
    whole, trust = _in_all([lines[each] for each in tell]), _trust(energy, lines)
    del lines
    return _turned(whole, trust, [tones.multiples[each] for each in tell])


def _again(wav: Wav, tones: Tones, found: Lines, tell: Sequence[int]) -> NDArray[np.float64]:
    """Measures lines again in what was left of them, and returns by how far the tone is further ahead; the lines that
    were found are turned by that."""
    # What is beside the lines is known once they are taken out, so it says better where to measure them.
    rest, energy = lowered(wav, tones, found)
    for line, left in zip(found, rest, strict=True):
        line[:] = _fitted(line, left, energy)
    beside = [_beside(rest[each], energy) for each in tell]
    further = _further([found[each] for each in tell], beside, [tones.multiples[each] for each in tell])
    for line, multiple in zip(found, tones.multiples, strict=True):
        line *= np.exp(-1j * multiple * further).astype(np.complex64)[:, None]
    return further


def _evenly(lines: Lines, energy: NDArray[np.float64]) -> Lines:
    """Each line as it is where there is little beside it, in place of what was measured."""
    trust = _trust(energy, lines)
    for line in lines:
        line[:] = _smoothed(line, trust, _STAYS)
    return lines


def _beside(left: NDArray[np.complex64], energy: NDArray[np.float64]) -> float:
    """The power beside a line, where it is quiet."""
    return float(np.average(np.square(np.abs(left)).mean(axis=1), weights=1 / (energy + _NOTHING)))


def _in_all(lines: Sequence[NDArray[np.complex64]]) -> NDArray[np.complex64]:
    """All channels of each line together, shape (lines, slots)."""
    whole = np.empty((len(lines), len(lines[0])), np.complex64)
    for row, line in zip(whole, lines, strict=True):
        line.sum(axis=1, out=row)
    return whole


def _further(
    found: Sequence[NDArray[np.complex64]], beside: Sequence[float], multiples: Sequence[int]
) -> NDArray[np.float64]:
    """By how far the tone is ahead of where it was taken to be, by the phases of its strongest lines."""
    if len(multiples) >= MANY:
        whole = ((line.sum(axis=1), noise) for line, noise in zip(found, beside, strict=True))
        return _agreed(comb.ahead(whole, multiples))
    heights = [np.square(np.abs(line.sum(axis=1))).mean() for line in found]
    strongest = np.argsort(-np.array(heights))[:_STRONGEST]
    factors = np.array(multiples)[strongest, None]
    turns, loudness = _turns(_in_all([found[each] for each in strongest]))
    return _ahead(turns, loudness * factors**2, factors)


def _ahead(turns: NDArray[np.float64], weights: NDArray[np.float64], factors: NDArray[np.int64]) -> NDArray[np.float64]:
    """How far the tone is ahead in each slot, where each line turns by so much from one to the next."""
    return _agreed((weights * turns / factors).sum(axis=0) / (weights.sum(axis=0) + _NOTHING))


def _agreed(each: NDArray[np.float64]) -> NDArray[np.float64]:
    """A phase that changes evenly, by so much from slot to slot."""
    return np.asarray(gaussian_filter1d(np.concatenate([[0.0], np.cumsum(each)]), _AGREES, mode="nearest"))


def _fitted(
    line: NDArray[np.complex64], left: NDArray[np.complex64], energy: NDArray[np.float64]
) -> NDArray[np.complex64]:
    """A line as it goes on evenly through what was measured, the closer the less is heard beside it: a smoothing spline
    (Whittaker, 1923). `left` is what was measured beside what the line was taken to be."""
    beside = gaussian_filter1d(np.square(np.abs(left)).mean(axis=1), _AROUND, mode="nearest")
    weights = 1 / (beside + energy * _LEAKS + _NOTHING * _LEAKS)
    usual = weights.mean()
    weights /= usual
    height = float(np.average(np.square(np.abs(line)).mean(axis=1), weights=weights))
    bands = _bending(len(weights)) / max(_BENDS**2 * height * usual, _LEAST_BENT)
    bands[2] += weights
    wanted = (line + left) * weights[:, None]
    real, imaginary = np.split(solveh_banded(bands, np.concatenate([wanted.real, wanted.imag], axis=1)), 2, axis=1)
    return np.asarray(real + 1j * imaginary, np.complex64)


def _bending(count: int) -> NDArray[np.float64]:
    """The sum of squared second differences of `count` values, four at least, as the upper bands of its matrix."""
    bands = np.zeros((3, count))
    bands[2], bands[1, 1:], bands[0, 2:] = 6.0, -4.0, 1.0
    bands[2, [0, -1]], bands[2, [1, -2]] = 1.0, 5.0
    bands[1, [1, -1]] = -2.0
    return bands


def _trust(energy: NDArray[np.float64], lines: Lines) -> NDArray[np.float64]:
    """How much a slot tells of the lines: the more, the less there is beside them, however loud they are."""
    plain = 1 / (energy + _NOTHING)
    hum = sum(2 * np.square(np.abs(_smoothed(line, plain, _CHANGES, 0.0))).mean(axis=1) for line in lines)
    trust = 1 / (np.maximum(energy - hum, _LEAST * energy) + _NOTHING)
    return np.asarray(np.minimum(trust, _MOST * np.percentile(trust, _PAUSE)))


def _turned(whole: NDArray[np.complex64], trust: NDArray[np.float64], multiples: Sequence[int]) -> NDArray[np.float64]:
    """By how far the tone is ahead of an even one in each slot, in radians, as its strongest lines show."""
    if len(multiples) >= MANY:
        return _turned_together(whole, trust, multiples)
    heights = [np.average(np.abs(_smoothed(line, trust, _QUICK, 0.0)), weights=trust) for line in whole]
    strongest = np.argsort(-np.array(heights))[:_STRONGEST]
    seen, factors = whole[strongest], np.array(multiples)[strongest, None]
    turned = _by_frequency(seen, trust, factors)
    for reach in _HOLDS:
        turned += _by_phase(seen * np.exp(-1j * factors * turned), trust, factors, reach)
    return turned


def _turned_together(
    whole: NDArray[np.complex64], trust: NDArray[np.float64], multiples: Sequence[int]
) -> NDArray[np.float64]:
    """The same, as all lines of a buzz show."""
    turned = comb.turned(whole, trust, multiples)
    for _time in range(_AGAIN):
        back = (line * np.exp(-1j * k * turned).astype(np.complex64) for line, k in zip(whole, multiples, strict=True))
        turned += _agreed(comb.ahead((_held(line, trust) for line in back), multiples))
    return turned


def _held(line: NDArray[np.complex64], trust: NDArray[np.float64]) -> tuple[NDArray[np.complex64], float]:
    """A line as it goes from one pause to the next, and the power of what is beside it."""
    smooth = _smoothed(line, trust, _HOLD)
    return smooth, float(np.average(np.square(np.abs(line - smooth)), weights=trust))


def _by_frequency(seen: Lines, trust: NDArray[np.float64], factors: NDArray[np.int64]) -> NDArray[np.float64]:
    """How far it is ahead by how fast the lines turn, shape (lines, slots), where there is little beside them."""
    turns, loudness = _turns(np.array([_smoothed(line, trust, _QUICK, 0.0) for line in seen]))
    # No louder than it is in pauses: what is louder is a voice.
    usual = np.average(loudness, axis=1, weights=trust[1:])[:, None]
    # A line that is further up turns faster, so it tells more.
    weights = np.minimum(loudness, usual) * factors**2 * trust[1:]
    total = _spread(weights.sum(axis=0), _WAVERS) + _NOTHING
    each = _spread((weights * turns / factors).sum(axis=0), _WAVERS) / total
    most = 2 * np.pi * _DRIFT * SLOT / SAMPLE_RATE
    return np.concatenate([[0.0], np.cumsum(np.clip(each, -most, most))])


def _by_phase(seen: Lines, trust: NDArray[np.float64], factors: NDArray[np.int64], reach: float) -> NDArray[np.float64]:
    """How far it is ahead by the lines' phases: from one pause to the next they say how far it went between."""
    turns, loudness = _turns(np.array([_smoothed(line, trust, reach) for line in seen]))
    return _ahead(turns, loudness * factors**2, factors)


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
