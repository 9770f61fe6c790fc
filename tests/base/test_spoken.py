"""What is said for what is written. The tables have a text, a tab, and what is said for each word, ` | ` between."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscast.base.languages.spoken import spoken_copy, spoken_forms

HERE = Path(__file__).parent


@pytest.mark.parametrize(("code", "least"), [("es", 150), ("en", 80)])
def test_what_is_said(code: str, least: int) -> None:
    lines = (HERE / f"spoken_{code}.tsv").read_text("utf-8").splitlines()
    wrong = []
    for line in lines:
        text, _tab, told = line.partition("\t")
        said = spoken_forms(text, code)
        assert len(said) == len(text.split()), text
        if " | ".join(said) != told:
            wrong.append(f"{text!r}: {' | '.join(said)} instead of {told}")
    assert not wrong, "\n".join(wrong)
    assert len(lines) >= least


SIGNS = "0123456789$%€°º.,:;/-–+x#@&()«»¿?½ "
WORDS = "EE. UU.|km|m²|h |nov.|US$|mdp|siglo |XXI|VI|C.P.|IMSS|leon.gob.mx|p.m.|er|24/7|1 200|477 123 4567|mil | el "
PIECES = st.sampled_from([*SIGNS, *WORDS.split("|")])


@given(st.lists(PIECES, max_size=8).map("".join), st.sampled_from(["es-MX", "en"]))
def test_whatever_is_written_each_word_has_its_form(text: str, language: str) -> None:
    assert len(spoken_forms(text, language)) == len(text.split())
    assert all(map(str.strip, spoken_copy(text, language).split()))


def test_what_the_newsroom_says_wins() -> None:
    say = (
        ("SAPAL", "sa pal"),
        ("López Mateos", "Lopes Matéos"),
        ("km", "kilometrito"),
        ("#8", "ocho"),
        ("C5", "centro"),
    )
    assert spoken_forms("En Sapal, «López Mateos» y López. 20 km. #8 C5, LÓPEZ MATEOS", "es-MX", say) == (
        *("En", "sa pal,", "«Lopes", "Matéos»", "y", "López.", "veinte", "kilometrito", "ocho", "centro,"),
        *("Lopes", "Matéos"),
    )


def test_of_two_forms_the_longer_is_said() -> None:
    say = (("Juan Pablo", "Yuan Pablo"), ("Juan Pablo II", "el papa"), ("Pablo", "Paul"))
    said = spoken_forms("Juan Pablo II y Juan Pablo, Pablo", "es", say)
    assert said == ("el", "papa", "", "y", "Yuan", "Pablo,", "Paul")


def test_a_copy_for_a_synthetic_voice_keeps_its_pauses() -> None:
    said = spoken_copy("Costó $12.5 millones — más IVA. ¿Y el 8%? Sí, EE. UU.: nada…", "es-MX")
    assert said == (
        "Costó doce punto cinco millones de pesos — más iva. ¿Y el ocho por ciento? Sí, Estados Unidos: nada…"
    )


def test_plain_words_need_no_numbers(monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    monkeypatch.setitem(sys.modules, "num2words", None)
    text = "La Dirección concluyó — por fin — la reparación de los bulevares."
    assert spoken_copy(text, "es-MX") == text
    with pytest.raises(ImportError):
        spoken_forms("some 4,217 potholes", "en")
