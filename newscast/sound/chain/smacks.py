"""Smacks: what lips and tongue do in a pause is lowered, brief and bright, with quiet on either side."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import maximum_filter1d, percentile_filter
from scipy.signal import firwin, oaconvolve

from newscast.base.i18n import ngettext
from newscast.base.timecode import SAMPLE_RATE
from newscast.sound.chain.finding import Finding
from newscast.sound.chain.grains import GRAIN, Grains
from newscast.sound.chain.heard import Heard
from newscast.sound.chain.patching import Span, patched, risen
from newscast.sound.wav import Samples

NAME = "smacks"
_STEP = 10
"""Grains of a step: 10 ms hold a pulse of the deepest voice."""
_STEPS, _ORDINARY = 31, 60.0
"""Steps around a moment that say what is ordinary there, and their percentile: a smack fills four of them at most."""
_STANDS = 4.0
"""Times as sharp as the ordinary."""
_HEARD, _SOFT = 0.0056, 0.2
"""Of how sharp words are, from which it is heard (-45 dB); and of how far they swing, beyond which it is none, but a
word that begins with an s."""
_LONGEST, _TOGETHER = 35, 10
"""Milliseconds that it lasts at most, and that may lie between two ticks of one."""
_CLEAR, _FAINT = 30, 0.25
"""Milliseconds on either side in which nothing is as sharp as this share of it: a breath goes on, as the burst of a
stop does in its vowel."""
_AFTER, _BEFORE = 120, 15
"""Milliseconds from the voice before it, and to the next: nearer to what was said it may be the release of a t or k."""
_BEGINS = 100
"""Milliseconds at the beginning of a take, in which it may be a word that was cut."""
_VOICED = 0.1
"""Of how far the take's speech swings: what swings as far is voice."""
_MOST = 24.0
"""dB that one is lowered at most; else to what is beside it."""
_EDGE = 2 * GRAIN
_LOW = firwin(481, 700.0, fs=SAMPLE_RATE)
"""What is below 700 Hz stays: it is the room's, and smacks have next to nothing there."""


@dataclass(frozen=True)
class _Smack:
    span: Span
    gain: float


def measure(heard: Heard) -> Finding | None:
    """Where they are, and how far each is lowered."""
    grains = heard.grains
    if len(grains.jump) < 2 * _STEPS * _STEP:
        return None
    found = list(_found(grains))
    if not found:
        return None
    at = [round(each.span[0] / SAMPLE_RATE, 2) for each in found]
    return Finding(NAME, "lowered", len(found), "smacks", details={"at": at}, plan=found)


def treat(heard: Heard, finding: Finding) -> Iterator[Samples]:
    gains = {each.span: each.gain for each in finding.plan}

    def lowered(span: Span) -> Samples:
        first, last = span
        half = len(_LOW) // 2
        around = heard.wav.read(first - half, last - first + 2 * half).astype(np.float64)
        inside = around[half:-half]
        bright = inside - oaconvolve(around, _LOW[:, None], "valid", axes=0)
        quieter: Samples = (inside - (1 - gains[span]) * bright * risen(last - first, _EDGE)).astype(np.float32)
        return quieter

    return patched(heard.wav, list(gains), lowered)


def tell(finding: Finding) -> str:
    count = int(finding.measured)
    return ngettext(
        "{count} smack of the lips in a pause was lowered.", "{count} smacks of the lips in pauses were lowered.", count
    ).format(count=count)


def _found(grains: Grains) -> Iterator[_Smack]:
    """What stands out in pauses and is over at once."""
    count = len(grains.jump) // _STEP * _STEP
    jump, peak, voiced = grains.jump[:count], grains.peak[:count], _voiced(grains.mean[:count])
    if not voiced.any():
        return
    words, swing = (float(np.percentile(each[voiced], 90)) for each in (jump, peak))
    ordinary = percentile_filter(jump.reshape(-1, _STEP).max(axis=1), _ORDINARY, _STEPS, mode="nearest")
    stands = jump > np.maximum(_STANDS * np.repeat(ordinary, _STEP), _HEARD * words)
    near, ended = _near(voiced), 0
    sharp = np.flatnonzero(stands & ~near)
    for run in np.split(sharp, np.flatnonzero(np.diff(sharp) > _TOGETHER) + 1):
        if len(run) and run[0] >= _BEGINS and peak[run].max() <= _SOFT * swing:
            smack = _over_at_once(jump, near, int(run[0]), int(run[-1]) + 1)
            # Two ticks so near to each other that each has the other one in its span are one.
            if smack and smack.span[0] >= ended:
                ended = smack.span[1]
                yield smack


def _over_at_once(jump: NDArray[np.float32], near: NDArray[np.bool_], first: int, last: int) -> _Smack | None:
    """What stands out between two grains, with what of it rings on; None where it lasts, or something is beside it, or
    a part of it is `near` to what is said."""
    top = float(jump[first:last].max())
    begins = first - _CLEAR
    loud = np.flatnonzero(jump[begins : last + _CLEAR] > _FAINT * top) + begins
    first, last = int(loud[0]), int(loud[-1]) + 1
    beside = np.concatenate([jump[first - _CLEAR : first], jump[last : last + _CLEAR]])
    if near[first:last].any() or last - first > _LONGEST or len(beside) < 2 * _CLEAR or beside.max() > _FAINT * top:
        return None
    gain = max(float(np.percentile(beside, 90)) / top, 10 ** (-_MOST / 20))
    return _Smack((first * GRAIN - _EDGE, last * GRAIN + 2 * _EDGE), gain)


def _voiced(mean: NDArray[np.float32]) -> NDArray[np.bool_]:
    """In which grains somebody's voice swings."""
    swing = np.sqrt(np.square(mean.reshape(-1, _STEP)).mean(axis=1))
    return np.repeat(swing > _VOICED * float(np.percentile(swing, 90)), _STEP)


def _near(voiced: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Which grains are too near to what was said before them, or is said after."""
    # A filter of these grains, whose window ends _BEFORE after each and begins _AFTER before it.
    size, middle = _AFTER + _BEFORE + 1, (_AFTER + _BEFORE + 1) // 2
    return np.asarray(maximum_filter1d(voiced, size, origin=_AFTER - middle, mode="constant"))
