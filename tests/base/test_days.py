"""Days that texts name are found, understood, and moved to another day in the form they had."""

from __future__ import annotations

import datetime
import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscast.base.languages.all import language_of
from newscast.base.languages.contradictions import greeted, said_to_be_today
from newscast.base.languages.days import said_days
from newscast.base.languages.redating import redated

ES, EN = language_of("es"), language_of("en")
FRIDAY = datetime.date(2026, 11, 20)
DAYS = st.dates(datetime.date(2011, 1, 1), datetime.date(2099, 12, 31))


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Es viernes veinte de noviembre.", ["viernes veinte de noviembre=2026-11-20"]),
        ("VIERNES 20 DE NOVIEMBRE DE 2026", ["VIERNES 20 DE NOVIEMBRE DE 2026=2026-11-20"]),
        ("El domingo 20 de noviembre de 1910", ["domingo 20 de noviembre de 1910=1910-11-20"]),
        ("vence el 5 de enero de dos mil veintisiete", ["5 de enero de dos mil veintisiete=2027-01-05"]),
        ("20/11/2026, 2026-11-21 y 22 nov", ["20/11/2026=2026-11-20", "2026-11-21=2026-11-21", "22 nov=2026-11-22"]),
        ("Hoy abre; ayer no, antier tampoco", ["Hoy=2026-11-20", "ayer=2026-11-19", "antier=2026-11-18"]),
        ("Esta mañana, y pasado mañana", ["Esta mañana=2026-11-20", "pasado mañana=2026-11-22"]),
        ("el primero de enero", ["primero de enero=2027-01-01"]),
        ("Abre el sábado", ["sábado=None"]),
        # A street, a school, hours, habits, people and what is no day.
        ("La avenida 20 de Noviembre y la Colonia 5 de Mayo", []),
        ("de lunes a viernes, todos los martes y jueves, cada sábado", []),
        ("Domingo Pérez, de Santo Domingo", []),
        ("tel. 477-12-34, marca 1-2-3, 3/4 partes, siglo 21", []),
        ("Hay plazo hasta el 31 de febrero", ["31 de febrero=None"]),
        ("Expediente 31/02/2026, folio 30/11/0999", []),
    ],
)
def test_days_in_spanish(text: str, days: list[str]) -> None:
    assert [f"{each.text}={each.meant(FRIDAY)}" for each in said_days(text, ES)] == days


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("It's Friday, November 20, 2026.", ["Friday, November 20, 2026=2026-11-20"]),
        ("Friday the 20th of November", ["Friday the 20th of November=2026-11-20"]),
        ("the twentieth of November, twenty twenty-six", ["twentieth of November, twenty twenty-six=2026-11-20"]),
        ("11/20/2026, Nov. 21", ["11/20/2026=2026-11-20", "Nov. 21=2026-11-21"]),
        (
            "tonight, last night and the day after tomorrow",
            ["tonight=2026-11-20", "last night=2026-11-19", "the day after tomorrow=2026-11-22"],
        ),
        ("He may 5 times march 3.5 km on Mondays, every Friday, Monday through Friday, on Black Friday", []),
    ],
)
def test_days_in_english(text: str, days: list[str]) -> None:
    assert [f"{each.text}={each.meant(FRIDAY)}" for each in said_days(text, EN)] == days


@pytest.mark.parametrize(
    ("text", "near", "greets"),
    [
        ("Hoy, jueves 19 de noviembre, y ayer miércoles", ["jueves 19 de noviembre 0", "miércoles -1"], []),
        ("Abre mañana sábado, hoy es viernes", ["sábado 1", "viernes 0"], ["viernes"]),
        ("Buenos días. Es viernes veinte de noviembre.", [], ["viernes veinte de noviembre"]),
        ("Hoy abre la feria; el sábado cierra", [], []),
        ("La fecha límite es el viernes", [], []),
        ("Hoy de lunes a viernes", [], []),
    ],
)
def test_days_that_are_said_to_be_near(text: str, near: list[str], greets: list[str]) -> None:
    assert [f"{said.text} {days}" for said, days in said_to_be_today(text, ES)] == near
    assert [said.text for said in greeted(text, ES)] == greets


@pytest.mark.parametrize(
    ("text", "now"),
    [
        ("Es viernes veinte de noviembre.", "Es martes primero de diciembre."),
        ("VIERNES 20 DE NOVIEMBRE DE 2026", "MARTES 1 DE DICIEMBRE DE 2026"),
        ("viernes  20 nov", "martes  1 dic"),
        ("La avenida 20 de Noviembre, viernes 20 de Noviembre", "La avenida 20 de Noviembre, martes 1 de Diciembre"),
        # Not certain: a date or a weekday alone, the end of a stretch, another day.
        ("El 20 de noviembre, viernes, 20/11/2026", None),
        ("Del lunes 16 al viernes 20 de noviembre", None),
        ("jueves 19 de noviembre, viernes 20 de noviembre de 1925", None),
    ],
)
def test_a_text_names_another_day_where_that_is_certain(text: str, now: str | None) -> None:
    assert redated(text, FRIDAY, datetime.date(2026, 12, 1), ES) == (now or text)


@pytest.mark.parametrize(
    ("text", "now"),
    [
        ("INFO LEÓN, viernes", "INFO LEÓN, sábado"),
        ("INFO LEÓN 20/11/2026", "INFO LEÓN 05/12/2026"),
        ("2026-11-20 · 20 de noviembre", "2026-12-05 · 5 de diciembre"),
        ("Noticias del viernes", "Noticias del sábado"),
        ("INFO LEÓN - viernes 20 de noviembre", "INFO LEÓN - sábado 5 de diciembre"),
        ("El viernes, a las siete", "El sábado, a las siete"),
        ("Resumen del 16 al 20 de noviembre", None),
        ("Del viernes 20 al domingo 22 de noviembre", None),
        ("Del viernes 20 de noviembre al domingo 22", None),
        ("Viernes y sábado", None),
        ("INFO LEÓN", None),
        ("Lo del jueves", None),
    ],
)
def test_a_title_speaks_of_its_day(text: str, now: str | None) -> None:
    assert redated(text, FRIDAY, datetime.date(2026, 12, 5), ES, title=True) == (now or text)


def test_ordinals_of_english_fit_their_number() -> None:
    first, third = datetime.date(2026, 12, 1), datetime.date(2026, 12, 3)
    assert redated("Friday, November 20th, 2026", FRIDAY, first, EN) == "Tuesday, December 1st, 2026"
    assert redated("Friday the twentieth of November", FRIDAY, third, EN) == "Thursday the third of December"


@given(old=DAYS, new=DAYS, spoken=st.booleans(), year=st.booleans(), shout=st.booleans())
def test_every_day_can_be_moved_to_every_other_and_back(
    old: datetime.date, new: datetime.date, spoken: bool, year: bool, shout: bool
) -> None:
    def written(day: datetime.date) -> str:
        number, last = (ES.days().in_words(day.day), ES.days().in_words(day.year)) if spoken else (day.day, day.year)
        text = f"{ES.weekdays[day.weekday()]} {number} de {ES.day(day).split()[-1]}" + (f" de {last}" if year else "")
        return f"Buenos días. Es {text.upper() if shout else text}: adelante."

    moved = redated(written(old), old, new, ES)
    assert moved == written(new)
    assert redated(moved, new, old, ES) == written(old)
    assert [each.meant(new) for each in said_days(moved, ES)] == [new]


@given(old=DAYS, new=DAYS)
def test_dates_as_graphics_write_them_are_moved(old: datetime.date, new: datetime.date) -> None:
    for language in (ES, EN):
        assert redated(language.long_date(old), old, new, language) == language.long_date(new)


@pytest.mark.slow
@given(st.text())
def test_any_text_may_be_looked_through(text: str) -> None:
    for language in (ES, EN):
        found = said_days(text, language)
        assert [text[each.start : each.end] for each in found] == [each.text for each in found]
        assert all(before.end <= after.start for before, after in itertools.pairwise(found))
        if not any(each.is_on(FRIDAY) for each in found if each.near is None):
            assert redated(text, FRIDAY, datetime.date(2026, 12, 1), language, title=True) == text
