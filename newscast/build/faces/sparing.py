"""Faces where they are seen, how much a text spoils of them, and where it spoils least; in shares of the canvas."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache

from newscast.base.box import Box, share_covered, shared
from newscast.base.canvas import Canvas
from newscast.picture.boxes import TOUCHED
from newscast.picture.faces.going import on_the_way
from newscast.picture.faces.heads import MAIN, air_of, core_of, head_of, spoilt_by
from newscast.picture.faces.search import Faces, Sample
from newscast.picture.faces.window import focus_at, window_of
from newscast.picture.still import moving
from newscast.timeline.seen import ClipShot, StillShot
from newscast.timeline.spans import Span

SPARED = 0.05
"""How much of somebody's eyes and mouth captions may cover before they leave their place."""
_CHIN = 0.08
"""How much of the height of its box a face may go on below that, by heads that were drawn where they are known."""
_ALONG = 8
"""At how many moments a photo is looked at that is travelled along: faces go through all of the picture there."""
_AIR, _FACE, _CORE = 0.25, 2.0, 8.0
"""How much worse it is to cover what is beside a head, a forehead or a chin, and eyes and a mouth than hair or an
ear."""


@lru_cache(maxsize=2048)
def moments_on(
    canvas: Canvas,
    picture: ClipShot | StillShot,
    faces: Faces,
    size: tuple[int, int],
    height: float,
    span: Span,
    frames: int,
) -> tuple[tuple[Box, ...], ...]:
    """The faces of a picture of that size as a canvas shows it, `height` high, in frames `span` of a shot of `frames`:
    those of a photo as it moves, of a clip look by look, since who is far behind others in one may be alone after a
    cut. It is asked again and again while places are tried."""
    if isinstance(picture, StillShot):
        boxes = [box for _, boxes in (*faces.samples, *faces.doubtful) for box in boxes]
        return (tuple(_on_moving(canvas, picture, boxes, size, height, span, frames)),)
    first, last = span.start + picture.start, span.end + picture.start
    looks = [look for look in on_the_way(faces) if first <= look[0] < last]
    return tuple(tuple(there) for _frame, there in looks_on(canvas, picture, looks, size, height))


def looks_on(
    canvas: Canvas, clip: ClipShot, looks: Sequence[Sample], size: tuple[int, int], height: float
) -> Iterator[tuple[int, list[Box]]]:
    """The faces of a clip of that size as a canvas shows it, look by look, in frames of its shot."""
    window = window_of(size, size, canvas, clip.fit, height)
    for frame, boxes in looks:
        yield frame - clip.start, [window.on_canvas(box, focus_at(clip, frame)) for box in boxes]


def _on_moving(
    canvas: Canvas,
    photo: StillShot,
    boxes: Sequence[Box],
    size: tuple[int, int],
    height: float,
    span: Span,
    frames: int,
) -> Iterator[Box]:
    """The faces of a photo at some moments of its move."""
    field, first, last = moving(size, canvas, frames, photo.fit, photo.focus, photo.move, height)
    window = window_of(size, size, field, photo.fit, height)
    steps = _ALONG if photo.goes_along else 1
    begin, end = (max(0, min(at, frames - 1)) / max(1, frames - 1) for at in (span.start, span.end - 1))
    for share in dict.fromkeys(begin + (end - begin) * step / steps for step in range(steps + 1)):
        view = first.towards(last, share)
        for box in boxes:
            x, y, wide, high = window.on_canvas(box, photo.focus)
            yield (
                (x * field.width - view.left) / view.width,
                (y * field.height - view.top) / view.height,
                wide * field.width / view.width,
                high * field.height / view.height,
            )


def touches(box: Box, faces: Iterable[Box], share: float) -> bool:
    """Whether a text lies on more than this share of the head of one of them."""
    return any(shared(box, head) > share * head[2] * head[3] for head in map(head_of, faces))


def main_of(faces: Sequence[Box]) -> list[Box]:
    """The faces of a moment that are not far behind others."""
    if not faces:
        return []
    highest = max(face[3] for face in faces)
    return [face for face in faces if face[3] >= MAIN * highest]


def to_chins(faces: Sequence[Box]) -> list[Box]:
    """Faces down to their chins: what finds them draws boxes that may end above these."""
    return [(x, y, wide, high * (1 + _CHIN)) for x, y, wide, high in faces]


def is_aloof(box: Box, main: Sequence[Box]) -> bool:
    """Whether a text leaves the faces that matter free with what is beside them."""
    return all(shared(box, air_of(face)) <= TOUCHED * face[2] * face[3] for face in main)


def largest_share(box: Box, faces: Sequence[Box]) -> float:
    """The largest share of one of them that a text lies on."""
    return max((share_covered(face, box) for face in faces), default=0.0)


def freest(lifts: Sequence[int], covered: Callable[[int], float]) -> int:
    """The first of the places at which a text covers no face, else that at which it covers least."""
    least, best = math.inf, lifts[0]
    for lift in lifts:
        share = round(covered(lift), 4)
        if share < least:
            least, best = share, lift
        if not least:
            break
    return best


def spoiling(box: Box, faces: Sequence[Box]) -> float:
    """What is covered of the heads of faces, where the face itself, and eyes and mouths, count for much more, and what
    is beside a head for little."""
    return sum(_spoilt(box, face) for face in faces)


def _spoilt(box: Box, face: Box) -> float:
    beside = shared(box, air_of(face))
    if not beside:
        return 0.0
    head, own, core = (shared(box, each) for each in (head_of(face), face, core_of(face)))
    return _AIR * beside + head + _FACE * own + _CORE * core


def covering(box: Box, faces: Sequence[Box]) -> float:
    """How much of faces a box covers, in shares of the canvas: a large face counts for more than many far away."""
    return sum(shared(box, face) for face in faces)


def weighed(box: Box, faces: Sequence[Box]) -> float:
    """How much of one of them a text spoils at the most, in shares of it; eyes and a mouth count more."""
    return max((spoilt_by(box, face, core_of(face)) for face in faces), default=0.0)


def cores_of(faces: Iterable[Box]) -> list[Box]:
    """The eyes and mouths of faces, as far as they are on the canvas."""
    found = []
    for x, y, wide, high in map(core_of, faces):
        left, top, right, bottom = max(x, 0.0), max(y, 0.0), min(x + wide, 1.0), min(y + high, 1.0)
        if left < right and top < bottom:
            found.append((left, top, right - left, bottom - top))
    return found
