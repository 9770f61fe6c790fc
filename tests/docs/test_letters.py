"""The pages say how many letters fit where, and the graphics room agrees: so many always fit, some more do not.

A number of the page is for Spanish newsroom copy, cut anywhere between words, in the built-in type; it is rounded down
to five letters. Where captions are burned in over a card, it is the number for what is left of its place.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from fractions import Fraction
from functools import cache
from itertools import islice
from pathlib import Path

import pytest

from newscast.base.canvas import canvas
from newscast.graphics.catalogue import CAPTIONED, GRAPHICS, LISTS
from newscast.graphics.design import fit_problems
from newscast.graphics.finding import find_template
from newscast.graphics.model import Fields
from newscast.show.model import Map, Show

DOCS = Path(__file__).parents[2] / "docs"
COPY = """\
La Dirección de Obras Públicas concluyó esta semana la reparación de cuatro mil doscientos baches en los bulevares
Morelos y López Mateos, con una inversión de dieciocho millones de pesos. El Ayuntamiento abre las inscripciones para
los talleres gratuitos de verano en las casas de la cultura del municipio. Protección Civil recomienda no cruzar vados
ni arroyos durante las lluvias y tener a la mano los documentos importantes. La Feria Estatal recibirá a más de seis
millones de visitantes entre el diez de enero y el cinco de febrero. Comienza la vacunación contra la influenza para
personas mayores en los centros de salud de las colonias del norte. Cierran a la circulación la calle Madero por los
trabajos de renovación del drenaje, informó el sistema de agua potable."""
SHOW = Show(show=1, name="INFO LEÓN", maps={"city": Map(file=Path("city.svg"))})
CANVASES = ("landscape", "portrait", "square")
STEP = 5
MOST = 200
"""Nobody reads more on one graphic: beyond it the page says `200+`, but for cards that are text."""
TRIED = 6
"""How many texts are tried on either side of a number; of long ones, which take long to fit, fewer."""
HEADLINE, PLACE, NAME = "Concluye el bacheo", "Obras Públicas", "Laura Díaz"
Wrap = Callable[[str], str | tuple[str, ...]]


def one(text: str) -> str:
    return text


BESIDE: dict[tuple[str, str], tuple[Fields, Wrap]] = {
    ("headline", "headline"): ({"kicker": PLACE}, one),
    ("headline", "kicker"): ({"headline": HEADLINE}, one),
    ("strap", "headline"): ({"department": PLACE}, one),
    ("strap", "department"): ({"headline": HEADLINE}, one),
    ("hook", "headline"): ({}, one),
    ("topic", "headline"): ({"department": PLACE}, one),
    ("topic", "department"): ({"headline": HEADLINE}, one),
    ("thumbnail", "headline"): ({"kicker": SHOW.name}, one),
    ("cover", "headline"): ({"kicker": PLACE}, one),
    ("cover", "kicker"): ({"headline": HEADLINE}, one),
    ("lower-third", "title"): ({"subtitle": "Directora"}, one),
    ("lower-third", "subtitle"): ({"title": NAME}, one),
    ("voice", "name"): ({"role": "Directora"}, one),
    ("voice", "role"): ({"name": NAME}, one),
    ("title", "title"): ({"subtitle": "Informes"}, one),
    ("title", "subtitle"): ({"title": "Talleres"}, one),
    ("figures", "title"): ({"items": ("4,200 baches", "38 colonias", "6 meses")}, one),
    ("figures", "items"): ({"title": "En un mes"}, lambda text: (f"4,200 {text}", "38 colonias", "6 meses")),
    ("text", "title"): ({"text": "Lleve una identificación oficial y un comprobante de domicilio."}, one),
    ("text", "text"): ({"title": "Requisitos"}, one),
    ("quote", "quote"): ({"name": NAME, "role": "Directora de Obras Públicas"}, one),
    ("quote", "name"): ({"quote": HEADLINE, "role": "Directora"}, one),
    ("quote", "role"): ({"quote": HEADLINE, "name": NAME}, one),
    ("list", "title"): ({"items": ("Acta de nacimiento",) * 6}, one),
    ("list", "items"): ({"title": "Requisitos"}, lambda text: (text,) * 6),
    ("agenda", "title"): ({"items": (f"Sábado, 18:00 | Concierto | {PLACE}",) * 5}, one),
    ("agenda", "items"): ({"title": "Agenda"}, lambda text: (f"Sábado, 18:00 | {text} | {PLACE}",) * 5),
    ("before-after", "title"): ({}, one),
    ("before-after", "labels"): ({"title": "El parque"}, lambda text: (text, text)),
    ("before-after", "credit"): ({"title": "El parque"}, one),
    ("table", "title"): ({"rows": ("León | 12° | 27°",) * 7}, one),
    ("table", "rows"): ({"title": "El tiempo"}, lambda text: (f"{text} | 12° | 27°",) * 7),
    ("qr", "title"): ({"url": "https://leon.example", "text": "Hasta el viernes."}, one),
    ("qr", "text"): ({"url": "https://leon.example", "title": "Inscríbase"}, one),
    ("next", "title"): ({"time": "18:00 horas"}, one),
    ("next", "time"): ({"title": "León contigo"}, one),
    ("next", "text"): ({"title": "León contigo", "time": "18:00 horas"}, one),
    ("days-left", "event"): ({"date": "2026-12-24", "days": "12"}, one),
    ("days-left", "text"): ({"event": "Posada", "date": "2026-12-24", "days": "12"}, one),
    ("map", "title"): ({"place": "San Miguel", "pin": "0.5, 0.5"}, one),
    ("map", "place"): ({"title": "Cierre de calles", "text": "Hasta el viernes.", "pin": "0.5, 0.5"}, one),
    ("map", "text"): ({"title": "Cierre de calles", "place": "San Miguel", "pin": "0.5, 0.5"}, one),
    ("locator", "place"): ({}, one),
    ("tag", "tag"): ({}, one),
    ("breaking", "label"): ({}, one),
    ("breaking", "text"): ({"label": "Última hora"}, one),
    ("footer", "text"): ({}, one),
    ("credits", "title"): ({"credits": ("Ana Ruiz", "Luis Mora")}, one),
    ("credits", "credits"): ({"title": "Producción"}, lambda text: (text,) * LISTS["credits"]),
    ("credit", "credit"): ({}, one),
    ("opener", "subtitle"): ({}, one),
    ("closing", "thanks"): ({}, one),
    ("closing", "contacts"): ({}, lambda text: (text,) * LISTS["contacts"]),
    ("closing", "credits"): ({}, lambda text: (text,) * LISTS["credits"]),
    ("closing", "action"): ({}, one),
    ("bug", "show"): ({}, one),
}
"""What stands beside a field when it is measured, and how a text becomes its value."""
CARDS = (
    "figures",
    "text",
    "credits",
    "quote",
    "list",
    "agenda",
    "table",
    "qr",
    "next",
    "days-left",
    "map",
    "before-after",
)
"""Those over which captions may be burned in."""
TAKEN_APART = ("figures", "agenda", "table")
"""Those that measure parts of what is written."""


@cache
def texts() -> tuple[str, ...]:
    """Copy cut anywhere between words, the shortest first."""
    words = COPY.replace("\n", " ").split() * 2
    ends = [(start, end) for start in range(0, 100, 3) for end in range(start + 1, start + 90)]
    cuts = {" ".join(words[start:end]).rstrip(",.") for start, end in ends}
    return tuple(sorted((text[0].upper() + text[1:] for text in cuts), key=lambda text: (len(text), text)))


def fits(graphic: str, field: str, canvas_name: str, text: str) -> bool:
    beside, wrap = BESIDE[graphic, field]
    burned = {CAPTIONED: "yes"} if graphic in CARDS and canvas_name != "landscape" else {}
    fields = {**beside, field: wrap(text), **burned}
    return not fit_problems(graphic, fields, SHOW, canvas(canvas_name, Fraction(30)), None)


def most(graphic: str, field: str, canvas_name: str) -> int:
    """The most letters with which every text fits, to write into the page: `python tests/docs/test_letters.py`."""
    long = (len(text) for text in texts() if not fits(graphic, field, canvas_name, text))
    return next(long, len(texts()[-1]) + 1) - 1


def rows(page: str) -> Iterator[tuple[str, str, list[str]]]:
    """The rows of the page's tables of letters: graphic, field, and a number for each canvas."""
    text = (DOCS / page).read_text(encoding="utf-8")
    for found in re.finditer(r"^\|[^|]*\| `([\w-]+)` \| `(\w+)` \|((?: [\d–+]+ \|){3})$", text, flags=re.MULTILINE):
        yield found[1], found[2], re.findall(r"[\d–+]+", found[3])


def test_both_languages_say_the_same() -> None:
    assert list(rows("cards.md")) == list(rows("es/cards.md"))
    assert {(graphic, field) for graphic, field, _ in rows("cards.md")} == set(BESIDE)


@pytest.mark.slow
@pytest.mark.parametrize(("graphic", "field", "numbers"), list(rows("cards.md")))
def test_so_many_letters_fit(graphic: str, field: str, numbers: list[str]) -> None:
    for name, number in zip(CANVASES, numbers, strict=True):
        if number == "–":
            continue
        said = int(number.rstrip("+"))
        count = TRIED if said <= MOST else 1
        fitting = [text for text in texts() if len(text) <= said][-count:]
        assert all(fits(graphic, field, name, text) for text in fitting), f"{name}: fewer than {said} letters fit"
        if not number.endswith("+"):
            step = STEP if said <= MOST else 5 * STEP
            longer = (text for text in reversed(texts()) if said < len(text) <= said + step)
            tried = islice(longer, 4 * count)
            assert not all(fits(graphic, field, name, text) for text in tried), f"{name}: more than {said} letters fit"


def test_every_field_of_a_card_is_there() -> None:
    text = (DOCS / "cards.md").read_text(encoding="utf-8")
    for card in (*CARDS, "title", "topic", "headline"):
        for field in GRAPHICS[card].fields:
            assert re.search(rf"^\|.*`{card}`.*`{field}`", text, flags=re.MULTILINE), f"{card}: {field}"


def test_a_graphic_that_a_canvas_does_not_show_has_no_number() -> None:
    for graphic, field, numbers in rows("cards.md"):
        for name, number in zip(CANVASES, numbers, strict=True):
            template = find_template(graphic, name, SHOW)
            assert template is not None
            if not any(slot.field.rstrip("123456789") in (field, field.removesuffix("s")) for slot in template.texts):
                assert graphic in TAKEN_APART or number == "–"


if __name__ == "__main__":
    for graphic, field in BESIDE:
        found = [most(graphic, field, name) for name in CANVASES]
        print(
            graphic,
            field,
            *(f"{n // STEP * STEP if n <= MOST or graphic == 'text' else f'{MOST}+'}" for n in found),
            found,
        )
