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
from newscast.graphics.limits import APART, SAFE, SMALLEST
from newscast.graphics.seen import SeenText

Kind = Literal["small", "outside", "overlap", "contrast"]
_COVERS = 1.0
"""Pixels by which a plate may be smaller than the letters on it."""
_TIPS = 0.14
"""The share of a line's height by which accents and tails may stand out of a plate."""
_CLOSE = 0.14
"""The share of a size by which lines of one text may reach into each other: a comma above an accent, side by side."""
WHATEVER = ("#000000", "#ffffff")
"""The darkest and the lightest picture: what can be read on both can be read on any."""
UNSAFE = ("thumbnail", "cover", "leader", "slate")
"""Pictures for pages, and what nobody sees on air: they have no edge that a screen hides."""


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

    What stands on the picture itself is not asked for its contrast here: see newscast.graphics.over.
    """
    return [*_small(texts, canvas), *_outside(texts, graphic, canvas), *overlaps(texts), *_unread(texts, colors)]


def _small(texts: Iterable[SeenText], canvas: str) -> Iterator[Fault]:
    least = SMALLEST[canvas]
    for text in texts:
        if text.size < least - 0.01:
            yield Fault("small", text, text.size, least)


def _outside(texts: Iterable[SeenText], graphic: str, canvas: str) -> Iterator[Fault]:
    if graphic in UNSAFE:
        return
    for text in texts:
        beyond = outside(text.box, SAFE[canvas])
        if beyond > APART:
            yield Fault("outside", text, beyond, 0)


def outside(box: Box, area: Box) -> float:
    """How far a box reaches out of an area, in pixels; 0 where it is inside."""
    return max(0.0, area[0] - box[0], area[1] - box[1], box[2] - area[2], box[3] - area[3])


def overlaps(texts: Iterable[SeenText]) -> Iterator[Fault]:
    """Pairs of lines that lie over each other."""
    for one, other in combinations(texts, 2):
        deep = overlap(one.box, other.box)
        together = one.layer == other.layer and one.size == other.size
        if deep > (max(APART, _CLOSE * one.size) if together else APART):
            yield Fault("overlap", other, deep, 0, one)


def crossing(texts: Iterable[SeenText], others: Iterable[SeenText]) -> Iterator[Fault]:
    """Pairs of lines of two graphics that are seen at once and lie over each other."""
    there = tuple(others)
    for text in texts:
        for other in there:
            deep = overlap(text.box, other.box)
            if deep > APART:
                yield Fault("overlap", text, deep, 0, other)


def _unread(texts: Iterable[SeenText], colors: Mapping[str, str]) -> Iterator[Fault]:
    for text in texts:
        found = [*contrasts(text, colors, WHATEVER)]
        if found and min(found) < READABLE - 0.01 and not depends(text, colors):
            yield Fault("contrast", text, min(found), READABLE)


def contrasts(text: SeenText, colors: Mapping[str, str], pictures: Iterable[str]) -> Iterator[float]:
    """How a line shows on all that may be behind it where the picture below has these colours."""
    ink = color_of(text.color, colors)
    yield from (contrast(ink, each) for each in _behind(text, colors, pictures))


def depends(text: SeenText, colors: Mapping[str, str]) -> bool:
    """Whether a line can be read on one picture and not on another."""
    alone = [min(contrasts(text, colors, [each]), default=READABLE) for each in WHATEVER]
    return min(alone) < READABLE <= max(alone)


def _behind(text: SeenText, colors: Mapping[str, str], pictures: Iterable[str]) -> set[str]:
    """The colours that may be right behind a line: each shape tints what is below it, all of it or a part."""
    found = set(pictures)
    for ground in text.grounds:
        if not ground.color and not ground.stops:
            # A picture of the drawing itself: whoever drew it looks at it.
            continue
        tinted = {
            mixed(each, color_of(name, colors), opacity) for each in found for name, opacity in ground.tints(text.box)
        }
        covered = ground.covers(text.box, _COVERS + _TIPS * (text.box[3] - text.box[1]))
        found = tinted if covered else found | tinted
    return found


def color_of(name: str, colors: Mapping[str, str]) -> str:
    """A colour by the class that has it; what is written as one stays, and SVG's own default is black."""
    if name.startswith("#") and len(name) == 7:
        return name
    return colors.get(name, "#000000")
