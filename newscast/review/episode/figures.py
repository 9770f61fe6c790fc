"""Figures, days and hours that a text tells, in digits or in words, so that they can be held against each other."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from newscast.base.languages.all import language_of
from newscast.base.languages.model import Language, unaccented
from newscast.base.languages.quantities import singular
from newscast.base.languages.speech import written
from newscast.base.languages.spoken import spoken_forms
from newscast.review.episode.numerals import Number, numbers_in

Kind = Literal["figure", "day", "weekday", "hour", "telephone"]
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
    quantities = table.quantities()
    first, last = spoken.written[number.first], spoken.written[number.last - 1] + 1
    in_digits = any(map(str.isdigit, "".join(words[first:last])))
    if number.value == "1" and not in_digits and spoken.words[number.first] in quantities.one:
        return None
    if in_digits and _CODE.match(written(words[first]).core):
        return None
    before = spoken.words[number.first - 1] if number.first else ""
    if (before, spoken.words[number.first]) == quantities.percent:
        return None
    kind, unit, more = _counted(number, spoken, table)
    last = max(last, spoken.written[more - 1] + 1)
    if (
        kind == "figure"
        and before in quantities.hours
        and not unit
        and number.value.isdigit()
        and int(number.value) < 25
    ):
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
    at, grammar, quantities = number.last, table.grammar, table.quantities()
    if quantities.month_beside and number.first and spoken.words[number.first - 1] in grammar.months:
        return "day", spoken.words[number.first - 1], at
    if at >= len(spoken.words) or spoken.ends[at - 1]:
        return "figure", "", at
    noun, *more = spoken.words[at : at + 2]
    if (noun, *more) == quantities.percent:
        return "figure", "%", at + 2
    if noun == quantities.of and more:
        if more[0] in grammar.months:
            return "day", more[0], at + 2
        return ("figure", singular(more[0]), at + 2) if number.value.endswith("000") else ("figure", "", at)
    if noun in grammar.months and quantities.month_beside:
        return "day", noun, at + 1
    if noun in grammar.ahead and more and not spoken.ends[at]:
        return "figure", singular(more[0]), at + 2
    if noun in quantities.uncounted or not noun.isalpha() or noun in grammar.prepositions:
        return "figure", "", at
    if number.value != "1" and not noun.endswith(quantities.plural):
        # What several of are counted is in the plural; anything else is a verb or an adverb.
        return "figure", "", at
    return "figure", singular(noun), at + 1


def _weekdays(spoken: _Spoken, words: Sequence[str], table: Language) -> list[Figure]:
    days = [unaccented(day) for day in table.weekdays]
    found = []
    for word, at in zip(spoken.words, spoken.written, strict=True):
        if word in days:
            found.append(Figure("weekday", str(days.index(word)), "", _shown(words[at : at + 1]), at, at + 1))
    return found


def _shown(words: Sequence[str]) -> str:
    return " ".join(words).strip(".,;:!?¿¡…\"'«»“”()")
