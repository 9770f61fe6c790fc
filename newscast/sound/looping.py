"""Where a bed repeats best: at a place in it that sounds like an earlier one, and can go over into that."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from newscast.base.timecode import SAMPLE_RATE
from newscast.sound.bed import Loop, plain_loop
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

Features = NDArray[np.float32]
"""Shape (spectra, bands): each spectrum's shape, of length one."""


def found_loop(wav: Wav, held: int, bar: Fraction | None = None) -> Loop:
    """The loop of a recording that goes on up to sample `held`; it lasts a whole number of bars of `bar` samples, where
    that is known."""
    heard = _mono(wav, held)
    shapes = _shapes(heard)
    found = _lag(shapes, bar)
    if found is None:
        return plain_loop(wav.samples)
    at, lag = found
    last = at * _HOP
    first, likeness = _exact(heard, last, lag, _BEATEN if bar else _SEARCHED)
    alike = likeness > _ALIKE
    cross = min(SAMPLE_RATE // 10 if alike else SAMPLE_RATE // 2, first * _DOWN)
    return Loop(first * _DOWN, last * _DOWN, cross, alike)


def _mono(wav: Wav, held: int) -> NDArray[np.float32]:
    """What is looked at: one channel, what is above 5 kHz taken away, at _RATE."""
    from scipy.signal import butter, sosfilt

    low = butter(6, 5000, "lowpass", fs=SAMPLE_RATE, output="sos")
    state = np.zeros((len(low), 2))
    found = [np.zeros(0, np.float32)]
    for block in wav.blocks():
        filtered, state = sosfilt(low, block.mean(axis=1), zi=state)
        found.append(filtered[::_DOWN].astype(np.float32))
    return np.concatenate(found)[: held // _DOWN]


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
