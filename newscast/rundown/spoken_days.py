"""What a new rundown still says of the day of the one it was made from: every text, with its line."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from newscast.base.errors import Problem
from newscast.base.i18n import _, in_marks
from newscast.base.i18n import language as users_language
from newscast.base.languages.all import language_of
from newscast.base.languages.days import SaidDay, said_days
from newscast.base.languages.model import Language
from newscast.document.nodes import Mapping, Sequence
from newscast.document.words import short
from newscast.rundown.written_texts import WrittenText, texts_in

_AROUND = 12
"""Letters that are quoted before the first word that is meant."""


def spoken_days(top: Mapping, old: datetime.date, new: datetime.date, language: Language) -> Iterator[Problem]:
    """A warning for each text of a segment that names a day, unless that is the day `new`, with its weekday."""
    segments = top.get("segments")
    for segment in segments if isinstance(segments, Sequence) else ():
        for each in texts_in(segment) if isinstance(segment, Mapping) else ():
            spoken = language_of(each.tag) if each.tag else language
            days = [said for said in said_days(each.text, spoken) if not _is_new(said, new)]
            if days:
                yield _problem(each, days, old)


def _is_new(said: SaidDay, new: datetime.date) -> bool:
    return said.is_date and said.weekday is not None and said.is_on(new)


def _problem(written: WrittenText, days: list[SaidDay], old: datetime.date) -> Problem:
    text, first = written.text, days[0]
    start = text.rfind(" ", 0, max(0, first.start - _AROUND)) + 1
    named = dict.fromkeys(" ".join(said.text.split()) for said in days)
    words = ", ".join(map(in_marks, named))
    message = _("This was written for {day} and says {words}: “{text}”.")
    told = message.format(
        day=language_of(users_language()).long_date(old),
        words=words,
        text=short(("…" if start else "") + text[start:], 60),
    )
    hint = _("Write what holds on the new day, or delete it.")
    if written.recorded:
        hint = _("Write what holds on the new day, and record it anew.")
    place = text.place.of_word(len(text[: first.start].split()))
    return Problem(told, hint, place, warning=True, code="day-said")
