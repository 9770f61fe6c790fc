"""Silence around the voice of a take is cut off: what was recorded before the first word and after the last."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from math import ceil, floor

from newscast.media.choice import channels_of, choose, speech_of
from newscast.media.info import HEARD_RATE, SILENCE, MediaInfo
from newscast.rundown.model import Clip
from newscast.timeline.heard import Take

BEFORE = Fraction(1, 4)
"""Seconds that are kept before the first word."""
BREATH = Fraction(1, 2)
"""The same of somebody who is seen: people breathe in first."""
AFTER = Fraction(4, 10)
"""Seconds that are kept after the last word."""
_LOUD = 6
"""dB under the voice from which something is no silence."""

Moments = tuple[Fraction, Fraction]


def without_silence(take: Take, end: int, clip: Clip, info: MediaInfo, rate: Fraction, before: Fraction) -> Take:
    """The take from `before` seconds before its first word to AFTER its last; `end` is the frame at which it ends.

    A written `in` or `out` is kept, and everything is where nobody speaks.
    """
    if not clip.trim:
        return take
    found = _voice(info, take, (take.start / rate, end / rate))
    if found is None:
        return take
    first = take.start if clip.in_ else max(take.start, floor((found[0] - before) * rate))
    last = end if clip.out else min(end, ceil((found[1] + AFTER) * rate))
    whole = take.frames is None and last == end
    silence = (first - take.start) / rate, max(Fraction(0), min(end / rate, _length(info)) - last / rate)
    return replace(take, start=first, frames=None if whole else last - first, silence=silence)


def _length(info: MediaInfo) -> Fraction:
    return max([info.duration, *(Fraction(each.searched, HEARD_RATE) for each in info.tracks[0].heard)])


def _voice(info: MediaInfo, take: Take, stretch: Moments) -> Moments | None:
    """From the first word to the last between two moments, with all that is about as loud; None where nobody speaks."""
    choice = choose(info, take.track, take.channels, *stretch)
    channels = channels_of(info, choice)
    said = speech_of(info, choice, *stretch)
    if not said:
        return None
    first, last = said[0][0], said[-1][1]
    heard_to = min(Fraction(channel.searched, HEARD_RATE) for channel in channels)
    levels = [max(second) for second in zip(*(channel.levels for channel in channels), strict=False)]
    loud = _loud_seconds(levels, (first, last))
    earlier = [Fraction(n) for n in loud if n >= stretch[0] and n + 1 <= first]
    later = [Fraction(n + 1) for n in loud if n >= last and n < stretch[1]]
    unknown = [stretch[1]] if heard_to + 1 < min(stretch[1], info.duration) else []
    return min([first, *earlier]), max([last, *later, *unknown])


def _loud_seconds(levels: Sequence[int], said: Moments) -> list[int]:
    """Those about as loud as the voice, which are no silence whatever they are."""
    voice = max(levels[max(0, floor(said[0])) : max(1, ceil(said[1]))], default=SILENCE)
    return [n for n, level in enumerate(levels) if level >= voice - _LOUD]
