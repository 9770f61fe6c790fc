"""Maps of a kit: which one a card shows, where its pin stands, and what is wrong with either."""

from fractions import Fraction
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from newscast.base.canvas import Canvas
from newscast.base.content import File
from newscast.graphics.check import Means
from newscast.graphics.contact import tries
from newscast.graphics.design import design, fit_problems
from newscast.graphics.fields import spread
from newscast.graphics.fill import only_layer
from newscast.graphics.maps import unusable_maps
from newscast.graphics.model import Fields
from newscast.graphics.raster import drawn, filled
from newscast.show.model import Map, Show
from newscast.step.step import Step

DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 300">{}</svg>'
RED = '<rect width="400" height="300" fill="#ff0000"/>'
SQUARE = Canvas("square", 270, 270, Fraction(30))


def show_with(tmp_path: Path, body: str = RED) -> Show:
    file = tmp_path / "city.svg"
    file.write_text(DRAWING.format(body))
    maps = {"city": Map(file=file, pins={"Colonia San Miguel": (0.2, 0.4)}), "state": Map(file=file)}
    return Show(show=1, name="X", maps=maps)


def codes(show: Show, **fields: str | tuple[str, ...]) -> list[str]:
    return [problem.code for problem in fit_problems("map", fields, show, SQUARE, None)]


def image(show: Show, label: str, fields: Fields) -> Step:
    return next(
        each.image for each in design("map", fields, show, SQUARE, 0, 90) if each.image.params["layer"] == label
    )


def middle(step: Step) -> tuple[int, int]:
    """Where the picture of a layer has its middle."""
    paths = [source.path for source in step.inputs if isinstance(source, File)]
    root, fonts = filled(step.params, paths)
    picture, x, y = drawn(only_layer(root, step.params["layer"]), fonts)
    return x + picture.width // 2, y + picture.height // 2


def test_the_pin_is_at_a_place_that_the_map_knows_whatever_its_accents(tmp_path: Path) -> None:
    texts = spread("map", {"place": "colonia san miguel"}, show_with(tmp_path))
    assert (texts["pinx"], texts["piny"]) == ("0.2", "0.4")
    texts = spread("map", {"place": "Colonia San Miguel", "pin": ("0.7", "0.1")}, show_with(tmp_path))
    assert (texts["pinx"], texts["piny"]) == ("0.7", "0.1")


def test_what_cannot_be_shown_is_told(tmp_path: Path) -> None:
    show = show_with(tmp_path)
    assert not codes(show, place="Colonia San Miguel")
    assert not codes(show, place="Otro lugar", pin="0.5, 0.5")
    assert codes(show, place="Otro lugar") == ["map-place"]
    assert codes(show, place="Colonia San Miguel", map="state") == ["map-place"]
    assert codes(show, place="Otro lugar", pin=("2", "0.5")) == codes(show, place="A", pin="aquí") == ["map-place"]
    assert codes(show, place="Colonia San Miguel", map="estate") == ["map-missing"]
    assert codes(Show(show=1, name="X"), place="Centro") == ["map-missing"]


def test_the_map_is_part_of_what_is_drawn_and_the_pin_moves_over_it(tmp_path: Path) -> None:
    show = show_with(tmp_path)
    left = image(show, "pin", {"place": "A", "pin": "0.2, 0.5"})
    right = image(show, "pin", {"place": "A", "pin": "0.9, 0.5"})
    assert middle(left)[0] + 100 < middle(right)[0]
    before = image(show, "map", {"place": "A", "pin": "0.2, 0.5"}).identity
    after = image(show_with(tmp_path, RED + RED), "map", {"place": "A", "pin": "0.2, 0.5"}).identity
    assert before != after


def test_the_sheet_of_all_graphics_shows_the_maps_of_a_kit(tmp_path: Path) -> None:
    sheet = list(tries(Means(show_with(tmp_path)), "map", "square", share=6))
    assert [each.problems for each in sheet] == [()] * 3
    for each in sheet:
        with Image.open(BytesIO(each.picture)) as picture:
            red, green, blue = picture.convert("RGB").getpixel((picture.width // 2, picture.height * 3 // 4))
        assert red > 200 and green < 60 > blue


@pytest.mark.parametrize(("body", "said"), [('<image href="otro.png"/>', 1), ("<rect", 1), (RED, 0)])
def test_a_map_that_cannot_be_drawn_or_links_elsewhere_is_refused(tmp_path: Path, body: str, said: int) -> None:
    show = show_with(tmp_path, body)
    assert len(list(unusable_maps(show))) == 2 * said
