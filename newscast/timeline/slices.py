"""A long segment's picture in slices, so that no process has to hold all of it.

Slices begin where a shot begins and no moving text is on screen: everything starts anew there, so the joined slices
show just what the segment would have shown as one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from newscast.timeline.model import PlacedSegment, PlacedSuper
from newscast.timeline.seen import ClipShot, Shot

LONGEST = 450
"""Frames (15 s) after which a slice ends at the first chance: then all canvases and encoders of it find room in one
process of about 1 GB, where its clips are decoded once, and no core waits long for another at the end."""
SHORTEST = 120
"""Frames that a slice has at least where it is not the whole segment: networks that ask for 2 s from one key picture to
the next get them at up to 60 frames a second, and every slice begins with a key picture."""


@dataclass(frozen=True)
class Slice:
    """Frames `start` to before `end` of a segment; `segment` shows just these, counted from their own start."""

    start: int
    end: int
    segment: PlacedSegment

    def within(self, start: int, end: int) -> tuple[int, int] | None:
        """What falls into the slice of the frames `start` to before `end` of the segment, counted from its start."""
        first, last = max(start, self.start), min(end, self.end)
        return (first - self.start, last - self.start) if first < last else None


def slices(segment: PlacedSegment) -> list[Slice]:
    """The segment in one slice, or more where it is long."""
    marks = [0, *_marks(segment), segment.frames]
    return [Slice(start, end, _sliced(segment, start, end)) for start, end in pairwise(marks)]


def _marks(segment: PlacedSegment) -> Iterator[int]:
    """Where slices begin: the last chance within LONGEST frames, else the next one."""
    entered = segment.transition.frames if segment.transition else 0
    first, end = entered + SHORTEST, segment.frames - SHORTEST
    chances = [shot.start for shot in segment.shots if first <= shot.start <= end and _is_clear(segment, shot.start)]
    start, last = 0, 0
    for chance in [*chances, segment.frames]:
        if chance - start > LONGEST and last:
            yield last
            start, last = last, 0
        if chance - start > LONGEST and chance < segment.frames:
            yield chance
            start = chance
        elif chance - start >= SHORTEST:
            last = chance


def _is_clear(segment: PlacedSegment, frame: int) -> bool:
    """Whether no text is on screen both before and at the frame."""
    moving = (shown for shown in segment.supers if not shown.stands)
    return not any(shown.start < frame < shown.start + shown.frames for shown in moving)


def _sliced(segment: PlacedSegment, start: int, end: int) -> PlacedSegment:
    shots = [replace(shot, start=shot.start - start) for shot in segment.shots if start <= shot.start < end]
    supers = [part for shown in segment.supers if (part := _cut(shown, start, end))]
    signer = [window for shot in segment.signer if (window := _signing(shot, start, end))]
    frames = end - start
    return replace(segment, frames=frames, shots=tuple(shots), supers=tuple(supers), since=start, signer=tuple(signer))


def _signing(shot: Shot, start: int, end: int) -> Shot | None:
    """What a slice shows of a clip that goes on below the cuts of others."""
    first, last = max(shot.start, start), min(shot.start + shot.frames, end)
    if first >= last or not isinstance(shot.picture, ClipShot):
        return None
    return Shot(first - start, last - first, shot.picture.later(first - shot.start))


def _cut(shown: PlacedSuper, start: int, end: int) -> PlacedSuper | None:
    """What a slice shows of a text: all of one that comes in there, of one that stands what falls into it."""
    if not shown.stands:
        return replace(shown, start=shown.start - start) if start <= shown.start < end else None
    first, last = max(shown.start, start), min(shown.start + shown.frames, end)
    return replace(shown, start=first - start, frames=last - first) if first < last else None
