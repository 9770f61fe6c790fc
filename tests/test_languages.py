"""The table of a language that a newscast is in."""

from __future__ import annotations

import datetime

import pytest

from newscast.base.languages.all import TABLES, language_of

DAY = datetime.date(2026, 11, 20)


@pytest.mark.parametrize(
    ("tag", "date", "draft"),
    [
        ("es-MX", "viernes 20 de noviembre de 2026", "BORRADOR"),
        ("EN", "Friday, November 20, 2026", "DRAFT"),
        ("fr-FR", "viernes 20 de noviembre de 2026", "BORRADOR"),
    ],
)
def test_a_tag_finds_its_table_and_an_unknown_one_the_spanish(tag: str, date: str, draft: str) -> None:
    assert language_of(tag).long_date(DAY) == date
    assert language_of(tag).draft == draft


def test_every_table_answers_the_same_questions() -> None:
    spanish = language_of("es")
    for code in TABLES:
        table = language_of(code)
        assert table.code == code
        assert set(table.speech().signs) == set(spanish.speech().signs)
        assert set(table.speech().addresses) == set(spanish.speech().addresses)
        assert {graphic: set(texts) for graphic, texts in table.graphics.items()} == {
            graphic: set(texts) for graphic, texts in spanish.graphics.items()
        }


@pytest.mark.parametrize(
    ("tag", "said"),
    [
        ("es", ["Hoy", "Falta 1 día", "Faltan 2 días", "Faltan 21 días"]),
        ("en", ["Today", "Only 1 day to go", "Only 2 days to go", "Only 21 days to go"]),
    ],
)
def test_how_many_days_are_left(tag: str, said: list[str]) -> None:
    assert [" ".join(language_of(tag).days_left(days)).strip() for days in (0, 1, 2, 21)] == said
