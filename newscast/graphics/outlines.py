"""Where letters have ink: as their outlines in the font say, in em; and how far lines have to be apart."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from newscast.graphics.geometry import Box
from newscast.graphics.marks import Marks, marked, piled

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
    letter, begins = "", 0.0
    for sign in text:
        box = known(sign)
        if box and found and unicodedata.category(sign) == "Mn":
            shift = known.on_letter(letter, sign)
            found[-1] = _marked(found[-1], sign, box, shift and (begins + shift[0], shift[1]))
        elif box:
            found.append((x + box[0], box[1], x + box[2], box[3]))
            letter, begins = sign, x
        x += face.width(sign, spacing)
    return found


def misdrawn(face: Face, text: str) -> list[str]:
    """The letters of a composed text of which marks are painted on one another, or beside the letter: where it has an
    accent already, and the font does not say where another mark stands on it."""
    known = _known(face)

    def beside(letter: str) -> bool:
        accented = len(unicodedata.normalize("NFD", letter[0])) > 1
        return bool(face.file) and accented and any(not known.on_letter(letter[0], mark) for mark in letter[1:])

    return [each for each in marked(text) if piled(each) or beside(each)]


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


def _marked(letter: Box, mark: str, box: Box, moved: tuple[float, float] | None) -> Box:
    """A letter with a mark on it where that is `moved` to; else above or below, as Unicode says that it stands."""
    left, top, right, bottom = letter
    if moved:
        x, y = moved
        return min(left, x + box[0]), min(top, y + box[1]), max(right, x + box[2]), max(bottom, y + box[3])
    high = box[3] - box[1] + _GAP
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

    def on_letter(self, letter: str, mark: str) -> None:
        """Nobody knows."""


class _Letters:
    """Boxes of the letters of a font file, each looked up once."""

    def __init__(self, file: Path) -> None:
        from fontTools.ttLib import TTFont

        font = TTFont(file, lazy=True)
        self._units, self._names = font["head"].unitsPerEm, font.getBestCmap()
        self._glyphs = font.getGlyphSet()
        self._box = cache(self._looked_up)
        self._marks = cache(lambda: Marks(font))

    def __call__(self, sign: str) -> Box | None:
        return self._box(sign)

    def on_letter(self, letter: str, mark: str) -> tuple[float, float] | None:
        """How far right and down a mark is moved from where its letter begins, in em; None where the font does not
        say."""
        names = self._names.get(ord(letter)) if letter else None, self._names.get(ord(mark))
        shift = self._marks().on_letter(*map(str, names))
        return shift and (shift[0] / self._units, -shift[1] / self._units)

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
