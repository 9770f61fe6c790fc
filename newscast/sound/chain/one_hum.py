"""One hum of a take: which of its lines there are, from when to when; and the take without it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np

from newscast.base.timecode import SAMPLE_RATE
from newscast.sound.chain import buzzing, mains
from newscast.sound.chain.extent import extent_of
from newscast.sound.chain.following import MANY, without_lines
from newscast.sound.wav import Samples, Wav

_LOUDER = 6.0
"""dB by which lines stand out more in a stretch than in the whole, so that they are looked for there."""
_LEAST, _DENSE = 8, 4
"""Multiples that are taken out of a hum at least; and of all up to one, one in so many stands out where those between
are taken out too."""
_WINDOWS = 700
"""Windows that are looked at: two minutes, in pieces of ten seconds from all of a long take."""
_RUN = 60
"""Windows of such a piece, half a window apart."""
_BRIEF = 30
"""Windows of a stretch, five seconds, in which a hum is looked for that comes and goes. They are too few for a buzz of
which no line stands out."""
PIECE, _SIDE, _GOES_OVER = 120 * SAMPLE_RATE, 4 * SAMPLE_RATE, SAMPLE_RATE // 4
"""Samples of a piece, of what is measured with it on either side, and in which it goes over into the next."""
_BOTH = 300.0
"""Hz that are a multiple of either mains."""


@dataclass(frozen=True)
class Hum:
    """A tone of the mains and its multiples, between two samples of a take."""

    mains: float
    base: float
    """Hz, to a thousandth: what it is by itself, where the mains are off."""
    loudest: float
    """dB by which the line stands out that does most."""
    telling: tuple[int, ...]
    """The multiples that say how it goes."""
    first: int
    last: int

    @cached_property
    def multiples(self) -> list[int]:
        """Those that are taken out. Those between do not stand out in windows, but do over seconds. Lines that are few
        and far up may be there by chance, and say nothing of those between."""
        many = len(self.telling) >= MANY
        dense = [
            multiple for count, multiple in enumerate(sorted(self.telling), 1) if many or count * _DENSE >= multiple
        ]
        return sorted({*range(1, max([_LEAST, *dense]) + 1), *self.telling})

    @property
    def clear(self) -> list[int]:
        """Those of the telling that are no multiples of the other mains, which may hum too."""
        both = round(_BOTH / self.mains)
        return [each for each in self.telling if each % both] or list(self.telling)


def hum_of(
    wav: Wav, first: int, last: int, which: tuple[float, ...], again: bool = False, known: float | None = None
) -> Hum | None:
    """A hum of one of these mains between two samples, if there is one: the lines in the quiet moments, or else those
    of the stretch in which they stand out most. Where one was found already, `again`, it is looked closer for more;
    `known` is the frequency of one that was taken out there."""
    part = wav.part(first, last)
    windows = mains.windows_of(part, _places(part))
    found = _found(part, windows, which, again, known)
    if found is None:
        return None
    base = mains.base_of(part, found)
    begins, ends = extent_of(part, windows, found, base)
    telling = tuple(_telling(part, found, base))
    return Hum(found.mains, round(base, 3), found.loudest, telling, first + begins, first + ends)


def without(wav: Wav, hum: Hum) -> Iterator[Samples]:
    """The whole take without it, block by block."""
    yield from wav.part(0, hum.first).blocks()
    yield from _in_pieces(wav.part(hum.first, hum.last), hum)
    yield from wav.part(hum.last, wav.samples).blocks()


def _in_pieces(wav: Wav, hum: Hum) -> Iterator[Samples]:
    """What has the hum all along, without it: piece by piece, since the lines of a long take with a buzz are a
    gigabyte. Each is measured with what is beside it, and goes over into the next."""
    count = max(1, round(wav.samples / PIECE))
    edges = [wav.samples * number // count for number in range(count + 1)]
    ends: Samples = np.zeros((0, wav.channels), np.float32)
    for first, last in pairwise(edges):
        begins = max(0, first - _SIDE)
        part = wav.part(begins, min(wav.samples, last + _SIDE))
        heard = np.concatenate(list(without_lines(part, hum.base, hum.multiples, hum.clear)))[first - begins :]
        fades = np.linspace(0, 1, len(ends), dtype=np.float32)[:, None]
        heard[: len(ends)] = ends * (1 - fades) + heard[: len(ends)] * fades
        yield heard[: last - first]
        ends = heard[last - first :][:_GOES_OVER].copy()


def _found(
    wav: Wav, windows: mains.Windows, which: tuple[float, ...], again: bool, known: float | None
) -> mains.Lines | None:
    count = len(windows.places)
    stretches = [
        mains.lines_of(wav, windows[start : start + size], mains.THERE, which, many, known)
        for size in (_RUN, _BRIEF)
        for start, many in _stretches(count, size, again)
    ]
    somewhere = max((each for each in stretches if each), key=lambda each: each.loudest, default=None)
    found = mains.lines_of(wav, windows, mains.ALL, which, known=known) or somewhere
    return somewhere if found and somewhere and somewhere.loudest > found.loudest + _LOUDER else found


def _stretches(count: int, size: int, again: bool) -> Iterator[tuple[int, bool]]:
    """Where stretches of so many windows begin, which overlap by half, the last as long as the others; and whether a
    buzz is looked for in them: in long ones that do not overlap, where no hum was found yet."""
    starts = [*range(0, max(1, count - size), size // 2), max(0, count - size)]
    for number, start in enumerate(starts):
        yield start, again or (size == _RUN and (number % 2 == 0 or start == count - size))


def _telling(wav: Wav, found: mains.Lines, base: float) -> list[int]:
    """The multiples that say how the tone goes: those that stand out, or all of a buzz."""
    if found.base is not None:
        return list(range(1, buzzing.MULTIPLES + 1))
    return [round(line / found.mains) for line in found.heights] + mains.further_up(wav, found, base)


def _places(wav: Wav) -> list[int]:
    """Where windows begin: runs in which each begins in the middle of the one before."""
    last = (wav.samples - mains.SIZE) // mains.HOP
    if last < _WINDOWS:
        return [place * mains.HOP for place in range(last + 1)]
    starts = np.linspace(0, last - _RUN, _WINDOWS // _RUN).astype(int)
    return [(int(start) + place) * mains.HOP for start in starts for place in range(_RUN)]
