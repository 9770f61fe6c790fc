import re
from fractions import Fraction
from pathlib import Path

import pytest

from newscast.base.canvas import DESIGN_SIZES, Canvas
from newscast.base.errors import Place
from newscast.graphics.catalogue import GRAPHICS
from newscast.graphics.design import fit_problems
from newscast.graphics.model import Fields
from newscast.rundown.model import Clip
from newscast.show.ends import Closing
from newscast.show.model import Fonts, Show
from newscast.timeline.comparing import who_made

SHOW = Show(show=1, name="INFO LEÓN")
PLACE = Place(Path("r.yaml"), 3, 4)
CANVASES = [Canvas(name, *size, Fraction(30)) for name, size in DESIGN_SIZES.items()]
LANDSCAPE = CANVASES[0]


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEWSCAST_LANG", "en")


def messages(graphic: str, fields: Fields, show: Show = SHOW) -> list[str]:
    return [str(problem) for problem in fit_problems(graphic, fields, show, LANDSCAPE, PLACE)]


def test_the_longest_name_in_town_fits_everywhere() -> None:
    name = "María Guadalupe Hernández Villaseñor"
    role = "Directora General de Desarrollo Social y Humano del Municipio de León"
    for canvas in CANVASES:
        assert fit_problems("lower-third", {"title": name, "subtitle": role}, SHOW, canvas, None) == []


def test_an_unknown_graphic_or_field_names_the_nearest() -> None:
    (problem,) = messages("figurs", {})
    assert problem.startswith("r.yaml:3:4: ") and "figures" in problem
    (problem,) = messages("figures", {"itms": ("1 a",), "items": ("1 a",)})
    assert "itms" in problem and "“items”" in problem


@pytest.mark.parametrize("made", [("Archivo", ""), ("Archivo", "Obras"), ("Archivo", "Archivo")])
def test_who_took_two_pictures_is_told_to_their_card_and_is_no_field_of_it(made: tuple[str, str]) -> None:
    """What placing says of a card has to be what a card may be told."""
    first, second = (Clip(file=Path("a.jpg"), **({"credit": each} if each else {})) for each in made)
    assert messages("before-after", {"title": "El parque", **who_made((first, second))}) == []
    assert "credits" not in GRAPHICS["before-after"].fields


@pytest.mark.parametrize("canvas", CANVASES)
def test_who_made_each_of_two_pictures_has_a_line_alone(canvas: Canvas) -> None:
    """They are seen one after the other: what both take together asks for no room."""
    who = ("Archivo Histórico Municipal", "Dirección de Comunicación Social")
    assert fit_problems("before-after", {"credits": who}, SHOW, canvas, None) == []
    (problem,) = fit_problems("before-after", {"credits": (who[0] * 3, who[1])}, SHOW, canvas, PLACE)
    assert "Archivo" in str(problem) and "Antes" not in str(problem)


def test_a_missing_field_is_told() -> None:
    (problem,) = messages("figures", {"title": "En un mes"})
    assert "items" in problem


@pytest.mark.parametrize(
    ("graphic", "field", "most"), [("figures", "items", 3), ("list", "items", 6), ("table", "rows", 7)]
)
def test_a_card_has_room_for_so_many_entries(graphic: str, field: str, most: int) -> None:
    entries = tuple(f"{number} a" for number in range(most + 1))
    assert not messages(graphic, {field: entries[:most]})
    (problem,) = messages(graphic, {field: entries})
    assert f"{most} fit" in problem


def test_a_text_too_long_is_told_by_how_it_begins_and_how_many_letters_fit() -> None:
    text = "Concluye el bacheo de los bulevares Morelos y López Mateos " * 4
    (problem,) = messages("headline", {"headline": text})
    assert "“Concluye el bacheo de los bulevares Morelos y López Mateos…”" in problem
    fit = int(re.search(r"about (\d+) letters fit", problem)[1])
    assert not messages("headline", {"headline": text[:fit].strip()}) and fit > len(text) / 4


def test_a_sign_the_font_has_not_is_named() -> None:
    (problem,) = messages("headline", {"headline": "Arranca la feria 🎉"})
    assert "U+1F389" in problem


@pytest.mark.parametrize("letter", ["q\u0301\u0302", "\u00e4\u0301", "a\u0331\u0323", "\u00e1\u0331"])
def test_a_letter_whose_marks_the_font_cannot_place_is_refused(letter: str) -> None:
    """They are painted on one another, or beside it."""
    (problem,) = fit_problems("headline", {"headline": f"Feria de {letter}na"}, SHOW, LANDSCAPE, PLACE)
    assert problem.code == "font-sign" and problem.place == PLACE and letter[-1] in problem.message


@pytest.mark.parametrize("letter", ["q\u0301\u0331", "y\u0331", "\u1ebf", "\u01d8", "n\u0303"])
def test_a_letter_may_have_marks_that_the_font_places(letter: str) -> None:
    assert not messages("headline", {"headline": f"Feria de {letter}na"})


def test_an_unknown_family_and_a_broken_font_are_told(tmp_path: Path) -> None:
    (problem,) = messages("bug", {}, SHOW.model_copy(update={"fonts": Fonts(family="Nowhere Sans")}))
    assert "Nowhere Sans" in problem
    broken = tmp_path / "broken.ttf"
    broken.write_bytes(b"this is no font")
    (problem,) = messages("bug", {}, SHOW.model_copy(update={"fonts": Fonts(family="X", files=(broken,))}))
    assert "broken.ttf" in problem


def test_a_place_that_is_too_long_is_told_in_a_show_with_a_closing_of_its_own() -> None:
    show = Show(show=1, name="INFO LEÓN", closings={"main": Closing(thanks="Gracias", contacts=("leon.example",))})
    (problem,) = messages("locator", {"place": "Parque Metropolitano, acceso por el bulevar Morelos " * 4}, show)
    assert problem.startswith("r.yaml:3:4: ") and "does not fit" in problem


@pytest.mark.parametrize(
    ("graphic", "fields"),
    [
        ("table", {"rows": ("León | 1 | 2 | 3 | 4",)}),
        ("table", {"rows": ("León | 1",), "columns": ("a", "b", "c", "d", "e")}),
        ("agenda", {"items": ("Sábado", "18:00 | Concierto | Plaza | Gratis")}),
        ("before-after", {"labels": ("Antes | 2025 | mayo", "Después")}),
    ],
)
def test_a_column_that_is_not_shown_is_told(graphic: str, fields: Fields) -> None:
    """Nothing that somebody wrote is left out without a word."""
    (problem,) = fit_problems(graphic, fields, SHOW, LANDSCAPE, PLACE)
    assert problem.code == "graphic-too-many" and problem.place == PLACE
