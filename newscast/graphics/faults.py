"""What is wrong with texts as drawn: too small, outside what every screen shows, over each other, hard to read.

One answer for the contact sheet of a kit, for `check`, and for tests.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

from newscast.base.contrast import READABLE, contrast, mixed
from newscast.graphics.geometry import Box, overlap
from newscast.graphics.ground import PICTURE
from newscast.graphics.limits import APART, EDGE, SAFE, SMALLEST, UNSAFE
from newscast.graphics.palette import CAPTION_READABLE
from newscast.graphics.seen import SeenText
from newscast.graphics.window import SIDES

Kind = Literal["small", "outside", "overlap", "contrast"]
_COVERS = 1.0
"""Pixels by which a plate may be smaller than the letters on it."""
_TIPS = 0.14
"""The share of a line's height by which accents and tails may stand out of a plate."""
EXTREMES = ("#000000", "#ffffff")
"""The darkest and the lightest picture: what is lighter than both, or darker, is so beside any."""
MOST = 21.0
"""The contrast of black and white."""
NEARLY = 0.01
"""By how much a contrast may be less than wanted, for what colours of 8 bits can hold."""


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong with a text: `measured` of what it should be, `wanted`; `other` is what it lies over."""

    kind: Kind
    text: SeenText
    measured: float
    wanted: float
    other: SeenText | None = None


def faults(texts: Sequence[SeenText], graphic: str, canvas: str, colors: Mapping[str, str]) -> list[Fault]:
    """What is wrong with the texts of one graphic on a canvas; `colors` are those of its classes.

    What can be read on some pictures is not asked for its contrast here: see newscast.graphics.over.
    """
    unread = _unread(texts, colors, wanted_of(graphic))
    return [*_small(texts, canvas), *left_outside(texts, graphic, canvas), *overlaps(texts), *unread]


def wanted_of(graphic: str) -> float:
    """The contrast that texts of a graphic need: a burned caption is read in passing."""
    return CAPTION_READABLE if graphic == "caption" else READABLE


def _small(texts: Iterable[SeenText], canvas: str) -> Iterator[Fault]:
    least = SMALLEST[canvas]
    for text in texts:
        if text.size < least - 0.01:
            yield Fault("small", text, text.size, least)


def left_outside(texts: Iterable[SeenText], graphic: str, canvas: str) -> Iterator[Fault]:
    """Lines that reach out of what every screen shows."""
    if graphic in UNSAFE:
        return
    for text in texts:
        beyond = outside(text.box, SAFE[canvas])
        if beyond > EDGE:
            yield Fault("outside", text, beyond, 0)


def outside(box: Box, area: Box) -> float:
    """How far a box reaches out of an area, in pixels; 0 where it is inside."""
    return max(0.0, area[0] - box[0], area[1] - box[1], box[2] - area[2], box[3] - area[3])


def overlaps(texts: Iterable[SeenText], slack: float = APART) -> Iterator[Fault]:
    """Pairs of lines of which boxes of letters lie over each other by more than some pixels; what belongs to one of
    two pictures is not seen on the other."""
    for one, other in combinations(texts, 2):
        deep = 0.0 if {one.layer, other.layer} == set(SIDES) else _over(one, other)
        if deep > slack:
            yield Fault("overlap", other, deep, 0, one)


def _over(one: SeenText, other: SeenText) -> float:
    """How far letters of two lines are in each other; their boxes may be where a comma stands beside an accent."""
    deep = overlap(one.box, other.box)
    if not deep or not (one.letters and other.letters):
        return deep
    below = [letter for letter in other.letters if overlap(letter, one.box)]
    above = [letter for letter in one.letters if overlap(letter, other.box)]
    return max((overlap(letter, under) for letter in above for under in below), default=0.0)


def crossing(texts: Iterable[SeenText], others: Iterable[SeenText]) -> Iterator[Fault]:
    """Pairs of lines of two graphics that are seen at once and lie over each other."""
    there = tuple(others)
    for text in texts:
        for other in there:
            deep = overlap(text.box, other.box)
            if deep > APART:
                yield Fault("overlap", text, deep, 0, other)


def _unread(texts: Iterable[SeenText], colors: Mapping[str, str], wanted: float) -> Iterator[Fault]:
    for text in texts:
        least = least_contrast(text, colors)
        if least < wanted - NEARLY and not depends(text, colors, wanted):
            yield Fault("contrast", text, least, wanted)


def least_contrast(text: SeenText, colors: Mapping[str, str]) -> float:
    """How a line shows on the worst picture there could be."""
    ink = color_of(text.color, colors)
    return min(_contrasts(text, colors, (*EXTREMES, ink)), default=MOST)


def depends(text: SeenText, colors: Mapping[str, str], wanted: float = READABLE) -> bool:
    """Whether a line can be read on one picture and not on another."""
    if least_contrast(text, colors) >= wanted - NEARLY:
        return False
    return any(min(_contrasts(text, colors, [each]), default=MOST) >= wanted for each in EXTREMES)


def _contrasts(text: SeenText, colors: Mapping[str, str], pictures: Iterable[str]) -> Iterator[float]:
    """How a line shows on all that may be behind it where the picture below has these colours."""
    ink = color_of(text.color, colors)
    yield from (contrast(ink, each) for each in _behind(text, colors, pictures))


def _behind(text: SeenText, colors: Mapping[str, str], pictures: Iterable[str]) -> set[str]:
    """The colours that may be right behind a line: each shape tints what is below it, all of it or a part."""
    below = set(pictures)
    found = set(below)
    for ground in text.grounds:
        if not ground.color and not ground.stops:
            # A picture of the drawing itself: whoever drew it looks at it.
            continue
        if ground.color == PICTURE:
            tinted = below
        else:
            tinted = {
                mixed(each, color_of(name, colors), opacity)
                for each in found
                for name, opacity in ground.tints(text.box)
            }
        covered = ground.covers(text.box, slack_of(text))
        found = tinted if covered else found | tinted
    return found


def slack_of(text: SeenText) -> float:
    """Pixels by which a plate may be smaller than the box of a line that is all on it."""
    return _COVERS + _TIPS * (text.box[3] - text.box[1])


def color_of(name: str, colors: Mapping[str, str]) -> str:
    """A colour by the class that has it; what is written as one stays, and SVG's own default is black."""
    if name.startswith("#") and len(name) == 7:
        return name
    return colors.get(name, "#000000")
