"""Where beds play, and which stretches of a bed's recording make up the time.

A bed ends on its own ending: it is laid backwards from where it must end, and repeated in its middle when it is short.
"""

from __future__ import annotations

from dataclasses import dataclass

from newscast.base.timecode import SAMPLE_RATE, sample_at
from newscast.timeline.model import PlacedSegment, Span, Timeline
from newscast.timeline.spans import merged

BAR = 115_200
"""Samples of a bar at 100 beats a minute: 2.4 s."""
_HEAD = 4
"""Bars of a built-in bed before the part that repeats; its harmony comes round every eight bars."""
_BODY = 24
"""Bars that repeat; the rest is the ending."""
_ENDING = 8 * SAMPLE_RATE
"""Samples taken for the ending of a bed whose bars are not known."""


@dataclass(frozen=True)
class BedRun:
    """A bed that plays without a break: its name, where in the episode, what it is lifted by, where it is out."""

    name: str
    span: Span
    quiet: tuple[Span, ...]
    lifted: tuple[Span, ...]
    """Spans of headlines."""


@dataclass(frozen=True)
class Piece:
    """A stretch of a bed's recording: `start` in the run, from `offset` in the recording.

    `rise` and `fall` are samples of crossfade with the piece before and after; they lie inside the stretch.
    """

    start: int
    samples: int
    offset: int
    rise: int = 0
    fall: int = 0


def bed_runs(timeline: Timeline) -> tuple[BedRun, ...]:
    """The beds of an episode. Neighbours with the same bed share it; a run ends where its last segment's bed does."""
    groups: list[list[PlacedSegment]] = []
    for segment in timeline.segments:
        if groups and segment.bed is not None and groups[-1][-1].bed == segment.bed:
            groups[-1].append(segment)
        else:
            groups.append([segment])
    runs = [_run(group, timeline) for group in groups if group[0].bed is not None]
    return tuple(run for run in runs if run.span.end > run.span.start)


def _run(group: list[PlacedSegment], timeline: Timeline) -> BedRun:
    first, last = group[0], group[-1]
    start = sample_at(first.start, timeline.rate)
    end = sample_at(last.start + last.frames, timeline.rate)
    quiet: list[Span] = []
    lifted: list[Span] = []
    for segment in group:
        begin = sample_at(segment.start, timeline.rate)
        quiet += [Span(begin + span.start, begin + span.end) for span in segment.quiet]
        if segment.kind == "headlines":
            lifted.append(Span(begin, sample_at(segment.start + segment.frames, timeline.rate)))
    silent = merged(quiet)
    # What is quiet to the run's end or from its start is no part of it, so the ending is heard.
    if silent and silent[-1].end >= end:
        end = silent[-1].start
    if silent and silent[0].start <= start:
        start = silent[0].end
    inside = tuple(span for span in silent if span.start < end and span.end > start)
    return BedRun(first.bed or "", Span(start, end), inside, merged(lifted))


def pieces(samples: int, length: int, bars: bool) -> tuple[Piece, ...]:
    """Stretches of a recording of `length` that fill `samples`, the last one ending with the recording.

    `bars` says that it is a built-in bed, which repeats on its bars; any other repeats all but its ending.
    """
    if length <= 0 or samples <= 0:
        return ()
    if samples <= length:
        return (Piece(0, samples, length - samples),)
    first, last, cross = _loop(length, bars)
    found: list[Piece] = []
    end, source_end, fall = samples, length, 0
    while end > 0:
        # A piece starts `cross` before its loop point, and the one before it fades out over the same time.
        room = source_end - (first - cross)
        if end <= source_end:
            found.append(Piece(0, end, source_end - end, 0, fall))
            break
        start = end - room
        found.append(Piece(start, room, first - cross, cross, fall))
        end, source_end, fall = start + cross, last, cross
    return tuple(reversed(found))


def _loop(length: int, bars: bool) -> tuple[int, int, int]:
    """Where the repeated part starts and ends, and how long repeats overlap, in samples."""
    if bars and length >= (_HEAD + _BODY) * BAR:
        return _HEAD * BAR, (_HEAD + _BODY) * BAR, SAMPLE_RATE // 10
    cross = min(2 * SAMPLE_RATE, length // 4)
    return cross, max(length - _ENDING, length - length // 3), cross
