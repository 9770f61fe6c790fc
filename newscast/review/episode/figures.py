"""Figures, days and hours that a text tells, in digits or in words, so that they can be held against each other."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from newscast.base.languages.all import language_of
from newscast.base.languages.model import Language, unaccented
from newscast.base.languages.model import words as words_of
from newscast.base.languages.speech import written
from newscast.base.languages.spoken import spoken_forms
from newscast.review.episode.numerals import Number, is_one, numbers_in

Kind = Literal["figure", "day", "weekday", "hour", "telephone"]
_AFTER_HOURS = ("las", "at")
_NO_UNIT = words_of(
    "a al en y o e u con que se es son para por como la el los las del desde hasta si no ya cuando donde lo le más "
    "cada and or in to at if is are"
)
"""Words after a number that say nothing of what it counts."""
_PERCENT = {("por", "ciento"), ("per", "cent")}
_CLOCK = re.compile(r"(\d{1,2}):(\d{2})(?:\s?(?:h|hrs))?")
_CODE = re.compile(r"[^\W\d_]+\d")
"""A name with digits, such as MP3."""
_TELEPHONE = 7
"""Digits from which on a number is a telephone's."""


@dataclass(frozen=True)
class Figure:
    """What a text tells in numbers. `value` is digits, `unit` what it counts, in the singular and without accents, the
    month of a day, empty where that is not plain; a weekday is counted from Monday, 0. `written` is how it stands in
    the text, from its word `first` (counted from 0) to the one before `last`."""

    kind: Kind
    value: str
    unit: str
    written: str
    first: int
    last: int


@lru_cache(2048)
def figures_in(text: str, language: str) -> tuple[Figure, ...]:
    """The figures of a text, in its order. `language` is a tag such as es-MX."""
    table = language_of(language)
    words = text.split()
    if not words:
        return ()
    spoken = _spoken(text, language)
    found, told = _weekdays(spoken, words, table), 0
    for number in numbers_in(spoken.words, spoken.ends, table.code):
        if spoken.written[number.first] < told:
            continue
        figure = _as_written(number, spoken, words) or _figure(number, spoken, words, table)
        found += [figure] if figure else []
        # What one written word says in several numbers, as 2026-11-20 and 45% do, is told once.
        told = figure.last if figure else told
    return tuple(sorted(found, key=lambda each: (each.first, each.kind)))


@dataclass(frozen=True)
class _Spoken:
    """The words that are said, without accents and punctuation; the number of the written word that each belongs to;
    whether punctuation parts it from the next."""

    words: tuple[str, ...]
    written: tuple[int, ...]
    ends: tuple[bool, ...]


def _spoken(text: str, language: str) -> _Spoken:
    rows = []
    for number, form in enumerate(spoken_forms(text, language)):
        for word in form.replace("-", " ").split():
            parts = written(word)
            if parts.core:
                rows.append((unaccented(parts.core), number, parts.ends))
    words, numbers, ends = zip(*rows, strict=True) if rows else ((), (), ())
    return _Spoken(words, numbers, ends)


def _figure(number: Number, spoken: _Spoken, words: Sequence[str], table: Language) -> Figure | None:
    first, last = spoken.written[number.first], spoken.written[number.last - 1] + 1
    in_digits = any(map(str.isdigit, "".join(words[first:last])))
    if number.value == "1" and not in_digits and is_one(spoken.words[number.first]):
        return None
    if in_digits and _CODE.match(written(words[first]).core):
        return None
    before = spoken.words[number.first - 1] if number.first else ""
    if (before, spoken.words[number.first]) in _PERCENT:
        return None
    kind, unit, more = _counted(number, spoken, table)
    last = max(last, spoken.written[more - 1] + 1)
    if kind == "figure" and before in _AFTER_HOURS and not unit and number.value.isdigit() and int(number.value) < 25:
        kind, first = "hour", spoken.written[number.first - 1]
    if kind == "figure" and not unit and not in_digits and len(number.value) == 1:
        return None
    if len(number.value) >= _TELEPHONE and not unit and not number.value.endswith("000"):
        kind = "telephone"
    return Figure(kind, number.value, unit, _shown(words[first:last]), first, last)


def _as_written(number: Number, spoken: _Spoken, words: Sequence[str]) -> Figure | None:
    """A time of day in digits, and digits that are said one by one, such as 10:30 and 911."""
    at = spoken.written[number.first]
    core = written(words[at]).core
    if found := _CLOCK.fullmatch(core):
        return Figure("hour", f"{int(found[1])}:{found[2]}".removesuffix(":00"), "", core, at, at + 1)
    if core.isdigit() and core != number.value and spoken.written[number.last - 1] == at and len(core) < _TELEPHONE:
        return Figure("figure", core, "", core, at, at + 1)
    return None


def _counted(number: Number, spoken: _Spoken, table: Language) -> tuple[Kind, str, int]:
    """What kind of figure it is, what it counts, and after which spoken word that ends."""
    at = number.last
    if table.code == "en" and number.first and spoken.words[number.first - 1] in table.grammar.months:
        return "day", spoken.words[number.first - 1], at
    if at >= len(spoken.words) or spoken.ends[at - 1]:
        return "figure", "", at
    following = spoken.words[at : at + 2]
    if following in _PERCENT:
        return "figure", "%", at + 2
    if following[0] in ("de", "of") and len(following) == 2:
        if following[1] in table.grammar.months:
            return "day", following[1], at + 2
        return ("figure", _singular(following[1]), at + 2) if number.value.endswith("000") else ("figure", "", at)
    if following[0] in table.grammar.months and table.code == "en":
        return "day", following[0], at + 1
    if following[0] in table.grammar.ahead and len(following) == 2 and not spoken.ends[at]:
        return "figure", _singular(following[1]), at + 2
    if following[0] in _NO_UNIT or not following[0].isalpha() or following[0] in table.grammar.prepositions:
        return "figure", "", at
    if table.code == "es" and number.value != "1" and not following[0].endswith("s"):
        # What several of are counted is in the plural; anything else is a verb or an adverb.
        return "figure", "", at
    return "figure", _singular(following[0]), at + 1


def _weekdays(spoken: _Spoken, words: Sequence[str], table: Language) -> list[Figure]:
    days = [unaccented(day) for day in table.weekdays]
    found = []
    for word, at in zip(spoken.words, spoken.written, strict=True):
        if word in days:
            found.append(Figure("weekday", str(days.index(word)), "", _shown(words[at : at + 1]), at, at + 1))
    return found


def _singular(word: str) -> str:
    """A noun in the singular, near enough for telling it from others."""
    for ending in ("es", "s"):
        if len(word) > len(ending) + 2 and word.endswith(ending):
            return word.removesuffix(ending).removesuffix("e")
    return word.removesuffix("e") if len(word) > 4 else word


def _shown(words: Sequence[str]) -> str:
    return " ".join(words).strip(".,;:!?¿¡…\"'«»“”()")
