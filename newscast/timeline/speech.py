"""Where somebody speaks in a timeline, as it was measured of each take before it was mixed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from newscast.base.chains import SPOKEN
from newscast.base.timecode import sample_at
from newscast.timeline.heard import PlacedSound, Take, TakeInfo
from newscast.timeline.model import PlacedSegment, Timeline
from newscast.timeline.spans import Span, merged, within

"""The chains of takes in which words are what is meant."""


def speech_of(timeline: Timeline, infos: Mapping[Take, TakeInfo]) -> tuple[Span, ...]:
    """Samples of the timeline in which somebody speaks, ascending and disjoint."""
    return merged(
        span.later(sample_at(segment.start, timeline.rate))
        for segment in timeline.segments
        for span in segment_speech(segment, infos)
    )


def segment_speech(segment: PlacedSegment, infos: Mapping[Take, TakeInfo]) -> tuple[Span, ...]:
    """The same of a segment, in its own samples; also of recordings of which nobody wrote what is said."""
    return merged(span for sound in segment.sounds if sound.take.chain in SPOKEN for span in _spoken(sound, infos))


def _spoken(sound: PlacedSound, infos: Mapping[Take, TakeInfo]) -> Iterator[Span]:
    """What of a take's speech is heard in its segment."""
    info = infos.get(sound.take)
    heard = Span(sound.start, sound.start + sound.samples)
    moved = (span.later(sound.start - sound.offset) for span in (info.speech if info else ()))
    yield from within(moved, heard)
