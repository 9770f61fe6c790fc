"""Days that a text names: today and yesterday, a weekday, a date in figures or in words."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from newscast.base.languages.model import unaccented
from newscast.base.patterns import pattern

if TYPE_CHECKING:
    from newscast.base.languages.model import Language

_HALF_A_YEAR = 183
_ISO = pattern(r"(?<![\w/.-])(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)(?![\w/-])")
_SIGNS = pattern(r"\d[/.-]\d")
_FIGURES = pattern(
    r"(?<![\w/.-])(?P<one>\d{1,2})(?P<sign>[/.-])(?P<two>\d{1,2})(?P=sign)(?P<year>\d{4}|(?<![.-])\d\d(?=\b))(?![\w/-])"
)


@dataclass(frozen=True)
class DayWords:
    """How a language names days. The patterns match a text as it is written, in capitals or not.

    `dates` have the groups `weekday`, `day`, `month` and `year`, of which only day and month are always there;
    `weekday` matches one that stands alone, and `habit` what says that it is meant every week: it is none then.
    """

    dates: tuple[re.Pattern[str], ...]
    weekday: re.Pattern[str]
    habit: re.Pattern[str]
    near: Mapping[str, int]
    """Days from today, by how an unaccented match of `near_days` begins; the first that fits counts."""
    today: re.Pattern[str]
    """What stands before a day that is said to be today, at the end of what was said before it."""
    joined: re.Pattern[str]
    """What stands between *today* and the day it is, whole."""
    until: re.Pattern[str]
    """What stands before the end of a stretch of days, or before the last of several."""
    goes_on: re.Pattern[str]
    """What stands after the beginning of a stretch of days, or after one of several."""
    weekdays: tuple[str, ...]
    """From Monday, unaccented."""
    numbers: Mapping[str, int]
    """Numbers of days and years that are written in words, unaccented."""
    month_names: tuple[str, ...]
    short_months: Collection[str]
    """Unaccented, without a full stop; every month begins with one of them."""
    months: Mapping[str, int]
    month_first: bool
    in_words: Callable[[int], str]
    """A day of the month, or a year of this century, as it is read. Raises LookupError."""
    marked: Callable[[int, str], str]
    """A day of the month in figures, with the mark of an ordinal where another one had this mark."""


@dataclass(frozen=True)
class SaidDay:
    """A day that a text names from `start` to before `end`. What is not said of it is None.

    `near` counts days from today. `spans` has where its parts stand, by `weekday`, `day`, `month` and `year`. One of
    several days, and the beginning and the end of a stretch of them, is not `alone`.
    """

    start: int
    end: int
    text: str
    weekday: int | None = None
    day: int | None = None
    month: int | None = None
    year: int | None = None
    near: int | None = None
    spans: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    alone: bool = True

    @property
    def is_date(self) -> bool:
        """Whether it is a day of a month, with or without its weekday."""
        return self.day is not None

    def meant(self, today: datetime.date) -> datetime.date | None:
        """The day that is meant, seen from `today`; None where a weekday alone is said, or no such day exists."""
        if self.near is not None:
            return today + datetime.timedelta(days=self.near)
        if self.day is None or self.month is None:
            return None
        years = (self.year,) if self.year is not None else (today.year - 1, today.year, today.year + 1)
        found = [day for year in years if (day := _date(year, self.month, self.day))]
        near = [day for day in found if self.year is not None or abs((day - today).days) <= _HALF_A_YEAR]
        return near[0] if near else None

    def is_on(self, date: datetime.date) -> bool:
        """Whether all that is said of it holds for a date; for what is not near today."""
        told = {"weekday": date.weekday(), "day": date.day, "month": date.month, "year": date.year}
        said = {name: getattr(self, name) for name in told}
        return all(value is None or value == told[name] for name, value in said.items())


def said_days(text: str, language: Language) -> Sequence[SaidDay]:
    """All days that a text names, in its order; none lies in another."""
    return _said_days(text, language.code)


@lru_cache(4096)
def _said_days(text: str, code: str) -> tuple[SaidDay, ...]:
    """The same, once for each text: several deliverables keep it."""
    from newscast.base.languages.all import language_of

    language = language_of(code)
    words = language.days()
    found = [*_dates(text, words)] if _may_have_dates(text, words) else []
    taken = [(each.start, each.end) for each in found]
    for each in (*_near(text, language), *_weekdays(text, words)):
        if all(each.end <= start or end <= each.start for start, end in taken):
            found.append(each)
            taken.append((each.start, each.end))
    return tuple(sorted(found, key=lambda each: each.start))


def _may_have_dates(text: str, words: DayWords) -> bool:
    """Whether there is something of a month in it, which is quickly seen: most texts have none."""
    return _begins_month(frozenset(words.short_months)).search(text) is not None or _SIGNS.search(text) is not None


@cache
def _begins_month(short: frozenset[str]) -> re.Pattern[str]:
    return pattern(rf"\b(?:{'|'.join(sorted(short))})", re.IGNORECASE)


def _dates(text: str, words: DayWords) -> Iterator[SaidDay]:
    taken: list[tuple[int, int]] = []
    for form in (*words.dates, _ISO, _FIGURES):
        for found in form.finditer(text):
            said = _figured(found, words, form is _ISO) if form in (_ISO, _FIGURES) else _worded(found, words)
            if said and all(said.end <= start or end <= said.start for start, end in taken):
                taken.append((said.start, said.end))
                yield said


def _worded(found: re.Match[str], words: DayWords) -> SaidDay | None:
    parts = {name: found[name] for name in ("weekday", "day", "month", "year") if found[name]}
    day = _number(parts["day"], words)
    month = words.months.get(unaccented(parts["month"]).rstrip("."))
    if not 0 < day < 32 or month is None or _is_a_name(found):
        return None
    return SaidDay(
        found.start(),
        found.end(),
        found[0],
        weekday=_weekday(parts["weekday"], words) if "weekday" in parts else None,
        day=day,
        month=month,
        year=_number(parts["year"], words) if "year" in parts else None,
        spans={name: found.span(name) for name in parts},
        alone=_is_alone(found, words),
    )


def _is_a_name(found: re.Match[str]) -> bool:
    """Whether a street or a school is named so: *avenida 20 de Noviembre*, where months are small."""
    names = found.re.groupindex.get("named")
    return bool(names and found["named"] and not found["weekday"] and not found[0].isupper())


def _figured(found: re.Match[str], words: DayWords, year_first: bool) -> SaidDay | None:
    if year_first:
        year, month, day = (int(found[name]) for name in ("year", "month", "day"))
        spans = {name: found.span(name) for name in ("year", "month", "day")}
    else:
        first = ("month", "day") if words.month_first else ("day", "month")
        named = dict(zip(first, ("one", "two"), strict=True))
        year = int(found["year"]) if len(found["year"]) == 4 else 2000 + int(found["year"])
        month, day = int(found[named["month"]]), int(found[named["day"]])
        spans = {"year": found.span("year"), **{name: found.span(group) for name, group in named.items()}}
    if _date(year, month, day) is None or not 1000 <= year < 3000:
        return None
    alone = _is_alone(found, words)
    return SaidDay(found.start(), found.end(), found[0], day=day, month=month, year=year, spans=spans, alone=alone)


def _near(text: str, language: Language) -> Iterator[SaidDay]:
    # The words are known in a text of single blanks; blanks of any kind are one letter each.
    for found in language.near_days.finditer(re.sub(r"\s", " ", text)):
        said = unaccented(found[0])
        near = next(days for begin, days in language.days().near.items() if said.startswith(begin))
        yield SaidDay(found.start(), found.end(), text[found.start() : found.end()], near=near)


def _weekdays(text: str, words: DayWords) -> Iterator[SaidDay]:
    named = [*words.weekday.finditer(text)]
    habits = [found.span() for found in words.habit.finditer(text)] if named else []
    for found in named:
        if all(found.end() <= start or end <= found.start() for start, end in habits):
            weekday = _weekday(found[0], words)
            spans = {"weekday": found.span()}
            yield SaidDay(*found.span(), found[0], weekday=weekday, spans=spans, alone=_is_alone(found, words))


def _is_alone(found: re.Match[str], words: DayWords) -> bool:
    before, after = found.string[: found.start()], found.string[found.end() :]
    return not words.until.search(before) and not words.goes_on.match(after)


def _weekday(word: str, words: DayWords) -> int:
    """The number of a weekday, from Monday as 0."""
    return words.weekdays.index(unaccented(word))


def _number(text: str, words: DayWords) -> int:
    """The number in figures or in words, with whatever marks it as an ordinal; 0 where it is none."""
    if found := re.match(r"\d+", text):
        return int(found[0])
    return words.numbers.get(" ".join(unaccented(text).replace("-", " ").split()), 0)


def _date(year: int, month: int, day: int) -> datetime.date | None:
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return None
