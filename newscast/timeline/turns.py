"""Speakers in turn: how much longer parts last so that two people are not heard without a pause between them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise

from newscast.base.timecode import SAMPLE_RATE, frames_covering, sample_at, samples_lasting
from newscast.rundown.model import (
    Card,
    Clip,
    Close,
    Headlines,
    Open,
    Part,
    Read,
    Segment,
    Sot,
    Spoken,
    Story,
    WithParts,
)
from newscast.timeline.context import Context
from newscast.timeline.parts import Room, frames_of, heard
from newscast.timeline.ranges import heard_range
from newscast.timeline.takes import part_takes

PAUSE = Fraction(3, 10)
"""Seconds between the last word of somebody and the first of somebody else."""


@dataclass(frozen=True)
class _Turn:
    """Who speaks in a part, and the samples before their first word and after their last one."""

    speaker: str
    before: int
    after: int


def rooms(context: Context) -> dict[int, Room]:
    """The room, in whole frames, that parts need around what is said in them, by the identity of each."""
    found: dict[int, Room] = {}
    for earlier, later in pairwise(_in_order(context)):
        frames = _missing(earlier, later, context) if earlier and later else 0
        if not earlier or not later or not frames:
            continue
        if isinstance(earlier, Spoken) and _may_end_later(earlier, context):
            found[id(earlier)] = replace(found.get(id(earlier), Room()), after=frames)
        elif _may_begin_later(later, context):
            found[id(later)] = replace(found.get(id(later), Room()), before=frames)
        elif _may_end_later(earlier, context):
            found[id(earlier)] = replace(found.get(id(earlier), Room()), after=frames)
    return found


def _in_order(context: Context) -> Iterator[Part | None]:
    """The parts one after another; None where something else lies between them."""
    for segment in context.rundown.segments:
        yield from _parts(segment)


def _parts(segment: Segment) -> Iterator[Part | None]:
    if not isinstance(segment, Story | Close):
        yield None
    if isinstance(segment, WithParts):
        yield from segment.parts
    if not isinstance(segment, Story | Open | Headlines):
        yield None


def _missing(earlier: Part, later: Part, context: Context) -> int:
    """Frames by which two people speak nearer to each other than PAUSE."""
    ends, begins = _turn(earlier, context), _turn(later, context)
    if ends is None or begins is None or ends.speaker == begins.speaker:
        return 0
    missing = round(PAUSE * SAMPLE_RATE) - ends.after - begins.before
    return frames_covering(Fraction(missing, SAMPLE_RATE), context.rate) if missing > 0 else 0


def _turn(part: Part, context: Context) -> _Turn | None:
    """None where nobody speaks, and for a finished piece, which may begin and end with other sounds."""
    return context.once("turn", part, lambda: _found_turn(part, context))


def _found_turn(part: Part, context: Context) -> _Turn | None:
    takes = () if isinstance(part, Card) else part_takes(part, context)
    if not takes:
        return None
    if isinstance(part, Spoken):
        _sounds, spans, samples = heard(takes, None, None, context)
        length = sample_at(frames_of(takes, samples, context), context.rate)
        return _Turn(context.presenter(part.by) or "", spans[0].start, max(0, length - spans[-1].end))
    if not isinstance(part, Sot):
        return None
    info = context.infos.get(takes[0])
    if info is None or not info.speech:
        return None
    length = samples_lasting(*heard_range(part.clip, context, part.transcript), context.rate)
    return _Turn(part.who or part.clip.file.name, info.speech[0].start, max(0, length - info.speech[-1].end))


def _may_end_later(part: Part, context: Context) -> bool:
    clips = _clips(part)
    return not clips or (clips[-1].trim and (clips[-1].out is None or _is_shared(clips[-1], context)))


def _may_begin_later(part: Part, context: Context) -> bool:
    """What is filmed begins with who speaks; other pictures may come before their voice."""
    if not isinstance(part, Spoken) or (isinstance(part, Read) and part.camera):
        return False
    clips = _clips(part)
    return not clips or (clips[0].trim and (clips[0].in_ is None or _is_shared(clips[0], context)))


def _clips(part: Part) -> tuple[Clip, ...]:
    """The recordings of a part; none of a synthetic voice."""
    if isinstance(part, Sot):
        return (part.clip,)
    if isinstance(part, Spoken) and isinstance(part.voice, tuple):
        return part.voice
    return (part.camera,) if isinstance(part, Read) and part.camera else ()


def _is_shared(clip: Clip, context: Context) -> bool:
    """Whether it is cut from the take of all texts: nobody wrote its `in` and `out`."""
    return context.rundown.voice is not None and clip.file == context.rundown.voice.file
