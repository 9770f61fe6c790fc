import xml.etree.ElementTree as ET
from collections.abc import Iterator
from fractions import Fraction

import pytest
from PIL import Image, ImageChops

from newscast.base.canvas import DESIGN_SIZES, Canvas
from newscast.graphics.catalogue import GRAPHICS
from newscast.graphics.design import design
from newscast.graphics.fill import only_layer
from newscast.graphics.fonts import built_in_files
from newscast.graphics.model import Fields
from newscast.graphics.paint import covered, hiding, painted, rendered
from newscast.graphics.raster import filled
from newscast.show.model import Show

FONTS = built_in_files("Source Sans Pro")
SHOW = Show(show=1, name="INFO LEÓN")
RATE = Fraction(30)
WORDS = "¿Ángeles o ñandúes?"
FIELDS: Fields = {
    **dict.fromkeys(("headline", "title", "subtitle", "kicker", "credit", "line1", "line2", "date"), WORDS),
    "text": WORDS,
    "url": "https://ejemplo.gob.mx",
    "contacts": ("ejemplo.gob.mx", "@ejemplo"),
    "credits": ("Uno", "Dos"),
    **dict.fromkeys(("captions", "sign_language"), "yes"),
}
UPRIGHT = sorted({*DESIGN_SIZES} - {"landscape"})
LISTS = {"items": ("4,200 hectáreas", "320 árboles"), "rows": ("Árboles | 320", "Ñandúes | 2")}


def drawing(body: str) -> ET.Element:
    size = 'width="480" height="270" viewBox="0 0 1920 1080"'
    return ET.fromstring(f'<svg xmlns="http://www.w3.org/2000/svg" {size} preserveAspectRatio="none">{body}</svg>')


def differs(layer: ET.Element) -> bool:
    """Whether what is painted and the transparent rest are anything else than the whole canvas painted at once."""
    whole = rendered(layer, FONTS)
    part, x, y = painted(layer, FONTS)
    pasted = Image.new("RGBA", whole.size)
    pasted.paste(part, (x, y))
    return any(ImageChops.difference(a, b).getbbox() for a, b in zip(pasted.split(), whole.split(), strict=True))


def layers(graphic: str, canvas: Canvas) -> Iterator[tuple[str, ET.Element]]:
    given = {name: FIELDS[name] for name in GRAPHICS[graphic].fields if name in FIELDS}
    listed = {name: LISTS[name] for name in GRAPHICS[graphic].required if name in LISTS}
    for layer in design(graphic, {**given, **listed}, SHOW, canvas, 0, 200):
        root, _fonts = filled(layer.image.params, [])
        yield layer.image.params["layer"], only_layer(root, layer.image.params["layer"])


@pytest.mark.parametrize("graphic", sorted(GRAPHICS))
@pytest.mark.parametrize("canvas", ["landscape", *(pytest.param(each, marks=pytest.mark.slow) for each in UPRIGHT)])
def test_every_layer_is_as_if_the_whole_canvas_had_been_painted(graphic: str, canvas: str) -> None:
    width, height = DESIGN_SIZES[canvas]
    found = dict(layers(graphic, Canvas(canvas, width // 6 & ~1, height // 6 & ~1, RATE)))
    assert found
    for label, layer in found.items():
        assert not differs(layer), label


def test_little_more_is_painted_than_is_there() -> None:
    ((_label, layer),) = layers("caption", Canvas("landscape", 1920, 1080, RATE))
    part, x, y = painted(layer, FONTS)
    left, top, right, bottom = part.getchannel("A").getbbox() or (0, 0, 0, 0)
    assert x % 2 == 0 and y % 2 == 0 and (x, y) != (0, 0)
    assert part.width * part.height < 1.5 * (right - left) * (bottom - top)


@pytest.mark.parametrize(
    "body",
    [
        '<rect x="800" y="400" width="100" height="100" fill="none" stroke="#fff" stroke-width="500"/>',
        '<path d="M900 500h1" stroke="#fff" stroke-width="90" stroke-linecap="round"/>',
        '<path d="M100 500H1800" stroke="#fff" stroke-width="9"/>',
        '<rect x="-50" y="900" width="200" height="500" fill="#fff"/>',
        '<rect x="900" y="900" width="9" height="9"/><rect x="90" y="99" width="1" height="1" fill-opacity=".03"/>',
        '<svg x="600" y="300" width="50%" height="50%" viewBox="0 0 9 9"><circle r="5"/></svg>',
        '<rect x="25%" y="25%" width="10%" height="10%" fill="#fff"/>',
        '<filter id="f"><feOffset dx="700"/></filter><rect x="90" y="90" width="90" height="90" filter="url(#f)"/>',
        '<g transform="translate(900 500) scale(3)"><text font-size="200" stroke="#fff" stroke-width="40">É</text></g>',
        "",
    ],
)
def test_nothing_outside_the_box_is_lost(body: str) -> None:
    assert not differs(drawing(body))


@pytest.mark.parametrize("style", ["filter: blur(90px)", "marker-end: url(#arrow)", "shape-rendering: crispEdges"])
def test_what_no_box_can_be_told_of_is_painted_on_the_whole_canvas(style: str) -> None:
    body = '<rect x="900" y="500" width="90" height="90"/>'
    assert covered(drawing(body), FONTS) is not None
    assert covered(drawing(f'<g style="{style}">{body}</g>'), FONTS) is None


def test_a_box_grows_over_what_hides_the_picture_around_it() -> None:
    """Over a plate up to its edge; over a scrim as far as it is so dark; not over a thin veil, and not beyond a gap."""
    plate = '<rect x="320" y="320" width="640" height="320" fill="#000"/>'
    veil = '<rect width="1920" height="1080" opacity="0.5"/>'
    stops = '<stop offset="0" stop-opacity="0"/><stop offset="1" stop-opacity="1"/>'
    shade = f'<linearGradient id="g" x1="0" x2="0" y1="0" y2="1">{stops}</linearGradient>'
    scrim = f'<defs>{shade}</defs><rect width="1920" height="1080" fill="url(#g)"/>'
    box = (120, 104, 160, 120)
    assert hiding(drawing(plate + veil), (), box, 0.7) == (80, 80, 240, 160)
    left, top, right, bottom = hiding(drawing(scrim), (), (120, 216, 160, 240), 0.7)
    assert (left, right, bottom) == (0, 480, 270) and top == pytest.approx(0.7 * 270, abs=8)
    assert hiding(drawing(veil), (), box, 0.7) == box
