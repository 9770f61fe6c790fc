"""The moment at which a hum is switched on or off: from where on its lines are what they are when it is there.

A voice may hide it; but of some lines over seconds each tells a little, and their phases tell more than how loud they
are.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from newscast.base.timecode import SAMPLE_RATE
from newscast.sound.chain.lowering import SLOT, Tones, lowered
from newscast.sound.wav import Wav

_KNOWN = 150
"""Slots in which it is there and is learnt: a second and a half."""
_LEAD = 17
"""Slots that belong to them before the middle of a window in which it is there."""
_OFF, _STEP = 0.12, 0.004
"""Hz by which the tone may be off what it is in the mean, and between what is tried."""
_NEAR, _FAR = 8, 60
"""Slots beside the moment that tell whether it is switched, and not faded."""
_AGAIN = 3
"""Times that the moment is found, each time by what the last one says is heard beside the lines."""
_FADES = 0.35
"""Of how loud it is, that is heard outside where it fades."""
_NOTHING = 1e-12


def edge_of(wav: Wav, base: float, multiples: Sequence[int], gone: int, there: int) -> int | None:
    """The sample between `gone`, where it is not, and `there`, where it is, at which it goes on or off; None
    where it fades."""
    forward = there > gone
    known = _KNOWN * SLOT
    first, last = (gone, there + known) if forward else (there - known, gone)
    first, last = max(0, first), min(wav.samples, last)
    region = wav.part(first, last)
    tones = Tones(base, tuple(multiples), np.zeros(region.samples // SLOT))
    lines, energy = lowered(region, tones)
    heard = lines.sum(axis=2)
    if not forward:
        heard, energy = heard[:, ::-1], energy[::-1]
    start = abs(there - gone) // SLOT - _LEAD
    moment = _moment(heard, 1 / (energy + _NOTHING), np.array(multiples), max(0, start))
    if moment is None:
        return None
    return first + moment * SLOT if forward else last - moment * SLOT


def _moment(
    lines: NDArray[np.complex64], trust: NDArray[np.float64], multiples: NDArray[np.int64], start: int
) -> int | None:
    """The slot from which the lines are what they are from `start` on; None where they grow into it."""
    # No moment tells more than those do in which it is there.
    trust = np.minimum(trust, np.percentile(trust[start:], 90))
    lines, level = _known(lines, trust, multiples, start)
    found, beside = start, lines
    for _time in range(_AGAIN):
        noise = np.median(np.square(np.abs(beside)) * trust, axis=1)[:, None] + _NOTHING
        # By how much likelier each slot is with the lines than without them.
        likely = ((2 * (level.conj() * lines).real - np.square(np.abs(level))) / noise).sum(axis=0) * trust
        after = np.cumsum(likely[::-1])[::-1]
        found = int(after[: start + 1 + 2 * _LEAD].argmax())
        level = np.asarray((lines[:, found:] @ (trust[found:] / trust[found:].sum()))[:, None], np.complex64)
        beside = lines - level * (np.arange(lines.shape[1]) >= found)
    share = (level.conj() * lines / noise).real.sum(axis=0) / (np.square(np.abs(level)) / noise).sum()
    outside = slice(max(0, found - _FAR), max(0, found - _NEAR))
    if found > _FAR and np.average(share[outside], weights=trust[outside]) > _FADES:
        return None
    return found


def _known(
    lines: NDArray[np.complex64], trust: NDArray[np.float64], multiples: NDArray[np.int64], start: int
) -> tuple[NDArray[np.complex64], NDArray[np.complex64]]:
    """The lines at the frequency that they have from `start` on, and what each is there."""
    slots, tried = np.arange(lines.shape[1]), np.arange(-_OFF, _OFF + _STEP / 2, _STEP)
    inside, weights = lines[:, start:], trust[start:] / trust[start:].sum()
    turn = 2j * np.pi * SLOT / SAMPLE_RATE
    sums = [
        np.square(np.abs(inside * np.exp(-turn * each * np.outer(multiples, slots[start:])) @ weights)).sum()
        for each in tried
    ]
    off = tried[int(np.argmax(sums))]
    even = (lines * np.exp(-turn * off * np.outer(multiples, slots))).astype(np.complex64)
    return even, np.asarray((even[:, start:] @ weights)[:, None], np.complex64)
