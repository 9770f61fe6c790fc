"""The faces a show writes with: which file draws which weight, how wide a text is, and which signs are missing."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path

from newscast.base.status import status_of

BUILT_IN = {
    "Source Sans Pro": ("font_source_sans_pro", ("Black", "Bold", "Semibold")),
    "Source Serif Pro": ("font_source_serif_pro", ("Black", "Bold", "Semibold")),
}
"""Families that come with the package: the distribution's module and the three weights that graphics use."""

_SPACES = re.compile(r"[^\S\u00a0\u202f]+")


@dataclass(frozen=True)
class Face:
    """One weight of a family. `advances` are widths in em by code point; `cap` is the height of a capital in em.

    `file` has its outlines, as it was with that `stamp`.
    """

    family: str
    weight: int
    cap: float
    advances: dict[int, float] = field(hash=False)
    file: Path | None = None
    stamp: tuple[int, ...] = ()

    def width(self, text: str, spacing: float = 0.0) -> float:
        """Width in em, `spacing` in em a letter, without kerning: that is counted where a text fits, see
        newscast.graphics.outlines."""
        blank, advance = self.advances.get(0x20, 0.25), self.advances.get
        # A list is summed up faster than a generator, and this is asked of every line that is tried.
        return sum([advance(code, blank) + spacing for code in map(ord, text)])

    def missing(self, text: str) -> list[str]:
        """The signs of `text` this face cannot draw, each once, in order."""
        return [sign for sign in dict.fromkeys(text) if ord(sign) not in self.advances and not sign.isspace()]


def builtin_families() -> tuple[str, ...]:
    """The families whose files are really there."""
    return tuple(family for family in BUILT_IN if all(path.is_file() for path in built_in_files(family)))


@cache
def built_in_files(family: str) -> tuple[Path, ...]:
    """The font files of a family that comes with the package; none for a family that does not."""
    if family not in BUILT_IN:
        return ()
    module, weights = BUILT_IN[family]
    spec = find_spec(module)
    if spec is None or spec.origin is None:
        return ()
    folder = Path(spec.origin).parent / "files"
    return tuple(folder / f"{family.replace(' ', '')}-{weight}.ttf" for weight in weights)


def faces(family: str, files: Sequence[Path]) -> tuple[Face, ...]:
    """The upright faces of `family` among `files`, lightest first. OSError or ValueError where a file is no font."""
    found = [face for file in files for face in [_face(file, file_stamp(file))] if face.family == family]
    return tuple(sorted(found, key=lambda face: face.weight))


def choose(candidates: Sequence[Face], weight: int) -> Face:
    """The face that CSS would choose for a weight of 500 or more: as heavy or the next heavier, else the heaviest."""
    return next((face for face in candidates if face.weight >= weight), candidates[-1])


@lru_cache(maxsize=1024)
def composed(text: str) -> str:
    """Accents as single signs (NFC), as fonts and people count them, and single spaces; hard spaces stay."""
    return " ".join(_SPACES.split(unicodedata.normalize("NFC", text).strip()))


Stamp = tuple[int, ...]


def file_stamp(file: Path) -> Stamp:
    """Tells whether a file that is remembered by its path has become another one."""
    return tuple(status_of(file) or ())


@lru_cache(maxsize=32)
def _face(file: Path, stamp: Stamp) -> Face:
    from fontTools.ttLib import TTFont, TTLibError

    try:
        with TTFont(file, lazy=True) as font:
            units = font["head"].unitsPerEm
            widths = font["hmtx"].metrics
            advances = {code: widths[glyph][0] / units for code, glyph in font.getBestCmap().items()}
            family = font["name"].getDebugName(16) or font["name"].getDebugName(1) or ""
            cap = getattr(font["OS/2"], "sCapHeight", 0) or 0.66 * units
            return Face(family, font["OS/2"].usWeightClass, cap / units, advances, file, stamp)
    except (TTLibError, KeyError, AttributeError) as error:
        raise ValueError(f"{file} is not a font") from error
