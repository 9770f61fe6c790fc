"""Texts for whose letters a drawing has no room: with more than the accents and tails of usual ones."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from newscast.graphics.faults import Fault, left_outside, overlaps
from newscast.graphics.ink import is_painted_over
from newscast.graphics.sketch import Sketch

_USUAL = "\u00ff"
"""The last of the letters of Western Europe (ISO 8859-1)."""
_SIGNS = frozenset("–—‘’‚“”„†‡•…‰‹›€™−\u202f")
"""Signs of text beyond them that are no higher than letters."""


def is_unusual(texts: Iterable[str]) -> bool:
    """Whether letters may reach higher or lower than drawings have room for: two accents, marks of their own."""
    return any(letter > _USUAL and letter not in _SIGNS for text in texts if not text.isascii() for letter in text)


def roomless(found: Sketch, graphic: str, canvas: str) -> Iterator[Fault]:
    """Lines of a graphic that leave what every screen shows, and those that are painted over another one."""
    yield from left_outside(found.texts, graphic, canvas)
    for each in overlaps(found.texts, 0.0):
        one, other = each.text.written, each.other.written if each.other else None
        if one and other and is_painted_over(one, other):
            yield each
