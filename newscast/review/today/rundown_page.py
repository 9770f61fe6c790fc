"""The rundowns of the day on the newsroom's page, and each by itself for pages that wait for it or changed it."""

from __future__ import annotations

import datetime
import time
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from starlette.responses import Response

from newscast.base.i18n import _, language
from newscast.base.moments import clock_time, day_named, local
from newscast.desk.people import People
from newscast.desk.shown import shown_names
from newscast.review.approval.bar import left_words
from newscast.review.approval.reviewed import Reviewed, rules_or_none
from newscast.review.approval.speaking import speaker_of
from newscast.review.door.guard import Visit, guarded
from newscast.review.door.menu import is_there
from newscast.review.door.pages import page
from newscast.review.door.wrong import RefusedError
from newscast.review.newsroom.news import reporter_of
from newscast.review.newsroom.shelf import Shelf
from newscast.review.newsroom.todays import Todays, todays
from newscast.review.today.at_hand import AtHand, at_hand
from newscast.review.today.rundown_table import table_of
from newscast.review.today.table_model import Given, Table
from newscast.review.today.to_do import Asking
from newscast.watch.status.state import JobState


def hands_of(
    visit: Visit, people: People, shelf: Shelf, jobs: Mapping[str, Sequence[JobState]], now: float
) -> list[AtHand]:
    """What there is to know of every episode of the day, without waiting for it. Raises MachineError, BrokenError."""
    office, who = visit.office, visit.visitor.name
    rules = rules_or_none(office)
    return [
        at_hand(office, people, rules, who, each, jobs.get(each.name, ()))
        for each in todays(office, shelf, now, office.zone())
    ]


def asking_of(visit: Visit, people: People, seen: Mapping[str, Reviewed]) -> Asking:
    """Who asks what is to be done. Raises MachineError, BrokenError."""
    rules = rules_or_none(visit.office)
    speaker = speaker_of(people, visit.visitor, "", rules) if rules else None
    return Asking(visit.visitor.role, speaker, seen, shown_names(people))


@dataclass(frozen=True)
class ShownRundown:
    """A rundown of the day: its table, when it is on the air in words and in seconds since 1970, how long it is until
    then; whether it is over; the page on which a story is added to it, "" where there is none."""

    table: Table
    at: str
    air: float | None
    left: str
    gone: bool
    new_story: str = ""


@dataclass(frozen=True)
class ShownDay:
    """The rundowns of one day, as it is called."""

    name: str
    is_today: bool
    rundowns: tuple[ShownRundown, ...]


def days_of(visit: Visit, episodes: Iterable[AtHand], now: float) -> list[ShownDay]:
    """Each of them as a table, by day; today is among them also where it has none."""
    today = local(now, visit.office.zone()).date()
    days: dict[datetime.date, list[ShownRundown]] = {today: []}
    for each in episodes:
        # What went on the air yesterday, and is still on, belongs to what is in hand today.
        days.setdefault(max(each.todays.day, today), []).append(shown_of(visit, each, now))
    return [ShownDay(day_named(day, today), day == today, tuple(days[day])) for day in sorted(days)]


def shown_of(visit: Visit, each: AtHand, now: float) -> ShownRundown:
    """One of them."""
    air = each.todays.head.air
    at = clock_time(air, visit.office.zone()) if air is not None else ""
    adding = f"/e/{quote(each.name)}/new-story" if is_there(visit, "/e/{episode}/new-story") else ""
    return ShownRundown(_table(visit, each), at, air, left_words(air, now), each.todays.gone, adding)


def _table(visit: Visit, each: AtHand) -> Table:
    head = each.todays.head
    by_slug = Counter(comment.subject.part.slug if comment.subject.part else "" for comment in each.comments)
    given = Given(
        episode=each.name,
        title=each.todays.title,
        air=head.air,
        slot=head.slot,
        zone=visit.office.zone(),
        now=each.now,
        built=each.built,
        comments=by_slug,
        approved=each.approved,
        may_edit=visit.visitor.may("edit"),
    )
    # Fifty people look at the same few: what is the same is made once for each language.
    key = (visit.office.root, each.name, language())
    known = _TABLES.get(key)
    if known is None or known[0] != given:
        if len(_TABLES) > _MOST:
            _TABLES.clear()
        known = _TABLES[key] = (given, table_of(given))
    return known[1]


_MOST = 100
"""Tables that are remembered."""
_TABLES: dict[tuple[Path, str, str], tuple[Given, Table]] = {}
"""The table that was made last of each episode, and from what."""


def rundown(visit: Visit) -> Response:
    """The table of one rundown of the day, as it is now: its media are waited for."""
    office, now = visit.office, time.time()
    each = _of_the_day(visit, now)
    with office.people() as people:
        found = at_hand(office, people, rules_or_none(office), visit.visitor.name, each, wait=True)
    return page(visit, "part/day_rundown.html", shown=shown_of(visit, found, now))


def _of_the_day(visit: Visit, now: float) -> Todays:
    shelf = reporter_of(visit.office).shelf()
    for each in todays(visit.office, shelf, now, visit.office.zone()):
        if each.name == visit.episode:
            return each
    raise RefusedError(404, _("This rundown is not one of today or of the next day any more. Load the page again."))


ROUTES = (guarded("/e/{episode}/rundown", rundown, "internal"),)
