"""Captions in two lines beside a face: even, and no line ends with what belongs to the next one."""

import pytest

from newscast.captions.cue import Cue
from newscast.captions.halving import in_two
from newscast.show.model import CaptionStyle


def halves(text: str) -> tuple[str, ...]:
    return in_two(Cue(0, 60, (text,)), CaptionStyle(), "es").lines


@pytest.mark.parametrize(
    "expected",
    [
        ("La página muestra", "el programa, no los archivos."),
        ("La lengua de señas", "y las páginas para el público."),
        ("Los comentarios del principio", "dicen qué falta."),
    ],
)
def test_a_line_does_not_end_with_what_belongs_to_the_next(expected: tuple[str, ...]) -> None:
    assert halves(" ".join(expected)) == expected


def test_lines_are_even_where_every_break_is_as_good() -> None:
    one, other = halves("abren calles cierran plazas limpian parques")
    assert abs(len(one) - len(other)) <= 8


def test_one_word_stays() -> None:
    assert halves("Desafortunadamente") == ("Desafortunadamente",)
