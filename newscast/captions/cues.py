"""The captions of a segment and of an episode: the copy, verbatim, when its words are said."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from newscast.captions.align import words_of
from newscast.captions.breaking import break_copy
from newscast.captions.cue import Captions, Cue
from newscast.captions.timing import Spoken, time_cues
from newscast.show.model import CaptionStyle
from newscast.timeline.model import PlacedSegment, Timeline


def segment_cues(
    segment: PlacedSegment, rate: Fraction, style: CaptionStyle, language: str = "es-MX"
) -> tuple[Cue, ...]:
    """The captions of one segment, in frames from its start.

    The words of all of them, joined with single spaces, are the copy with its white space normalised. `language`
    (a tag such as es-MX or en) decides where lines may break and how numbers are said.
    """
    spoken = [cue for number in range(len(segment.utterances)) for cue in _spoken(segment, number, style, language)]
    return time_cues(spoken, segment.frames, rate, style.cps)


def episode_cues(timeline: Timeline, captions: Captions) -> tuple[Cue, ...]:
    """The captions of the whole timeline, in frames from its start."""
    return tuple(
        replace(cue, start=cue.start + segment.start, end=cue.end + segment.start)
        for segment, cues in zip(timeline.segments, captions, strict=True)
        for cue in cues
    )


def _spoken(segment: PlacedSegment, number: int, style: CaptionStyle, language: str) -> list[Spoken]:
    utterance = segment.utterances[number]
    words = words_of(utterance, language)
    return [
        Spoken(
            words[layout[0][0]].start,
            words[layout[-1][1] - 1].end,
            tuple(" ".join(word.text for word in words[start:end]) for start, end in layout),
            utterance.speaker,
            number,
        )
        for layout in break_copy(words, style)
    ]
