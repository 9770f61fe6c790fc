"""Days that a text names and the calendar contradicts, and what it says to be today."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from newscast.base.i18n import _
from newscast.base.languages.days import SaidDay, said_days

if TYPE_CHECKING:
    from newscast.base.languages.model import Language


@dataclass(frozen=True)
class OtherDay:
    """A day that a text names, and the one that is meant by what is said beside it. `today` where that is today,
    yesterday or tomorrow; else it is the day of the month, whose weekday is another one."""

    said: SaidDay
    meant: datetime.date
    today: bool

    def told(self, language: Language) -> str:
        """What contradicts what, with the day as that language says it."""
        message = _("“{text}” is said of {day}.") if self.today else _("“{text}”: that is {day}.")
        return message.format(text=" ".join(self.said.text.split()), day=language.long_date(self.meant))


def other_days(text: str, date: datetime.date, language: Language, greets: bool = False) -> Iterator[OtherDay]:
    """The days of a text that the calendar contradicts, seen from `date`; `greets` where it may begin as those do who
    greet, with the day."""
    told = {said.start: date + datetime.timedelta(days=near) for said, near in said_to_be_today(text, language)}
    told |= {said.start: date for said in (greeted(text, language) if greets else ())}
    for said in said_days(text, language):
        day = told.get(said.start) or (said.meant(date) if said.is_date and said.weekday is not None else None)
        if day and not said.is_on(day):
            yield OtherDay(said, day, said.start in told)


def titled_otherwise(title: str, date: datetime.date, language: Language) -> SaidDay | None:
    """The day that a title names where that is another one than `date`, and it names this one nowhere."""
    named = [day for day in said_days(title, language) if day.near is None and day.alone]
    others = [day for day in named if not day.is_on(date)]
    return others[0] if others and len(others) == len(named) else None


def said_to_be_today(text: str, language: Language) -> Iterator[tuple[SaidDay, int]]:
    """The days of which a text says that they are today, yesterday or tomorrow: each with its distance from today."""
    days = said_days(text, language)
    for at, said in enumerate(days):
        if said.near is not None:
            continue
        before = days[at - 1] if at else None
        if before and before.near is not None and language.days().joined.fullmatch(text[before.end : said.start]):
            yield said, before.near


def greeted(text: str, language: Language) -> Iterator[SaidDay]:
    """The days with which a text begins a sentence as those who greet do: *Es viernes 20 de noviembre*."""
    for said in said_days(text, language):
        if said.near is None and said.alone and language.days().today.search(text[: said.start]):
            yield said
