import pytest

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
