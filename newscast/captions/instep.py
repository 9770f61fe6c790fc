"""Whether captions that an editor corrected still come when their words are said: what is cut, added or moved after a
correction leaves all that follows at other times."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from statistics import median

from newscast.base.errors import Place, Problem
from newscast.base.i18n import _
from newscast.base.timecode import SAMPLE_RATE, sample_at
from newscast.captions.align import words_of
from newscast.document.captions import WrittenCue
from newscast.timeline.model import PlacedSegment

_LATE = 1.5
"""Seconds from which captions are out of step: more than an editor moves them, or nobody knows of what a take says."""
_ALIKE = 0.4
"""The share of a segment's words that are in its captions at least, where only some were corrected."""


@dataclass(frozen=True)
class _Word:
    """A word without marks and capitals, when it is said in seconds, and the number of its segment or caption."""

    text: str
    at: float
    number: int


def out_of_step(
    cues: Sequence[WrittenCue], segments: Sequence[PlacedSegment], rate: Fraction, language: str
) -> Iterator[Problem]:
    """A warning where captions come early or late, and one for each segment that says something else. The times of
    cues count from the start of the first segment."""
    said, written = _said(segments, rate, language), _written(cues)
    matched: dict[int, int] = {}
    off: dict[int, list[tuple[float, Place]]] = {}
    for one, other in _pairs(said, written):
        spoken_in, cue = said[one].number, written[other].number
        matched[spoken_in] = matched.get(spoken_in, 0) + 1
        if other == 0 or written[other - 1].number != cue:
            off.setdefault(spoken_in, []).append((written[other].at - said[one].at, cues[cue].place))
    moved = False
    for number, segment in enumerate(segments):
        words = sum(word.number == number for word in said)
        late = median(seconds for seconds, _place in off[number]) if number in off else 0.0
        if matched.get(number, 0) < _ALIKE * words:
            place = _first_in(cues, segment, segments[0].start, rate)
            yield from [_unlike(segment, place)] if place else []
        elif abs(late) > _LATE and not moved:
            moved = True
            yield _moved(segment, late, off[number][0][1])


def _said(segments: Sequence[PlacedSegment], rate: Fraction, language: str) -> list[_Word]:
    return [
        _Word(
            _plain(word.text), (word.start + sample_at(segment.start - segments[0].start, rate)) / SAMPLE_RATE, number
        )
        for number, segment in enumerate(segments)
        for utterance in segment.utterances
        for word in words_of(utterance, language)
        if word.said and _plain(word.text)
    ]


def _written(cues: Sequence[WrittenCue]) -> list[_Word]:
    return [
        _Word(_plain(word), float(cue.start), number)
        for number, cue in enumerate(cues)
        for word in cue.text.split()
        if _plain(word)
    ]


def _pairs(said: Sequence[_Word], written: Sequence[_Word]) -> Iterator[tuple[int, int]]:
    """The words that are the same in the same order, as pairs of their positions."""
    from rapidfuzz.distance import LCSseq

    for step in LCSseq.opcodes([word.text for word in said], [word.text for word in written]):
        if step.tag == "equal":
            yield from zip(range(step.src_start, step.src_end), range(step.dest_start, step.dest_end), strict=True)


def _first_in(cues: Sequence[WrittenCue], segment: PlacedSegment, start: int, rate: Fraction) -> Place | None:
    """Where the first caption was written that is on screen in a segment."""
    first, last = ((segment.start - start + frames) / rate for frames in (0, segment.frames))
    return next((cue.place for cue in cues if first <= (cue.start + cue.end) / 2 < last), None)


def _unlike(segment: PlacedSegment, place: Place) -> Problem:
    message = _("The captions of “{slug}” are not what is said in it: was the episode changed after the correction?")
    hint = _("Correct them from this line on, or take the file away: then the captions follow the copy again.")
    return Problem(message.format(slug=segment.slug), hint, place, warning=True, code="caption-other")


def _moved(segment: PlacedSegment, late: float, place: Place) -> Problem:
    message = _("From “{slug}” on, captions come {seconds} s before their words are said.")
    if late > 0:
        message = _("From “{slug}” on, captions come {seconds} s after their words are said.")
    hint = _("Was something taken out, added or moved after the correction? Move their times, or take the file away.")
    said = message.format(slug=segment.slug, seconds=f"{abs(late):.1f}")
    return Problem(said, hint, place, warning=True, code="caption-other")


def _plain(word: str) -> str:
    return "".join(filter(str.isalnum, word.casefold()))
