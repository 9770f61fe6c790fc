"""Captions that an editor corrected, laid on a timeline, where they win over ours."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

from newscast.base.errors import Place, Problem
from newscast.base.i18n import _, ngettext
from newscast.base.timecode import SAMPLE_RATE, round_half_up, sample_at
from newscast.captions.cue import Cue
from newscast.captions.cues import segment_cues
from newscast.captions.instep import out_of_step
from newscast.captions.rules import GAP, LONGEST, SHORTEST
from newscast.document.captions import WrittenCaptions, WrittenCue
from newscast.rundown.corrections import Written, language_of_file
from newscast.rundown.model import Rundown
from newscast.show.model import CaptionStyle
from newscast.timeline.heard import Utterance
from newscast.timeline.model import PlacedSegment, Timeline
from newscast.timeline.spans import Span

Corrected = tuple[tuple[Cue, ...] | None, ...]
"""For each segment of a timeline its corrected captions, in frames from its start; None where ours stay."""


_PAUSE = SAMPLE_RATE // 2
"""Samples by which the first word may come later in one version of a segment than in another: that of somebody seen."""


@dataclass(frozen=True)
class Laid:
    """The corrected captions of a timeline by language tag, and what there was to warn of."""

    by_language: tuple[tuple[str, Corrected], ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class Reference:
    """The episode that an editor looks at: what of it is kept there, and its timeline, from whose start the times of
    files beside the rundown count."""

    rundown: Rundown
    timeline: Timeline

    def named_for(self, path: Path) -> dict[str, PlacedSegment]:
        """By short name, its segments for which that file is named."""
        named = {segment.slug for segment in self.rundown.segments if path in segment.captions}
        return {segment.slug: segment for segment in self.timeline.segments if segment.slug in named}


def corrected(rundown: Rundown, timeline: Timeline, whole: Reference | None, written: Written, own: str) -> Laid:
    """What an editor's files say of a timeline; `rundown` is what of it is kept there, `own` the show's language."""
    found: dict[str, dict[int, tuple[Cue, ...]]] = {}
    problems: list[Problem] = []
    for language, path in rundown.captions.items():
        if path in written and whole is not None:
            laid = _of_episode(written[path], timeline, whole.timeline, language, own, problems)
            found.setdefault(language, {}).update(laid)
    # A segment's own win over those of all of it.
    captions = {segment.slug: segment.captions for segment in rundown.segments}
    for number, segment in enumerate(timeline.segments):
        for path in captions.get(segment.slug, ()):
            if path in written:
                language = language_of_file(path, own)
                there = whole.named_for(path).get(segment.slug) if whole else None
                laid_here = found.setdefault(language, {})
                if there and not _say_the_same(there, segment, language):
                    problems.append(_otherwise(written[path], segment, written[path].cues[0].place))
                    continue
                cues = _of_segment(written[path], segment, timeline.rate, own if language == own else "", problems)
                laid_here.update({number: cues} if cues else {})
    numbers = range(len(timeline.segments))
    tuples = ((language, tuple(map(laid.get, numbers))) for language, laid in found.items())
    return Laid(tuple(tuples), tuple(problems))


def fitted(cues: Sequence[Cue], rate: Fraction, style: CaptionStyle, language: str) -> tuple[Cue, ...]:
    """Corrected captions for a narrower line than they were written for: one that does not fit is broken anew, its
    time shared by its words; the others stay as they are."""
    return tuple(each for cue in cues for each in _fitted(cue, rate, style, language))


def _fitted(cue: Cue, rate: Fraction, style: CaptionStyle, language: str) -> Iterator[Cue]:
    if len(cue.lines) <= style.lines and all(len(line) <= style.characters for line in cue.lines):
        yield cue
        return
    frames = cue.end - cue.start
    samples = sample_at(frames, rate)
    said = Utterance(cue.text, 0, samples, (Span(0, samples),))
    alone = PlacedSegment("", "", "", 0, frames, (), (), (), (said,), None, False)
    parts = segment_cues(alone, rate, style, language)
    ends = [*(max(part.start - GAP, 1) for part in parts[1:]), frames]
    for part, end in zip(parts, ends, strict=True):
        yield replace(cue, start=cue.start + part.start, end=cue.start + max(end, part.start + 1), lines=part.lines)


def _of_episode(
    captions: WrittenCaptions, timeline: Timeline, whole: Timeline, language: str, own: str, problems: list[Problem]
) -> Iterator[tuple[int, tuple[Cue, ...]]]:
    """The captions of a file beside the rundown, by the number of their segment."""
    rate = whole.rate
    outside = [cue for cue in captions.cues if _is_beyond(cue, whole.frames, rate)]
    if outside:
        problems.append(_beyond(outside, float(whole.duration)))
    problems += out_of_step(captions.cues, whole.segments, rate, own) if language == own else ()
    there = {segment.slug: segment for segment in whole.segments}
    for number, segment in enumerate(timeline.segments):
        reference = there.get(segment.slug)
        if reference is None or not (reference.utterances or _inside(captions, reference, whole)):
            continue
        cues = _inside(captions, reference, whole)
        if not cues:
            problems.append(_silent(captions, segment))
        elif segment.frames != reference.frames or not _say_the_same(segment, reference, language):
            problems.append(_otherwise(captions, segment, cues[0].place))
        else:
            shift = Fraction(reference.start) / rate
            yield number, _laid(cues, segment, rate, shift)


def _say_the_same(one: PlacedSegment, other: PlacedSegment, language: str) -> bool:
    """Whether captions in that language tell the same of both, at the same times but for a pause before the words."""
    both = list(zip(one.utterances, other.utterances, strict=False))
    return len(one.utterances) == len(other.utterances) and all(
        _text(each, language) == _text(there, language) and abs(each.start - there.start) <= _PAUSE
        for each, there in both
    )


def _text(utterance: Utterance, language: str) -> str:
    return dict(utterance.translations).get(language) or utterance.text


def _of_segment(
    captions: WrittenCaptions, segment: PlacedSegment, rate: Fraction, own: str, problems: list[Problem]
) -> tuple[Cue, ...]:
    """The captions of a segment's own file; none where all lie after its end, and ours stay."""
    outside = [cue for cue in captions.cues if _is_beyond(cue, segment.frames, rate)]
    if outside:
        problems.append(_beyond(outside, float(segment.frames / rate), segment.slug))
    if len(outside) == len(captions.cues):
        problems.append(_silent(captions, segment))
        return ()
    inside = [cue for cue in captions.cues if cue not in outside]
    problems += out_of_step(captions.cues, [segment], rate, own) if own else ()
    return _laid(inside, segment, rate, Fraction(0))


def _inside(captions: WrittenCaptions, segment: PlacedSegment, whole: Timeline) -> list[WrittenCue]:
    """Those of which the middle is in a segment of the episode; what goes on after the end is in the last one."""
    end = segment.start + segment.frames
    shown = (cue for cue in captions.cues if not _is_beyond(cue, whole.frames, whole.rate))
    return [cue for cue in shown if segment.start <= min(_middle(cue, whole.rate), whole.frames - 1) < end]


def _middle(cue: WrittenCue, rate: Fraction) -> int:
    """Of a caption that stays for too long, of the time in which it can be read."""
    return int((cue.start + min(cue.end, cue.start + LONGEST)) / 2 * rate)


def _is_beyond(cue: WrittenCue, frames: int, rate: Fraction) -> bool:
    """Whether a caption has no time to be read before an end."""
    return _middle(cue, rate) >= frames and (cue.start + SHORTEST) * rate > frames


def _laid(cues: Sequence[WrittenCue], segment: PlacedSegment, rate: Fraction, shift: Fraction) -> tuple[Cue, ...]:
    """In frames of the segment, none beyond its ends, each ending when the next begins at the latest."""
    found: list[Cue] = []
    for cue in cues:
        start, end = (round_half_up((at - shift) * rate) for at in (cue.start, cue.end))
        start = min(max(start, 0), segment.frames - 1)
        number = _utterance(start, end, segment, rate)
        speaker = cue.speaker or (segment.utterances[number].speaker if segment.utterances else "")
        shown = Cue(start, min(max(end, start + 1), segment.frames), cue.lines, speaker, number, place=cue.place)
        if found and found[-1].start == start:
            # Two at once are one: no format and no picture shows both in their order.
            found[-1] = replace(found[-1], end=max(found[-1].end, shown.end), lines=(*found[-1].lines, *shown.lines))
        else:
            found.append(shown)
    ends = [min(one.end, other.start) for one, other in pairwise(found)]
    return tuple(
        replace(cue, end=end) for cue, end in zip(found, [*ends, *(cue.end for cue in found[-1:])], strict=True)
    )


def _utterance(start: int, end: int, segment: PlacedSegment, rate: Fraction) -> int:
    """The number of the utterance during which a caption is on screen for longest."""
    first, last = sample_at(start, rate), sample_at(end, rate)
    shared = [min(last, each.start + each.samples) - max(first, each.start) for each in segment.utterances]
    return max(range(len(shared)), key=shared.__getitem__, default=0)


def _beyond(cues: Sequence[WrittenCue], seconds: float, slug: str = "") -> Problem:
    if slug:
        message = ngettext(
            "{n} caption, in this line, lies after the end of “{slug}”, {seconds} s, and is left out.",
            "{n} captions, from this line on, lie after the end of “{slug}”, {seconds} s, and are left out.",
            len(cues),
        )
    else:
        message = ngettext(
            "{n} caption, in this line, lies after the end of the episode, {seconds} s, and is left out.",
            "{n} captions, from this line on, lie after the end of the episode, {seconds} s, and are left out.",
            len(cues),
        )
    hint = _("Their times count from its start. Was something taken out, or moved, after the correction?")
    said = message.format(n=len(cues), seconds=round(seconds, 1), slug=slug)
    return Problem(said, hint, cues[0].place, warning=True, code="caption-outside")


def _silent(captions: WrittenCaptions, segment: PlacedSegment) -> Problem:
    message = _("“{name}” has no captions for “{slug}”: those stay ours.")
    hint = _("Was “{slug}” added or moved after the correction? Then what comes after it has other times, too.")
    said = message.format(name=captions.path.name, slug=segment.slug)
    return Problem(said, hint.format(slug=segment.slug), Place(captions.path), warning=True, code="caption-other")


def _otherwise(captions: WrittenCaptions, segment: PlacedSegment, place: Place) -> Problem:
    message = _(
        "“{slug}” is of another length, or says other words, in some deliverable, where its captions stay ours."
    )
    hint = _("Name captions of its own there: `versions`, and in it `captions`.")
    return Problem(message.format(slug=segment.slug), hint, place, warning=True, code="caption-other")
