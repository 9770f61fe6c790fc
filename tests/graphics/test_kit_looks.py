"""The built-in looks are data: a kit starts from one, and what it says itself wins."""

from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

from newscast.base.canvas import DESIGN_SIZES, Canvas
from newscast.base.contrast import contrast
from newscast.graphics.catalogue import GRAPHICS
from newscast.graphics.design import design
from newscast.graphics.finding import find_built_in, find_template, on_ground
from newscast.graphics.fonts import built_in_files, faces
from newscast.graphics.paint import painted
from newscast.graphics.readable import unreadable
from newscast.graphics.sketch import sketch
from newscast.graphics.standing import described, opened
from newscast.graphics.template import SVG
from newscast.show.look import look, looks
from newscast.show.model import Colors, Fonts, Show

LANDSCAPE = Canvas("landscape", 1920, 1080, Fraction(30))
PAPER = Show(show=1, name="INFO LEÓN", base="paper")


def test_every_look_can_be_named_and_has_its_font_and_can_be_read() -> None:
    names = Show.model_fields["base"].annotation.__args__  # type: ignore[union-attr]
    assert sorted(names) == list(looks())
    for name in names:
        show = Show(show=1, name="INFO", base=name)
        assert not unreadable(show)
        assert all(path.is_file() for path in built_in_files(show.fonts.family)), name


def test_captions_are_told_from_a_white_page() -> None:
    """A plate as light as the page of a document has no edge on it, and its letters are read with the page's."""
    for name in looks():
        assert contrast(look(name).colors.get("caption_plate", "#000000"), "#ffffff") >= 1.2, name


@pytest.mark.parametrize("base", ["plain", "paper"])
def test_the_two_texts_of_breaking_news_stand_on_one_plate(base: str) -> None:
    """Two plates with round corners that only touch look like a mistake."""
    show = Show(show=1, name="INFO LEÓN", base=base)
    told = {"label": "En vivo", "text": "Plaza Fundadores"}
    root, fonts, _size = opened(*described("breaking", told, show, LANDSCAPE))
    picture, _x, _y = painted(root, fonts)
    alphas = np.asarray(picture.crop(picture.getbbox()))[:, :, 3]
    assert alphas[:, 40:-24].min() == 255, "no ground between the plates, above and below neither"


_BARRED = {
    "strap": {"headline": "Arranca la feria", "department": "Cultura"},
    "hook": {"headline": "Arranca la feria", "kicker": "Cultura"},
    "title": {"title": "Talleres gratuitos", "subtitle": "En cualquier biblioteca"},
    "breaking": {"label": "En vivo", "text": "Plaza Fundadores"},
    "bug": {},
    "tag": {"tag": "Cultura"},
}
"""Graphics with a bar at the left of their plate, and what they say."""


@pytest.mark.parametrize("canvas", DESIGN_SIZES)
@pytest.mark.parametrize("graphic", _BARRED)
def test_a_bar_and_its_plate_are_one_shape(graphic: str, canvas: str) -> None:
    """Beside a straight bar the round corners of a plate leave two notches, in which the picture is seen."""
    small = Canvas(canvas, *DESIGN_SIZES[canvas], Fraction(30))
    root, fonts, _size = opened(*described(graphic, _BARRED[graphic], PAPER, small))
    picture, _x, _y = painted(root, fonts)
    seen = np.pad(np.asarray(picture.crop(picture.getbbox()))[:, :, 3] > 0, ((0, 0), (1, 1))).astype(int)
    assert (np.abs(np.diff(seen, axis=1)).sum(axis=1) == 2).all(), "begins and ends once in each line"


@pytest.mark.parametrize("canvas", DESIGN_SIZES)
def test_credits_have_the_colours_of_captions(canvas: str) -> None:
    """A black plate among light ones is not of the look."""
    small = Canvas(canvas, *DESIGN_SIZES[canvas], Fraction(30))
    told = {"credit": "Archivo"}
    root, fonts, _size = opened(*described("credit", told, PAPER, small))
    picture, _x, _y = painted(root, fonts)
    shades = np.asarray(picture.convert("RGBA")).reshape(-1, 4)
    plate = shades[shades[:, 3] > 150]
    assert np.median(plate[:, :3], axis=0).min() > 190, "light, as its captions are"


def test_a_kit_starts_from_its_look_and_what_it_says_wins() -> None:
    assert PAPER.colors.primary == look("paper").colors["primary"]
    assert PAPER.fonts.family == "Source Serif Pro"
    said = {"colors": Colors(accent="#123456"), "fonts": Fonts(family="Source Sans Pro")}
    own = Show(show=1, name="INFO", base="paper", **said)
    own = Show(
        show=1, name="INFO", base="paper", colors=Colors(accent="#123456"), fonts=Fonts(family="Source Sans Pro")
    )
    assert (own.colors.accent, own.colors.text, own.fonts.family) == ("#123456", PAPER.colors.text, "Source Sans Pro")
    other = Show(show=1, name="INFO", base="paper", colors=Colors(primary="#ffffff"))
    assert other.colors.dark is None, "what belongs to another primary goes with it"


def test_the_plain_look_is_what_a_kit_without_one_has() -> None:
    plain = Show(show=1, name="INFO", base="plain")
    assert plain == Show(show=1, name="INFO")
    steps = [layer.image for layer in design("lower-third", {"title": "Ana"}, plain, LANDSCAPE, 0, 90)]
    assert all("look" not in step.params for step in steps)


def test_what_a_look_does_not_draw_is_the_plain_drawing_on_its_ground() -> None:
    for graphic in GRAPHICS:
        for canvas in DESIGN_SIZES:
            assert find_built_in(f"{graphic}.{canvas}", "paper"), (graphic, canvas)
    figures = find_built_in("figures.landscape", "paper")
    assert figures and "<circle" in figures.source and "M1390 0H1920" not in figures.source
    assert [layer.label for layer in figures.layers][:3] == ["field", "light", "plane"]
    black = find_built_in("black.landscape", "paper")
    assert black == find_built_in("black.landscape"), "a single field stays"


def test_a_ground_goes_where_the_first_layer_was_and_the_text_stays_as_it_is() -> None:
    layer = '<g inkscape:groupmode="layer" inkscape:label="{0}"><g><path/></g></g>\n'
    source = "<svg>" + "".join(map(layer.format, ("field", "light", "text"))) + "{{ 1 if 2 > 1 }}</svg>"
    ground = '<svg news:replaces="field light">' + layer.format("hills") + "</svg>"
    kept = layer.format("hills") + layer.format("text")
    assert on_ground(source, ground) == f"<svg>{kept}{{{{ 1 if 2 > 1 }}}}</svg>"
    assert (
        on_ground(source, ground) == "<svg>" + layer.format("hills") + layer.format("text") + "{{ 1 if 2 > 1 }}</svg>"
    )


@pytest.mark.parametrize("path", sorted(Path("newscast/graphics").glob("*.py")), ids=lambda path: path.name)
def test_no_code_of_the_graphics_knows_a_colour(path: Path) -> None:
    """But for black and white, between which all others are."""
    import re

    found = set(re.findall(r'"(#[0-9a-fA-F]{6})"', path.read_text(encoding="utf-8"))) - {"#000000", "#ffffff"}
    assert not found


@pytest.mark.parametrize(("show", "hidden"), [(PAPER, 0.9), (Show(show=1, name="INFO LEÓN"), 0.75)])
def test_less_shines_through_a_light_plate_of_captions(show: Show, hidden: float) -> None:
    template = find_template("caption", "landscape", show)
    assert template
    available = faces(show.fonts.family, built_in_files(show.fonts.family))
    drawn = sketch(template, {"line1": "¡Ya abrió la feria!"}, show, LANDSCAPE, available)
    (plate,) = [each for each in drawn.root.iter(f"{SVG}rect") if each.get("class") == "caption-plate"]
    assert float(plate.get("fill-opacity", "1")) >= hidden
    assert (float(plate.get("fill-opacity", "1")) > 0.75) == (show is PAPER)
