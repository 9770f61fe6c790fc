"""Dates that the calendar contradicts: weekdays on other days, today and tomorrow, titles of another day."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence

from newscast.base.i18n import _, language
from newscast.base.languages.all import language_of
from newscast.base.languages.contradictions import OtherDay, other_days, titled_otherwise
from newscast.review.episode.texts import Told, where_words
from newscast.review.first.item import Item, Line, key_of


def calendar_items(slug: str, texts: Sequence[Told], tag: str, date: datetime.date) -> Iterator[Item]:
    """Weekdays beside a day of the month on which that is another one, and beside *today*, *tomorrow*, *yesterday*;
    `date` is the episode's, `tag` the language of the texts."""
    for text in texts:
        for found in other_days(text.text, date, language_of(tag)):
            yield _item(slug, text, found)


def title_items(title: str, tag: str, date: datetime.date) -> Iterator[Item]:
    """What an episode's title says of another day than that of the episode: it was copied from an earlier one."""
    if titled_otherwise(title, date, language_of(tag)):
        told = Line(_("The episode is of {date}.").format(date=language_of(language()).long_date(date)), 0)
        yield Item("figure", key_of("figure", "title", title, date.isoformat()), title, (told,), 0, wrong=True)


def _item(slug: str, text: Told, found: OtherDay) -> Item:
    title = found.told(language_of(language()))
    words, first = text.text.split(), len(text.text[: found.said.start].split())
    around = words[max(0, first - 4) : first + len(found.said.text.split()) + 2]
    line = Line(f"{where_words(text.where)}: {' '.join(['…', *around, '…'])}", text.frame_of(first))
    key = key_of("figure", slug, "calendar", found.meant.isoformat(), found.said.text)
    return Item("figure", key, title, (line,), line.frame, wrong=True)
