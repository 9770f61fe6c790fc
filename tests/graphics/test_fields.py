from fractions import Fraction

import pytest

from newscast.base.canvas import canvas
from newscast.graphics.check import Means, problems_of
from newscast.graphics.design import known_graphics
from newscast.graphics.fields import split_figure, spread
from newscast.show.model import Show

SHOW = Show(show=1, name="INFO LEÓN")


@pytest.mark.parametrize(
    ("item", "parts"),
    [
        ("4,200 baches", ("4,200", "baches")),
        ("38 colonias", ("38", "colonias")),
        ("15 mil familias", ("15 mil", "familias")),
        ("98 % de avance", ("98 %", "de avance")),
        ("$12.5 millones de pesos", ("$12.5", "millones de pesos")),
        ("2 millones", ("2", "millones")),
        ("24/7", ("24/7", "")),
        ("baches", ("", "baches")),
    ],
)
def test_a_figure_is_a_number_and_what_it_counts(item: str, parts: tuple[str, str]) -> None:
    assert split_figure(item) == parts


def test_lists_become_numbered_slots() -> None:
    texts = spread("figures", {"items": ("4,200 baches", "38 colonias")}, SHOW)
    assert texts["items"] == "2"
    assert (texts["item2"], texts["number2"], texts["label2"]) == ("38 colonias", "38", "colonias")
    assert "item3" not in texts


@pytest.mark.parametrize("graphic", ["figures", "list", "agenda", "table"])
def test_one_entry_may_be_written_as_a_text(graphic: str) -> None:
    field = "rows" if graphic == "table" else "items"
    assert spread(graphic, {field: "38 colonias"}, SHOW) == spread(graphic, {field: ("38 colonias",)}, SHOW)


def test_texts_nobody_gave_come_in_the_language_of_the_show() -> None:
    assert spread("closing", {}, SHOW)["thanks"] == "Gracias por su compañía"
    english = SHOW.model_copy(update={"language": "en-GB"})
    assert spread("break", {}, english)["text"] == "We will be right back"
    assert spread("closing", {"thanks": ""}, SHOW)["thanks"] == "Gracias por su compañía"
    assert spread("closing", {"thanks": "Adiós"}, SHOW)["thanks"] == "Adiós"


def test_the_graphics_a_rundown_may_name() -> None:
    known = known_graphics(SHOW)
    assert known["figures"].required == ("items",)
    assert {"opener", "closing", "headline", "lower-third", "bug", "slate", "thumbnail", "cover"} <= set(known)


@pytest.mark.parametrize(
    ("url", "contacts", "address"),
    [
        ("https://www.leon.example/", ("Línea 072",), "leon.example"),
        ("https://leon.example/becas", ("leon.example",), "leon.example/becas"),
        ("https://leon.example", ("Leon.example", "@leon"), ""),
        ("", ("Línea 072",), ""),
    ],
)
def test_an_address_is_said_once_and_as_people_say_it(url: str, contacts: tuple[str, ...], address: str) -> None:
    assert spread("closing", {"url": url, "contacts": contacts}, SHOW)["address"] == address


def test_an_entry_of_an_agenda_is_taken_apart_into_when_what_and_where() -> None:
    items = ("Sábado | Concierto | Plaza", "18:00 | Teatro", "Feria")
    texts = spread("agenda", {"items": items}, SHOW)
    found = [tuple(texts.get(f"{name}{number}", "") for name in ("when", "what", "where")) for number in (1, 2, 3)]
    assert found == [("Sábado", "Concierto", "Plaza"), ("18:00", "Teatro", ""), ("", "Feria", "")]


def test_a_table_is_as_wide_as_its_widest_row() -> None:
    texts = spread("table", {"columns": "Lugar | Hoy", "rows": ("León | 27° | 12°", "Silao")}, SHOW)
    assert (texts["cell11"], texts["cell13"], texts["cell21"], texts["column2"]) == ("León", "12°", "Silao", "Hoy")
    assert (texts["rows"], texts["wide"], texts["columns"]) == ("2", "3", "2")
    assert spread("table", {"rows": ("León",)}, SHOW)["columns"] == ""


@pytest.mark.parametrize(
    ("language", "days", "said"),
    [
        ("es-MX", "12", ("Faltan", "12", "días")),
        ("es-MX", "1", ("Falta", "1", "día")),
        ("es-MX", "0", ("", "Hoy", "")),
        ("en-US", "1", ("Only", "1", "day to go")),
    ],
)
def test_days_are_said_as_the_language_does(language: str, days: str, said: tuple[str, str, str]) -> None:
    show = SHOW.model_copy(update={"language": language})
    texts = spread("days-left", {"event": "Feria", "date": "2026-12-24", "days": days}, show)
    assert (texts["kicker"], texts["number"], texts["unit"]) == said
    assert "24" in texts["day"]


def test_a_quote_of_nobody_is_not_the_shows() -> None:
    assert "name" not in spread("quote", {"quote": "Sí."}, SHOW)


def test_a_list_is_no_title() -> None:
    """Its number of entries would stand on the card."""
    landscape = canvas("landscape", Fraction(25))
    for title, codes in ((("En", "mes"), ["graphic-not-a-list"]), ("En un mes", [])):
        found = problems_of("figures", {"title": title, "items": "38 colonias"}, Means(SHOW), landscape, None)
        assert [problem.code for problem in found] == codes


@pytest.mark.parametrize(
    ("told", "credit"),
    [
        ({"credit": "Obras"}, "Obras"),
        ({"credits": ("Archivo", "")}, "Antes: Archivo"),
        ({"credits": ("Archivo", "Obras"), "labels": ("1998 | Verano", "Hoy")}, "1998: Archivo / Hoy: Obras"),
        ({"credits": ("", "Obras"), "labels": ("Antes", "La avenida, ya terminada")}, "Después: Obras"),
    ],
)
def test_whose_picture_it_is_of_two(told: dict[str, str | tuple[str, ...]], credit: str) -> None:
    assert spread("before-after", told, SHOW)["credit"] == credit
