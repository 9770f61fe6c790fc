"""Hum: the mains' frequency and its multiples are taken out where they stand out as lines."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from scipy.ndimage import minimum_filter1d

from newscast.base.i18n import _
from newscast.base.timecode import SAMPLE_RATE
from newscast.sound.chain import buzzing, mains
from newscast.sound.chain.finding import Finding
from newscast.sound.chain.following import MANY, without_lines
from newscast.sound.chain.heard import Heard
from newscast.sound.wav import Samples, Wav

NAME = "hum"
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
_LOW = 500.0
"""Hz up to which lines of a hum say where it begins and ends."""
_OFF = 10.0
"""dB under its level in the pauses at which a line is not there."""
_NARROW, _STEP, _STAYS = 2048, 240, 31
"""Samples of a window that says when a hum begins or ends, and between them; and windows in which it stays: 150 ms."""


def measure(heard: Heard) -> Finding | None:
    """The lines of a hum in the quiet parts of a take, or else of the stretch of it in which they stand out most."""
    windows = mains.windows_of(heard.wav, _places(heard.wav))
    found = _found(heard.wav, windows)
    if not found:
        return None
    base = mains.base_of(heard.wav, found)
    telling = _telling(heard.wav, found, base)
    exact = [round(multiple * base, 2) for multiple in _taken(telling)]
    first, last = _extent(heard.wav, windows, found)
    details: dict[str, Any] = {"base": round(base, 3), "lines": exact}
    if (first, last) != (0, heard.wav.samples):
        details["from"], details["to"] = round(first / SAMPLE_RATE, 2), round(last / SAMPLE_RATE, 2)
    return Finding(NAME, "followed", found.mains, "Hz", found.loudest, details, (first, last, telling))


def treat(heard: Heard, finding: Finding) -> Iterator[Samples]:
    wav, (first, last, telling) = heard.wav, finding.plan
    multiples = _taken(telling)
    yield from wav.part(0, first).blocks()
    yield from without_lines(wav.part(first, last), finding.details["base"], multiples, telling)
    yield from wav.part(last, wav.samples).blocks()


def tell(finding: Finding) -> str:
    return _("A hum of {frequency:.0f} Hz was removed.").format(frequency=finding.measured)


def _found(wav: Wav, windows: mains.Windows) -> mains.Lines | None:
    count = len(windows.places)
    runs = [(size, slice(start, start + size)) for size in (_RUN, _BRIEF) for start in range(0, count, size // 2)]
    stretches = [
        mains.lines_of(wav, windows[run], mains.THERE, many=size == _RUN and run.start % _RUN == 0)
        for size, run in runs
    ]
    somewhere = max((each for each in stretches if each), key=lambda each: each.loudest, default=None)
    found = mains.lines_of(wav, windows, mains.ALL) or somewhere
    return somewhere if found and somewhere and somewhere.loudest > found.loudest + _LOUDER else found


def _telling(wav: Wav, found: mains.Lines, base: float) -> list[int]:
    """The multiples that say how the tone goes: those that stand out, or all of a buzz."""
    if found.base is not None:
        return list(range(1, buzzing.MULTIPLES + 1))
    return [round(line / found.mains) for line in found.heights] + mains.further_up(wav, found, base)


def _taken(telling: list[int]) -> list[int]:
    """The multiples that are taken out. Those between do not stand out in windows, but do over seconds. Lines that are
    few and far up may be there by chance, and say nothing of those between."""
    many = len(telling) >= MANY
    dense = [multiple for count, multiple in enumerate(sorted(telling), 1) if many or count * _DENSE >= multiple]
    return sorted({*range(1, max([_LEAST, *dense]) + 1), *telling})


def _extent(wav: Wav, windows: mains.Windows, found: mains.Lines) -> tuple[int, int]:
    """The samples between which there is a hum: all, where it does not go on or off."""
    places = windows.places
    # Of a buzz many agree; of a hum the low ones, which are the strongest.
    highest = np.inf if found.base else _LOW
    lines = [line for line, height in found.heights.items() if height > found.loudest / 2 and line < highest]
    if places[-1] != (len(places) - 1) * mains.HOP or not lines:
        return 0, wav.samples
    least = {line: found.levels[line] * 10 ** (-_OFF / 10) for line in lines}
    there = np.mean([mains.at(windows.powers, line) > least[line] for line in lines], axis=0) > 0.5
    middle = (places.index(found.places[0]) + places.index(found.places[-1])) // 2
    off = np.flatnonzero(~there[:-1] & ~there[1:])
    before, after = off[off < middle], off[off > middle]
    first = _edge(wav, places[before[-1] + 1], found, min(lines), 1) if len(before) else 0
    last = _edge(wav, places[after[0]] + mains.SIZE, found, min(lines), -1) if len(after) else wav.samples
    return (first, last) if last - first >= mains.SIZE else (0, wav.samples)


def _edge(wav: Wav, start: int, found: mains.Lines, line: float, way: int) -> int:
    """The sample from which a line is there, seen from where it is not."""
    whole = np.sqrt(found.levels[line]) * _NARROW / mains.SIZE
    turn = np.hanning(_NARROW) * np.exp(-2j * np.pi * line / SAMPLE_RATE * np.arange(_NARROW))
    places = start + way * np.arange(0, 2 * mains.SIZE + mains.HOP, _STEP)
    heard = np.array([abs(turn @ mains.mono(wav, int(place) - _NARROW // 2, _NARROW)) for place in places])
    # A syllable that begins has something of all frequencies, for a moment.
    stays = minimum_filter1d(heard, _STAYS, origin=-(_STAYS // 2))[: -mains.HOP // _STEP] > whole / 2
    return int(np.clip(places[int(stays.argmax())] if stays.any() else start, 0, wav.samples))


def _places(wav: Wav) -> list[int]:
    """Where windows begin: runs in which each begins in the middle of the one before."""
    last = (wav.samples - mains.SIZE) // mains.HOP
    if last < _WINDOWS:
        return [place * mains.HOP for place in range(last + 1)]
    starts = np.linspace(0, last - _RUN, _WINDOWS // _RUN).astype(int)
    return [(int(start) + place) * mains.HOP for start in starts for place in range(_RUN)]
