"""How long people need to read a text."""

from fractions import Fraction

from newscast.timeline.reading import card_seconds, headline_seconds, spoken_seconds, super_seconds


def test_a_card_lasts_as_long_as_it_takes_to_read() -> None:
    assert card_seconds({"title": "Hola"}) == Fraction(7, 2)
    assert card_seconds({"title": "x" * 150}) == Fraction(23, 2)
    assert card_seconds({"items": ("1 a", "2 b", "3 c")}) == Fraction(22, 5)


def test_short_texts_stay_long_enough_to_be_noticed() -> None:
    assert headline_seconds("Hola") == Fraction(7, 2)
    assert super_seconds(10) == 4
    assert super_seconds(60) == Fraction(11, 2)


def test_numbers_take_as_long_as_the_words_they_are_read_as() -> None:
    assert spoken_seconds("Tapamos cuatro mil doscientos baches — por fin", "es-MX") == Fraction(7 * 60, 150)
    assert spoken_seconds("Tapamos 4,200 baches — por fin", "es-MX") == Fraction(7 * 60, 150)
    assert spoken_seconds("We mended 50%", "en") == Fraction(4 * 60, 150)
