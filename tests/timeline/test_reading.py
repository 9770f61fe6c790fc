"""How long people need to read a text."""

from dataclasses import replace
from fractions import Fraction

from placing_making import context_of, story, ten_seconds

from newscast.rundown.model import Vo
from newscast.timeline.place import place
from newscast.timeline.reading import card_seconds, headline_seconds, spoken_seconds, super_seconds
from newscast.timeline.takes import all_takes


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


def test_what_the_newsroom_says_takes_its_own_time() -> None:
    assert spoken_seconds("Avisa SAPAL", "es-MX", (("Sapal", "el sistema de agua"),)) == Fraction(5 * 60, 150)


def test_a_synthetic_voice_reads_what_is_said_and_captions_show_what_is_written() -> None:
    copy = "Costó $12.5 millones a SAPAL."
    context = context_of(story(Vo(copy_=copy, voice="synth")))
    context = replace(context, rundown=context.rundown.model_copy(update={"say": {"sapal": "sa pal", "INE": "ine"}}))
    (take,) = (take for take in all_takes(context) if take.text)
    assert take.text == "Costó doce punto cinco millones de pesos a sa pal."
    known = {each: ten_seconds() for each in all_takes(context)}
    (utterance,) = place(replace(context, infos=known)).timeline.segments[0].utterances
    assert (utterance.text, utterance.say) == (copy, (("sapal", "sa pal"),))
