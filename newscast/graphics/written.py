"""The lines of text of a filled drawing, each where its letters stand: as outlines in the faces, in design pixels."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from newscast.graphics.fonts import Face, choose
from newscast.graphics.geometry import UNMOVED, Box, Matrix, around, matrix_of, moved, number, times
from newscast.graphics.ground import Given, declared
from newscast.graphics.outlines import setting
from newscast.graphics.template import SVG

WEIGHTS = {"bold": 700, "black": 900}
SHAPES = ("rect", "path", "circle", "ellipse", "polygon", "image")
_INHERITED = ("class", "font-size", "font-weight", "letter-spacing", "text-anchor", "fill", "opacity")
_ANCHORS = {"middle": 0.5, "end": 1.0}
"""The share of a line that stands on the left of where it is placed."""


@dataclass(frozen=True)
class Written:
    """A line of text of a drawing: the element that places it, with what that inherits.

    `box` is what its letters paint; `line` is from where it begins to where a next letter would, on its baseline;
    `size` is that of its letters, `spacing` what is added after each, in sizes.
    """

    element: ET.Element
    given: Given
    text: str
    face: Face = field(repr=False)
    size: float
    spacing: float
    matrix: Matrix
    line: Box
    box: Box
    letters: tuple[Box, ...]


def walk(element: ET.Element, above: Given, matrix: Matrix = UNMOVED) -> Iterator[tuple[ET.Element, Given, Matrix]]:
    """Texts and shapes in the order in which they are painted, with what they inherit and what moves them."""
    given = given_of(element, above)
    if given.get("display") == "none":
        return
    matrix = times(matrix, matrix_of(element.get("transform", "")))
    name = str(element.tag).removeprefix(SVG)
    if name == "text" or name in SHAPES:
        yield element, given, matrix
        return
    if name in ("defs", "metadata", "style", "clipPath", "mask", "symbol"):
        return
    for child in element:
        yield from walk(child, given, matrix)


def given_of(element: ET.Element, above: Given) -> dict[str, str]:
    """An element's own attributes with those of its `style`, which wins, over those it inherits."""
    own = dict(element.attrib) | declared(element.get("style", ""))
    given = {name: value for name, value in above.items() if name in _INHERITED and name != "opacity"} | own
    given["opacity"] = f"{number(above.get('opacity'), 1) * number(own.get('opacity'), 1)}"
    if "class" in own and "class" in above:
        given["class"] = f"{above['class']} {own['class']}"
    return given


def lines_of(element: ET.Element, given: Given, matrix: Matrix, faces: Sequence[Face]) -> Iterator[Written]:
    """The lines of a text: take_apart() has made one of each, but for words in other colours inside a line."""
    y = number(given.get("y"), 0)
    spans = [each for each in element if each.tag == f"{SVG}tspan"]
    if spans and all("x" in span.attrib for span in spans):
        rows = []
        for span in spans:
            y += number(span.get("dy"), 0)
            rows.append((span, given_of(span, given), number(span.get("y"), y)))
    else:
        rows = [(element, dict(given), y)]
    for row, own, base in rows:
        text = "".join(row.itertext()).strip().strip("\u2067\u2069")
        if text:
            yield _written(row, own, text, base, matrix, faces)


def _written(
    element: ET.Element, given: Given, text: str, base: float, matrix: Matrix, faces: Sequence[Face]
) -> Written:
    size, spacing = number(given.get("font-size"), 16), number(given.get("letter-spacing"), 0)
    classes = given.get("class", "").split()
    weight = next((WEIGHTS[each] for each in reversed(classes) if each in WEIGHTS), 600)
    face, apart = choose(faces, int(number(given.get("font-weight"), weight))), spacing / size if size else 0
    found = setting(face, text, apart)
    x = number(given.get("x"), 0) - found.advance * size * _ANCHORS.get(given.get("text-anchor", ""), 0)
    placed: Matrix = times(matrix, (size, 0, 0, size, x, base))
    letters = tuple(moved(ink, placed) for ink in found.letters)
    line = moved((0, 0, found.advance, 0), placed)
    box = around(letters) if letters else line
    return Written(element, given, text, face, size * abs(matrix[3]), apart, matrix, line, box, letters)
