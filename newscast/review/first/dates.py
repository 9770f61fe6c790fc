"""Dates that the calendar contradicts: weekdays on other days, today and tomorrow, titles of another day."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence

from newscast.base.i18n import _, language
from newscast.base.languages.all import language_of
from newscast.base.languages.model import unaccented
from newscast.base.languages.speech import written
from newscast.review.episode.figures import Figure, figures_in
from newscast.review.episode.texts import Told, where_words
from newscast.review.first.item import Item, Line, key_of

_HALF_A_YEAR = 183
_NEAR = {"hoy": 0, "mañana": 1, "ayer": -1, "today": 0, "tomorrow": 1, "yesterday": -1}
"""Days from the episode's."""
_TO = ("al", "to")
"""Before the end of a stretch of days."""


def calendar_items(slug: str, found: Sequence[tuple[Told, Figure]], tag: str, date: datetime.date) -> Iterator[Item]:
    """Weekdays beside a day of the month on which that is another one, and beside *today*, *tomorrow*, *yesterday*."""
    months = _months(tag)
    for text, weekday in found:
        if weekday.kind != "weekday":
            continue
        beside = next((each for other, each in found if other is text and _beside(weekday, each, text)), None)
        day = _day_of(beside, months, date) if beside else _near_day(weekday, text.text, date)
        if day and day.weekday() != int(weekday.value):
            yield _item(slug, text, weekday, beside, day)


def title_items(title: str, tag: str, date: datetime.date) -> Iterator[Item]:
    """What an episode's title says of another day than that of the episode: it was copied from an earlier one."""
    figures, months = figures_in(title, tag), _months(tag)
    alone = [each for each in figures if title.split()[max(0, each.first - 1)] not in _TO]
    days = [day for each in alone if (day := _day_of(each, months, date))]
    weekdays = [int(each.value) for each in figures if each.kind == "weekday"]
    wrong = (len(days) == 1 and days[0] != date) or (len(weekdays) == 1 and weekdays[0] != date.weekday())
    if wrong:
        told = Line(_("The episode is of {date}.").format(date=language_of(language()).long_date(date)), 0)
        yield Item("figure", key_of("figure", "title", title, date.isoformat()), title, (told,), 0, wrong=True)


def _item(slug: str, text: Told, weekday: Figure, beside: Figure | None, day: datetime.date) -> Item:
    title = _("“{weekday} {day}”: it is a {right}") if beside else _("“{weekday}”: it is a {right}")
    words = text.text.split()
    shown = beside.written if beside else " ".join(words[weekday.first - 1 : weekday.last])
    said = {"weekday": weekday.written if beside else shown, "day": shown}
    title = title.format(**said, right=language_of(language()).weekdays[day.weekday()])
    line = Line(f"{where_words(text.where)}: {_around(words, weekday, beside)}", text.frame_of(weekday.first))
    key = key_of("figure", slug, "calendar", day.isoformat(), weekday.value)
    return Item("figure", key, title, (line,), line.frame, wrong=True)


def _day_of(figure: Figure, months: Mapping[str, int], date: datetime.date) -> datetime.date | None:
    if figure.kind != "day" or figure.unit not in months or not figure.value.isdigit():
        return None
    return _nearest(int(figure.value), months[figure.unit], date)


def _near_day(weekday: Figure, text: str, date: datetime.date) -> datetime.date | None:
    """The day that *mañana sábado* speaks of, seen from the episode's; None where no such word stands before it."""
    words = [written(word).core.lower() for word in text.split()[: weekday.first]]
    if not words or words[-1] not in _NEAR or words[-2:-1] == ["la"]:
        return None
    return date + datetime.timedelta(days=_NEAR[words[-1]])


def _beside(weekday: Figure, day: Figure, text: Told) -> bool:
    """Whether a day of the month follows a weekday at once: *viernes 20 de noviembre*."""
    return (
        day.kind == "day"
        and 0 < day.first - weekday.first <= 2
        and not text.text.split()[weekday.first].endswith((".", ";"))
    )


def _months(tag: str) -> Mapping[str, int]:
    table = language_of(tag)
    days = [datetime.date(2000, month, 1) for month in range(1, 13)]
    return {
        word: day.month
        for day in days
        for word in (unaccented(each.strip(",")) for each in table.day(day).split())
        if word in table.grammar.months
    }


def _nearest(day: int, month: int, date: datetime.date) -> datetime.date | None:
    """The day of this name that is nearest to the episode's date."""
    found = []
    for year in (date.year - 1, date.year, date.year + 1):
        try:
            found.append(datetime.date(year, month, day))
        except ValueError:
            continue
    near = [each for each in found if abs((each - date).days) <= _HALF_A_YEAR]
    return near[0] if near else None


def _around(words: Sequence[str], weekday: Figure, beside: Figure | None) -> str:
    last = (beside or weekday).last
    return " ".join(["…", *words[max(0, weekday.first - 4) : last + 2], "…"])
