"""Texts of a rundown that name another day than that of the episode, or a weekday on which a date is not."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from newscast.base.errors import Problem
from newscast.base.i18n import _
from newscast.base.languages import contradictions
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
            for found in contradictions.other_days(worded.text, date, language, greets=not isinstance(segment, Story)):
                yield _problem(worded, found, language)


def _problem(worded: Worded, found: contradictions.OtherDay, language: Language) -> Problem:
    hint = _("Correct the text, or `date`.") if found.today else _("Correct the weekday or the date.")
    place = worded.place.of_word(len(worded.text[: found.said.start].split())) if worded.place else None
    return Problem(found.told(language), hint, place, warning=True, code="day-other")
