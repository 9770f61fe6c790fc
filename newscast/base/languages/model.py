"""What must be known of a language that a newscast is in, as data; one module a language fills it."""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from newscast.base.languages.days import DayWords
    from newscast.base.languages.quantities import Quantities
    from newscast.base.languages.speech import Speech
    from newscast.base.languages.wording import Wording


@dataclass(frozen=True)
class Grammar:
    """The small words that decide where a caption may break, unaccented.

    `adjectives` and `gerunds` are endings that mark most of those.
    """

    leaning: frozenset[str]
    """Articles, determiners, clitic pronouns: never the last word of a line."""
    ahead: frozenset[str]
    """Adjectives and the like that mostly stand before their noun, and stay with it then."""
    prepositions: frozenset[str]
    nearer: frozenset[str]
    """Prepositions that hold a bare noun nearly as a genitive does: *sin costo*."""
    towards: frozenset[str]
    """Prepositions that lead on from a noun that itself hangs on one: *de voz a texto*."""
    genitives: frozenset[str]
    """Prepositions that hold a noun to the noun before it: a break before them is poorer."""
    conjunctions: frozenset[str]
    joining: frozenset[str]
    """Conjunctions before the last member of an enumeration."""
    adding: frozenset[str]
    """Those of them that add: the *and* of a name, of two numbers."""
    auxiliaries: frozenset[str]
    """Verbs that belong to the verb or adjective after them."""
    adverbs: frozenset[str]
    """Negations and adverbs that belong to the next word."""
    numerals: frozenset[str]
    tens: frozenset[str]
    """Numerals to which another is added: *treinta y seis*."""
    halves: frozenset[str]
    """Pairs that belong to the number before them: *y media*."""
    abbreviations: frozenset[str]
    """Words whose full stop does not end a sentence; what they abbreviate names the next word."""
    pronouns: frozenset[str]
    """Subjects that stay with their verb."""
    adjectives: tuple[str, ...]
    plain_adjectives: frozenset[str]
    """Adjectives whose endings do not tell."""
    other_words: frozenset[str]
    """Words that end as adjectives do and are none."""
    participles: tuple[str, ...]
    """Endings of those that begin a clause of their own where a preposition follows: *localizado en*."""
    gerunds: tuple[str, ...]
    infinitive: re.Pattern[str]
    """Matches an infinitive, with the pronouns that hang on it."""
    infinitive_leads: frozenset[str]
    """Words that lead from one verb to the infinitive that belongs to it: *tiene que estar*, *va a estar*."""
    leading: frozenset[str]
    """Verbs that take an infinitive so."""
    ranges: frozenset[str]
    """Words that make one thing of two numbers: *ocho a diez*, *cuatro de cada diez*."""
    each: frozenset[str]
    """Words that stand before the second of them: *cuatro de cada diez*."""
    degrees: frozenset[str]
    """Adverbs that belong to an adjective after them."""
    titles: frozenset[str]
    """What stands before a name and belongs to it: an office, a street, a place."""
    numbered: frozenset[str]
    """What has a number: *extensión 1234*."""
    counts: frozenset[str]
    """Numerals that a preposition leads on from: *millones de pesos*."""
    particles: frozenset[str]
    """Words that belong to the verb before them: *carry out*, *tell us*."""
    parts_of_day: frozenset[str]
    months: frozenset[str]
    weekdays: frozenset[str]
    phrases: frozenset[str]
    """Pairs of neighbours that mean something only together."""
    rates: frozenset[str]
    """Pairs that belong to the unit before them: *por hora*."""
    per: frozenset[str]
    """What makes a rate of any counted unit: *veinte pesos por kilo*."""
    occasions: frozenset[str]
    """Pairs of which the second begins a clause, unless the first ends a phrase: *la primera vez que*."""
    adjective_first: bool


@dataclass(frozen=True)
class Language:
    """`code` is the two letters that language tags begin with."""

    code: str
    speech: Callable[[], Speech]
    """How what is written is read aloud: loaded when something is."""
    silent: re.Pattern[str]
    """Letters that are not heard."""
    grammar: Grammar
    long_date: Callable[[datetime.date], str]
    """A date in words, with its weekday."""
    weekdays: tuple[str, ...]
    """From Monday."""
    near_days: re.Pattern[str]
    """Words such as *yesterday* in a text of single blanks: they mean another day when they are said on another."""
    days: Callable[[], DayWords]
    """How days are named: loaded where somebody looks for them."""
    wording: Callable[[], Wording]
    """How it speaks of pictures, to listeners, and of the hour: loaded where somebody looks for that."""
    quantities: Callable[[], Quantities]
    """How it writes numbers, and what they count: loaded where somebody looks for them."""
    day: Callable[[datetime.date], str]
    """A day of the year in words, such as `November 20`."""
    short_day: Callable[[datetime.date], str]
    """The same in few letters."""
    month: Callable[[datetime.date], str]
    """The month of a day, with its year."""
    name: str
    """What the language calls itself."""
    draft: str
    """What a draft is marked with."""
    voice: str
    """How somebody is named who is heard and not seen, with `{name}`."""
    by_telephone: str
    """What stands below the name of somebody who was called."""
    heard: Mapping[str, str]
    """What captions call the music of a show (`music`) and its stings (`sting`)."""
    tracks: Mapping[str, str]
    """What is on tracks of sound: `full`, `clean`, `international`, `silence`; and `block`, which counts blocks."""
    days_left: Callable[[int], tuple[str, str, str]]
    """What is said of so many days before an event: before the number, the number, and after it."""
    graphics: Mapping[str, Mapping[str, str]]
    """Texts that graphics have unless others are given, by graphic and field."""


def unaccented(word: str) -> str:
    """Lower case, acute accents and diaeresis gone; ñ stays a letter of its own."""
    parts = unicodedata.normalize("NFD", word.lower())
    return unicodedata.normalize("NFC", "".join(part for part in parts if part not in "\u0301\u0308"))


def words(text: str) -> frozenset[str]:
    """The words of a text, unaccented."""
    return frozenset(unaccented(text).split())


def pairs(text: str) -> frozenset[str]:
    """Every two neighbours in each of the phrases, which commas separate; unaccented."""
    listed = [unaccented(phrase).split() for phrase in text.split(",")]
    return frozenset(f"{left} {right}" for phrase in listed for left, right in pairwise(phrase))


def endings(text: str) -> tuple[str, ...]:
    """Endings of words, in the order in which they are looked for."""
    return tuple(text.split())
