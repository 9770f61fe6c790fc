"""Whether somebody is heard speaking in stretches of a programme."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from newscast.media.info import HEARD_RATE
from newscast.media.voiced import voiced
from newscast.qc.decode import COMPARED_RATE
from newscast.qc.measured import Listened

ENOUGH = 1.0
"""Seconds of speech after which nobody has to be looked for any more."""
_AT_ONCE = 4.0
"""Seconds that are listened to at a time."""
_BEFORE = 0.3
"""Seconds before a stretch that are heard too, so that its first word is not missed; they do not count."""
_FINER = HEARD_RATE // COMPARED_RATE


def listen(sound: Path, stretches: Sequence[Sequence[float]]) -> tuple[Listened, ...]:
    """How much is said in each stretch, given as seconds from and to. `sound` is as newscast.qc.decode keeps it."""
    return tuple(_listened(sound, start, end) for start, end in stretches)


def _listened(sound: Path, start: float, end: float) -> Listened:
    """Once it is ENOUGH, the rest is not listened to."""
    said, place = 0.0, start
    found: list[tuple[float, float]] = []
    while place < end and said < ENOUGH:
        until, before = min(place + _AT_ONCE, end), min(place, _BEFORE)
        spans = _spans(sound, place, until, before, ENOUGH - said)
        if place == start and spans and before and spans[0][0] <= -before:
            # Whoever speaks before the stretch is not who is listened for, and the detector lingers on a voice.
            spans = _spans(sound, place, until, 0.0, ENOUGH - said)
        inside = [(max(first, 0.0), last) for first, last in spans if last > 0]
        found += [(round(place + first, 3), round(place + last, 3)) for first, last in inside]
        said += sum(last - first for first, last in inside)
        place += _AT_ONCE
    return Listened(start, end, round(said, 2), tuple(found))


def _spans(sound: Path, start: float, end: float, before: float, enough: float) -> list[tuple[float, float]]:
    """Speech in seconds after `start`, listened to from so many seconds before until enough is found after it."""
    found = voiced(_piece(sound, start - before, end), round((enough + before) * HEARD_RATE))
    return [(first / HEARD_RATE - before, last / HEARD_RATE - before) for first, last in found]


def _piece(sound: Path, start: float, end: float) -> NDArray[np.int16]:
    """A piece of the sound that is kept, at the rate at which speech is looked for.

    That of a telephone is enough: what is found in it is what is found in all of the sound, to a few hundredths.
    """
    first = round(start * COMPARED_RATE)
    heard = np.fromfile(sound, np.int16, max(0, round(end * COMPARED_RATE) - first), offset=2 * first)
    if not len(heard):
        return heard
    between = np.interp(np.arange(_FINER * len(heard)) / _FINER, np.arange(len(heard)), heard)
    return np.rint(between).astype(np.int16)
