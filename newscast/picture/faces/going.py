"""Where faces are between two looks: whoever runs is on the way from one place to the other."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from newscast.base.box import Box
from newscast.picture.faces.search import Faces, Sample
from newscast.picture.faces.tracks import RUNNING, is_within

STEP = 0.25
"""Of its own width a face goes at most from one place that is reckoned with to the next."""


@lru_cache(maxsize=256)
def on_the_way(faces: Faces) -> tuple[Sample, ...]:
    """All that texts give way to, in order of its frames: what was found, and places between two looks over which the
    same face moved."""
    found: dict[int, list[Box]] = {frame: list(boxes) for frame, boxes in faces.samples}
    for (frame, boxes), (later, others) in pairwise(faces.samples):
        if not any(frame < cut <= later for cut in faces.cuts):
            for between, box in _between(frame, boxes, later, others):
                found.setdefault(between, []).append(box)
    for frame, boxes in faces.doubtful:
        found.setdefault(frame, []).extend(boxes)
    return tuple((frame, tuple(found[frame])) for frame in sorted(found))


def _between(frame: int, boxes: tuple[Box, ...], later: int, others: tuple[Box, ...]) -> Iterator[tuple[int, Box]]:
    for box in boxes:
        near = [other for other in others if is_within(box, other, RUNNING)]
        if not near:
            continue
        to = min(near, key=lambda other: abs(other[0] - box[0]) + abs(other[1] - box[1]))
        far = max(abs(to[axis] - box[axis]) / max(box[axis + 2], 1e-6) for axis in (0, 1))
        steps = min(later - frame, int(far / STEP) + 1)
        for step in range(1, steps):
            share = step / steps
            left, top, wide, high = (one + share * (other - one) for one, other in zip(box, to, strict=True))
            yield frame + round(share * (later - frame)), (left, top, wide, high)
