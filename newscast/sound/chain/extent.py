"""From when to when there is a hum: between which quiet moments its lines come and go."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

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
    seen = _seen(windows, found, lines)
    inside = seen.on[(seen.on >= found.places[0] // mains.HOP) & (seen.on <= found.places[-1] // mains.HOP)]
    if not len(inside):
        return 0, wav.samples
    middle = int(inside[len(inside) // 2])
    moment = partial(edge_of, wav, base, [round(line / found.mains) for line in sorted(lines)[:_TRACED]])
    first, last = 0, wav.samples
    for gone in (seen.off[seen.off < middle][-1:] + 1).tolist():
        first = _turned(gone, seen.on[seen.on > gone], seen.silent[seen.silent <= gone][::-1], moment, first)
    for gone in seen.off[seen.off > middle][:1].tolist():
        last = _turned(gone, seen.on[seen.on < gone][::-1], seen.silent[seen.silent >= gone], moment, last)
    return (first, last) if last - first >= mains.SIZE else (0, wav.samples)


@dataclass(frozen=True)
class _Seen:
    """Windows by number, in order."""

    off: NDArray[np.int64]
    """Those in which a hum is not there, nor in the next."""
    on: NDArray[np.int64]
    """Quiet ones in which it is."""
    silent: NDArray[np.int64]
    """Quiet ones in which none of it stands out, not even while it fades."""


def _seen(windows: mains.Windows, found: mains.Lines, lines: Sequence[float]) -> _Seen:
    less, out = 10 ** (-_OFF / 10), 10 ** (_OUT / 10)
    powers, quiet = windows.powers, mains.is_quiet(windows)
    there = _most([mains.at(powers, line) > less * found.levels[line] for line in lines])
    stands = _most([mains.at(powers, line) > out * mains.beside(powers, line) for line in lines])
    # A voice that is as loud passes for lines, but they do not stand out of it.
    on = there & quiet & stands
    on = on if on.any() else there & quiet
    return _Seen(*map(np.flatnonzero, (~there[:-1] & ~there[1:], on, quiet & ~stands)))


def _turned(
    gone: int, on: NDArray[np.int64], silent: NDArray[np.int64], moment: Callable[[int, int], int | None], end: int
) -> int:
    """The sample at which it goes on or off beside a window in which it is not there. `on` and `silent` lie on either
    side of that, the nearest first; where it fades it is gone by such a one, or at the take's `end`."""
    edge = moment(_middle(gone), _middle(_sure(on, gone)))
    if edge is not None:
        return edge
    return _middle(int(silent[0])) if len(silent) else end


def _most(each: list[NDArray[np.bool_]]) -> NDArray[np.bool_]:
    return np.asarray(np.mean(each, axis=0) > 0.5)


def _sure(there: NDArray[np.int64], gone: int) -> int:
    """The first of these windows that shares nothing with the one beside that in which it is not there: it begins
    before that, and may be there in part only."""
    clear = there[np.abs(there - gone) >= _APART]
    return int(clear[0] if len(clear) else there[-1])


def _middle(window: int) -> int:
    return window * mains.HOP + mains.SIZE // 2
