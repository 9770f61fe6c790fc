"""A graphic without paint: its drawing with the layers that are there, and the lines of text in it, measured."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from newscast.base.canvas import Canvas
from newscast.graphics.bars import LEVELS
from newscast.graphics.design import chart_of, drawing, present_in
from newscast.graphics.fields import spread
from newscast.graphics.fill import colors_of, fill
from newscast.graphics.fonts import Face
from newscast.graphics.limits import SAFE
from newscast.graphics.links import LOGO, TEMPLATE, linked
from newscast.graphics.model import Fields
from newscast.graphics.seen import SeenText, seen_texts
from newscast.graphics.template import INKSCAPE, SVG, Template, layer_elements
from newscast.show.model import Show


@dataclass(frozen=True)
class Sketch:
    """The lines of a graphic as they are drawn, the colours of its classes, and its drawing."""

    texts: tuple[SeenText, ...]
    colors: Mapping[str, str]
    root: ET.Element = field(repr=False, compare=False)


def sketch(template: Template, fields: Fields, show: Show, canvas: Canvas, faces: Sequence[Face]) -> Sketch:
    """Raises TemplateError where the graphic cannot be drawn: `problems_of` tells beforehand, and kindly."""
    graphic = template.name.partition(".")[0]
    texts = spread(graphic, fields, show)
    params, _inputs = drawing(template, texts, show, canvas)
    pictures: dict[str, dict[str, Path]] = {TEMPLATE: {}, LOGO: {}}
    for each in linked(template, show)[0]:
        pictures[each.role][each.target] = each.path
    root = fill(template, texts, params, show.logo, faces, pictures, chart=chart_of(template, texts, show))
    present = present_in(texts, show) | {LEVELS}
    shown = {layer.label for layer in template.layers if layer.shown(present)}
    rolling = {layer.label for layer in template.layers if layer.roll.speed}
    seen = tuple(_in_view(each, canvas) if each.layer in rolling else each for each in seen_texts(root, shown, faces))
    return Sketch(seen, colors_of(params), _with_layers(root, shown))


def _in_view(text: SeenText, canvas: Canvas) -> SeenText:
    """What runs through the picture, as far as it is seen at once."""
    left, _top, right, _bottom = SAFE[canvas.name]
    return replace(text, box=(max(left, text.box[0]), text.box[1], min(right, text.box[2]), text.box[3]))


def _with_layers(root: ET.Element, shown: set[str]) -> ET.Element:
    """The drawing without the layers that are not there."""
    hidden = {id(group) for group in layer_elements(root) if group.get(f"{INKSCAPE}label") not in shown}
    bare = ET.Element(root.tag, root.attrib)
    bare.extend(child for child in root if id(child) not in hidden and child.tag != f"{SVG}metadata")
    return bare
