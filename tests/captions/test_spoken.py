from __future__ import annotations

import pytest

from newscast.base.languages.all import language_of
from newscast.base.languages.aloud import aloud
from newscast.captions.spoken import weight


@pytest.mark.parametrize(
    ("word", "code", "said"),
    [
        ("4,200", "es", "cuatro mil doscientos"),
        ("$12.5", "es", "pesos doce punto cinco"),
        ("50%", "es", "cincuenta por ciento"),
        ("7:30", "es", "siete : treinta"),
        ("007", "es", "cero cero siete"),
        ("PBX", "es", "PeBeXe"),
        ("IMSS", "es", "IMSS"),
        ("www.leon.gob.mx/agua.", "es", "triple doble u punto leon punto gob punto mx diagonal agua"),
        ("prensa@leon.mx,", "es", "prensa arroba leon punto mx"),
        ("4,200", "en", "four thousand, two hundred"),
        ("bulevares", "es", "bulevares"),
    ],
)
def test_aloud(word: str, code: str, said: str) -> None:
    assert aloud(word, language_of(code)) == said


def test_marks_are_not_said() -> None:
    assert weight("—", "es-MX") == 0
    assert weight("¿", "es-MX") == 0


def test_silent_letters_take_no_time() -> None:
    assert weight("hielo", "es") == weight("ielo", "es")
    assert weight("guerra", "es") == weight("gera", "es")
