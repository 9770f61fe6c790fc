"""Faces where they are seen, how much a text spoils of them, and where it spoils least; in shares of the canvas."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from newscast.base.box import Box, shared
from newscast.base.canvas import Canvas
from newscast.picture.faces.search import Faces
from newscast.timeline.model import ClipShot, Span, StillShot

SPARED = 0.05
"""How much of eyes and mouths captions may cover before they leave their place."""
_CORE = 8.0
"""How much worse it is to cover eyes and a mouth than hair or an ear."""


def faces_on(
    canvas: Canvas, picture: ClipShot | StillShot, faces: Faces, size: tuple[int, int], height: float, span: Span
) -> Iterator[Box]:
    """The faces of a picture of that size as a canvas shows it, `height` high, in frames `span` of its shot."""
    there = [each for each in faces.samples if each[1]]
    if isinstance(picture, ClipShot):
        there = [each for each in there if span.start <= each[0] - picture.start < span.end]
    if not there:
        return
    from newscast.picture.faces.aiming import focus_at, window_of

    window = window_of(size, size, canvas, picture.fit, height)
    for frame, boxes in there:
        yield from (window.on_canvas(box, focus_at(picture, frame)) for box in boxes)


def touches(box: Box, faces: Iterable[Box], share: float) -> bool:
    """Whether a text lies on more than this share of the head of one of them."""
    faces = list(faces)
    if not faces:
        return False
    from newscast.picture.faces.aiming import head_of

    return any(shared(box, head) > share * head[2] * head[3] for head in map(head_of, faces))


def main_of(faces: Sequence[Box]) -> list[Box]:
    """The faces that are not far behind others."""
    if not faces:
        return []
    from newscast.picture.faces.aiming import MAIN

    highest = max(face[3] for face in faces)
    return [face for face in faces if face[3] >= MAIN * highest]


def largest_share(box: Box, faces: Sequence[Box]) -> float:
    """The largest share of one of them that a text lies on."""
    return max((shared(box, face) / (face[2] * face[3]) for face in faces), default=0.0)


def freest(lifts: Sequence[int], covered: Callable[[int], float]) -> int:
    """The first of the places at which a text covers no face, else that at which it covers least."""
    shares = [round(covered(lift), 4) for lift in lifts]
    return lifts[shares.index(min(shares))]


def spoiling(box: Box, faces: Sequence[Box]) -> float:
    """What is covered of the heads of faces, where eyes and mouths count for much more."""
    if not faces:
        return 0.0
    from newscast.picture.faces.aiming import head_of

    return covering(box, [head_of(face) for face in faces]) + _CORE * covering(box, cores_of(faces))


def covering(box: Box, faces: Sequence[Box]) -> float:
    """How much of faces a box covers, in shares of the canvas: a large face counts for more than many far away."""
    return sum(shared(box, face) for face in faces)


def share_of(box: Box, others: Sequence[Box]) -> float:
    """How much of others a box covers, of all that these take; 0 where there are none."""
    whole = sum(wide * high for _x, _y, wide, high in others)
    return covering(box, others) / whole if whole else 0.0


def cores_of(faces: Iterable[Box]) -> list[Box]:
    """The eyes and mouths of faces, as far as they are on the canvas."""
    faces = list(faces)
    if not faces:
        return []
    from newscast.picture.faces.aiming import core_of

    found = []
    for x, y, wide, high in map(core_of, faces):
        left, top, right, bottom = max(x, 0.0), max(y, 0.0), min(x + wide, 1.0), min(y + high, 1.0)
        if left < right and top < bottom:
            found.append((left, top, right - left, bottom - top))
    return found
