"""Where beds play in an episode: from where to where without a break, how they come in, and what they lead into."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from newscast.base.timecode import sample_at
from newscast.sound.envelope import ENTER, LEAD, OUT
from newscast.timeline.form import HEADLINES_BED
from newscast.timeline.model import PlacedSegment, Timeline
from newscast.timeline.spans import Span, merged

LAST_NOTES = 5 * OUT
"""Samples in which the last notes of a bed may ring on under a closing or a sting: 2.5 s."""
_MUSIC = frozenset({"open", "close", "sting"})
"""Kinds of part that are the kit's own: their music meets a bed, where a clip would be disturbed by it."""
_IN_STEP = frozenset({"main", HEADLINES_BED})
"""The built-in beds that are one piece with and without drums."""


@dataclass(frozen=True)
class BedRun:
    """A bed that plays without a break, in samples of the episode: what is heard when, where it is out.

    Up to `held` it goes on as it is; what is left of its `span` is for its last notes to ring out in.
    """

    name: str
    span: Span
    held: int
    rise: int
    """Samples in which it comes in."""
    quiet: tuple[Span, ...]
    lifted: tuple[Span, ...]
    """Spans of headlines."""
    stretches: tuple[tuple[str, Span], ...] = ()
    """Which bed is heard from where to where, in the same place of both recordings."""


@dataclass(frozen=True)
class _Group:
    """Neighbouring segments below which one bed goes on, and what lies around them in the episode."""

    segments: tuple[PlacedSegment, ...]
    before: PlacedSegment | None
    after: PlacedSegment | None


def bed_runs(timeline: Timeline, built_in: Collection[str] = ()) -> tuple[BedRun, ...]:
    """The beds of an episode. Neighbours with the same bed share it; a run ends where its last segment's bed does.

    The bed of the headlines and the show's own are one where both are `built_in`.
    """
    runs = [_run(group, timeline) for group in _groups(timeline, set(built_in) >= _IN_STEP)]
    return tuple(run for run in runs if run is not None and run.span.end > run.span.start)


def _groups(timeline: Timeline, in_step: bool) -> Iterator[_Group]:
    groups: list[list[PlacedSegment]] = []
    for segment in timeline.segments:
        if groups and segment.bed is not None and _go_on(groups[-1][-1].bed, segment.bed, in_step):
            groups[-1].append(segment)
        else:
            groups.append([segment])
    for number, group in enumerate(groups):
        if group[0].bed is not None:
            before = groups[number - 1][-1] if number else None
            after = groups[number + 1][0] if number + 1 < len(groups) else None
            yield _Group(tuple(group), before, after)


def _go_on(bed: str | None, other: str, in_step: bool) -> bool:
    return bed == other or (in_step and bed is not None and {bed, other} == _IN_STEP)


def _run(group: _Group, timeline: Timeline) -> BedRun | None:
    start, end = _whole(group.segments[0], timeline).start, _whole(group.segments[-1], timeline).end
    silent = _quiet(group.segments, timeline)
    music = _music(timeline)
    # What is quiet to the run's end or from its start is no part of it, so the ending is heard.
    held = silent[-1].start if silent and silent[-1].end >= end else end
    first = silent[0].end if silent and silent[0].start <= start else start
    if held <= first:
        return None
    enters = _lead_in(first, start, group, music)
    leads = _lead_out(held, end, group, music)
    span = Span(first - enters, held + leads)
    inside = tuple(each for each in silent if each.start < span.end and each.end > span.start)
    inside = tuple(each for each in inside if first < each.end and each.start < held)
    headlines = [_whole(each, timeline) for each in group.segments if each.kind == "headlines"]
    stretches = _stretches(group.segments, span, timeline)
    rise = max(enters, LEAD if first else 0)
    return BedRun(group.segments[0].bed or "", span, held, rise, inside, merged(headlines), stretches)


def _lead_in(first: int, start: int, group: _Group, music: Sequence[Span]) -> int:
    """Samples that a bed comes in before it is alone: under the end of what was heard till then."""
    if found := _ending(first, music):
        return min(ENTER, found.length // 2)
    if first > start:
        return OUT
    return LEAD if group.before is not None and group.before.bed is not None else 0


def _lead_out(held: int, end: int, group: _Group, music: Sequence[Span]) -> int:
    """Samples in which a bed may ring out under what follows. Where nothing does, or nobody wants a bed, it is over by
    then."""
    if found := next((span for span in music if span.start <= held < span.end), None):
        return min(LAST_NOTES, found.length // 2)
    if held < end:
        return OUT
    return LEAD if group.after is not None and group.after.bed is not None else 0


def _ending(sample: int, music: Sequence[Span]) -> Span | None:
    return next((span for span in music if span.start < sample <= span.end), None)


def _music(timeline: Timeline) -> tuple[Span, ...]:
    """Where openers, closings and stings are, in samples of the episode."""
    found = []
    for segment in timeline.segments:
        for part in segment.parts:
            if part.kind in _MUSIC:
                first, last = segment.start + part.start, segment.start + part.start + part.frames
                found.append(Span(sample_at(first, timeline.rate), sample_at(last, timeline.rate)))
    return tuple(found)


def _whole(segment: PlacedSegment, timeline: Timeline) -> Span:
    return Span(sample_at(segment.start, timeline.rate), sample_at(segment.start + segment.frames, timeline.rate))


def _quiet(segments: Sequence[PlacedSegment], timeline: Timeline) -> tuple[Span, ...]:
    return merged(span.later(_whole(each, timeline).start) for each in segments for span in each.quiet)


def _stretches(segments: Sequence[PlacedSegment], span: Span, timeline: Timeline) -> tuple[tuple[str, Span], ...]:
    """Which of the beds in step is heard when, from end to end of the run."""
    starts = [segments[0], *(later for earlier, later in pairwise(segments) if later.bed != earlier.bed)]
    cuts = [span.start, *(_whole(each, timeline).start for each in starts[1:]), span.end]
    found = [(each.bed or "", Span(first, last)) for each, (first, last) in zip(starts, pairwise(cuts), strict=True)]
    return tuple(each for each in found if each[1].end > each[1].start)
