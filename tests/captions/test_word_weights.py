from __future__ import annotations

from newscast.captions.spoken import weights


def test_marks_are_not_said() -> None:
    assert weights("— ¿Y ¿ ?", "es-MX") == [0.0, 1.0, 0.0, 0.0]


def test_silent_letters_take_no_time() -> None:
    hielo, ielo, guerra, gera = weights("hielo ielo guerra gera", "es")
    assert (hielo, guerra) == (ielo, gera)


def test_what_several_words_say_together_takes_its_time_where_it_is_said() -> None:
    written, said = weights("$12.5 millones", "es-MX"), weights("doce punto cinco millones de pesos", "es-MX")
    assert written == [sum(said[:3]), sum(said[3:])]


def test_a_form_of_the_newsroom_takes_its_own_time() -> None:
    (own,) = weights("SAPAL", "es-MX", (("sapal", "el sistema de agua"),))
    assert own == sum(weights("el sistema de agua", "es-MX"))
