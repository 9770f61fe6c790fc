"""Letters with marks of their own: where whoever paints them puts these, and letters that have too many.

Fonts move marks by anchors, put others in their place on capitals, and shapers add rules of theirs: such letters are
few, so each is painted once, and its ink is measured.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from pathlib import Path

from newscast.graphics.geometry import Box

_EM = 128
"""Pixels of a size: boxes are known to a hundredth of it."""
_ROOM = 2
"""Sizes free on each side of where a letter begins: marks leave it by less than one."""
_INK = 20
"""How opaque, of 255, a pixel is that has ink."""


def marked(text: str) -> list[str]:
    """The letters of a composed text that keep marks of their own, each once, in order."""
    return [each for each in dict.fromkeys(clusters(text)) if len(each) > 1] if not text.isascii() else []


def clusters(text: str) -> list[str]:
    """A text in letters, each with the marks on it."""
    if text.isascii():
        return list(text)
    found: list[str] = []
    for sign in text:
        if found and unicodedata.category(sign) == "Mn":
            found[-1] += sign
        else:
            found.append(sign)
    return found


def piled(letter: str) -> bool:
    """Whether a letter has two marks of its own on the same side, which are painted on one another.

    Vowels of scripts that write them as marks have no side: their fonts place them."""
    sides = [side for side in map(unicodedata.combining, letter[1:]) if side]
    return len(set(sides)) < len(sides)


@lru_cache(maxsize=4096)
def painted_ink(letter: str, file: Path, _stamp: tuple[int, ...], family: str, weight: int) -> Box | None:
    """The box of a letter as it is painted, in em from where it begins on its baseline, downwards; None where that is
    nothing."""
    import xml.etree.ElementTree as ET

    from newscast.graphics.paint import rendered
    from newscast.graphics.template import SVG

    side = 2 * _ROOM * _EM
    drawing = ET.Element(f"{SVG}svg", width=f"{side}", height=f"{side}")
    given = {"font-family": family, "font-weight": f"{weight}", "font-size": f"{_EM}"}
    ET.SubElement(drawing, f"{SVG}text", {**given, "x": f"{side // 2}", "y": f"{side // 2}"}).text = letter
    found = rendered(drawing, [file]).getchannel("A").point([255 * (ink > _INK) for ink in range(256)]).getbbox()
    if found is None:
        return None
    left, top, right, bottom = (at / _EM - _ROOM for at in found)
    return left, top, right, bottom
