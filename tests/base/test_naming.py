"""How often a text names somebody: by whole name or surname, and not somebody else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscast.base.languages.naming import times_named

NAME = "María Elena Ruiz Campos"


@pytest.mark.parametrize(
    ("text", "times"),
    [
        ("La alcaldesa María Elena Ruiz Campos abrió la feria.", 1),
        ("María Ruiz inauguró el parque. Ruiz dijo que habrá más.", 2),
        ("la Presidenta Municipal Ruiz Campos", 1),
        ("Según Ruiz, va bien; con Ruiz Campos, también", 2),
        ("Ana y María Ruiz", 1),
        ("maria elena ruiz", 1),
        ("Elena Ruiz", 1),
        ("RUIZ INAUGURA OBRA", 1),
        ("Dijo Ruiz, y Ruiz Campos contestó", 2),
        ("Ruiz Campos, María", 1),
        ("Carlos Ruiz", 0),
        ("el bulevar Ruiz Cortines", 0),
        ("los campos de ruiz", 0),
        ("María Elena llegó tarde", 0),
        ("Campos", 0),
        ("", 0),
    ],
)
def test_whole_names_and_surnames_count_and_others_do_not(text: str, times: int) -> None:
    assert times_named(NAME, text) == times


def test_of_three_words_the_second_may_be_a_given_name() -> None:
    assert times_named("José Ángel Peña", "Habló Peña; llegó José Ángel Peña; el ángel y Ángel no.") == 2
    assert times_named("Laura Díaz Muñoz", "Habló Díaz; Muñoz calló.") == 1


def test_particles_belong_to_the_surname() -> None:
    assert times_named("Juan de la Torre Peña", "De la Torre habló en la torre; Juan de la Torre Peña también.") == 2
    assert times_named("Cher", "Cantó Cher, y Cher Bono") == 1


@pytest.mark.slow
@given(st.text(max_size=80), st.text(min_size=1, max_size=30))
def test_any_text_can_be_asked(text: str, name: str) -> None:
    assert times_named(name, text) >= 0


@given(st.lists(st.sampled_from(["hoy", "la", "feria", "abre", "y"]), max_size=8), st.integers(0, 4))
def test_it_counts_each_time(words: list[str], times: int) -> None:
    assert times_named(NAME, ". ".join([*words, *["María Ruiz"] * times])) == times
