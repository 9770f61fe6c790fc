"""Texts as bad as newsrooms write them, in every graphic on every canvas: none over another, none outside, none too
small, none that cannot be read. What does not fit is refused beforehand, and never drawn."""

from collections.abc import Iterable, Iterator
from fractions import Fraction
from itertools import chain, combinations, product
from pathlib import Path

import pytest

from newscast.base.canvas import DESIGN_SIZES, Canvas
from newscast.graphics.catalogue import CAPTIONED, GRAPHICS, LISTS
from newscast.graphics.check import Means
from newscast.graphics.contact import tries
from newscast.graphics.faults import depends, faults
from newscast.graphics.finding import find_template
from newscast.graphics.fonts import built_in_files, faces
from newscast.graphics.geometry import overlap
from newscast.graphics.model import Fields
from newscast.graphics.proofs import proof
from newscast.graphics.sketch import sketch
from newscast.graphics.template import TemplateError
from newscast.show.look import looks
from newscast.show.model import Show

_STEMS = (
    "Ñ", "¡Ya!", "A/B", "1.5 °C", "25 %", "¿Y?", "ÁÉÍÓÚÜÑ", "gjpqy", "W" * 9, "i" * 30, "24 h", "C-5", "S. A. de C. V.",
    "«Sí»", "León", "Vía 072", "$1,250.00", "10:45-11:30", "km/h", "2026-11-20",
    "María Guadalupe Hernández Villaseñor", "José de Jesús Íñiguez Peñaloza", "Ma. del Refugio Ávila",
    "Directora General de Desarrollo Social y Humano del Municipio de León", "Regidora del H. Ayuntamiento",
    "Concluye el bacheo de los bulevares Morelos y López Mateos", "¿Qué hacer ante el cierre? Rutas y horarios",
    "Inauguran biblioteca: abre de lunes a domingo", "Arranca la feria; habrá 300 actividades gratuitas",
    "El Sistema Integral de Aseo Público cambia de horario", "Se amplía el plazo", "Más de mil becas",
    "Otorrinolaringología pediátrica", "Desoxirribonucleico", "Internacionalización", "Contraindicaciones: ninguna",
    "vacunacion@salud.ejemplo.gob.mx", "https://ejemplo.gob.mx/tramites", "@LeonContigo #Feria2027", "leon.gob.mx",
)  # fmt: skip
TEXTS = (*_STEMS, *(f"{one} {two}" for one, two in zip(_STEMS[:20], _STEMS[20:], strict=True)))
MAPLESS = ("map",)
FIXED = ("days", "date", "time", "number", "spoken1", "spoken2", "map", "pin", "place", "url", "raised")
"""Fields whose texts are not written freely."""


def told(graphic: str, number: int) -> Fields:
    """Long texts, with one of the torturing ones in one field after the other."""
    info = GRAPHICS[graphic]
    fields = dict(proof(graphic, info, "long"))
    free = [name for name in info.fields if name in fields and name not in FIXED]
    if free:
        name, text = free[number % len(free)], TEXTS[number]
        if graphic == "figures" and name == "items":
            # Without a number first it is a list.
            text = f"38 {text}"
        fields[name] = (text,) if name in LISTS or not isinstance(fields[name], str) else text
    return fields


def wrong(numbers: range, look: str, graphics: Iterable[str] = GRAPHICS) -> Iterator[str]:
    """What is wrong, in words; at last how many were drawn."""
    show = Show(show=1, name="INFO LEÓN", base=look)
    available = faces(show.fonts.family, built_in_files(show.fonts.family))
    drawn = 0
    for graphic in graphics:
        for shape, size in DESIGN_SIZES.items():
            canvas = Canvas(shape, *size, Fraction(30))
            template = find_template(graphic, shape, show)
            for number in numbers if graphic not in MAPLESS else ():
                assert template is not None
                try:
                    found = sketch(template, told(graphic, number), show, canvas, available)
                except TemplateError:
                    continue
                drawn += 1
                for each in faults(found.texts, graphic, shape, found.colors):
                    yield f"{graphic}.{shape} {each.kind} {each.text.text!r} {each.measured:.1f}"
                yield from (f"{graphic}.{shape} {each.text!r}" for each in found.texts if depends(each, found.colors))
    if drawn < 0.7 * len(tuple(graphics)) * len(DESIGN_SIZES) * len(numbers):
        yield f"only {drawn} were drawn"


@pytest.mark.parametrize("look", looks())
def test_a_few_torturing_texts_hold_in_what_is_seen_most(look: str) -> None:
    assert list(wrong(range(20, 60, 9), look, ("headline", "lower-third", "bug"))) == []


def left_out(look: str, graphics: Iterable[str], canvases: Iterable[str] = DESIGN_SIZES) -> Iterator[str]:
    """What is wrong where some of the fields are left out that need not be there, in words."""
    show = Show(show=1, name="INFO LEÓN", base=look)
    available = faces(show.fonts.family, built_in_files(show.fonts.family))
    for graphic, shape in product(graphics, canvases):
        info, template = GRAPHICS[graphic], find_template(graphic, shape, show)
        assert template is not None
        whole = dict(proof(graphic, info, "long"))
        optional = [name for name in info.optional if name in whole]
        for absent in chain.from_iterable(combinations(optional, count) for count in range(1, len(optional) + 1)):
            for burned in ({}, {CAPTIONED: "yes"}):
                fields = {name: text for name, text in whole.items() if name not in absent} | burned
                found = sketch(template, fields, show, Canvas(shape, *DESIGN_SIZES[shape], Fraction(30)), available)
                for each in faults(found.texts, graphic, shape, found.colors):
                    yield f"{graphic}.{shape} without {absent} {each.kind} {each.text.text!r}"


def test_a_code_has_its_place_without_a_title() -> None:
    assert list(left_out("plain", ("qr",))) == []


@pytest.mark.parametrize(("look", "shape"), list(product(looks(), DESIGN_SIZES)))
def test_tails_stay_off_accents_in_the_largest_title(look: str, shape: str) -> None:
    show, template = Show(show=1, name="INFO LEÓN", base=look), find_template("next", shape, Show(show=1, name="X"))
    available = faces(show.fonts.family, built_in_files(show.fonts.family))
    told = dict(proof("next", GRAPHICS["next"], "long")) | {"title": "Jugó ágil y pagó Ángel Íñigo Élite Óscar"}
    assert template is not None
    found = sketch(template, told, show, Canvas(shape, *DESIGN_SIZES[shape], Fraction(30)), available)
    upper, lower = [text for text in found.texts if text.text in ("Jugó ágil y pagó", "Ángel Íñigo Élite Óscar")]
    assert overlap(upper.box, lower.box) <= 0.02 * upper.size


@pytest.mark.slow
@pytest.mark.parametrize("look", looks())
def test_nothing_lies_over_another_where_fields_are_left_out(look: str) -> None:
    assert list(left_out(look, (name for name in GRAPHICS if name not in MAPLESS))) == []


@pytest.mark.slow
@pytest.mark.parametrize("look", looks())
def test_sixty_torturing_texts_hold_in_every_graphic(look: str) -> None:
    assert len(TEXTS) == 60
    assert list(wrong(range(60), look)) == []


@pytest.mark.slow
@pytest.mark.parametrize("look", looks())
def test_nothing_is_wrong_on_the_sheet_of_a_built_in_look(look: str) -> None:
    means = Means(Show(show=1, name="INFO LEÓN", base=look))
    found = [(each.name, problem.message) for each in tries(means, share=6) for problem in each.problems]
    assert found == []


@pytest.mark.slow
@pytest.mark.parametrize("look", looks())
def test_a_closing_with_an_emblem_keeps_its_last_line_on_every_screen(look: str) -> None:
    """The longest texts of its sheet, below the emblem of the demo show."""
    emblem = Path(__file__).parents[2] / "assets/shows/info-leon/logo.svg"
    means = Means(Show(show=1, name="INFO LEÓN", base=look, logo=emblem))
    found = [(each.name, problem.message) for each in tries(means, "closing") for problem in each.problems]
    assert found == []
