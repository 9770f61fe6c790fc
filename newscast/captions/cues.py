"""The captions of a segment and of an episode: the copy, verbatim, when its words are said."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise
from math import ceil
from typing import TYPE_CHECKING

from newscast.base.timecode import frame_at, sample_at
from newscast.captions.align import Word, ends_at, words_of
from newscast.captions.asides import Shown, heard, named, runs, sounds_in, with_sounds
from newscast.captions.breaking import break_copy
from newscast.captions.cue import Captions, Cue
from newscast.captions.rules import APART, FAST_SPEECH, GAP, LINGER, SHORTEST, may_part
from newscast.captions.speakers import DASH, marks
from newscast.captions.timing import Spoken, Stage, time_cues
from newscast.timeline.model import PlacedSegment, Timeline

if TYPE_CHECKING:
    from newscast.show.model import CaptionStyle

_END = re.compile(r"[.?!…]+$")
"""What ends a sentence."""


def segment_cues(
    segment: PlacedSegment, rate: Fraction, style: CaptionStyle, language: str = "es-MX"
) -> tuple[Cue, ...]:
    """The captions of one segment, in frames from its start.

    The words of all of them, joined with single spaces, are the copy with its white space normalised, less what of it
    is not said. `language` (a tag such as es-MX or en) decides where lines may break and how numbers are said.
    """
    called = marks(segment.utterances, style.characters)
    cues = _timed(segment, called, rate, style, language)
    if hurried := {cue.utterance for cue in cues if _is_hurried(cue, called, rate, style)}:
        briefer = [DASH if number in hurried else mark for number, mark in enumerate(called)]
        return _timed(segment, briefer, rate, style, language)
    return cues


def _timed(
    segment: PlacedSegment, called: Sequence[str], rate: Fraction, style: CaptionStyle, language: str
) -> tuple[Cue, ...]:
    """The captions where each utterance is `called` so."""
    spoken: list[Spoken] = []
    for number, mark in enumerate(called):
        spoken += _spoken(segment, number, mark, rate, style, language)
    if style.sounds:
        spoken += heard(segment, rate, language)
    return time_cues(spoken, segment.frames, rate)


def _is_hurried(cue: Cue, called: Sequence[str], rate: Fraction, style: CaptionStyle) -> bool:
    """Whether a caption begins with a name for which there is no time to be read."""
    mark = "" if cue.utterance is None else called[cue.utterance]
    if not mark.endswith(":") or not cue.shown.startswith(mark):
        return False
    return len(cue.shown) > max(style.cps, FAST_SPEECH) * (cue.end - cue.start) / rate


def joined(segments: Sequence[PlacedSegment], captions: Captions, rate: Fraction) -> Captions:
    """The captions of each of the segments of a timeline, with none too near to that of the segment before it.

    Only a segment's last caption changes, and only where the next one is spoken into sooner than takes are. It stays up
    to the next one where that is not too long after its last word, or it would be too short otherwise.
    """
    settled = [list(cues) for cues in captions]
    spoken = [number for number, cues in enumerate(settled) if cues]
    for number, after in pairwise(spoken):
        segment, last = segments[number], settled[number][-1]
        coming = segments[after].start + settled[after][0].start - segment.start
        if may_part(coming - last.end):
            continue
        stays = coming == segment.frames and not _goes_sooner(last, segment, rate)
        end = coming - (GAP if stays else APART)
        settled[number][-1] = replace(last, end=max(end, last.start + 1))
    return tuple(map(tuple, settled))


def _goes_sooner(last: Cue, segment: PlacedSegment, rate: Fraction) -> bool:
    """Whether the last caption of a segment would stay too long up to its end, and can be read without that."""
    if last.utterance is None:
        return False
    word = frame_at(ends_at(segment.utterances[last.utterance]), rate)
    return segment.frames - GAP > word + LINGER and segment.frames - APART >= last.start + ceil(SHORTEST * rate)


def episode_cues(timeline: Timeline, captions: Captions) -> tuple[Cue, ...]:
    """The captions of the whole timeline, in frames from its start."""
    return tuple(
        replace(cue, start=cue.start + segment.start, end=cue.end + segment.start)
        for segment, cues in zip(timeline.segments, captions, strict=True)
        for cue in cues
    )


def _said(words: Sequence[Word]) -> list[Word]:
    """The words that are said; where the end of a sentence is left out, the last word of it that is said ends it."""
    kept: list[Word] = []
    for word in words:
        if word.said:
            kept.append(word)
        elif kept and not _END.search(kept[-1].text):
            end = _END.search(word.text)
            text = kept[-1].text.rstrip(",;:") + end[0] if end else kept[-1].text
            kept[-1] = replace(kept[-1], text=text, gap=min(kept[-1].gap, word.gap))
    return kept


def _spoken(
    segment: PlacedSegment, number: int, mark: str, rate: Fraction, style: CaptionStyle, language: str
) -> list[Spoken]:
    utterance = segment.utterances[number]
    stage = _stage(segment, utterance.start, rate)
    shown = named(_said(words_of(utterance, language)), mark)
    if style.sounds:
        shown = with_sounds(shown, sounds_in(stage, segment), rate)
    return [cue for run in runs(shown) for cue in _broken(run, stage, utterance.speaker, number, style)]


def _broken(shown: Sequence[Shown], stage: Stage, speaker: str, number: int, style: CaptionStyle) -> Iterator[Spoken]:
    words = [each.word for each in shown]
    for layout in break_copy(words, style):
        yield Spoken(
            words[layout[0][0]].start,
            words[layout[-1][1] - 1].end,
            tuple(" ".join(word.text for word in words[start:end]) for start, end in layout),
            stage,
            speaker,
            number,
            _copy(shown[layout[0][0] : layout[-1][1]]),
        )


def _copy(shown: Sequence[Shown]) -> str | None:
    """What of them is copy; None where all is."""
    kept = [each.word.text for each in shown if each.copy]
    return " ".join(kept) if len(kept) < len(shown) else None


def _stage(segment: PlacedSegment, sample: int, rate: Fraction) -> Stage:
    """The part in which a sample of the segment is; the whole segment where it has none."""
    for part in segment.parts:
        end = part.start + part.frames
        if sample < sample_at(end, rate):
            return Stage(part.start, end, end == segment.frames)
    return Stage(0, segment.frames)
