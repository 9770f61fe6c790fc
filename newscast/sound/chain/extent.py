"""From when to when there is a hum: between which quiet moments its lines come and go."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from newscast.sound.chain import mains
from newscast.sound.chain.edge import edge_of
from newscast.sound.wav import Wav

_LOW, _LOW_OF_MANY = 500.0, 950.0
"""Hz up to which lines of a hum say where it begins and ends, which are its strongest; and those of a buzz, of which
many have to agree."""
_OFF = 10.0
"""dB under its level in the pauses at which a line is not there."""
_OUT = 6.0
"""dB by which a line stands out in a quiet window while it fades."""
_APART = 3
"""Windows between one in which it is not there and one in which it certainly is."""
_TRACED = 8
"""Lines at most by which the moment is found: the lowest."""


def extent_of(wav: Wav, windows: mains.Windows, found: mains.Lines, base: float) -> tuple[int, int]:
    """The samples between which there is a hum: all, where it does not go on or off."""
    highest = _LOW_OF_MANY if found.base else _LOW
    lines = [line for line, height in found.heights.items() if height > found.loudest / 2 and line < highest]
    if not lines:
        return 0, wav.samples
    places = list(range(0, wav.samples - mains.SIZE + 1, mains.HOP))
    if windows.places != places:
        windows = mains.windows_of(wav, places, mains.LOW)
    least = {line: found.levels[line] * 10 ** (-_OFF / 10) for line in lines}
    there = _most([mains.at(windows.powers, line) > least[line] for line in lines])
    off = np.flatnonzero(~there[:-1] & ~there[1:])
    quiet = mains.is_quiet(windows)
    on = np.flatnonzero(there & quiet)
    inside = on[(on >= found.places[0] // mains.HOP) & (on <= found.places[-1] // mains.HOP)]
    if not len(inside):
        return 0, wav.samples
    middle = int(inside[len(inside) // 2])
    traced = [round(line / found.mains) for line in sorted(lines)[:_TRACED]]
    out = 10 ** (_OUT / 10)
    stands = [mains.at(windows.powers, line) > out * mains.beside(windows.powers, line) for line in lines]
    silent = np.flatnonzero(quiet & ~_most(stands))
    first, last = 0, wav.samples
    if (off < middle).any():
        gone = int(off[off < middle][-1]) + 1
        edge = edge_of(wav, base, traced, _middle(gone), _middle(_sure(on[on > gone], gone)))
        before = silent[silent <= gone]
        first = edge if edge is not None else _middle(int(before[-1])) if len(before) else 0
    if (off > middle).any():
        gone = int(off[off > middle][0])
        edge = edge_of(wav, base, traced, _middle(gone), _middle(_sure(on[on < gone][::-1], gone)))
        after = silent[silent >= gone]
        last = edge if edge is not None else _middle(int(after[0])) if len(after) else wav.samples
    return (first, last) if last - first >= mains.SIZE else (0, wav.samples)


def _most(each: list[NDArray[np.bool_]]) -> NDArray[np.bool_]:
    return np.asarray(np.mean(each, axis=0) > 0.5)


def _sure(there: NDArray[np.int64], gone: int) -> int:
    """The first of these windows that shares nothing with the one beside that in which it is not there: it begins
    before that, and may be there in part only."""
    clear = there[np.abs(there - gone) >= _APART]
    return int(clear[0] if len(clear) else there[-1])


def _middle(window: int) -> int:
    return window * mains.HOP + mains.SIZE // 2
