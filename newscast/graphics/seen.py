"""What of a filled drawing is read, and where: its lines of text as boxes, and what each of them stands on.

Nothing is painted for this: boxes follow from the outlines in the faces, in design pixels of the canvas.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace

from newscast.graphics.catalogue import PICTURED
from newscast.graphics.fonts import Face, choose
from newscast.graphics.geometry import UNMOVED, Box, Matrix, around, matrix_of, moved, number, times
from newscast.graphics.ground import PICTURE, Given, Ground, declared, ground_of, shades_of
from newscast.graphics.outlines import inks
from newscast.graphics.template import INKSCAPE, SVG, layer_elements

_WEIGHTS = {"bold": 700, "black": 900}
_SHAPES = ("rect", "path", "circle", "ellipse", "polygon", "image")


@dataclass(frozen=True)
class SeenText:
    """A line of text that is drawn: `size` in design pixels, its colour's name, and what is below it, the lowest first.

    `element` is the number of the text among those of its drawing: lines of one text share it.
    """

    text: str
    layer: str
    box: Box
    size: float
    color: str
    element: int
    grounds: tuple[Ground, ...] = field(default=(), repr=False)
    letters: tuple[Box, ...] = field(default=(), repr=False, compare=False)
    """The boxes of its letters."""


def seen_texts(root: ET.Element, shown: Collection[str], faces: Sequence[Face]) -> tuple[SeenText, ...]:
    """Every line of the layers of these labels in a drawing as `fill` gives it."""
    below: list[Ground] = []
    found: list[SeenText] = []
    shades = dict(shades_of(root))
    for layer in layer_elements(root):
        label = layer.get(f"{INKSCAPE}label", "")
        if label in shown:
            for element, given, matrix in _walk(layer, {}, UNMOVED):
                if element.tag == f"{SVG}text":
                    found += _lines(element, given, matrix, label, len(found), faces, below)
                elif ground := ground_of(element, given, matrix, shades):
                    below.append(replace(ground, color=PICTURE, stops=()) if label == PICTURED else ground)
    return tuple(found)


_INHERITED = ("class", "font-size", "font-weight", "letter-spacing", "text-anchor", "fill", "opacity")


def _walk(element: ET.Element, above: Given, matrix: Matrix) -> Iterator[tuple[ET.Element, Given, Matrix]]:
    """Texts and shapes in the order in which they are painted, with what they inherit."""
    given = _given(element, above)
    if given.get("display") == "none":
        return
    matrix = times(matrix, matrix_of(element.get("transform", "")))
    name = str(element.tag).removeprefix(SVG)
    if name == "text" or name in _SHAPES:
        yield element, given, matrix
        return
    if name in ("defs", "metadata", "style", "clipPath", "mask", "symbol"):
        return
    for child in element:
        yield from _walk(child, given, matrix)


def _given(element: ET.Element, above: Given) -> dict[str, str]:
    """An element's own attributes with those of its `style`, which wins, over those it inherits."""
    own = dict(element.attrib) | declared(element.get("style", ""))
    given = {name: value for name, value in above.items() if name in _INHERITED and name != "opacity"} | own
    given["opacity"] = f"{number(above.get('opacity'), 1) * number(own.get('opacity'), 1)}"
    if "class" in own and "class" in above:
        given["class"] = f"{above['class']} {own['class']}"
    return given


def _lines(
    element: ET.Element,
    given: Given,
    matrix: Matrix,
    layer: str,
    element_number: int,
    faces: Sequence[Face],
    below: Sequence[Ground],
) -> Iterator[SeenText]:
    """The lines of a text: take_apart() has made one of each, but for words in other colours inside a line."""
    y = number(given.get("y"), 0)
    spans = [each for each in element if each.tag == f"{SVG}tspan"]
    if spans and all("x" in span.attrib for span in spans):
        rows = []
        for span in spans:
            y += number(span.get("dy"), 0)
            rows.append((span, _given(span, given), number(span.get("y"), y)))
    else:
        rows = [(element, dict(given), y)]
    for row, own, base in rows:
        text = "".join(row.itertext()).strip().strip("\u2067\u2069")
        if text:
            yield _line(text, own, base, matrix, layer, element_number, faces, below)


def _line(
    text: str,
    given: Given,
    base: float,
    matrix: Matrix,
    layer: str,
    element_number: int,
    faces: Sequence[Face],
    below: Sequence[Ground],
) -> SeenText:
    size, spacing = number(given.get("font-size"), 16), number(given.get("letter-spacing"), 0)
    classes = given.get("class", "").split()
    weight = next((_WEIGHTS[each] for each in reversed(classes) if each in _WEIGHTS), 600)
    face, apart = choose(faces, int(number(given.get("font-weight"), weight))), spacing / size if size else 0
    width = face.width(text, apart)
    x = number(given.get("x"), 0) - width * size * {"middle": 0.5, "end": 1.0}.get(given.get("text-anchor", ""), 0)
    placed: Matrix = times(matrix, (size, 0, 0, size, x, base))
    letters = tuple(moved(ink, placed) for ink in inks(face, text, apart))
    box = around(letters) if letters else moved((0, 0, width, 0), placed)
    on = tuple(ground for ground in below if ground.touches(box))
    color = next((each for each in reversed(classes) if each not in _WEIGHTS), given.get("fill", ""))
    return SeenText(text, layer, box, size * abs(matrix[3]), color, element_number, on, letters)
