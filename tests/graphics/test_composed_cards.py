"""Texts stand as an art director would set them: large where they are few, and no word alone in its line."""

from __future__ import annotations

from fractions import Fraction

import pytest

from newscast.base.canvas import DESIGN_SIZES, Canvas
from newscast.graphics.catalogue import GRAPHICS
from newscast.graphics.faults import overlaps
from newscast.graphics.fill import only_layer
from newscast.graphics.finding import find_template
from newscast.graphics.fonts import built_in_files, faces
from newscast.graphics.geometry import Box
from newscast.graphics.model import Fields
from newscast.graphics.paint import painted
from newscast.graphics.proofs import proof
from newscast.graphics.sketch import Sketch, sketch
from newscast.show.model import Show

LOOKS = ("plain", "paper")
WHO = {"name": "Laura Díaz Muñoz", "role": "Directora de Obras Públicas"}
SHORT = "Nadie resultó lesionado; las escuelas abren mañana."
LONG = "Trabajamos de noche para no afectar el tránsito, y lo agradecen los vecinos de todas las colonias. " * 2
WEEKEND = (
    "Sábado, 18:00 | Concierto de la banda municipal | Plaza Principal",
    "Domingo, 9:00 | Carrera de la ciudad | Parque Metropolitano",
    "Domingo, 12:00 | Títeres | Teatro Doblado",
)


def drawn(graphic: str, canvas: str, fields: Fields, look: str) -> Sketch:
    show = Show(show=1, name="INFO LEÓN", base=look)
    template = find_template(graphic, canvas, show)
    assert template
    small = Canvas(canvas, *DESIGN_SIZES[canvas], Fraction(30))
    return sketch(template, fields, show, small, faces(show.fonts.family, built_in_files(show.fonts.family)))


def box_of(found: Sketch, label: str, look: str) -> Box:
    """What a layer covers, in pixels of the design."""
    picture, x, y = painted(
        only_layer(found.root, label), built_in_files(Show(show=1, name="X", base=look).fonts.family)
    )
    box = picture.getchannel("A").getbbox()
    assert box, label
    return x + box[0], y + box[1], x + box[2], y + box[3]


def apart(one: Box, other: Box) -> float:
    """Pixels between two boxes; less than nothing where they lie on each other."""
    across = max(one[0] - other[2], other[0] - one[2])
    return max(across, one[1] - other[3], other[1] - one[3])


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("name", ["INFO LEÓN", "LEÓN CONTIGO NOTICIAS"])
@pytest.mark.parametrize("canvas", sorted(DESIGN_SIZES))
def test_access_symbols_stand_off_what_an_opener_says(canvas: str, name: str, look: str) -> None:
    """On portrait they stand on a reel, which has no opener: there they come with its first picture."""
    texts = {"name": name, "subtitle": "Las noticias de la ciudad", "date": "miércoles 30 de septiembre de 2026"}
    opener = drawn("opener", canvas, texts, look)
    symbols = drawn("access", canvas, {"captions": "yes", "sign_language": "yes"}, look)
    boxes = [box_of(symbols, label, look) for label in ("captions", "sign")]
    plates = [box_of(opener, "card", look)] if look == "paper" else []
    for box in boxes:
        assert all(apart(box, each) >= 16 for each in (*(text.box for text in opener.texts), *plates))


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("canvas", sorted(DESIGN_SIZES))
def test_few_credits_are_larger_than_many(canvas: str, look: str) -> None:
    sizes = {
        count: min(
            text.size for text in drawn("credits", canvas, {"credits": ("Protección Civil",) * count}, look).texts
        )
        for count in (3, 4, 8)
    }
    assert sizes[3] == sizes[4] >= 1.15 * sizes[8]
    assert sizes[8] >= 36


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("canvas", ["landscape", "square"])
def test_a_short_quote_fills_its_card(canvas: str, look: str) -> None:
    short = [text for text in drawn("quote", canvas, {"quote": SHORT, **WHO}, look).texts if text.text in SHORT]
    long = [text for text in drawn("quote", canvas, {"quote": LONG, **WHO}, look).texts if text.text in LONG]
    assert [each.text for each in short] == ["Nadie resultó lesionado;", "las escuelas abren mañana."]
    left, right = (96, 1824) if canvas == "landscape" else (64, 1016)
    assert max(each.box[2] for each in short) - left >= 0.75 * (right - left)
    assert short[0].size > long[0].size >= (80 if canvas == "landscape" else 60)


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("canvas", sorted(DESIGN_SIZES))
@pytest.mark.parametrize("captioned", [{}, {"captioned": "yes"}])
def test_a_short_quote_is_larger_than_a_long_one_also_above_captions(canvas: str, look: str, captioned: Fields) -> None:
    sizes = []
    for quote in (SHORT, LONG):
        texts = drawn("quote", canvas, {"quote": quote, **WHO, **captioned}, look).texts
        sizes.append(next(text.size for text in texts if text.text in quote))
    assert sizes[0] >= (1.25 if captioned else 1.1) * sizes[1]


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("canvas", ["portrait", "square"])
@pytest.mark.parametrize("items", [WEEKEND[:2], WEEKEND])
def test_a_short_agenda_on_a_telephone_has_its_hours_above(canvas: str, items: tuple[str, ...], look: str) -> None:
    """Beside them, the other column is so narrow that a word of it stands alone in its line."""
    lines = [text.text for text in drawn("agenda", canvas, {"items": items, "title": "Agenda"}, look).texts]
    assert lines == ["Agenda", *(part.strip() for item in items for part in item.split("|"))]


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("credits", [("Producción general", "Edición"), ("Crédito de la producción",) * 8, ()])
def test_what_stands_at_the_right_of_a_closing_ends_at_the_right(credits: tuple[str, ...], look: str) -> None:
    texts = {"thanks": "Gracias por su compañía", "credits": credits, "url": "https://leon.gob.mx/noticias"}
    found = drawn("closing", "landscape", {name: value for name, value in texts.items() if value}, look)
    right = [text.box for text in found.texts if text.layer == "credits"] + [box_of(found, "code", look)]
    # Kerning makes a line narrower than the room that is left for it.
    assert max(box[2] for box in right) == pytest.approx(1824, abs=6)
    assert min(box[0] for box in right) >= max(text.box[2] for text in found.texts if text.text.startswith("Gracias"))


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("canvas", sorted(DESIGN_SIZES))
def test_an_accent_on_the_next_programme_stands_off_what_is_above_it(canvas: str, look: str) -> None:
    found = drawn("next", canvas, {"title": "LEÓN EN CORTO", "kicker": "A continuación", "time": "9:00"}, look)
    assert apart(box_of(found, "kicker", look), box_of(found, "title", look)) >= 24


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("many", [1, 2, 3])
@pytest.mark.parametrize("canvas", ["portrait", "square"])
def test_the_first_figure_stands_off_the_title_where_there_is_room(canvas: str, many: int, look: str) -> None:
    """And nothing goes beyond the lower edge of texts."""
    items = ("4 hectáreas", "320 árboles", "2 kilómetros de ciclovía")[:many]
    found = drawn("figures", canvas, {"title": "El parque en números", "items": items}, look)
    title, first, last = (box_of(found, label, look) for label in ("title", "item1", f"item{many}"))
    assert first[1] - title[3] >= 42
    assert last[3] <= {"portrait": 1248, "square": 1016}[canvas]


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("canvas", sorted(DESIGN_SIZES))
def test_who_made_one_of_two_pictures_is_said_on_that_one_alone(canvas: str, look: str) -> None:
    """“Antes: Archivo” stood over today's picture too."""
    found = drawn("before-after", canvas, {"credits": ("Archivo", "Obras Públicas"), "title": "El parque"}, look)
    said = {text.text: text.layer for text in found.texts}
    assert said["Archivo"] == "before" and said["Obras Públicas"] == "after"
    assert not any("Antes: Archivo" in text for text in said)
    assert not list(overlaps(found.texts, 0.0)), "they are never seen together"
    both = drawn("before-after", canvas, {"credit": "Archivo", "title": "El parque"}, look)
    assert {text.layer for text in both.texts if text.text == "Archivo"} == {"credit"}


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize(("canvas", "said"), [("landscape", "thanks"), ("square", "action")])
def test_a_closing_that_says_little_says_it_large(canvas: str, said: str, look: str) -> None:
    """A line in a seventh of the picture's height, for seven seconds, looks forgotten."""

    def size(**more: str | tuple[str, ...]) -> float:
        found = drawn("closing", canvas, {said: "Gracias por su compañía", **more}, look)
        return max(text.size for text in found.texts if text.layer == said)

    assert size() >= 1.15 * size(contacts=("leon.gob.mx",))


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("canvas", ["landscape", "square"])
def test_the_shortest_proof_of_a_card_that_counts_days_has_its_number(canvas: str, look: str) -> None:
    """It has one on air; on the contact sheet the event stood low, below an empty place."""
    found = drawn("days-left", canvas, proof("days-left", GRAPHICS["days-left"], "short"), look)
    _left, top, _right, bottom = box_of(found, "number", look)
    assert bottom - top > 100
