"""Texts that name one day and are to name another: what is certain is written anew in the form it had."""

from __future__ import annotations

import datetime
import re

from newscast.base.languages.days import SaidDay, said_days
from newscast.base.languages.model import Language, unaccented


def redated(text: str, old: datetime.date, new: datetime.date, language: Language, title: bool = False) -> str:
    """The text with the day `new` where it certainly names the day `old`; all else as it was.

    Certain is a date with its weekday, both those of `old`; in the `title` of an episode a date alone, or a weekday
    alone, too. One of several days never is, nor the beginning or the end of a stretch of them.
    """
    named = [each for each in said_days(text, language) if each.near is None]
    sure = [each for each in named if _is_sure(each, old, title)]
    for said in reversed(sure):
        text = text[: said.start] + _written(said, text, new, language) + text[said.end :]
    return text


def _is_sure(said: SaidDay, old: datetime.date, title: bool) -> bool:
    if not said.alone or not said.is_on(old):
        return False
    return title or (said.is_date and said.weekday is not None)


def _written(said: SaidDay, text: str, new: datetime.date, language: Language) -> str:
    """The day in the form of another: its parts where they were, all between them as it was."""
    written = text[said.start : said.end]
    for name, (start, end) in sorted(said.spans.items(), key=lambda each: -each[1][0]):
        was = text[start:end]
        now = (
            _figures(name, was, new) if was.isdigit() and _in_figures(said, text) else _PARTS[name](was, new, language)
        )
        written = written[: start - said.start] + now + written[end - said.start :]
    return written


def _in_figures(said: SaidDay, text: str) -> bool:
    """Whether it is all figures: `20/11/2026`."""
    return "month" in said.spans and text[slice(*said.spans["month"])].isdigit()


def _figures(name: str, was: str, new: datetime.date) -> str:
    if name == "year":
        return str(new.year)[-len(was) :]
    number = new.day if name == "day" else new.month
    return f"{number:02}" if len(was) == 2 else str(number)


def _weekday(was: str, new: datetime.date, language: Language) -> str:
    return _alike(was, language.weekdays[new.weekday()])


def _day(was: str, new: datetime.date, language: Language) -> str:
    found = re.fullmatch(r"(\d+)(.*)", was)
    if found is None:
        return _alike(was, language.days().in_words(new.day))
    return f"{new.day:02}" if was.startswith("0") else language.days().marked(new.day, found[2])


def _month(was: str, new: datetime.date, language: Language) -> str:
    words = language.days()
    whole = {*map(unaccented, words.month_names), "setiembre"}
    short = unaccented(was) not in whole
    return _alike(was, words.month_names[new.month - 1][:3] if short else words.month_names[new.month - 1])


def _year(was: str, new: datetime.date, language: Language) -> str:
    return str(new.year) if was.isdigit() else _alike(was, language.days().in_words(new.year))


_PARTS = {"weekday": _weekday, "day": _day, "month": _month, "year": _year}


def _alike(was: str, now: str) -> str:
    """In capitals where the other was."""
    if was.isupper() and len(was) > 1:
        return now.upper()
    return now[:1].upper() + now[1:] if was[:1].isupper() else now[:1].lower() + now[1:]
