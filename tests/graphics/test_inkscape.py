"""Templates that Inkscape saved: what it adds and moves about changes nothing of what is drawn."""

import xml.etree.ElementTree as ET
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import pytest

from newscast.base.canvas import DESIGN_SIZES, Canvas
from newscast.graphics.catalogue import GRAPHICS
from newscast.graphics.finding import find_built_in
from newscast.graphics.fonts import built_in_files, faces
from newscast.graphics.model import Fields
from newscast.graphics.paint import painted
from newscast.graphics.proofs import proof
from newscast.graphics.sketch import sketch
from newscast.graphics.template import NEWS, SVG, Template, read_template
from newscast.show.model import Show

SHOW = Show(show=1, name="INFO LEÓN")
FONTS = built_in_files(SHOW.fonts.family)
FACES = faces(SHOW.fonts.family, FONTS)
SODIPODI = "http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd"
MOVED = ("font-size", "letter-spacing", "text-anchor", "opacity", "fill-opacity")
REAL = Path(__file__).parent / "saved_by_inkscape.svg"
"""lower-third.landscape.svg as Inkscape 1.2.2 saved it after its texts were made red."""


def as_saved(source: str) -> str:
    """A template as Inkscape saves it after its texts were touched: ids, a view, properties in `style`, and every line
    of a text with its role and its place."""
    root = ET.fromstring(source)
    for number, element in enumerate(root.iter()):
        if not str(element.tag).startswith(NEWS):
            element.attrib.setdefault("id", f"e{number}")
        style = [f"{name}:{element.attrib.pop(name)}" for name in MOVED if name in element.attrib]
        if style and element.tag.startswith(SVG):
            element.set("style", ";".join([*style, "-inkscape-font-specification:'Source Sans Pro'"]))
        if element.tag == f"{SVG}text":
            for line in element.findall(f"{SVG}tspan"):
                line.attrib |= {f"{{{SODIPODI}}}role": "line", "y": element.get("y", "0")}
    root.insert(0, ET.Element(f"{{{SODIPODI}}}namedview", {"id": "view", "pagecolor": "#ffffff"}))
    return ET.tostring(root, encoding="unicode")


def look(template: Template, fields: Fields, canvas: str) -> list[tuple[object, ...]]:
    size = DESIGN_SIZES[canvas]
    drawn = sketch(template, fields, SHOW, Canvas(canvas, *size, Fraction(30)), FACES)
    return [(each.text, each.layer, each.color, tuple(round(at, 1) for at in each.box)) for each in drawn.texts]


def each_template() -> Iterator[tuple[str, str]]:
    yield from ((graphic, canvas) for graphic in sorted(set(GRAPHICS) - {"map"}) for canvas in DESIGN_SIZES)


def saved_and_built(graphic: str, canvas: str) -> tuple[Template, Template]:
    built = find_built_in(f"{graphic}.{canvas}")
    assert built
    return read_template(built.name, as_saved(built.source), None), built


@pytest.mark.parametrize("graphic", ["lower-third", "cover", "caption"])
def test_texts_stay_where_they_were_after_a_save(graphic: str) -> None:
    saved, built = saved_and_built(graphic, "portrait")
    fields = proof(graphic, GRAPHICS[graphic], "torturous")
    assert saved.layers == built.layers
    assert look(saved, fields, "portrait") == look(built, fields, "portrait") != []


@pytest.mark.slow
@pytest.mark.parametrize(("graphic", "canvas"), list(each_template()))
def test_no_template_loses_anything(graphic: str, canvas: str) -> None:
    saved, built = saved_and_built(graphic, canvas)
    fields = proof(graphic, GRAPHICS[graphic], "long")
    assert look(saved, fields, canvas) == look(built, fields, canvas)


def test_what_inkscape_really_saved_is_drawn_with_what_was_changed_in_it() -> None:
    built = find_built_in("lower-third.landscape")
    saved = read_template("lower-third.landscape", REAL.read_text(encoding="utf-8"), None)
    assert built and saved.layers == built.layers
    assert [slot.field for slot in saved.texts] == [slot.field for slot in built.texts]
    fields = {"title": "Ana Ruiz", "subtitle": "Directora de Obras Públicas"}
    small = Canvas("landscape", 480, 270, Fraction(30))
    pictures = []
    for template in (built, saved):
        found = sketch(template, fields, SHOW, small, FACES)
        picture, x, y = painted(found.root, FONTS)
        pictures.append((picture.getchannel("A"), x, y, picture))
    (alpha, *place, plain), (other, *there, red) = pictures
    assert place == there and alpha.tobytes() == other.tobytes(), "nothing moved"
    assert plain.tobytes() != red.tobytes(), "the colour that was chosen is the one that is drawn"
