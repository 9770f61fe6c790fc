"""Whole numbers in Spanish, held against num2words."""

from __future__ import annotations

import random
import re

from newscast.base.languages.spanish_counting import SMALL, plain

BEFORE_NOUN = re.compile(r"(veinti)?uno(?= (?:mil|millón|millones)\b)")


def held_against(value: int) -> str:
    """As num2words says it, *uno* shortened before *mil* and *millones*, which it leaves long."""
    from num2words import num2words

    return BEFORE_NOUN.sub(lambda found: "veintiún" if found[1] else "un", num2words(value, lang="es"))


def test_numbers_are_said_as_num2words_says_them() -> None:
    chance = random.Random(1)
    values = [*range(1200), *(10**power for power in range(12)), *(chance.randrange(10**12) for _each in range(300))]
    values += [chance.randrange(10 ** chance.randrange(3, 12)) for _each in range(500)]
    assert [value for value in values if plain(value) != held_against(value)] == []


def test_billions_are_shortened_too() -> None:
    assert plain(21 * 10**12 + 1) == "veintiún billones uno"
    assert plain(10**12 + 31 * 10**6) == "un billón treinta y un millones"
    assert SMALL[99] == "noventa y nueve" and len(SMALL) == 99
