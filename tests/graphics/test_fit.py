from itertools import pairwise

import pytest

from newscast.base.languages.naming import given_and_surnames
from newscast.graphics.fit import Box, fit
from newscast.graphics.fonts import Face, built_in_files, choose, composed, faces

EVEN = Face("Even", 700, 0.66, dict.fromkeys(range(32, 592), 0.5))
BOX = Box(size=100, smallest=60, width=1000, lines=3, leading=1.1)


def lines(text: str, box: Box = BOX) -> tuple[str, ...]:
    fitted = fit(text, EVEN, box)
    assert fitted is not None
    return fitted.lines[: fitted.count]


def test_a_short_text_is_one_line_at_full_size() -> None:
    fitted = fit("Hola", EVEN, BOX)
    assert fitted is not None
    assert (fitted.size, fitted.count, fitted.width, fitted.rise) == (100, 1, 200, 66)


def test_faces_of_one_name_with_other_widths_fit_otherwise() -> None:
    wide = Face("Even", 700, 0.66, dict.fromkeys(range(32, 592), 1.0))
    found = [fitted.width for face in (EVEN, wide) if (fitted := fit("Hola", face, BOX))]
    assert found == [200, 400]


def test_lines_are_balanced() -> None:
    assert lines("luna mar sol pradera vinos") == ("luna mar sol", "pradera vinos")


def test_no_line_ends_on_a_word_that_belongs_to_the_next() -> None:
    for text in ("Abre el parque de la colonia del norte", "Agua y luz para los barrios de la sierra"):
        for line in lines(text)[:-1]:
            assert line.split()[-1] not in {"de", "la", "del", "el", "los", "para", "y"}


@pytest.mark.parametrize(
    ("text", "language", "ending"),
    [
        ("Abren el parque norte y de la sierra", "es", "y"),
        ("Revise ahora su recibo o recuperación", "es", "o"),
        ("Suspenden clases en Silao e Irapuato", "es", "e"),
        ("The council repairs streets and squares", "en", "and"),
    ],
)
def test_what_joins_two_words_stands_before_the_second(text: str, language: str, ending: str) -> None:
    """At the end of a line it is worth a smaller size, also before `de`."""
    for width in range(700, 1400, 50):
        fitted = fit(text, EVEN, Box(100, 40, width, 3), language)
        assert fitted is not None
        assert not any(line.endswith(f" {ending}") for line in fitted.lines), (width, fitted.lines)


def test_a_proper_name_is_not_broken() -> None:
    for text in ("Concluye el bacheo de López Mateos y Morelos", "Rescatan el Centro Histórico de León esta semana"):
        for width in (600, 700, 800, 900):
            found = lines(text, Box(100, 60, width, 5))
            for one, other in pairwise(found):
                assert not (one.split()[-1][0].isupper() and other[0].isupper()), found
    assert lines("OBRAS PÚBLICAS Y SERVICIOS", Box(100, 60, 800, 2)) == ("OBRAS PÚBLICAS", "Y SERVICIOS")


def test_a_term_is_parted_before_a_line_looks_forgotten() -> None:
    """Two short words above a line of more than twice their width leave half of a plate empty."""
    found = lines("Concluyen hoy obras de rehabilitación de calles y plazas", Box(54, 46, 1200, 4))
    assert found == ("Concluyen hoy obras", "de rehabilitación de calles y plazas")


@pytest.mark.parametrize("mark", [".", ":", ";"])
def test_the_best_break_is_after_a_stop(mark: str) -> None:
    text = f"Alerta por lluvia{mark} no habrá clases mañana"
    assert lines(text, Box(100, 60, 1300, 2))[0] == f"Alerta por lluvia{mark}"


def test_a_break_after_a_stop_leaves_no_other_line_forgotten() -> None:
    found = lines("Alerta por lluvia: no habrá clases mañana en el Centro Histórico", Box(100, 68, 900, 5))
    assert found == ("Alerta por lluvia:", "no habrá clases mañana", "en el Centro Histórico")


@pytest.mark.parametrize("width", [840, 880])
def test_no_line_ends_with_the_first_word_of_a_sentence(width: int) -> None:
    """As a strap on the square canvas: it takes one line more instead."""
    found = lines("¿Ya viene la feria? Abre el sábado, con entrada gratuita", Box(54, 46, width, 4))
    assert found[0] == "¿Ya viene la feria?", found
    found = lines("Cierran el bulevar mañana. Habrá desvíos junto al río Turbio", Box(54, 46, width, 4))
    assert found[0].endswith("mañana."), found


def test_no_line_ends_with_the_first_word_of_an_enumeration() -> None:
    """It takes one line more, or is a little smaller."""
    text = "¿Qué hacer ante el cierre del Malecón? Rutas, horarios y desvíos"
    for width in range(840, 1400, 40):
        found = lines(text, Box(92, 64, width, 5))
        assert not any(line.endswith("Rutas,") for line in found), found


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Reparan en un mes 4,200 baches de los bulevares", "4,200 baches"),
        ("Invierten en la red 12.5 millones de pesos", "12.5 millones"),
        ("Se inscriben antes del 20 de noviembre en la Casa", "20 de noviembre"),
        ("Arrancan los talleres que no tienen costo para nadie", "no tienen"),
    ],
)
def test_what_nobody_parts_stays_in_one_line(text: str, kept: str) -> None:
    for width in range(900, 1500, 50):
        found = lines(text, Box(100, 60, width, 4))
        assert any(kept in line for line in found), found


def test_the_language_says_what_belongs_together() -> None:
    text, box = "Council opens a new library across the old town", Box(100, 60, 1300, 3)
    found = fit(text, EVEN, box, "en")
    assert found is not None
    assert not any(line.split()[-1] in ("a", "new", "the", "across") for line in found.lines[: found.count - 1]), found


def test_what_follows_an_abbreviation_is_no_sentence() -> None:
    assert lines("Cierran la Av. Independencia por obras de pavimentación", Box(54, 46, 700, 2)) == (
        "Cierran la Av. Independencia",
        "por obras de pavimentación",
    )


def test_no_short_word_has_a_line_of_its_own() -> None:
    found = lines("Arranca la feria estatal hoy", Box(100, 60, 1250, 2))
    assert found[-1] != "hoy"
    assert lines("Hoy", BOX) == ("Hoy",)


def test_it_wraps_before_it_shrinks_and_shrinks_before_it_gives_up() -> None:
    wrapped = fit("palabra " * 6 + "fin", EVEN, BOX)
    assert wrapped is not None and wrapped.size == 100 and wrapped.count == 3
    shrunk = fit("palabra " * 10 + "fin", EVEN, BOX)
    assert shrunk is not None and 60 <= shrunk.size < 100
    assert fit("palabra " * 30, EVEN, BOX) is None
    assert fit("x" * 40, EVEN, BOX) is None


def test_no_fitted_line_is_wider_than_its_box() -> None:
    for words in range(1, 14):
        fitted = fit(" ".join(["palabra"] * words), EVEN, BOX)
        if fitted:
            assert fitted.width <= BOX.width


def test_a_name_breaks_between_given_names_and_surnames() -> None:
    assert given_and_surnames("María Guadalupe Hernández Villaseñor") == ("María Guadalupe", "Hernández Villaseñor")
    assert given_and_surnames("Laura Díaz") == ("Laura", "Díaz")
    assert given_and_surnames("Juan Carlos Pérez de la Torre") == ("Juan Carlos", "Pérez de la Torre")
    assert given_and_surnames("Ana de la Cruz") == ("Ana", "de la Cruz")
    box = Box(size=100, smallest=90, width=1100, lines=2, breaks="name")
    assert lines("María Guadalupe Hernández Villaseñor", box) == ("María Guadalupe", "Hernández Villaseñor")


def test_a_file_name_breaks_after_its_marks() -> None:
    box = Box(size=100, smallest=100, width=1000, lines=3, breaks="path")
    assert "".join(lines("entrevistas/VID-20261118-WA0012.mp4", box)) == "entrevistas/VID-20261118-WA0012.mp4"


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("ejemplo.gob.mx/boletin", ("ejemplo.gob.mx/", "boletin")),
        ("boletines.ejemplo.gob.mx/avisos/2026", ("boletines.ejemplo.", "gob.mx/avisos/2026")),
        ("comunicacion.ejemplo.mx", ("comunicacion.", "ejemplo.mx")),
    ],
)
def test_an_address_breaks_after_a_slash_where_that_fits(address: str, found: tuple[str, ...]) -> None:
    assert lines(address, Box(size=100, smallest=90, width=860, lines=2, breaks="path")) == found


def test_an_address_is_smaller_rather_than_parted_within_a_name() -> None:
    """`boletines.ejemplo. | gob.mx/avisos` is read as two; so is half of a file's name."""
    box = Box(size=100, smallest=60, width=1000, lines=2, breaks="path")
    assert lines("boletines.ejemplo.gob.mx/avisos", box)[0].endswith("/")
    assert lines("notas/VID-20261118-WA0012.mp4", box)[0] == "notas/"


def test_a_hard_space_is_never_a_break() -> None:
    text = "cien\u00a0mil baches reparados"
    assert composed(text) == text
    assert any("cien\u00a0mil" in line for line in lines(text, Box(100, 60, 700, 3)))


def test_the_built_in_family_has_the_three_weights_that_graphics_use() -> None:
    found = faces("Source Sans Pro", built_in_files("Source Sans Pro"))
    assert [face.weight for face in found] == [600, 700, 900]
    assert choose(found, 700).weight == 700
    assert choose(found, 800).weight == 900
    assert choose(found, 950).weight == 900


def test_missing_signs_are_found_and_accents_are_not_missing() -> None:
    face = choose(faces("Source Sans Pro", built_in_files("Source Sans Pro")), 700)
    assert face.missing(composed("¿Cuánto? ñandú “ü” – 50 % 🎉🎉 漢")) == ["🎉", "漢"]
    assert composed("n\u0303  a\n") == "ñ a"


def test_a_text_shrinks_until_its_lines_fit_a_height() -> None:
    text = "palabra " * 6 + "fin"
    low = Box(size=100, smallest=60, width=1000, lines=3, leading=1.1, height=150)
    fitted = fit(text, EVEN, low)
    assert fitted is not None and (fitted.count, fitted.rise <= 150) == (2, True)
    assert fit(text, EVEN, BOX).size > fitted.size  # type: ignore[union-attr]
    assert fit("palabra " * 10 + "fin", EVEN, low) is None
    assert len(lines("palabra", Box(size=100, smallest=60, width=1000, height=10))) == 1, "one line there always is"


def test_a_text_that_wants_few_lines_shrinks_before_it_wraps() -> None:
    few = Box(size=100, smallest=60, width=1000, lines=3, fewest=True)
    fitted = fit("palabra palabra palabra", EVEN, few)
    assert fitted is not None and fitted.count == 1 and fitted.size < 100
    assert len(lines("palabra " * 5 + "fin", few)) == 2


def test_even_lines_are_worth_more_than_a_break_before_a_preposition() -> None:
    assert lines("La nueva central atiende desde hoy.", Box(84, 64, 1100, 4)) == (
        "La nueva central",
        "atiende desde hoy.",
    )


def test_lines_that_are_further_apart_still_fit_their_height() -> None:
    face = choose(faces("Source Serif Pro", built_in_files("Source Serif Pro")), 700)
    box = Box(100, 40, 800, 3, 1.0, height=170)
    fitted = fit("Concluye la gran obra del bulevar Ángel Ávila y Ñúñez", face, box)
    assert fitted and fitted.count > 1
    assert fitted.rise <= 170.01


def test_the_rest_of_a_name_has_no_short_line_of_its_own() -> None:
    face = choose(faces("Source Sans Pro", built_in_files("Source Sans Pro")), 600)
    fitted = fit("Entrada por el bulevar Juan Alonso de Torres", face, Box(44, 36, 620, 4))
    assert fitted and fitted.count == 2
    assert fitted.lines[1].endswith("Juan Alonso de Torres")


@pytest.mark.parametrize("family", ["Source Sans Pro", "Source Serif Pro"])
@pytest.mark.parametrize(
    ("text", "box"),
    [
        ("Entrada por el bulevar Juan Alonso de Torres", Box(44, 36, 620, 4)),
        ("Entrada por el bulevar Juan Alonso de Torres", Box(36, 34, 610, 4)),
        ("Nadie resultó lesionado; las escuelas abren mañana.", Box(104, 48, 950, 9)),
    ],
)
def test_no_word_is_left_alone_in_a_line_of_much_room(family: str, text: str, box: Box) -> None:
    fitted = fit(text, choose(faces(family, built_in_files(family)), 700), box)
    assert fitted and fitted.count > 1
    assert all(" " in line for line in fitted.lines[: fitted.count]), fitted.lines
