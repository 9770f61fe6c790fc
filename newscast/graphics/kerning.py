"""By how much two letters stand nearer together or further apart than their widths say, as their font has it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

_PAIRS, _ELSEWHERE = 2, 9
"""Kinds of lookups in the table GPOS: those of pairs, and those that are written somewhere else."""
_SCRIPTS = ("latn", "DFLT")
"""The scripts under which kerning is looked for: that of the alphabet, else what holds for all."""


@lru_cache(maxsize=16)
def kerning_of(file: Path, _stamp: tuple[int, ...]) -> Kerning:
    """That of a font file as it was with that stamp."""
    return Kerning(file)


class Kerning:
    """The pairs of a font file, each looked up once, as shapers do: in each lookup the first table that knows the first
    letter, and of single pairs the pair. A font without such has them in the older table `kern`. What depends on a
    third letter is not counted."""

    def __init__(self, file: Path) -> None:
        from fontTools.ttLib import TTFont

        font = TTFont(file, lazy=True)
        self._units, self._names = font["head"].unitsPerEm, font.getBestCmap()
        self._lookups = list(_lookups(font["GPOS"].table)) if "GPOS" in font else []
        self._pairs = _pairs(font) if not self._lookups and "kern" in font else {}
        self.between = cache(self._looked_up)

    def _looked_up(self, one: str, other: str) -> float:
        """What is added to the width of a letter before another one, in em: less than nothing where they stand nearer
        together."""
        first, second = (self._names.get(ord(sign)) for sign in (one, other))
        if first is None or second is None:
            return 0.0
        added = sum(_added(pairs, first, second) for pairs in self._lookups)
        return (added + self._pairs.get((first, second), 0)) / float(self._units)


@dataclass(frozen=True)
class _Pairs:
    """A table of pairs of GPOS, in one of its two formats."""

    table: Any

    @cached_property
    def firsts(self) -> dict[str, int]:
        """The letters that it knows as the first of a pair, with their places in it."""
        return {glyph: place for place, glyph in enumerate(self.table.Coverage.glyphs)}

    def pair(self, first: str, second: str) -> Any:
        """What it says of a pair; None where it does not know the first letter, or has single pairs, not this."""
        if first not in self.firsts:
            return None
        if self.table.Format == 1:
            singles = self.table.PairSet[self.firsts[first]].PairValueRecord
            return next((single for single in singles if single.SecondGlyph == second), None)
        row = self.table.Class1Record[self.table.ClassDef1.classDefs.get(first, 0)]
        return row.Class2Record[self.table.ClassDef2.classDefs.get(second, 0)]


def _lookups(table: Any) -> Iterator[list[_Pairs]]:
    """The tables of pairs of each lookup that is used for kerning."""
    scripts = {each.ScriptTag: each.Script for each in table.ScriptList.ScriptRecord} if table.ScriptList else {}
    script = next((scripts[name] for name in _SCRIPTS if name in scripts), None)
    if script is None or script.DefaultLangSys is None:
        return
    features = (table.FeatureList.FeatureRecord[number] for number in script.DefaultLangSys.FeatureIndex)
    used = {number for each in features if each.FeatureTag == "kern" for number in each.Feature.LookupListIndex}
    for number in sorted(used):
        tables = [_found(each) for each in table.LookupList.Lookup[number].SubTable]
        yield [_Pairs(each) for each in tables if each.LookupType == _PAIRS]


def _pairs(font: Any) -> dict[tuple[str, str], int]:
    """Those of the older table, all of whose parts add up."""
    found: dict[tuple[str, str], int] = {}
    for part in font["kern"].kernTables:
        for pair, value in getattr(part, "kernTable", {}).items():
            found[pair] = found.get(pair, 0) + value
    return found


def _found(table: Any) -> Any:
    return table.ExtSubTable if table.LookupType == _ELSEWHERE else table


def _added(tables: list[_Pairs], first: str, second: str) -> float:
    said = (each.pair(first, second) for each in tables)
    found = next((pair for pair in said if pair is not None), None)
    return float(getattr(found and found.Value1, "XAdvance", 0))
