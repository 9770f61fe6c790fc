"""The end of a timeline that has to last as long as its slot: black after it, or less of its closing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from fractions import Fraction
from typing import TypeVar

from newscast.base.canonical import digest_of
from newscast.base.errors import Place
from newscast.base.timecode import SAMPLE_RATE, frames_covering, sample_at
from newscast.timeline.heard import Described, Take, TakeInfo
from newscast.timeline.model import PlacedPart, PlacedSegment, PlacedSuper, Places, SegmentPlaces, Timeline
from newscast.timeline.seen import GraphicShot, Shot
from newscast.timeline.spans import Span
from newscast.timeline.speech import segment_speech

Lasting = TypeVar("Lasting", Shot, PlacedSuper, PlacedPart, Described)

BLACK = "black"
"""Kind and graphic of what follows a programme in its slot."""
_ANIMATED = frozenset({"open", "close", "sting"})
"""Kinds of part that are the kit's own, of which an end may be cut off."""


def with_black(timeline: Timeline, places: Places, frames: int) -> tuple[Timeline, Places]:
    """The timeline `frames` long, with black and silence after its end."""
    start, length = timeline.frames, frames - timeline.frames
    if length <= 0:
        return timeline, places
    slugs = {segment.slug for segment in timeline.segments}
    slug = next(name for name in (BLACK, *(f"{BLACK}-{n}" for n in range(2, len(slugs) + 3))) if name not in slugs)
    seen = any(segment.shots for segment in timeline.segments)
    shots = (Shot(0, length, GraphicShot(BLACK)),) if seen else ()
    black = PlacedSegment(
        slug=slug,
        kind=BLACK,
        title=slug,
        start=start,
        frames=length,
        shots=shots,
        supers=(),
        sounds=(),
        utterances=(),
        bed=None,
        bug=False,
        parts=(PlacedPart(BLACK, digest_of([BLACK]), 0, length),),
    )
    nowhere = SegmentPlaces(parts=(None,), shots=(None,) * len(shots))
    return replace(timeline, segments=(*timeline.segments, black)), (*places, nowhere)


def shortened(timeline: Timeline, places: Places, frames: int) -> tuple[Timeline, Places]:
    """The first `frames` of a timeline; what sounds on is cut off there."""
    kept = [
        _shortened(segment, where, frames - segment.start)
        for segment, where in zip(timeline.segments, places, strict=True)
        if segment.start < frames
    ]
    return replace(timeline, segments=tuple(segment for segment, _where in kept)), tuple(where for _s, where in kept)


def needed_until(timeline: Timeline, infos: Mapping[Take, TakeInfo]) -> int:
    """How many frames a timeline must have at least: until nobody speaks any more, and no recording is under way."""
    samples = max((span.end for span in _needed(timeline, infos)), default=0)
    return frames_covering(Fraction(samples, SAMPLE_RATE), timeline.rate)


def _needed(timeline: Timeline, infos: Mapping[Take, TakeInfo]) -> Iterator[Span]:
    """In samples. Of a voice, its speech; interviews, finished pieces and spots are heard from end to end, but for the
    sound that comes with the kit's own videos."""
    for segment in timeline.segments:
        begin = sample_at(segment.start, timeline.rate)
        yield from (span.later(begin) for span in segment_speech(segment, infos))
        yield from (span.later(begin) for said in segment.utterances for span in said.speech)
        for sound in segment.sounds:
            part = _part_at(segment, sound.start, timeline)
            if sound.take.chain == "sot" or (sound.take.chain == "package" and part not in _ANIMATED):
                yield Span(begin + sound.start, begin + sound.start + sound.samples)


def _part_at(segment: PlacedSegment, sample: int, timeline: Timeline) -> str:
    begun = [part.kind for part in segment.parts if sample_at(part.start, timeline.rate) <= sample]
    return begun[-1] if begun else ""


def _shortened(segment: PlacedSegment, where: SegmentPlaces, frames: int) -> tuple[PlacedSegment, SegmentPlaces]:
    if segment.frames <= frames:
        return segment, where
    shots, shot_places = _begun(segment.shots, where.shots, frames)
    supers, super_places = _begun(segment.supers, where.supers, frames)
    parts, part_places = _begun(segment.parts, where.parts, frames)
    signer, _nowhere = _begun(segment.signer, (None,) * len(segment.signer), frames)
    described, _none = _begun(segment.described, (None,) * len(segment.described), frames)
    entered = segment.transition
    if entered:
        entered = replace(entered, frames=min(entered.frames, frames - 1)) if frames > 1 else None
    kept = replace(
        segment, frames=frames, shots=shots, supers=supers, parts=parts, described=described, transition=entered
    )
    kept = replace(kept, signer=signer)
    return kept, replace(where, shots=shot_places, supers=super_places, parts=part_places)


def _begun(
    placed: tuple[Lasting, ...], places: tuple[Place | None, ...], end: int
) -> tuple[tuple[Lasting, ...], tuple[Place | None, ...]]:
    """What has begun before frame `end`, until then, with where it was written."""
    kept = [(each, place) for each, place in zip(placed, places, strict=True) if each.start < end]
    ended = tuple(replace(each, frames=min(each.frames, end - each.start)) for each, _place in kept)
    return ended, tuple(place for _each, place in kept)
