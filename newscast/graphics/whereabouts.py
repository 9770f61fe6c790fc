"""On which line of a drawing's text its elements begin: what reads XML for us does not say."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from xml.parsers import expat


def line_of(source: str, root: ET.Element, element: ET.Element) -> int:
    """The line, from 1, on which an element begins of the tree that was read from this source."""
    lines: list[int] = []
    parser = expat.ParserCreate()
    parser.StartElementHandler = lambda _name, _attributes: lines.append(parser.CurrentLineNumber)
    parser.Parse(source, True)
    return next((line for line, each in zip(lines, root.iter(), strict=True) if each is element), 1)
