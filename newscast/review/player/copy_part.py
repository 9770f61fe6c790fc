"""The copy beside the player: what is said in each segment, each word with the frames in which it is said."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from newscast.base.kinds import part_name
from newscast.base.timecode import frame_at, timecode_of
from newscast.episode.timeline import ListedCue, ListedPart, ListedPlace, ListedSaid, ListedSegment
from newscast.review.door.guard import Visit
from newscast.review.episode.chapters import name_of
from newscast.review.episode.chosen import Chosen
from newscast.review.player.sides import sides_address


@dataclass(frozen=True)
class ShownWord:
    """A word, from frame `start` to before `end` of the deliverable; `parting` says how the voice leaves it."""

    text: str
    start: int
    end: int
    parting: str = ""


@dataclass(frozen=True)
class ShownText:
    """Something that is said, or shown: in which line it was written, who says it, what the voice adds to it."""

    start: int
    timecode: str
    part: str
    line: int | None
    speaker: str
    words: tuple[ShownWord, ...]
    index: int
    added: tuple[str, ...] = ()
    before: bool = False


@dataclass(frozen=True)
class ShownSegment:
    """`sides` is where its recordings are, before and after the voice chain; empty where it has none."""

    number: int
    slug: str
    kind: str
    name: str
    start: int
    frames: int
    timecode: str
    seconds: float
    texts: tuple[ShownText, ...]
    sides: str = ""


def values_for(visit: Visit, chosen: Chosen) -> dict[str, Any]:
    """What part/copy.html sees."""
    return {"copy": segments_of(chosen, visit.visitor.may("internal", chosen.episode))}


def segments_of(chosen: Chosen, internal: bool) -> list[ShownSegment]:
    """The copy of the segments that last; with lines of the rundown for those who see what is `internal`."""
    segments = [each for each in chosen.timeline.segments if each.frames] if chosen.timeline else []
    return [_segment(number, each, chosen, internal) for number, each in enumerate(segments, 1)]


def _segment(number: int, segment: ListedSegment, chosen: Chosen, internal: bool) -> ShownSegment:
    return ShownSegment(
        number,
        segment.slug,
        segment.kind,
        name_of(segment),
        segment.start_frame,
        segment.frames,
        timecode_of(segment.start_frame, chosen.rate),
        float(segment.frames / chosen.rate),
        tuple(_texts(segment, chosen, internal)),
        sides_address(chosen, segment) if internal else "",
    )


def _texts(segment: ListedSegment, chosen: Chosen, internal: bool) -> list[ShownText]:
    """What is said, word by word; of a timeline that does not say when, its captions; else the copy as it is."""
    if segment.said:
        return [_said(each, segment, chosen, internal) for each in segment.said]
    cues = segment.cues.get(chosen.target) or next(iter(segment.cues.values()), ())
    if cues:
        return [_cue(each, segment, chosen, internal) for each in cues]
    start, end = segment.start_frame, segment.start_frame + segment.frames
    return [
        _text(start, "", None, "", tuple(ShownWord(word, start, end) for word in text.split()), 0, chosen)
        for text in segment.copy
    ]


def _said(said: ListedSaid, segment: ListedSegment, chosen: Chosen, internal: bool) -> ShownText:
    part = segment.parts[said.index] if said.index < len(segment.parts) else None
    partings = [each for each in (part.partings if part else ()) if _is_of(each.first, each.last, each.words, said)]
    kinds = {at: each.kind for each in partings for at in range(each.first, each.last)}
    first = segment.start_frame
    words = tuple(
        ShownWord(text, first + start, first + end, kinds.get(at, "" if end > start else "skipped"))
        for at, (text, start, end) in enumerate(zip(said.text.split(), said.starts, said.ends, strict=True))
    )
    start = next((word.start for word in words if word.end > word.start), part.start_frame if part else first)
    place = _own(said.place, said.places, chosen)
    added = tuple(
        timecode_of(first + frame_at(each.start_sample, chosen.rate), chosen.rate)
        for each in partings
        if each.kind == "added"
    )
    before = part is not None and part.voice == "before"
    line = place.line if place and internal else None
    return _text(
        start, part_name(part.kind) if part else "", line, said.speaker, words, said.index, chosen, added, before
    )


def _is_of(first: int, last: int, words: str, said: ListedSaid) -> bool:
    """Whether a parting of a part is one of this text: a part may say several, and its words are those."""
    return " ".join(said.text.split()[first:last]) == words


def _cue(cue: ListedCue, segment: ListedSegment, chosen: Chosen, internal: bool) -> ShownText:
    start, end = segment.start_frame + cue.start, segment.start_frame + cue.end
    words = tuple(ShownWord(word, start, end) for line in cue.lines for word in line.split())
    part = _part_at(start, segment)
    name, index = (part_name(part.kind), part.index) if part else ("", 0)
    line = cue.place.line if cue.place and internal else None
    return _text(start, name, line, cue.speaker, words, index, chosen)


def _text(
    start: int,
    part: str,
    line: int | None,
    speaker: str,
    words: tuple[ShownWord, ...],
    index: int,
    chosen: Chosen,
    added: tuple[str, ...] = (),
    before: bool = False,
) -> ShownText:
    return ShownText(start, timecode_of(start, chosen.rate), part, line, speaker, words, index, added, before)


def _part_at(frame: int, segment: ListedSegment) -> ListedPart | None:
    return next((each for each in segment.parts if each.start_frame <= frame < each.start_frame + each.frames), None)


def _own(place: ListedPlace | None, places: dict[str, ListedPlace | None] | None, chosen: Chosen) -> ListedPlace | None:
    return places[chosen.target] if places and chosen.target in places else place
