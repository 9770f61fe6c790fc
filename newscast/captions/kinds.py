"""What a written word is, as far as its letters and marks tell: a number, a name, a mark, an infinitive."""

from __future__ import annotations

import re
from functools import lru_cache

from newscast.base.languages.model import Grammar, unaccented
from newscast.base.languages.romans import roman_value

CLOSERS = "\"'”’»)]}"
OPENERS = "\"'“‘«([{¿¡—–"
_INITIAL = re.compile(r"[^\W\d_]{1,2}\.[,;:)]*")
_SHORTENED = ("etc", "uds", "cia", "min", "seg", "kilom", "aprox")
_DIGITS = re.compile(r"[$€#+-]?\d[\d.,:/%ºª°]*")


@lru_cache(maxsize=8192)
def bare(word: str) -> str:
    """The word as the grammars list it: without marks, capitals and accents, which hurried copy leaves out."""
    return unaccented(word.strip(CLOSERS + OPENERS + ".,;:?!…"))


def last_mark(word: str) -> str:
    """The punctuation that a word ends with, inside of what closes; empty where there is none."""
    return mark if (mark := word.rstrip(CLOSERS)[-1:]) and mark in ".?!…;:," else ""


def is_mark(word: str) -> bool:
    """Whether nothing of it is said."""
    return not any(character.isalnum() for character in word)


def is_name(word: str) -> bool:
    """Whether it is written as a name is."""
    return word.lstrip(OPENERS)[:1].isupper()


def is_initial(word: str) -> bool:
    """`Á.`"""
    return bool(re.fullmatch(r"[^\W\d_]\.", word.lstrip(OPENERS))) and word[-2].isupper()


def are_initials(left: str, right: str) -> bool:
    """`a. m.`, `p. ej.`, and `7:00 a.` of them"""
    return bool(_INITIAL.fullmatch(right) and (_INITIAL.fullmatch(left) or is_digits(left)))


def is_shortened(word: str) -> bool:
    """Whether a word with a full stop is short for another, as far as its letters tell: `m.`, `hrs.`, `etc.`"""
    plain = bare(word)
    return plain.isalpha() and (len(plain) < 3 or plain in _SHORTENED or not set(plain) & set("aeiouy"))


def is_digits(plain: str) -> bool:
    """Whether a bare word is a number in digits."""
    return bool(_DIGITS.fullmatch(plain))


def is_number(plain: str, grammar: Grammar) -> bool:
    """Whether a bare word is a number, in digits or words."""
    return plain in grammar.numerals or is_digits(plain)


def is_label(word: str) -> bool:
    """Whether it is a Roman numeral or a single capital: what names a thing of many, as in `fase II`, `puerta B`."""
    plain = word.strip(CLOSERS + OPENERS + ".,;:?!…")
    return (len(plain) == 1 and plain.isupper()) or bool(roman_value(plain))


def is_adjective(plain: str, grammar: Grammar) -> bool:
    """Whether a bare word ends as adjectives and participles do, or is a common one."""
    if plain in grammar.other_words:
        return False
    ending = len(plain) > 4 and plain.endswith(grammar.adjectives) and not plain.endswith("mente")
    return ending or plain in grammar.plain_adjectives


def is_small(plain: str, grammar: Grammar) -> bool:
    """Whether a bare word is one of the small ones, which stand before others."""
    return (
        plain in grammar.leaning
        or plain in grammar.prepositions
        or plain in grammar.conjunctions
        or plain in grammar.auxiliaries
        or plain in grammar.adverbs
    )
