"""The segments of what is looked at, and how moments of one timeline are found in another one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from newscast.base.kinds import kind_name
from newscast.episode.timeline import ListedPart, ListedSegment, ListedTimeline


@dataclass(frozen=True)
class Chapter:
    """A segment for people: where it begins and how long it is, in frames, and its number from 1."""

    number: int
    slug: str
    kind: str
    name: str
    start: int
    frames: int


@dataclass(frozen=True)
class Stretch:
    """Frames that two timelines share: from `here` in the one and from `there` in the other."""

    here: int
    there: int
    frames: int


def chapters_of(timeline: ListedTimeline | None) -> list[Chapter]:
    """The segments that last."""
    segments = [each for each in timeline.segments if each.frames] if timeline else []
    return [
        Chapter(number, each.slug, each.kind, name_of(each), each.start_frame, each.frames)
        for number, each in enumerate(segments, 1)
    ]


def name_of(segment: ListedSegment) -> str:
    """The headline of a story, what others are in the user's language."""
    return segment.title if segment.kind == "story" else kind_name(segment.kind) or segment.slug


def shared(here: ListedTimeline, there: ListedTimeline) -> list[Stretch]:
    """The stretches of a timeline that another one has too: the same part of the same segment."""
    known = {(part.slug, part.index, part.kind): part for part in _parts(there)}
    pairs = [(part, known.get((part.slug, part.index, part.kind))) for part in _parts(here)]
    return _joined(
        Stretch(mine.start_frame, theirs.start_frame, min(mine.frames, theirs.frames))
        for mine, theirs in pairs
        if theirs
    )


def _parts(timeline: ListedTimeline) -> Iterator[ListedPart]:
    return (part for segment in timeline.segments for part in segment.parts)


def _joined(stretches: Iterator[Stretch]) -> list[Stretch]:
    """The same with neighbours as one, where nothing lies between them in either timeline."""
    found: list[Stretch] = []
    for each in stretches:
        last = found[-1] if found else None
        if last and (last.here + last.frames, last.there + last.frames) == (each.here, each.there):
            found[-1] = Stretch(last.here, last.there, last.frames + each.frames)
        else:
            found.append(each)
    return found
