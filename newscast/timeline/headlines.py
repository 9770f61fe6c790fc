"""The headlines: one card for each story, read from one take, from a take each, or silent."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import accumulate, pairwise

from newscast.base.timecode import SAMPLE_RATE, frames_covering, round_half_up, sample_at
from newscast.rundown.model import Headlines
from newscast.show.media import own_bed
from newscast.timeline.content import written_digest
from newscast.timeline.context import Context
from newscast.timeline.first_pictures import first_picture
from newscast.timeline.form import TICK_GAIN
from newscast.timeline.heard import Alignment, Parting, PlacedSound, Recital, Take, Utterance
from newscast.timeline.parts import heard, translated
from newscast.timeline.piece import Piece, Written, chain
from newscast.timeline.reading import headline_seconds
from newscast.timeline.seen import Shot
from newscast.timeline.shots import TOPIC, graphic
from newscast.timeline.spans import Span
from newscast.timeline.takes import headlines_takes, tease_of, tease_takes

TICK = Fraction(1, 2)
"""Seconds of the mark with which a card comes."""
AFTER = Fraction(4, 10)
"""Seconds a card stays after its tease."""


def place_headlines(segment: Headlines, context: Context) -> Piece:
    """The cards one after another; nothing where they would be neither seen nor heard."""
    if isinstance(segment.voice, tuple):
        return _read_in_one(segment, context)
    cards = [_card(segment, slug, context) for slug in segment.stories]
    return chain([card for card in cards if card.sounds or context.form.picture], context.rate)


def _ticks(starts: Sequence[int], context: Context) -> tuple[Written[PlacedSound], ...]:
    """A soft mark at the first frame of each card, where the music is the built-in."""
    if own_bed(context.show) is not None:
        return ()
    frames = frames_covering(TICK, context.rate)
    take, length = Take("music", music="tick", frames=frames), sample_at(frames, context.rate)
    ticks = (PlacedSound(take, sample_at(start, context.rate), length, gain=TICK_GAIN) for start in starts)
    return tuple(Written(tick, None) for tick in ticks)


def _card(segment: Headlines, slug: str, context: Context) -> Piece:
    tease = tease_of(slug, context)
    takes = tease_takes(segment, slug, context)
    seconds = headline_seconds(tease.copy_)
    if not takes:
        frames = frames_covering(seconds, context.rate)
        ticks = _ticks([0], context) if context.form.picture else ()
        return _as_card(slug, Piece(frames, _shots(slug, frames, context), sounds=ticks), context)
    sounds, spans, samples = heard(takes, tease.voice, tease.where("copy"), context)
    frames = frames_covering(Fraction(samples, SAMPLE_RATE) + AFTER, context.rate)
    if context.form.picture:
        frames = max(frames, frames_covering(seconds, context.rate))
    found, say = context.aligned(Recital(tuple(takes), tease.copy_)), context.say_in(tease.copy_)
    utterance = Utterance(tease.copy_, 0, samples, spans, "", found.said, found.partings, translated(tease), say=say)
    said = Written(replace(utterance, voice=_voice(segment, slug, context)), tease.where("copy"))
    shots, sounds = _shots(slug, frames, context), sounds + _ticks([0], context)
    return _as_card(slug, Piece(frames, shots, sounds=sounds, utterances=(said,)), context)


def _voice(segment: Headlines, slug: str, context: Context) -> str:
    """Who reads a tease in a take of its own."""
    return context.presenter(tease_of(slug, context).by or segment.by) or ""


def _as_card(slug: str, piece: Piece, context: Context, voice: object = None) -> Piece:
    """The piece as a part; `voice` is the recording it is read in together with others."""
    story, tease = context.story(slug), tease_of(slug, context)
    shown = [tease, story.department if story else "", voice]
    return piece.as_part("headline", written_digest("headline", shown, context), tease.where("copy"))


def _read_in_one(segment: Headlines, context: Context) -> Piece:
    place = segment.where("voice")
    takes = headlines_takes(segment, context)
    sounds, spans, samples = heard(takes, segment.voice, place, context)
    copies = [tease_of(slug, context).copy_ for slug in segment.stories]
    frames = frames_covering(Fraction(samples, SAMPLE_RATE), context.rate)
    found = context.aligned(Recital(tuple(takes), " ".join(copies)))
    told = _each_told(copies, found)
    cuts = [0, *(_heard_cuts(told, spans, context.rate) or _cuts(copies, spans, context.rate)), frames]
    cards: list[Piece] = []
    said: list[Written[Utterance]] = []
    for index, slug in enumerate(segment.stories):
        start, end = cuts[index], cuts[index + 1]
        card = Piece(end - start, _shots(slug, end - start, context))
        cards.append(_as_card(slug, card, context, segment.voice))
        utterance = _said(copies[index], start, end, spans, samples, context.rate)
        tease, found = tease_of(slug, context), told[index]
        utterance = replace(utterance, said=found.said, partings=found.partings, say=context.say_in(tease.copy_))
        utterance = replace(utterance, translations=translated(tease), voice=context.presenter(segment.by) or "")
        said.append(Written(utterance, tease.where("copy")))
    seen = chain(cards, context.rate)
    return replace(seen, sounds=sounds + _ticks(cuts[:-1], context), utterances=tuple(said))


def _each_told(copies: Sequence[str], found: Alignment) -> list[Alignment]:
    """What was heard of each of the copies that are read in one."""
    ends = list(accumulate(len(copy.split()) for copy in copies))
    return [
        Alignment(
            found.said[first:last],
            tuple(part for parting in found.partings for part in _within(parting, first, last, last == ends[-1])),
        )
        for first, last in pairwise([0, *ends])
    ]


def _within(parting: Parting, first: int, last: int, to_end: bool) -> Iterator[Parting]:
    """What of a parting falls to the words `first` to before `last`, counted from the first of them."""
    begin, end = max(parting.first, first), min(parting.last, last)
    if begin < end or (parting.first == parting.last and first <= parting.first < last + to_end):
        yield replace(parting, first=begin - first, last=end - first)


def _heard_cuts(told: Sequence[Alignment], spans: Sequence[Span], rate: Fraction) -> list[int]:
    """Frames at which the first word of each copy but the first is about to be heard; nothing where that is unknown."""
    starts = [next((word.start for word in each.said if word), None) for each in told]
    ends = [max((word.end for word in each.said if word), default=None) for each in told]
    cuts = []
    for end, start in zip(ends[:-1], starts[1:], strict=True):
        if end is None or start is None:
            return []
        cuts.append(round_half_up(max(end, start - SAMPLE_RATE // 5) * rate / SAMPLE_RATE))
    return cuts


def _said(copy: str, start: int, end: int, spans: Sequence[Span], samples: int, rate: Fraction) -> Utterance:
    first, last = sample_at(start, rate), min(sample_at(end, rate), samples)
    inside = [Span(max(span.start, first), min(span.end, last)) for span in spans]
    kept = tuple(span for span in inside if span.end > span.start)
    return Utterance(copy, first, last - first, kept or (Span(first, last),))


def _cuts(copies: Sequence[str], spans: Sequence[Span], rate: Fraction) -> list[int]:
    """Frames at which one tease ends and the next begins: where its share of the letters has been said,
    moved to the nearest pause, unless there are too few and that one is nearer to the cut after it."""
    pauses = [(left.end, right.start) for left, right in pairwise(spans)]
    letters = list(accumulate(max(1, len(copy)) for copy in copies))
    spoken = sum(span.end - span.start for span in spans)
    wanted = [_sample_after(spoken * done // letters[-1], spans) for done in letters[:-1]]
    cuts = []
    for index, sample in enumerate(wanted):
        if free := _free(pauses, sample, wanted[index + 1 :]):
            nearest = min(free, key=lambda pause: abs(pause[0] - sample))
            pauses = [pause for pause in pauses if pause[0] > nearest[0]]
            sample = max(nearest[0], nearest[1] - SAMPLE_RATE // 5)
        cuts.append(round_half_up(sample * rate / SAMPLE_RATE))
    return cuts


def _free(pauses: Sequence[tuple[int, int]], sample: int, later: Sequence[int]) -> list[tuple[int, int]]:
    """The pauses to which a cut may move: cuts stay in their order, since each pause taken leaves one for each later
    cut, or lies before where the next one is wanted."""
    return [
        pause
        for number, pause in enumerate(pauses)
        if len(pauses) - number > len(later) or abs(pause[0] - sample) < abs(pause[0] - later[0])
    ]


def _sample_after(speech: int, spans: Sequence[Span]) -> int:
    """The sample at which so many samples of speech have been heard."""
    for span in spans:
        if speech <= span.end - span.start:
            return span.start + speech
        speech -= span.end - span.start
    return spans[-1].end


def _shots(slug: str, frames: int, context: Context) -> tuple[Written[Shot], ...]:
    if not context.form.picture or frames <= 0:
        return ()
    story = context.story(slug)
    assert story is not None
    tease = tease_of(slug, context)
    below = first_picture(story, context)
    # Without a picture below it a headline is a card like others, whose ground moves.
    name, above = ("headline", "kicker") if below else (TOPIC, "department")
    fields = {above: story.department, "headline": tease.copy_}
    return (Written(Shot(0, frames, graphic(name, fields, below)), tease.where("copy")),)
