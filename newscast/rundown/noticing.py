"""What can be read in a rundown and would be wrong on air: days that disagree, marks, people without a name."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator

from newscast.base.errors import Problem, unique
from newscast.base.i18n import _
from newscast.base.identity import Same
from newscast.base.languages.all import language_of
from newscast.base.languages.contradictions import titled_otherwise
from newscast.base.languages.model import Language
from newscast.base.patterns import pattern
from newscast.document.words import short
from newscast.rundown.load import Loaded
from newscast.rundown.medium import unfit_words, unheard, wrong_hours
from newscast.rundown.model import Recorded, Rundown, Segment, Sot, Story, WithParts
from newscast.rundown.other_days import other_days
from newscast.rundown.texts import Worded, all_texts, texts_of
from newscast.rundown.translations import untranslated

_DATE = pattern(r"(?<!\d)(\d{4})([-_.]?)(\d\d)\2(\d\d)(?!\d)|(?<!\d)(\d\d)([-_.])(\d\d)\6(\d{4})(?!\d)")
"""A day in a file's name, the year first or last."""
_MARKUP = pattern(
    r"(?<![\w@#/.])(?P<mark>\*{1,3}|_{1,3}|~{1,2})(?=[\w¿¡\"“«(])(?=[^*_~]*[^\W\d_])[^*_~]{1,300}(?<=[\w?!.…,;:\"”»)])"
    r"(?P=mark)(?!\w)|</?(?:b|i|u|s|em|strong|br|p|span|font)\b[^<>]{0,80}>",
    re.IGNORECASE,
)
"""Letters between two equal marks that touch them, as messengers have them, and tags of web pages. Handles such as
@_leon_ and codes such as *86* are none."""
_NIGHT = datetime.timedelta(hours=6)
"""What goes out so early is of the evening before, or of its own day."""
_AROUND = 12
"""Letters that are quoted before the word that is meant."""


def noticed(loaded: Loaded, kept: Iterable[tuple[Rundown, bool]]) -> list[Problem]:
    """Warnings of a rundown; `kept` is what of it each deliverable keeps, and whether that has a picture."""
    rundown, language = loaded.rundown, language_of(loaded.show.language)
    found = [*_other_day(rundown), *_other_air(rundown), *_other_weekday(rundown, language)]
    kept = list(kept)
    found += untranslated(each for each, _picture in kept)
    # Deliverables share what is the same in them.
    seen: set[Same[Segment]] = set()
    for each, picture in kept:
        unseen = {Same(segment) for segment in each.segments} - seen
        texts = all_texts(each, [segment for segment in each.segments if Same(segment) in unseen])
        found += [problem for worded in texts if (problem := _marked(worded))]
        found += [*unfit_words(each, picture, language), *wrong_hours(each, language)]
        found += [] if picture else unheard(each)
        for segment in each.segments:
            if Same(segment) in unseen:
                found += _of_another_day(segment, loaded, language)
                found += other_days(segment, rundown.date, language) if segment.slug not in loaded.borrowed else ()
            found += _unnamed(segment) if picture else ()
        seen |= unseen
    return unique(found)


def days_in(name: str) -> list[datetime.date]:
    """The days that a file's name may mean; 01-02-2026 may be two."""
    found: list[datetime.date] = []
    for year, _sign, month, day, first, _other, second, last in _DATE.findall(name):
        readings = [(year, month, day)] if year else [(last, second, first), (last, first, second)]
        found += [date for reading in readings if (date := _date(*map(int, reading)))]
    return found


def _date(year: int, month: int, day: int) -> datetime.date | None:
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return None


def _other_day(rundown: Rundown) -> Iterator[Problem]:
    """The file is named after another day."""
    days = days_in(rundown.path.stem)
    if days and rundown.date not in days:
        message = _("The date is {date}, and the file is named after {named}.")
        hint = _("Correct `date`, or rename the file.")
        said = message.format(date=rundown.date, named=days[0])
        yield Problem(said, hint, rundown.where("date"), warning=True, code="date-other")


def _other_air(rundown: Rundown) -> Iterator[Problem]:
    """It goes out on another day than it is of, and not in the night that follows."""
    if rundown.air is None:
        return
    day = (rundown.air - _NIGHT).date() if rundown.air.date() > rundown.date else rundown.air.date()
    if day != rundown.date:
        message = _("The date is {date}, and it goes on the air on {other}.")
        said = message.format(date=rundown.date, other=rundown.air.date())
        yield Problem(said, _("Correct `date` or `air`."), rundown.where("air"), warning=True, code="date-other")


def _other_weekday(rundown: Rundown, language: Language) -> Iterator[Problem]:
    """The title names another day, and not this one too."""
    if "title" in rundown.places and (other := titled_otherwise(rundown.title, rundown.date, language)):
        message = _("The title says “{named}”, and {date} is “{own}”.")
        own = language.long_date(rundown.date) if other.is_date else language.weekdays[rundown.date.weekday()]
        named_there = other.text if other.is_date else language.weekdays[other.weekday or 0]
        said = message.format(named=named_there, date=rundown.date, own=own)
        hint = _("Correct the title or `date`.")
        yield Problem(said, hint, rundown.where("title"), warning=True, code="weekday-other")


def _marked(worded: Worded) -> Problem | None:
    """A text with marks that would be shown as they are."""
    found = _MARKUP.search(worded.text)
    if found is None:
        return None
    message = _("“{text}” would be shown with its marks: texts have no bold, italics or the like.")
    hint = _("Write it without them.")
    return Problem(message.format(text=short(found[0])), hint, worded.place, warning=True, code="text-markup")


def _of_another_day(segment: Segment, loaded: Loaded, language: Language) -> Iterator[Problem]:
    """A story that is taken from another day's rundown, and says today, yesterday or tomorrow."""
    origin = loaded.borrowed.get(segment.slug) if isinstance(segment, Story) else None
    for worded in texts_of(segment) if origin else ():
        day = loaded.dates.get(worded.place.file) if worded.place else None
        text = " ".join(worded.text.split())
        found = language.near_days.search(text) if day and day != loaded.rundown.date else None
        if found and worded.place:
            message = _("“{slug}” was written for {date} and says “{word}”: “{text}” (line {line} of {file}).")
            start = text.rfind(" ", 0, max(0, found.start() - _AROUND)) + 1
            quoted = short(("…" if start else "") + text[start:])
            said = {"slug": segment.slug, "date": day, "word": found[0], "text": quoted}
            where = {"line": worded.place.line, "file": worded.place.file.name}
            hint = _("Write its `parts` anew here with the day itself, and record them anew.")
            yield Problem(message.format(**said, **where), hint, origin, warning=True, code="day-passed")


def _unnamed(segment: Segment) -> Iterator[Problem]:
    """Somebody who speaks without a name on screen, or without captions that somebody has confirmed."""
    for part in segment.parts if isinstance(segment, WithParts) else ():
        if isinstance(part, Sot) and not part.who:
            message = _("Nobody says who speaks here, so no name is shown.")
            hint = _("Write `who:`, somebody of assets/newsroom.yaml or of `people`.")
            yield Problem(message, hint, part.place, warning=True, code="sot-who")
        if isinstance(part, Sot) and not part.transcript and not part.sounds:
            message = _("What is said here is not written down, so it has no captions.")
            hint = _("Write it as `transcript:`; where nobody speaks, what is heard in brackets: (aplausos).")
            yield Problem(message, hint, part.place, warning=True, code="sot-transcript")
        if isinstance(part, Recorded) and part.transcript and part.unconfirmed:
            message = _("A machine wrote this transcript, and nobody has confirmed it.")
            hint = _("Listen, correct it, and delete the line `unconfirmed: true`.")
            yield Problem(message, hint, part.where("transcript"), warning=True, code="transcript-unconfirmed")
