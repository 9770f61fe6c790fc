"""Where letters have ink: as their outlines in the font say, in em; and how far lines have to be apart."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from newscast.graphics.geometry import Box

if TYPE_CHECKING:
    from newscast.graphics.fonts import Face

_BEARING, _ASCENT, _DESCENT, _ACCENT = 0.03, 0.72, 0.22, 0.87
"""Of a face without a file: what a letter leaves free on either side, how far it reaches above and below its baseline,
and how far an accent on a capital."""
_DESCENDING = frozenset("gjpqyçQ,;()[]{}|ÇŞģ")
_GAP = 0.02
"""What is left free between a letter and one below it, and between a letter and a mark on it."""
_BESIDE = 0.03
"""How far letters may stand from where their widths put them: kerning is not counted."""


def inks(face: Face, text: str, spacing: float = 0.0) -> list[Box]:
    """The boxes of the letters of a line, in em from where it begins on its baseline, downwards: left, top, right,
    bottom. What paints nothing has none; a mark is part of its letter's."""
    found: list[Box] = []
    x, known = 0.0, _known(face)
    for sign in text:
        box = known(sign)
        if box and found and unicodedata.category(sign) == "Mn":
            found[-1] = _marked(found[-1], sign, box)
        elif box:
            found.append((x + box[0], box[1], x + box[2], box[3]))
        x += face.width(sign, spacing)
    return found


def leading_of(face: Face, lines: Sequence[str], spacing: float, leading: float) -> float:
    """From line to line, in em: as is asked for, and more where a letter would touch one of the line below it, whether
    lines are at the left, at the right or in the middle."""
    for upper, lower in pairwise(lines):
        wide = face.width(upper, spacing) - face.width(lower, spacing)
        over, under = inks(face, upper, spacing), inks(face, lower, spacing)
        highest = min((box[1] for box in under), default=0.0)
        deep = [box for box in over if box[3] - highest + _GAP > leading]
        for one in deep:
            for shift in (0.0, wide / 2, wide):
                left, right = one[0] - shift - _BESIDE, one[2] - shift + _BESIDE
                beside = (box[1] for box in under if box[0] < right and left < box[2])
                leading = max([leading, *(one[3] - top + _GAP for top in beside)])
    return leading


def _marked(letter: Box, mark: str, box: Box) -> Box:
    """A letter with a mark on it, above or below as Unicode says that it stands."""
    high = box[3] - box[1] + _GAP
    left, top, right, bottom = letter
    if unicodedata.combining(mark) in (202, 218, 220, 222, 233, 240):
        return left, top, right, bottom + high
    return left, top - high, right, bottom


def _known(face: Face) -> _Letters | _Guess:
    return _letters(face.file, face.stamp) if face.file else _Guess(face)


class _Guess:
    """Boxes of letters of a face of which only the widths are known."""

    def __init__(self, face: Face) -> None:
        self._face = face

    def __call__(self, sign: str) -> Box | None:
        if sign.isspace():
            return None
        top = _ACCENT if sign.isupper() and len(unicodedata.normalize("NFD", sign)) > 1 else _ASCENT
        wide = max(self._face.width(sign) - _BEARING, _BEARING)
        return _BEARING, -top, wide, _DESCENT if sign in _DESCENDING else 0.02


class _Letters:
    """Boxes of the letters of a font file, each looked up once."""

    def __init__(self, file: Path) -> None:
        from fontTools.ttLib import TTFont

        font = TTFont(file, lazy=True)
        self._units, self._names = font["head"].unitsPerEm, font.getBestCmap()
        self._glyphs = font.getGlyphSet()
        self._box = cache(self._looked_up)

    def __call__(self, sign: str) -> Box | None:
        return self._box(sign)

    def _looked_up(self, sign: str) -> Box | None:
        from fontTools.pens.boundsPen import BoundsPen

        pen = BoundsPen(self._glyphs)
        if name := self._names.get(ord(sign)):
            self._glyphs[name].draw(pen)
        if not pen.bounds:
            return None
        left, bottom, right, top = (each / self._units for each in pen.bounds)
        return left, -top, right, -bottom


@lru_cache(maxsize=16)
def _letters(file: Path, _stamp: tuple[int, ...]) -> _Letters:
    return _Letters(file)
