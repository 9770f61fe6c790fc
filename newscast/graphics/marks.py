"""Marks on letters: where a font puts them, as the anchors of its table GPOS say, and letters that have too many."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import Any

_EXTENSION = 9
"""The type of a lookup that only holds another one."""
_MARKS_ON_LETTERS = 4
"""The type of a lookup that puts marks on letters."""


def marked(text: str) -> list[str]:
    """The letters of a composed text that keep marks of their own, each once, in order."""
    clusters: list[str] = []
    for sign in text if not text.isascii() else "":
        if clusters and unicodedata.category(sign) == "Mn":
            clusters[-1] += sign
        else:
            clusters.append(sign)
    return [each for each in dict.fromkeys(clusters) if len(each) > 1]


def piled(letter: str) -> bool:
    """Whether a letter has two marks of its own on the same side, which are painted on one another."""
    sides = [unicodedata.combining(mark) for mark in letter[1:]]
    return len(set(sides)) < len(sides)


class Marks:
    """The anchors of a font; one without a table GPOS has none."""

    def __init__(self, font: Any) -> None:
        self._tables = list(_tables(font)) if "GPOS" in font else []

    def on_letter(self, letter: str, mark: str) -> tuple[float, float] | None:
        """How far a mark is moved from where its letter begins, to the right and upwards, in units of the font; None
        where the font does not say; names are those of glyphs."""
        for table in self._tables:
            marks, letters = table.MarkCoverage.glyphs, table.BaseCoverage.glyphs
            if mark not in marks or letter not in letters:
                continue
            foot = table.MarkArray.MarkRecord[marks.index(mark)]
            anchor = table.BaseArray.BaseRecord[letters.index(letter)].BaseAnchor[foot.Class]
            if anchor:
                own = foot.MarkAnchor
                return anchor.XCoordinate - own.XCoordinate, anchor.YCoordinate - own.YCoordinate
        return None


def _tables(font: Any) -> Iterator[Any]:
    """The tables of all lookups that put marks on letters; what is looked up last comes first, as it has the last
    word."""
    found = font["GPOS"].table.LookupList
    for lookup in reversed(found.Lookup if found else ()):
        for table in lookup.SubTable:
            extended = lookup.LookupType == _EXTENSION
            held = table.ExtSubTable if extended else table
            if held.LookupType == _MARKS_ON_LETTERS:
                yield held
