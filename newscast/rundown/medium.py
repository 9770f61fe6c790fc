"""What fits another medium than the one that keeps it, and hour calls that are wrong when it goes out."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from math import ceil

from newscast.base.errors import Place, Problem
from newscast.base.i18n import _
from newscast.base.languages.model import Language
from newscast.base.languages.wording import DAY, Phrase, hour_calls, of_listening, of_pictures
from newscast.rundown.model import Headlines, Rundown, Segment, Spoken, Story, WithParts
from newscast.rundown.parts import Card
from newscast.rundown.texts import Worded

_EARLY = 5
"""Minutes before `air`, and after the end, in which an hour is still called right."""
_HOUR = 60
"""Minutes that a programme without `slot` may last."""
_NONE = "none"
"""The bed of what is to be heard without one."""
_VERSION = "versions: {radio: {copy: …}}"


def unfit_words(rundown: Rundown, picture: bool, language: Language) -> Iterator[Problem]:
    """Warnings of what is read aloud in a deliverable: without a picture where it speaks of one, with one where it
    speaks to listeners. What somebody says on tape is not judged."""
    for segment in rundown.segments:
        for worded in _read_aloud(segment, rundown):
            found = of_listening(worded.text, language) if picture else of_pictures(worded.text, language)
            for phrase in found:
                yield _listening(phrase, worded) if picture else _of_pictures(phrase, worded)


def unheard(rundown: Rundown) -> Iterator[Problem]:
    """Warnings of cards of which nothing is left without a picture: a bed goes on under a silent card, unless there is
    none."""
    for segment in rundown.segments:
        for part in segment.parts if isinstance(segment, WithParts) and segment.bed == _NONE else ():
            if isinstance(part, Card):
                message = _("Here radio is silent: the card has no voice, and its segment no bed.")
                hint = _("Write `skip: [radio]` at the card, or have its words read in a `vo`.")
                yield Problem(message, hint, part.place, warning=True, code="card-unheard")


def wrong_hours(rundown: Rundown, language: Language) -> Iterator[Problem]:
    """Warnings of hours that are called while another hour is on air. A story may tell of another hour."""
    air = rundown.air
    if air is None:
        return
    for segment in (each for each in rundown.segments if not isinstance(each, Story)):
        for worded in _read_aloud(segment, rundown):
            for phrase in hour_calls(worded.text, language):
                if not any(_is_on_air(minute, air, rundown) for minute in phrase.minutes):
                    yield _other_hour(phrase, worded, air)


def _read_aloud(segment: Segment, rundown: Rundown) -> Iterator[Worded]:
    """The copy of a segment, and the teases that are read in it."""
    for part in segment.parts if isinstance(segment, WithParts) else ():
        if isinstance(part, Spoken):
            yield Worded(part.copy_, part.where(part.kind))
    if isinstance(segment, Headlines):
        stories = {each.slug: each for each in rundown.segments if isinstance(each, Story)}
        for tease in (stories[slug].tease for slug in segment.stories if slug in stories):
            if tease and (segment.voice or tease.voice):
                yield Worded(tease.copy_, tease.where("copy"))


def _is_on_air(minute: int, air: datetime.datetime, rundown: Rundown) -> bool:
    slot = rundown.slot.seconds if rundown.slot else 0
    lasts = ceil(slot / 60) if slot else _HOUR
    after = (minute - (air.hour * 60 + air.minute) + _EARLY) % DAY
    return bool(after <= lasts + 2 * _EARLY)


def _of_pictures(phrase: Phrase, worded: Worded) -> Problem:
    message = _("“{text}” speaks of pictures, and on radio there are none.").format(text=phrase.text)
    hint = _("Say what there is to see, or give radio its own words: `{key}`.").format(key=_VERSION)
    return Problem(message, hint, _place(phrase, worded), warning=True, code="words-of-pictures")


def _listening(phrase: Phrase, worded: Worded) -> Problem:
    message = _("“{text}” speaks to people who only listen, and this has a picture, too.").format(text=phrase.text)
    hint = _("Speak to all, or give radio its own words: `{key}`.").format(key=_VERSION)
    return Problem(message, hint, _place(phrase, worded), warning=True, code="words-of-sound")


def _other_hour(phrase: Phrase, worded: Worded, air: datetime.datetime) -> Problem:
    message = _("“{text}” is not the hour at which this goes out: `air` is {time}.")
    hint = _("Correct the text, or `air`.")
    said = message.format(text=phrase.text, time=f"{air.hour}:{air.minute:02}")
    return Problem(said, hint, _place(phrase, worded), warning=True, code="hour-other")


def _place(phrase: Phrase, worded: Worded) -> Place | None:
    return worded.place.of_word(len(worded.text[: phrase.start].split())) if worded.place else None
