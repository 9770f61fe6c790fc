"""Texts of a rundown that name another day than that of the episode, or a weekday on which a date is not."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from newscast.base.errors import Problem
from newscast.base.i18n import _
from newscast.base.languages.days import SaidDay, greeted, said_days, said_to_be_today
from newscast.base.languages.model import Language
from newscast.rundown.model import Segment, Story
from newscast.rundown.texts import Worded, texts_of

_QUOTED = "transcript"
"""What somebody says on tape was said on another day, perhaps."""


def other_days(segment: Segment, date: datetime.date, language: Language) -> Iterator[Problem]:
    """A warning for each day that a segment says is today, yesterday or tomorrow and is not, that it greets with, or
    that has another weekday; `date` is that of the episode."""
    for worded in texts_of(segment):
        if worded.place and worded.place.keys[-1:] != (_QUOTED,):
            yield from _in_text(worded, date, language, greets=not isinstance(segment, Story))


def _in_text(worded: Worded, date: datetime.date, language: Language, greets: bool) -> Iterator[Problem]:
    text = worded.text
    told = {said.start: date + datetime.timedelta(days=near) for said, near in said_to_be_today(text, language)}
    told |= {said.start: date for said in (greeted(text, language) if greets else ())}
    for said in said_days(text, language):
        day = told.get(said.start) or _calendar_day(said, date)
        if day and not said.is_on(day):
            yield _problem(worded, said, day, language, today=said.start in told)


def _calendar_day(said: SaidDay, date: datetime.date) -> datetime.date | None:
    """The day that a date with its weekday speaks of."""
    return said.meant(date) if said.is_date and said.weekday is not None else None


def _problem(worded: Worded, said: SaidDay, day: datetime.date, language: Language, today: bool) -> Problem:
    message = _("“{text}” is said of {day}.") if today else _("“{text}”: that is {day}.")
    hint = _("Correct the text, or `date`.") if today else _("Correct the weekday or the date.")
    place = worded.place.of_word(len(worded.text[: said.start].split())) if worded.place else None
    told = message.format(text=" ".join(said.text.split()), day=language.long_date(day))
    return Problem(told, hint, place, warning=True, code="day-other")
