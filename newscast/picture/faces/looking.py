"""Looking at pictures for faces at more than one size, and at more moments of a clip where somebody moves."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from newscast.base.box import Box, shared
from newscast.picture.faces.detector import ALIKE, GRID, Scored, common, each_once, found_in

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Pixels = NDArray[np.uint8]

SMALL_SIDE = 320
"""Pixels of the long side at which a picture is looked at besides: drawn faces, and such as fill it, are found there.

Of 108 flat drawings 10 were found at 640 pixels from 0.5 on, 33 from 0.3 on, and 81 at both sizes together; in 27
pictures without people none was found at either from 0.3 on, three boxes of 0.02 to 0.07 from 0.2 on."""
TINY_SIDES = (128, 96, 192)
"""Pixels at which a picture is looked at one after the other as long as no face is sure: drawn heads, such as fill it,
and such as are out of focus are seen there.

Of 71 heads, most of them flat drawings, 36 were found from 0.2 on at 640 and 320, 58 with 128; in 92 pictures, most of
them without people, nothing more was found but a second person. Of 33 heads that are not sure at 640 and 320 there are
10 found from 0.2 on at these, 21 with 128, 25 with all three."""
FRAMED_SIDE = 96
"""Pixels at which it is looked at last, in the middle of grey ground twice as wide and high: a drawn head that fills
the picture is seen there. What no other look sees may be a face at most: a Ferris wheel was one at 0.42.

In a panorama, of which no two GRID of lines are left, it is none: 24 boxes up to 0.44 were found in 239 cut from
pictures without people; of 90 around a drawn head that no look is sure of 11 are lost so."""
_GROUND = (120, 120, 120)
TINY_SURE = 0.4
"""How sure it takes there to frame a face: 24 of these heads are found so."""
SURE, RATHER = 0.3, 0.2
"""How sure it takes at up to 640 pixels to frame a face; and to move a text away from what may be one."""
DENSE = 6
"""Looks a second of which some are taken."""
EVERY = 3
"""Of so many looks in a row one is taken where nobody moves: two a second."""
MOVES = 0.35
"""Of its own width a face goes between two looks at most before those between them are taken too."""
_MOSTLY = 0.5
"""How much of a face found on that ground is in the picture at least."""
_DIGITS = 3

Looked = tuple[list[Box], list[Box]]
"""The faces that are sure, and what may be others."""


@dataclass(frozen=True)
class Sight:
    """A size in which a picture is looked at: how sure it takes there to frame a face, and to move a text away."""

    sure: float = SURE
    rather: float = RATHER


def look(pictures: Sequence[Pixels], sights: Sequence[Sight] = (Sight(), Sight()), closely: bool = False) -> Looked:
    """The faces in a picture that is given in several sizes, the smallest last, and what may be others: where none is
    sure, or `closely`, it is looked at smaller still."""
    sure, rather = list[Scored](), list[Scored]()
    for picture, sight in zip(pictures, sights, strict=False):
        for box, score in found_in(picture, sight.rather):
            (sure if score > sight.sure else rather).append((box, score))
    for side in TINY_SIDES:
        if sure and not closely:
            break
        for box, score in found_in(smaller(pictures[-1], side), RATHER):
            (sure if score > TINY_SURE else rather).append((box, score))
    if closely or not sure:
        framed, seen = _found_framed(pictures[-1]), [box for box, _score in (*sure, *rather)]
        for box, score in framed:
            if any(common(box, other) >= ALIKE for other in seen):
                (sure if score > TINY_SURE else rather).append((box, score))
            elif not _is_thin(pictures[-1]):
                rather.append((box, score))
    faces = each_once(_surest_first(sure))
    others = [each for each in _surest_first(rather) if all(common(each[0], box) < ALIKE for box, _score in faces)]
    return [box for box, _score in faces], [box for box, _score in each_once(others)]


def _found_framed(picture: Pixels) -> list[Scored]:
    """What is found of the picture in the middle of ground, in shares of the picture; nothing beside it."""
    import numpy as np

    small = smaller(picture, FRAMED_SIDE)
    high, wide = small.shape[:2]
    ground = np.full((2 * high, 2 * wide, 3), _GROUND, np.uint8)
    ground[high // 2 : high // 2 + high, wide // 2 : wide // 2 + wide] = small
    inside = ((_inside(box), score) for box, score in found_in(ground, RATHER))
    return [(box, score) for box, score in inside if shared(box, (0.0, 0.0, 1.0, 1.0)) > _MOSTLY * box[2] * box[3]]


def _is_thin(picture: Pixels) -> bool:
    """Whether next to no lines of a panorama are left at that size."""
    lines: int = min(smaller(picture, FRAMED_SIDE).shape[:2])
    return lines < 2 * GRID


def _inside(box: Box) -> Box:
    """A box on that ground in shares of the picture in its middle."""
    x, y, wide, high = box
    return 2 * x - 0.5, 2 * y - 0.5, 2 * wide, 2 * high


def _surest_first(scored: Sequence[Scored]) -> list[Scored]:
    return sorted(scored, key=lambda each: (-each[1], each[0]))


def quantised(boxes: Sequence[Box]) -> list[Box]:
    """As the same machine finds them however it is asked."""
    return [(round(x, _DIGITS), round(y, _DIGITS), round(w, _DIGITS), round(h, _DIGITS)) for x, y, w, h in boxes]


def smaller(picture: Pixels, side: int = SMALL_SIDE) -> Pixels:
    """The picture with a long side of so many pixels, as means of its pixels."""
    import numpy as np
    from PIL import Image

    high, wide = picture.shape[:2]
    shrink = min(1.0, side / max(wide, high))
    across, down = (max(GRID, round(side * shrink / GRID) * GRID) for side in (wide, high))
    small: Pixels = np.asarray(Image.fromarray(picture).resize((across, down), Image.Resampling.BOX))
    return small


def first_looks(count: int, every: int, cuts: Sequence[int]) -> list[int]:
    """Which of `count` looks, `every` so many frames, are taken at first: the first and the last of each stretch
    between cuts, and one in EVERY of it."""
    edges = [0, *sorted({-(-cut // every) for cut in cuts}), count]
    taken: set[int] = set()
    for begin, end in pairwise(edges):
        if begin < end:
            taken |= {*range(begin, end, EVERY), end - 1}
    return sorted(taken)


def between(
    taken: Sequence[int], found: Callable[[int], Sequence[Box]], cuts: Sequence[int], every: int
) -> Iterator[int]:
    """The looks between those that were taken over which a face came, went or moved far."""
    for one, other in pairwise(taken):
        is_cut = any(one * every < cut <= other * every for cut in cuts)
        if other - one > 1 and not is_cut and _moved(found(one), found(other)):
            yield from range(one + 1, other)


def _moved(before: Sequence[Box], after: Sequence[Box]) -> bool:
    if len(before) != len(after):
        return True
    return any(min(map(_far(box), after), default=1.0) > MOVES for box in before)


def _far(box: Box) -> Callable[[Box], float]:
    """How far another is from a box, in widths of it."""
    middle = box[0] + box[2] / 2, box[1] + box[3] / 2

    def far(other: Box) -> float:
        across = abs(other[0] + other[2] / 2 - middle[0]) / max(box[2], 1e-6)
        down = abs(other[1] + other[3] / 2 - middle[1]) / max(box[3], 1e-6)
        return max(across, down)

    return far
