"""What a microphone hears of where it stands: noise that swells and fades, and the room that goes on after a sound."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np
from numpy.typing import NDArray

from newscast.sound.align.rows import TOGETHER, Rows, Sheet, blocks, columns_of, picked, some_of

_EACH = 4
"""Frames whose mean is one level."""
_AROUND, _BIAS, _EVEN = 15, 2.0, 9
"""Levels on either side of one of which the lowest is taken for the noise there, 0.6 s, which a syllable and a short
pause do not fill; how far noise is over the lowest of its levels; and over how many of these it is evened."""
_EDGE = 4
"""Frames at either end that are faded, or are silence in part."""
_FAINT, _NOISY = -38.0, -30.0
"""dB of loud parts at which the least noise is none that swells up to the voice, and is in any case: where it is faint,
a voice that goes on without pauses would be taken for it. Quiet rooms have -40 to -60, a street -26."""
_OVER = 2.0
"""How many times the noise is taken away, since it is never the same."""
_STEP, _LOUD = 3, 25.0
"""Frames over which a sound rises and falls, and dB under loud parts from which on it counts."""
_DRY, _ROOM = 1.0, 0.9
"""How far sounds fall, of how far they rise, in a recording that has nothing of a room, and of one a metre and more
from the mouth: 1.0 to 1.2, and 0.85 to 0.95."""
_DECAY = 10 ** (-6 * 0.01 / 0.4)
"""What of a room's sound is left after a frame, where it is gone (60 dB down) after 0.4 s."""
_SHARE = 0.5
"""Energy of the room at most, of that of the voice itself."""
_TWICE = 6
"""Doublings: a room goes on for so many times two frames."""

Floats = NDArray[np.float32]


def echo_of(bands: Sheet) -> float:
    """How much of a room is in a recording, from 0 to 1: in it, sounds fall more slowly than they rise."""
    places = some_of(np.arange(max(0, len(bands) - _STEP)))
    if not len(places):
        return 0.0
    now, later = (10 * np.log10(picked(bands, at) + 1e-9) for at in (places, places + _STEP))
    level = now.mean(axis=1)
    change = (later - now)[level > np.percentile(level, 95) - _LOUD]
    fall, rise = -np.percentile(change, 10), np.percentile(change, 90)
    return float(np.clip((_DRY - fall / max(rise, 1e-3)) / (_DRY - _ROOM), 0, 1))


def in_room(bands: Iterable[Floats], echo: float) -> Iterator[Floats]:
    """A voice, in blocks, as a room with so much of an echo sends it back."""
    last = np.zeros((0, 0), np.float32)
    for block in bands:
        both = np.concatenate([last.reshape(-1, block.shape[1]), block])
        tail, factor = np.concatenate([0 * both[:1], both[:-1]]), _DECAY
        for doubling in range(_TWICE):
            tail[1 << doubling :] += np.float32(factor) * tail[: -(1 << doubling)]
            factor *= factor
        share = echo * _SHARE * (1 - _DECAY)
        yield ((both + np.float32(share) * tail) / np.float32(1 + echo * _SHARE))[len(last) :]
        last = both[-(1 << _TWICE) :]


def steadied(bands: Sheet) -> Iterator[Floats]:
    """A recording, in blocks, with as much noise everywhere as where there is least: what swells is lowered by it."""
    noise = _noise(bands)
    if not len(noise):
        return
    least = np.percentile(picked(noise, some_of(np.arange(len(noise)))), 10, axis=0).astype(np.float32)
    share = np.float32(_loudness(least, bands))
    if not share:
        yield from blocks(bands)
        return
    for number, block in enumerate(blocks(bands)):
        at = np.minimum((np.arange(len(block)) + number * TOGETHER) // _EACH, len(noise) - 1)
        there = picked(noise, at)
        lowest = least / np.maximum(there, least + np.float32(1e-12))
        more = np.float32(_OVER) * np.maximum(there - least, 0)
        gain = np.maximum(lowest, 1 - more / np.maximum(block, np.float32(1e-12)))
        yield block * gain**share


def _loudness(least: Floats, bands: Sheet) -> float:
    """How surely there is noise that can swell up to the voice, from 0 to 1, by what there is of it everywhere."""
    loud = np.percentile(picked(bands, some_of(np.arange(len(bands)))), 95, axis=0)
    level = float(np.median(10 * np.log10((least + 1e-12) / (loud + 1e-9))))
    return float(np.clip((level - _FAINT) / (_NOISY - _FAINT), 0, 1))


def _noise(bands: Sheet) -> Rows:
    """How loud the noise is in each level and band."""
    levels = Rows((_means(block) for block in blocks(bands)), columns_of(bands))
    return Rows((_noise_of(levels, first) for first in range(0, len(levels), TOGETHER)), columns_of(bands))


def _noise_of(levels: Rows, first: int) -> Floats:
    """How loud the noise is in some levels from one on, which those on either side of them tell."""
    last, beside = min(first + TOGETHER, len(levels)), _AROUND + _EVEN
    start, end = max(0, first - beside), min(last + beside, len(levels))
    some = np.array(levels[start:end])
    edge = min(_EDGE // _EACH, (len(levels) - 1) // 2)
    if edge > 0 and not start:
        some[:edge] = some[edge]
    if edge > 0 and end == len(levels):
        some[-edge - 1 :] = some[-edge - 2]
    return _evened(_lowest(some) * np.float32(_BIAS))[first - start : last - start]


def _means(block: Floats) -> Floats:
    marks = np.arange(0, len(block), _EACH)
    counts = np.minimum(_EACH, len(block) - marks)[:, None]
    return np.asarray(np.add.reduceat(block, marks, axis=0) / counts, np.float32)


def _lowest(levels: Floats) -> Floats:
    """The lowest of those around each."""
    padded = np.pad(levels, ((_AROUND, _AROUND), (0, 0)), constant_values=np.inf)
    length = 1
    while 2 * length <= 2 * _AROUND + 1:
        padded, length = np.minimum(padded[:-length], padded[length:]), 2 * length
    rest = 2 * _AROUND + 1 - length
    return np.minimum(padded[: len(levels)], padded[rest : rest + len(levels)])


def _evened(levels: Floats) -> Floats:
    sums = np.cumsum(np.pad(levels, ((_EVEN // 2 + 1, _EVEN // 2), (0, 0)), "edge"), axis=0, dtype=np.float64)
    return np.asarray((sums[_EVEN:] - sums[:-_EVEN]) / _EVEN, np.float32)
