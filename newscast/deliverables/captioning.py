"""What the captions of a cut should be: its style, what is said in it and when, and where each of it was written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from newscast.base.chains import SPOKEN
from newscast.base.timecode import SAMPLE_RATE, frame_at, sample_at
from newscast.captions.cues import episode_cues
from newscast.deliverables.cut import Cut
from newscast.qc.captions.model import Caption, Said, WantedCaptions
from newscast.qc.wanted import Stretch
from newscast.show.model import CaptionStyle
from newscast.timeline.asides import said_words
from newscast.timeline.heard import PlacedSound, Take, TakeInfo, Utterance
from newscast.timeline.model import PlacedPart, PlacedSegment, Timeline
from newscast.timeline.spans import Span, common, merged
from newscast.timeline.speech import speech_of

_FINISHED = ("spot",)
"""Kinds of segments whose words nobody has written: what is said in a commercial is its maker's."""
_FAINT = SAMPLE_RATE // 5
"""Samples by which a word may begin before, or end after, the speech that its level tells."""


def wanted_captions(
    cut: Cut, style: CaptionStyle, infos: Mapping[Take, TakeInfo], language: str = ""
) -> WantedCaptions:
    """All that captions beside a cut are held against; of those in a further `language`, only what is translated."""
    timeline, said = cut.timeline, tuple(_said(cut, language))
    told = replace(timeline, segments=tuple(each for each in timeline.segments if each.kind not in _FINISHED))
    measured = () if language else speech_of(told, infos)
    written = (span for each in said if each.heard for span in each.speech)
    return WantedCaptions(
        timeline.rate,
        timeline.frames,
        style.characters,
        style.lines,
        style.cps,
        tuple(_stretch(segment, cut) for segment in timeline.segments if segment.frames),
        tuple(part.span for part in _parts(timeline)),
        said,
        merged((*(_frames(span, cut) for span in measured), *written)),
    )


def _parts(timeline: Timeline) -> Iterator[PlacedPart]:
    """Those of all segments, in frames of the timeline."""
    for segment in timeline.segments:
        for part in segment.parts:
            yield replace(part, start=part.start + segment.start)


def wanted_burned(cut: Cut, style: CaptionStyle, infos: Mapping[Take, TakeInfo]) -> WantedCaptions:
    """The same of captions that are drawn into its pictures."""
    wanted = wanted_captions(cut, style, infos)
    return replace(wanted, elsewhere=tuple(_elsewhere(cut)))


def burned_captions(cut: Cut) -> tuple[Caption, ...]:
    """Those that are drawn into the pictures of a cut, in frames from its start."""
    return tuple(
        Caption(cue.start + segment.start, cue.end + segment.start, cue.lines)
        for segment, cues in cut.burned()
        for cue in cues
    )


def _said(cut: Cut, language: str) -> Iterator[Said]:
    """Every text that somebody says, or its translation where there is one."""
    for segment, places in zip(cut.timeline.segments, cut.places, strict=True):
        start = sample_at(segment.start, cut.timeline.rate)
        for utterance, place in zip(segment.utterances, places.utterances, strict=True):
            moved = utterance.later(start)
            speech = tuple(_frames(span, cut) for span in _voice(moved))
            added = tuple(_frames(Span(each.start, each.end), cut) for each in moved.partings if each.kind == "added")
            text = dict(utterance.translations).get(language, "") if language else utterance.text
            if said_words(text):
                yield Said(text, _frames(_whole(moved), cut), speech, place, _is_heard(utterance, segment), added)


def _voice(said: Utterance) -> tuple[Span, ...]:
    """Its speech, with the faint beginnings and ends of words, such as an s, that listening for words finds."""
    near = merged(Span(span.start - _FAINT, span.end + _FAINT) for span in said.speech)
    return merged((*said.speech, *common(filter(None, said.said), near)))


def _is_heard(said: Utterance, segment: PlacedSegment) -> bool:
    """A stand-in for a recording that is missing in a draft has no sound."""
    return any(_meet(_whole(said), sound) for sound in segment.sounds if sound.take.chain in SPOKEN)


def _meet(span: Span, sound: PlacedSound) -> bool:
    return span.start < sound.start + sound.samples and sound.start < span.end


def _whole(said: Utterance) -> Span:
    return Span(said.start, said.start + said.samples)


def _elsewhere(cut: Cut) -> Iterator[Span]:
    """Where a card shows the words that no caption repeats."""
    drawn = {(each.start, each.end) for each in burned_captions(cut)}
    for cue in episode_cues(cut.timeline, cut.said):
        if (cue.start, cue.end) not in drawn:
            yield Span(cue.start, cue.end)


def _stretch(segment: PlacedSegment, cut: Cut) -> Stretch:
    rate = cut.timeline.rate
    return Stretch(segment.slug, float(segment.start / rate), float((segment.start + segment.frames) / rate))


def _frames(span: Span, cut: Cut) -> Span:
    """The frames in which samples of the cut are heard."""
    rate = cut.timeline.rate
    return Span(frame_at(span.start, rate), frame_at(max(span.start, span.end - 1), rate) + 1)
