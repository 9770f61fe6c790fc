"""Words of a line that are lit while they are said: pieces of the line in the class `spoken`."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

from newscast.graphics.template import SVG

_SPOKEN = "spoken"
"""The attribute of a line that says which of its words, as `2-3`, from 1; and the class they get."""


def light_up(root: ET.Element) -> None:
    """Take the words that are being said into an element of their own, in every line that says which those are.

    The line stays one text: painters shape it as a whole, so that no letter moves.
    """
    for element in list(root.iter()):
        lit = re.fullmatch(r"(\d+)-(\d+)", element.attrib.pop(_SPOKEN, ""))
        words = (element.text or "").split(" ")
        if lit and int(lit[2]) <= len(words):
            _part(element, words, int(lit[1]) - 1, int(lit[2]))


def _part(element: ET.Element, words: list[str], first: int, last: int) -> None:
    before, said, after = words[:first], words[first:last], words[last:]
    piece = ET.Element(f"{SVG}tspan", {"class": _SPOKEN})
    piece.text = " ".join(said)
    piece.tail = " ".join(["", *after])
    element.text = " ".join([*before, ""])
    element.insert(0, piece)
