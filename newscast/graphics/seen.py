"""What of a filled drawing is read, and where: its lines of text as boxes, and what each of them stands on.

Nothing is painted for this: boxes follow from the outlines in the faces, in design pixels of the canvas.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace

from newscast.graphics.catalogue import PICTURED
from newscast.graphics.fonts import Face
from newscast.graphics.geometry import Box
from newscast.graphics.ground import PICTURE, Ground, ground_of, shades_of
from newscast.graphics.template import INKSCAPE, SVG, layer_elements
from newscast.graphics.written import WEIGHTS, Written, lines_of, walk


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
    written: Written | None = field(default=None, repr=False, compare=False)
    """As it is written in its drawing."""


def seen_texts(root: ET.Element, shown: Collection[str], faces: Sequence[Face]) -> tuple[SeenText, ...]:
    """Every line of the layers of these labels in a drawing as `fill` gives it."""
    below: list[Ground] = []
    found: list[SeenText] = []
    shades = dict(shades_of(root))
    for layer in layer_elements(root):
        label = layer.get(f"{INKSCAPE}label", "")
        if label in shown:
            for element, given, matrix in walk(layer, {}):
                if element.tag == f"{SVG}text":
                    number = len(found)
                    found += [_seen(line, label, number, below) for line in lines_of(element, given, matrix, faces)]
                elif ground := ground_of(element, given, matrix, shades):
                    below.append(replace(ground, color=PICTURE, stops=()) if label == PICTURED else ground)
    return tuple(found)


def _seen(written: Written, layer: str, element_number: int, below: Sequence[Ground]) -> SeenText:
    on = tuple(ground for ground in below if ground.touches(written.box))
    classes = written.given.get("class", "").split()
    color = next((each for each in reversed(classes) if each not in WEIGHTS), written.given.get("fill", ""))
    said = written.text, layer, written.box, written.size, color, element_number
    return SeenText(*said, on, written.letters, written)
