"""Lines of text as elements of their own: painters order the words of one element together, whatever line they are in.

Text that runs from right to left would have its lines mixed otherwise (Unicode Bidirectional Algorithm, section 3.4:
reordering is by lines), and its marks at the wrong end, since painters take every text for one from left to right.
"""

from __future__ import annotations

import unicodedata
import xml.etree.ElementTree as ET

from newscast.graphics.geometry import number
from newscast.graphics.template import SVG

_TEXT, _LINE = f"{SVG}text", f"{SVG}tspan"
_OPEN, _CLOSE = "\u2067", "\u2069"
"""RIGHT-TO-LEFT ISOLATE and POP DIRECTIONAL ISOLATE."""


def take_apart(root: ET.Element) -> None:
    """Make an element of every line that a drawing places by `x` and `dy`; lines without words go."""
    for parent in list(root.iter()):
        for at in reversed(range(len(parent))):
            element = parent[at]
            if element.tag == _TEXT and (lines := _lines(element)) is not None:
                parent[at : at + 1] = lines


def _lines(element: ET.Element) -> list[ET.Element] | None:
    """The lines of a text as elements; None where it holds anything else."""
    spans = list(element)
    if not spans or (element.text or "").strip() or any(not _is_line(span) for span in spans):
        return None
    backwards = _runs_backwards("".join(span.text or "" for span in spans))
    y = number(element.get("y"), 0)
    lines = []
    for span in spans:
        y += number(span.get("dy"), 0)
        if words := (span.text or "").strip():
            line = ET.Element(_TEXT, {**element.attrib, **span.attrib, "y": f"{y:.10g}"})
            line.attrib.pop("dy", None)
            line.text = f"{_OPEN}{words}{_CLOSE}" if backwards else words
            line.tail = element.tail
            lines.append(line)
    return lines


def _is_line(span: ET.Element) -> bool:
    plain = span.tag == _LINE and not len(span) and not (span.tail or "").strip()
    return plain and "x" in span.attrib and "y" not in span.attrib


def _runs_backwards(text: str) -> bool:
    """Whether a text is one from right to left: as its first letter with a direction is (rule P2)."""
    strong = (unicodedata.bidirectional(sign) for sign in text)
    return next((kind for kind in strong if kind in ("L", "R", "AL")), "L") != "L"
