"""The pictures of a cut in runs of frames, each encoded by itself: a slice of a segment, or a transition into one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from newscast.captions.cue import Cue
from newscast.picture.captioned import cues_within
from newscast.picture.painting import Picture, counted
from newscast.picture.segment import Painter
from newscast.step.nodes import concatenated, filtered
from newscast.timeline.model import PlacedSegment, Transition
from newscast.timeline.slices import Slice, slices

_MIXES = {"dissolve": "fade", "wipe": "wipeleft"}
"""ffmpeg's names of the transitions."""


@dataclass(frozen=True)
class Run:
    """`frames` pictures of the segment `slug` from its frame `first`, in a slice of it that begins at `start`.

    `picture` begins with the first of them.
    """

    slug: str
    start: int
    first: int
    frames: int
    picture: Picture


class Paintings:
    """Painted segments: cuts of one build that share these paint what they have in common once."""

    def __init__(self) -> None:
        self._known: dict[Any, Picture] = {}

    def of(self, painter: Painter, segment: PlacedSegment, cues: tuple[Cue, ...]) -> Picture:
        """A segment on the painter's canvas with these captions."""
        key = (painter.canvas, segment, cues)
        if key not in self._known:
            self._known[key] = painter.segment(segment, cues)
        return self._known[key]


def runs(
    segments: Sequence[PlacedSegment],
    painter: Painter,
    paintings: Paintings,
    burned: Sequence[Sequence[Cue]],
    shortest: int = 1,
    loop: bool = False,
) -> list[Run]:
    """All pictures of the segments, in order; `burned` are the captions drawn into each. In a `loop` the last segment
    is the one before the first.

    No run has fewer than `shortest` frames where there are as many: one that is shorter goes with the next, the last
    one with what is before it. Such a run depends on all segments in it, as a transition does.
    """
    found: list[Run] = []
    for run in _all_runs(segments, painter, paintings, burned, shortest, loop):
        if found and found[-1].frames < shortest:
            found[-1] = _together(found[-1], run, painter)
        else:
            found.append(run)
    if len(found) > 1 and found[-1].frames < shortest:
        last = found.pop()
        found[-1] = _together(found[-1], last, painter)
    return found


def _together(run: Run, following: Run, painter: Painter) -> Run:
    """Two runs as one."""
    both = [run.picture, following.picture]
    joined = concatenated([counted(each.stream, painter.canvas.rate) for each in both])
    stream = counted(joined, painter.canvas.rate)
    picture = Picture(stream, both[0].inputs + both[1].inputs, both[0].drawn + both[1].drawn)
    return replace(run, frames=run.frames + following.frames, picture=picture)


def _all_runs(
    segments: Sequence[PlacedSegment],
    painter: Painter,
    paintings: Paintings,
    burned: Sequence[Sequence[Cue]],
    shortest: int,
    loop: bool,
) -> Iterator[Run]:
    led = (segments[-1], burned[-1]) if loop and segments else (None, ())
    entered = zip([led[0], *segments[:-1]], [led[1], *burned[:-1]], segments, burned, strict=True)
    for before, cues_before, segment, cues in entered:
        for part in slices(segment):
            picture = paintings.of(painter, part.segment, cues_within(part, cues))
            yield from _runs_of(part, picture, before, cues_before, painter, shortest)


def _runs_of(
    part: Slice,
    picture: Picture,
    before: PlacedSegment | None,
    cues_before: Sequence[Cue],
    painter: Painter,
    shortest: int,
) -> Iterator[Run]:
    """A slice; the pictures in which its segment is entered by a transition are a run of their own, with so many of
    those after it as make `shortest`."""
    slug, frames = part.segment.slug, part.end - part.start
    entered = part.segment.transition
    if not (entered and before) or part.start:
        yield Run(slug, part.start, part.start, frames, picture)
        return
    led = max(entered.frames, shortest)
    if frames - led < shortest:
        led = frames
    below = painter.after(before, entered.frames, cues_before, emptied=entered.kind == "dissolve")
    yield Run(slug, part.start, 0, led, _transition(below, picture, led, entered, painter))
    if led < frames:
        rest = replace(picture, stream=cut_out(picture.stream, led, None))
        yield Run(slug, part.start, led, frames - led, rest)


def _transition(below: Picture, picture: Picture, frames: int, entered: Transition, painter: Painter) -> Picture:
    """The first frames of a segment; what was before goes on below those in which it is entered."""
    rate = painter.canvas.rate
    seconds = float(entered.frames / rate)
    both = [counted(below.stream, rate), counted(cut_out(picture.stream, 0, frames), rate)]
    mixed = filtered(both, "xfade", _MIXES[entered.kind], duration=seconds, offset=0)
    return Picture(mixed.filter("format", "yuv420p"), below.inputs + picture.inputs, below.drawn + picture.drawn)


def cut_out(stream: Any, start: int, end: int | None) -> Any:
    """The frames from `start` to before `end`, beginning at time 0."""
    limits = {"start_frame": start} | ({"end_frame": end} if end is not None else {})
    return stream.filter("trim", **limits).filter("setpts", "PTS-STARTPTS")
