"""Every text that somebody says in a recording, and how much is said in the recording."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor

from newscast.media.choice import channels_of, speech_of, speech_within
from newscast.media.info import HEARD_RATE, SILENCE
from newscast.rundown.model import Clip, Headlines, Part, Read, Recorded, Sot, Spoken, Story, WithParts
from newscast.rundown.whole_take import taken_parts
from newscast.timeline.asides import said_words
from newscast.timeline.context import Context
from newscast.timeline.ranges import chosen, clip_range
from newscast.timeline.takes import tease_of

_LONG = Fraction(24 * 3600)
"""Seconds that no recording lasts."""


@dataclass(frozen=True)
class Words:
    """A text and the recordings it is heard from; both in the story `slug`, which is empty outside of stories.

    `verbatim` is false for transcripts, which need not tell all that is said. A sot may have no text.
    """

    text: str
    clips: tuple[Clip, ...]
    slug: str = ""
    verbatim: bool = True

    def seconds(self, context: Context) -> Fraction:
        """How long they take to read."""
        return context.seconds(self.text)


def all_words(context: Context) -> Iterator[Words]:
    """The texts that are recorded, in the rundown's order; first what is read from one take of the whole newscast.

    Of that a deliverable may have kept but some.
    """
    taken = [part.copy_ for _segment, part in taken_parts(context.rundown)]
    if taken and context.rundown.voice:
        yield Words(" ".join(taken), (context.rundown.voice,), verbatim=False)
    for segment in context.rundown.segments:
        if isinstance(segment, Headlines):
            yield from _headlines(segment, context)
        slug = segment.slug if isinstance(segment, Story) else ""
        for part in segment.parts if isinstance(segment, WithParts) else ():
            yield from _part(part, slug)


def _headlines(segment: Headlines, context: Context) -> Iterator[Words]:
    teases = {slug: tease_of(slug, context) for slug in segment.stories}
    if isinstance(segment.voice, tuple):
        yield Words(" ".join(tease.copy_ for tease in teases.values()), segment.voice)
        return
    for slug, tease in teases.items():
        if isinstance(tease.voice, tuple):
            yield Words(tease.copy_, tease.voice, slug)


def _part(part: Part, slug: str) -> Iterator[Words]:
    if isinstance(part, Spoken) and isinstance(part.voice, tuple):
        yield Words(part.copy_, part.voice, slug)
    elif isinstance(part, Read) and part.heard_camera:
        yield Words(part.copy_, (part.heard_camera,), slug)
    elif isinstance(part, Recorded) and (isinstance(part, Sot) or said_words(part.transcript)):
        yield Words(said_words(part.transcript), (part.clip,), slug, verbatim=False)


@dataclass(frozen=True)
class Talk:
    """How long a stretch of a recording is, and how long somebody speaks in it, in seconds; the dBFS of its loudest
    second."""

    length: Fraction
    speech: Fraction
    level: int


def talk_in(clip: Clip, context: Context) -> Talk | None:
    """What is said between the `in` and `out` of a clip; None where that is not known."""
    info = context.medium(clip.file)
    if info is None or info.sound is None:
        return None
    try:
        choice = chosen(clip, info, context)
    except LookupError:
        return None
    channels = channels_of(info, choice)
    start, frames = clip_range(clip, context)
    heard = min((Fraction(each.searched, HEARD_RATE) for each in channels), default=Fraction(0))
    if not channels or heard + 1 < (start + frames) / context.rate:
        return None
    # Without an `in` and `out`, what is said before the first picture and after the last is heard too.
    first = start / context.rate if clip.in_ else -_LONG
    last = (start + frames) / context.rate if clip.out else _LONG
    said = sum((end - begin for begin, end in speech_of(info, choice, first, last)), Fraction(0))
    # A single short word is speech here, though nothing to choose a microphone by.
    word = max(speech_within(each, round(first * HEARD_RATE), round(last * HEARD_RATE)) for each in channels)
    begin, stop = floor(start / context.rate), ceil((start + frames) / context.rate)
    level = max((level for each in channels for level in each.levels[begin:stop]), default=SILENCE)
    return Talk(frames / context.rate, said or Fraction(word, HEARD_RATE), level)
