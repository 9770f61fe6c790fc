"""By how much two letters stand nearer together or further apart than their widths say, as their font has it."""

from __future__ import annotations

from functools import cache, lru_cache
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
        added = sum(_added(tables, first, second) for tables in self._lookups)
        return (added + self._pairs.get((first, second), 0)) / float(self._units)


def _lookups(table: Any) -> Iterator[list[Any]]:
    """The tables of pairs of each lookup that is used for kerning."""
    scripts = {each.ScriptTag: each.Script for each in table.ScriptList.ScriptRecord} if table.ScriptList else {}
    script = next((scripts[name] for name in _SCRIPTS if name in scripts), None)
    if script is None or script.DefaultLangSys is None:
        return
    features = (table.FeatureList.FeatureRecord[number] for number in script.DefaultLangSys.FeatureIndex)
    used = {number for each in features if each.FeatureTag == "kern" for number in each.Feature.LookupListIndex}
    for number in sorted(used):
        tables = [_found(each) for each in table.LookupList.Lookup[number].SubTable]
        yield [each for each in tables if each.LookupType == _PAIRS]


def _pairs(font: Any) -> dict[tuple[str, str], int]:
    """Those of the older table, all of whose parts add up."""
    found: dict[tuple[str, str], int] = {}
    for part in font["kern"].kernTables:
        for pair, value in getattr(part, "kernTable", {}).items():
            found[pair] = found.get(pair, 0) + value
    return found


def _found(table: Any) -> Any:
    return table.ExtSubTable if table.LookupType == _ELSEWHERE else table


def _added(tables: list[Any], first: str, second: str) -> float:
    for table in tables:
        known = _covered(table)
        if first not in known:
            continue
        if table.Format == 1:
            pairs = table.PairSet[known[first]].PairValueRecord
            single = next((pair for pair in pairs if pair.SecondGlyph == second), None)
            if single is None:
                continue
            found = single.Value1
        else:
            row = table.Class1Record[table.ClassDef1.classDefs.get(first, 0)]
            found = row.Class2Record[table.ClassDef2.classDefs.get(second, 0)].Value1
        return float(getattr(found, "XAdvance", 0))
    return 0.0


def _covered(table: Any) -> dict[str, int]:
    """The letters that a table knows as the first of a pair, with their places in it."""
    if not hasattr(table, "places_of_firsts"):
        table.places_of_firsts = {glyph: place for place, glyph in enumerate(table.Coverage.glyphs)}
    found: dict[str, int] = table.places_of_firsts
    return found
