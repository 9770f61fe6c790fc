"""No text is drawn smaller than people can read it on its canvas: what templates allow, and what they really draw."""

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from fractions import Fraction

import pytest

from newscast.base.canvas import DESIGN_SIZES, Canvas
from newscast.graphics.catalogue import GRAPHICS
from newscast.graphics.design import design
from newscast.graphics.fill import only_layer
from newscast.graphics.finding import find_template
from newscast.graphics.fonts import built_in_files, faces
from newscast.graphics.measure import measure
from newscast.graphics.model import Fields
from newscast.graphics.opener import opener
from newscast.graphics.raster import filled
from newscast.graphics.template import SVG, layer_elements
from newscast.show.model import Show
from newscast.step.step import Step

SHOW = Show(show=1, name="INFO LEÓN")
CANVASES = sorted(DESIGN_SIZES)
SMALLEST = {"landscape": 32, "portrait": 36, "square": 34}
LEAST = {
    "kicker": {"landscape": 40, "portrait": 42, "square": 40},
    "department": {"landscape": 40, "portrait": 42, "square": 40},
    "headline": {"landscape": 72, "portrait": 68, "square": 64},
    "number": {"landscape": 120, "portrait": 120, "square": 112},
    "label": {"landscape": 40, "portrait": 44, "square": 40},
    "title": {"landscape": 48, "portrait": 52, "square": 48},
    "subtitle": {"landscape": 34, "portrait": 36, "square": 34},
    "credit": {"landscape": 34, "portrait": 36, "square": 34},
}
PLAIN = {"strap": {"headline": 46}, "slate": {"title": 40}}
"""A strap is no headline card, and the slate of a missing piece is never on air."""
LONGEST = "Desarrollo Integral y Humano del Municipio "


def least(graphic: str, field: str, canvas: str) -> int:
    name = field.rstrip("0123456789")
    return PLAIN.get(graphic, {}).get(name) or LEAST.get(name, SMALLEST)[canvas]


@pytest.mark.slow
@pytest.mark.parametrize("graphic", sorted(GRAPHICS))
@pytest.mark.parametrize("canvas", CANVASES)
def test_no_text_is_drawn_too_small_to_be_read(graphic: str, canvas: str) -> None:
    """Each text, one of those with numbers, as long as still fits its box: that is drawn at the smallest size of it."""
    template = find_template(graphic, canvas, SHOW)
    assert template is not None
    texts = dict.fromkeys((slot.field for slot in template.texts), "León") | {"items": "3", "rows": "3", "wide": "3"}
    found = faces("Source Sans Pro", built_in_files("Source Sans Pro"))
    for slot in {slot.name.rstrip("0123456789"): slot for slot in template.texts}.values():
        sizes: dict[int, float] = {}
        for step in (60, 6):
            # From the last one that fits in finer steps.
            for length in range(max(sizes, default=1), 400, step):
                fitted, misfits = measure(template, {**texts, slot.field: (LONGEST * 10)[:length].strip()}, found, "es")
                if any(misfit.slot.name == slot.name for misfit in misfits):
                    break
                sizes[length] = fitted[slot.name].size
        assert min(sizes.values()) >= least(graphic, slot.field, canvas), slot.name


def drawn_sizes(image: Step) -> Iterator[tuple[float, str]]:
    """The size of every text of a drawing, with the text."""
    root, _fonts = filled(image.params, [])
    for layer in layer_elements(root):
        for element in only_layer(root, str(layer.get("id"))).iter(f"{SVG}text"):
            said = "".join(ET.tostring(element, encoding="unicode", method="text").split())
            scale = float(re.search(r"scale\(([\d.]+)", element.get("transform", "scale(1)"))[1])  # type: ignore[index]
            if said:
                yield float(element.attrib["font-size"]) * scale, said


@pytest.mark.slow
@pytest.mark.parametrize("graphic", sorted(set(GRAPHICS) - {"black", "access"}))
@pytest.mark.parametrize("canvas", CANVASES)
def test_what_is_drawn_is_as_large_as_what_was_measured(graphic: str, canvas: str, examples: dict[str, Fields]) -> None:
    full = Canvas(canvas, *DESIGN_SIZES[canvas], Fraction(30))
    images = [layer.image for layer in design(graphic, examples.get(graphic, {}), SHOW, full, 0, 90)]
    images = images[:1] if graphic != "opener" else [opener(SHOW, "main", "Viernes", full, 90)]
    sizes = [pair for image in images for pair in drawn_sizes(image)]
    assert sizes and min(sizes)[0] >= SMALLEST[canvas], min(sizes)
