"""What must be known of a language that a newscast is in, as data; one module a language fills it."""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Grammar:
    """The small words that decide where a caption may break, unaccented.

    `adjectives` and `gerunds` are endings that mark most of those.
    """

    leaning: frozenset[str]
    """Articles, determiners, clitic pronouns: never the last word of a line."""
    prepositions: frozenset[str]
    genitives: frozenset[str]
    """Prepositions that hold a noun to the noun before it: a break before them is poorer."""
    conjunctions: frozenset[str]
    auxiliaries: frozenset[str]
    """Verbs and adverbs that belong to the next word."""
    numerals: frozenset[str]
    abbreviations: frozenset[str]
    """Words whose full stop does not end a sentence; what they abbreviate names the next word."""
    adjectives: tuple[str, ...]
    gerunds: tuple[str, ...]
    adjective_first: bool


@dataclass(frozen=True)
class Language:
    """`code` is the two letters that language tags begin with."""

    code: str
    signs: Mapping[str, str]
    """Marks that are read as words."""
    addresses: Mapping[str, str]
    """What the parts of a web address are read as, in the order in which they are looked for."""
    silent: re.Pattern[str]
    """Letters that are not heard."""
    grammar: Grammar
    long_date: Callable[[datetime.date], str]
    """A date in words, with its weekday."""
    weekdays: tuple[str, ...]
    """From Monday."""
    near_days: re.Pattern[str]
    """Words such as *yesterday* in a text of single blanks: they mean another day when they are said on another."""
    day: Callable[[datetime.date], str]
    """A day of the year in words, such as `November 20`."""
    short_day: Callable[[datetime.date], str]
    """The same in few letters."""
    draft: str
    """What a draft is marked with."""
    voice: str
    """How somebody is named who is heard and not seen, with `{name}`."""
    graphics: Mapping[str, Mapping[str, str]]
    """Texts that graphics have unless others are given, by graphic and field."""


def unaccented(word: str) -> str:
    """Lower case, acute accents and diaeresis gone; ñ stays a letter of its own."""
    parts = unicodedata.normalize("NFD", word.lower())
    return unicodedata.normalize("NFC", "".join(part for part in parts if part not in "\u0301\u0308"))


def words(text: str) -> frozenset[str]:
    """The words of a text, unaccented."""
    return frozenset(unaccented(text).split())


def endings(text: str) -> tuple[str, ...]:
    """Endings of words, in the order in which they are looked for."""
    return tuple(text.split())
