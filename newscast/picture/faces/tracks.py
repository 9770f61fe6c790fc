"""The same face from one look to the next, and the stretches between cuts in which that can be told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from newscast.base.box import Box
from newscast.picture.faces.detector import common
from newscast.picture.faces.search import Faces, Sample

_MISSED = 2
"""Looks in a row that a face may be missed before it is another one."""
_ALIKE, _NEAR = 0.2, 0.8
_FLEETING = 4
"""In so many looks one that is seen once is none."""
RUNNING = 2.5
"""Of its own sizes a face goes at most from one look to the next: one that runs is in no place seen twice."""


@dataclass
class Track:
    """One face: in which looks it was seen, by their number, and where."""

    seen: dict[int, Box] = field(default_factory=dict)

    @property
    def last(self) -> int:
        return max(self.seen)

    @property
    def first(self) -> int:
        return min(self.seen)


def stretches(faces: Faces, first: int, last: int) -> list[tuple[int, int, tuple[Sample, ...]]]:
    """Frames `first` to before `last` of a clip, parted at its cuts, each with the looks that fall into it."""
    edges = [first, *(cut for cut in faces.cuts if first < cut < last), last]
    return [
        (begin, end, tuple(each for each in faces.samples if begin <= each[0] < end)) for begin, end in pairwise(edges)
    ]


def tracks_in(samples: Sequence[Sample]) -> list[Track]:
    """The faces of a stretch without cuts. What is seen in a single of several looks is none, unless it runs."""
    tracks = _all_tracks(samples)
    glimpsed = _glimpsed(tracks, samples)
    return [track for track in tracks if track not in glimpsed]


def glimpses_in(samples: Sequence[Sample]) -> list[Track]:
    """What was seen in a single look and is rather no face."""
    return _glimpsed(_all_tracks(samples), samples)


def _glimpsed(tracks: Sequence[Track], samples: Sequence[Sample]) -> list[Track]:
    if len(samples) < _FLEETING:
        return []
    singles = [track for track in tracks if len(track.seen) == 1]
    return [track for track in singles if not any(_runs(track, other) for other in singles)]


def _runs(track: Track, other: Track) -> bool:
    """Whether what two single looks in a row saw may be the same face."""
    one, beside = track.seen[track.first], other.seen[other.first]
    return abs(track.first - other.first) == 1 and is_within(one, beside, RUNNING)


def _all_tracks(samples: Sequence[Sample]) -> list[Track]:
    tracks: list[Track] = []
    for number, (_frame, boxes) in enumerate(samples):
        open_ones = [track for track in tracks if number - track.last <= _MISSED + 1]
        for box in boxes:
            near = [track for track in open_ones if track.last < number and is_near(track.seen[track.last], box)]
            if near:
                best = max(near, key=lambda track: common(track.seen[track.last], box))
                best.seen[number] = box
            else:
                tracks.append(Track({number: box}))
    return tracks


def is_near(one: Box, other: Box) -> bool:
    """Whether a face may have gone from one place to the other between two looks."""
    return common(one, other) > _ALIKE or is_within(one, other, _NEAR)


def is_within(one: Box, other: Box, sizes: float) -> bool:
    """Whether the middles of two boxes are less than so many of their sizes from each other."""
    across = abs(one[0] + one[2] / 2 - other[0] - other[2] / 2)
    down = abs(one[1] + one[3] / 2 - other[1] - other[3] / 2)
    return across < sizes * max(one[2], other[2]) and down < sizes * max(one[3], other[3])
