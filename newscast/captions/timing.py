"""When captions come and go: with the words, long enough to be read, never two at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from math import ceil, floor

from newscast.base.timecode import SAMPLE_RATE
from newscast.captions.cue import Cue
from newscast.captions.rules import APART, GAP, LINGER, LONGEST, SHORTEST


@dataclass(frozen=True)
class Spoken:
    """The lines of a caption and the samples of the segment in which they are said."""

    start: int
    end: int
    lines: tuple[str, ...]
    speaker: str = ""
    utterance: int = 0


def time_cues(spoken: Sequence[Spoken], frames: int, rate: Fraction, cps: int) -> tuple[Cue, ...]:
    """The captions of a segment of `frames` frames, ascending and disjoint.

    A caption lasts at least 5/6 s and at most 7 s, and is read at no more than `cps` characters a second, as far as
    the next caption, the segment's end and LINGER allow.
    """
    if not spoken:
        return ()
    cues = [_said(cue, rate) for cue in sorted(spoken, key=lambda cue: (cue.start, cue.end))]
    starts = _distinct([cue.start for cue in cues], frames)
    cues = [replace(cue, start=start) for cue, start in zip(cues, starts, strict=True)]
    limits = [*starts[1:], frames]
    last = len(cues) - 1
    return tuple(
        _held(cue, limit, index == last, rate, cps) for index, (cue, limit) in enumerate(zip(cues, limits, strict=True))
    )


def _said(spoken: Spoken, rate: Fraction) -> Cue:
    """Only the words' own time, in whole frames around it."""
    start, end = floor(spoken.start * rate / SAMPLE_RATE), ceil(spoken.end * rate / SAMPLE_RATE)
    return Cue(start, end, spoken.lines, spoken.speaker, spoken.utterance)


def _distinct(starts: Sequence[int], frames: int) -> list[int]:
    """Strictly ascending and inside the segment, which matters only where words are said impossibly fast."""
    ascending: list[int] = []
    for start in starts:
        ascending.append(max(start, ascending[-1] + 1) if ascending else max(start, 0))
    room = frames - len(ascending)
    return [max(min(start, room + index), 0) for index, start in enumerate(ascending)]


def _held(cue: Cue, limit: int, last: bool, rate: Fraction, cps: int) -> Cue:
    """The caption with its end: held after the words, `limit` being where the next one starts or the segment ends."""
    shortest = ceil(SHORTEST * rate)
    readable = max(shortest, min(ceil(len(cue.text) * rate / cps), cue.end - cue.start + LINGER))
    pause = limit - cue.end
    if last:
        end = cue.end + LINGER
    elif pause <= LINGER + GAP:
        end = limit - GAP
    else:
        # A gap that is neither GAP nor long flickers, so a shorter stay makes it long.
        end = cue.end + min(LINGER, max(pause - APART, GAP + 1))
    end = min(max(end, cue.start + readable), limit, cue.start + floor(LONGEST * rate))
    return replace(cue, end=max(end, cue.start + 1))
