"""Where letters have ink: as their outlines in the font say, in em; and how far lines have to be apart."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from newscast.graphics.geometry import Box, around
from newscast.graphics.kerning import kerning_of
from newscast.graphics.marks import clusters, marked, painted_ink, piled

if TYPE_CHECKING:
    from newscast.graphics.fonts import Face

_BEARING, _ASCENT, _DESCENT, _ACCENT = 0.03, 0.72, 0.22, 0.87
"""Of a face without a file: what a letter leaves free on either side, how far it reaches above and below its baseline,
and how far an accent on a capital."""
_DESCENDING = frozenset("gjpqyçQ,;()[]{}|ÇŞģ")
_MARK, _BELOW = 0.26, (202, 218, 220, 222, 233, 240)
"""How high marks are, and Unicode's classes of those that stand below."""
_GAP = 0.02
"""What is left free between a letter and one below it, and between a letter and a mark on it."""
_SAME = 0.015
"""How far ink may be painted from where it is looked for: a little more than pixels tell."""
_OVER = -0.1
"""Where the middle of a mark is that hangs over the letter before it without being moved, from where that ends."""
_BESIDE = 0.03
"""How far letters may stand from where they are set: what depends on three of them is not counted."""


@dataclass(frozen=True)
class Setting:
    """A line of letters as they are set, in em from where it begins on its baseline, downwards: where the next letter
    would begin, and the box of each letter: left, top, right, bottom. What paints nothing has none; a mark is part of
    its letter's."""

    advance: float
    letters: tuple[Box, ...]

    @property
    def left(self) -> float:
        """How far ink reaches to the left of where the line begins: less than nothing where a letter hangs out."""
        return min((box[0] for box in self.letters), default=0.0)

    @property
    def right(self) -> float:
        return max((box[2] for box in self.letters), default=0.0)

    @property
    def drop(self) -> float:
        """How deep ink is below the baseline."""
        return max((0.0, *(box[3] for box in self.letters)))

    @property
    def takes(self) -> float:
        """How wide it is with all that hangs out on either side."""
        return max(self.advance, self.right) - min(self.left, 0.0)


@lru_cache(maxsize=4096)
def setting(face: Face, text: str, spacing: float = 0.0) -> Setting:
    """A line as its font sets it, with its kerning; `spacing` in em is added after each letter."""
    found: list[Box] = []
    x, known, before = 0.0, _known(face), ""
    kerning = kerning_of(face.file, face.stamp).between if face.file else None
    for letter in clusters(text):
        if kerning and before:
            x += kerning(before, letter[0])
        box = known.with_marks(face, letter) if len(letter) > 1 else known(letter)
        if box:
            found.append((x + box[0], box[1], x + box[2], box[3]))
        x += face.width(letter, spacing)
        before = letter[0]
    return Setting(x, tuple(found))


def misdrawn(face: Face, text: str) -> list[str]:
    """The letters of a composed text of which marks are painted on one another, or beside the letter: where the font
    does not say where a mark stands on it."""
    known = _known(face)
    return [each for each in marked(text) if piled(each) or known.is_loose(face, each)]


def leading_of(face: Face, lines: Sequence[str], spacing: float, leading: float) -> float:
    """From line to line, in em: as is asked for, and more where a letter would touch one of the line below it, whether
    lines are at the left, at the right or in the middle."""
    for upper, lower in pairwise(lines):
        above, below = setting(face, upper, spacing), setting(face, lower, spacing)
        wide, over, under = above.advance - below.advance, above.letters, below.letters
        highest = min((box[1] for box in under), default=0.0)
        deep = [box for box in over if box[3] - highest + _GAP > leading]
        for one in deep:
            for shift in (0.0, wide / 2, wide):
                left, right = one[0] - shift - _BESIDE, one[2] - shift + _BESIDE
                beside = (box[1] for box in under if box[0] < right and left < box[2])
                leading = max([leading, *(one[3] - top + _GAP for top in beside)])
    return leading


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

    def with_marks(self, _face: Face, letter: str) -> Box | None:
        """Each mark above or below all before it, as Unicode says where it stands."""
        found = self(letter[0])
        if found is None:
            return None
        left, top, right, bottom = found
        for mark in letter[1:]:
            if unicodedata.combining(mark) in _BELOW:
                bottom += _MARK + _GAP
            else:
                top -= _MARK + _GAP
        return left, top, right, bottom

    def is_loose(self, _face: Face, _letter: str) -> bool:
        """Nobody knows."""
        return False


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

    @staticmethod
    def with_marks(face: Face, letter: str) -> Box | None:
        """As it is painted."""
        assert face.file
        return painted_ink(letter, face.file, face.stamp, face.family, face.weight)

    def is_loose(self, face: Face, letter: str) -> bool:
        """Whether a mark is on nothing, or stays where it would be after any letter, which is beside this one."""
        return any(self._stays(face, letter[0], mark) for mark in letter[1:])

    def _stays(self, face: Face, letter: str, mark: str) -> bool:
        own, on, drawn = self(mark), self(letter), self.with_marks(face, letter + mark)
        if not (own and on and drawn):
            return bool(own and drawn)
        if own[0] + own[2] < 2 * _OVER:
            return False
        x = face.width(letter)
        beside = around([on, (x + own[0], own[1], x + own[2], own[3])])
        return all(abs(one - other) < _SAME for one, other in zip(drawn, beside, strict=True))

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
