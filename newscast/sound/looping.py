"""Where a bed repeats best: at a place in it that sounds like an earlier one, and can go over into that."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from newscast.base.timecode import SAMPLE_RATE
from newscast.sound.bed import Loop, whole_loop
from newscast.sound.wav import Wav

_DOWN = 4
"""One sample of so many is looked at: 12 kHz."""
_RATE = SAMPLE_RATE // _DOWN
_HOP = _RATE // 25
"""Samples between spectra: 40 ms."""
_SIZE = 2048
_BANDS = 16
_WINDOW = 4 * 25
"""Spectra that are compared: 4 s, in which chords and rhythm show."""
_SHORTEST = 8
"""Seconds that a loop lasts at least, or nearly half of what there is."""
_SEARCHED = _RATE * 60 // 1000
"""Samples either side in which the place is found to a sample: 60 ms."""
_BEATEN = _RATE * 15 // 1000
"""The same where the tempo is known: 15 ms."""
_LONGER = 0.05
"""How much more alike a loop has to be that is half as long: who hears the same often is tired of it."""
_ALIKE = 0.6
"""Correlation from which two places are taken for one sound."""
_GRAIN = _RATE // 400
"""Samples between levels in which beats are heard: 2.5 ms."""
_AROUND = 4 * _RATE
"""Samples either side in which they are compared."""
_EXACT = SAMPLE_RATE * 60 // 1000
"""Samples by which the length of a recording made of whole bars may differ from them: what encoders put to it."""
_MADE_TO_LOOP = 30 * SAMPLE_RATE
"""Samples up to which a recording may lack what is silent of its last beat, and still be one made to repeat."""
_SEAM = SAMPLE_RATE // 10
"""Samples in which one bar goes over into another."""

Features = NDArray[np.float32]
"""Shape (spectra, bands): each spectrum's shape, of length one."""


@dataclass(frozen=True)
class Rhythm:
    """Samples of a beat, and how many beats belong together."""

    beat: Fraction
    beats: int

    @property
    def bar(self) -> Fraction:
        """Samples of what belongs together."""
        return self.beat * self.beats


def found_loop(wav: Wav, begin: int, held: int, rhythm: Rhythm | None = None) -> Loop:
    """The loop of a recording that is heard from sample `begin` and goes on up to `held`; it lasts a whole number of
    bars, where these are known."""
    if rhythm and (made := _made_to_loop(wav.samples, begin, held, rhythm)):
        return made
    heard = _mono(wav, begin, held)
    found = _lag(_shapes(heard), rhythm.bar if rhythm else None)
    if found is None:
        return _bars_of(begin, held, rhythm) if rhythm else whole_loop(begin, held)
    at, lag = found
    last = at * _HOP
    searched = _BEATEN if rhythm else _SEARCHED
    first, likeness = _exact(heard, last, lag, searched)
    alike = likeness > _ALIKE
    if not alike:
        first, _likeness = _exact(heard, last, lag + _late(heard, last, lag, searched), _GRAIN)
    cross = min(_SEAM if alike else SAMPLE_RATE // 2, first * _DOWN)
    return Loop(begin + first * _DOWN, begin + last * _DOWN, cross, alike)


def _made_to_loop(length: int, begin: int, held: int, rhythm: Rhythm) -> Loop | None:
    """All of a recording that is nothing but whole bars, so that its end leads into its beginning."""
    count = round(length / rhythm.bar)
    whole = round(count * rhythm.bar)
    lacks = whole - length
    most = rhythm.beat if length <= _MADE_TO_LOOP else _EXACT
    if not count or not -_EXACT <= lacks <= most or begin >= rhythm.beat or length - held > 2 * rhythm.beat:
        return None
    cross = max(0, -lacks)
    return Loop(cross, whole + cross, cross, alike=True)


def _bars_of(begin: int, held: int, rhythm: Rhythm) -> Loop:
    """As many bars as a recording has that is too short to be compared with itself."""
    count = (held - begin) // rhythm.bar
    if not count:
        return whole_loop(begin, held)
    last = begin + round(count * rhythm.bar)
    cross = min(_SEAM, held - last)
    return Loop(begin + cross, last + cross, cross)


def _mono(wav: Wav, begin: int, held: int) -> NDArray[np.float32]:
    """What is looked at: one channel between two samples, what is above 5 kHz taken away, at _RATE."""
    from scipy.signal import butter, sosfilt

    low = butter(6, 5000, "lowpass", fs=SAMPLE_RATE, output="sos")
    state = np.zeros((len(low), 2))
    found = [np.zeros(0, np.float32)]
    for block in wav.blocks():
        filtered, state = sosfilt(low, block.mean(axis=1), zi=state)
        found.append(filtered[::_DOWN].astype(np.float32))
    return np.concatenate(found)[begin // _DOWN : held // _DOWN]


def _shapes(heard: NDArray[np.float32]) -> Features:
    count = max(0, (len(heard) - _SIZE) // _HOP)
    edges = np.unique(np.geomspace(6, _SIZE // 2, _BANDS + 1).astype(int))
    window = np.hanning(_SIZE).astype(np.float32)
    found = np.zeros((count, len(edges) - 1), np.float32)
    for number in range(count):
        spectrum = np.abs(np.fft.rfft(heard[number * _HOP : number * _HOP + _SIZE] * window)) ** 2
        found[number] = np.log10(np.add.reduceat(spectrum, edges[:-1])[: len(edges) - 1] + 1e-9)
    if count:
        found -= found.mean(axis=0)
        found /= np.sqrt(np.square(found).sum(axis=1, keepdims=True)) + 1e-9
    return found


def _lag(shapes: Features, bar: Fraction | None) -> tuple[int, int] | None:
    """The spectrum at which to go back, and by how many samples; None where nothing is long enough."""
    count = len(shapes)
    least = max(_WINDOW, min(_SHORTEST * 25, int(count * 0.4)))
    best: tuple[float, int, int] | None = None
    for lag in _lags(count, least, bar):
        hops = round(lag / _HOP)
        alike = np.einsum("tb,tb->t", shapes[hops:], shapes[:-hops])
        if len(alike) <= _WINDOW:
            continue
        sums = np.concatenate([[0.0], np.cumsum(alike, dtype=np.float64)])
        around = (sums[_WINDOW:] - sums[:-_WINDOW]) / _WINDOW
        at = int(np.argmax(around))
        score = float(around[at]) + _LONGER * float(np.log2(hops / least))
        if best is None or score > best[0]:
            best = score, hops + at + _WINDOW // 2, lag
    return (best[1], best[2]) if best else None


def _lags(count: int, least: int, bar: Fraction | None) -> list[int]:
    """In samples."""
    last = count - _WINDOW - 1
    if bar is None:
        return [hops * _HOP for hops in range(least, last)]
    samples = bar / _DOWN
    several = range(1, int(last * _HOP / samples) + 1)
    lags = [round(number * samples) for number in several]
    return [lag for lag in lags if lag >= least * _HOP] or lags[-1:]


def _late(heard: NDArray[np.float32], last: int, lag: int, searched: int) -> int:
    """Samples by which the beats around `last` come later than `lag` after those they are like, at most `searched`."""
    beats = _beats(heard)
    at, back, reach = last // _GRAIN, lag // _GRAIN, _AROUND // _GRAIN
    most = searched // _GRAIN
    begin, end = max(at - reach, back + most), min(at + reach, len(beats))
    if end - begin < 2 * most:
        return 0
    now = beats[begin:end]
    return (
        max(range(-most, most + 1), key=lambda late: float(now @ beats[begin - back - late : end - back - late]))
        * _GRAIN
    )


def _beats(heard: NDArray[np.float32]) -> NDArray[np.float64]:
    """By how much it gets louder from one level to the next."""
    whole = heard[: len(heard) // _GRAIN * _GRAIN].reshape(-1, _GRAIN)
    energies = np.convolve(np.square(whole, dtype=np.float64).mean(axis=1), np.full(4, 0.25), "same")
    return np.maximum(np.diff(np.log10(energies + 1e-7), prepend=-7.0), 0.0)


def _exact(heard: NDArray[np.float32], last: int, lag: int, searched: int) -> tuple[int, float]:
    """The sample that goes best with `last`, near `lag` before it, and how alike the two are (correlation)."""
    half = _RATE // 4
    there = heard[max(0, last - half) : last + half]
    begin = max(0, last - half) - lag
    around = range(max(-begin, -searched), searched + 1)
    pattern = there - there.mean()
    best, likeness = 0, -1.0
    for shift in around:
        other = heard[begin + shift : begin + shift + len(there)]
        if len(other) < len(there):
            break
        product = float(pattern @ (other - other.mean()))
        norm = float(np.linalg.norm(pattern) * np.linalg.norm(other - other.mean())) + 1e-12
        if product / norm > likeness:
            best, likeness = shift, product / norm
    return last - lag + best, likeness
