"""The page of the newsroom: its episodes by day, what is being built, what is late."""

from __future__ import annotations

import datetime
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from starlette.responses import Response

from newscast.base.i18n import language
from newscast.base.languages.all import language_of
from newscast.base.moments import day_named, local
from newscast.desk.database import BrokenError
from newscast.review.approval.reviewed import Reviewed, reviewed
from newscast.review.approval.states import STATES, State, state_words
from newscast.review.door.guard import Visit, guarded
from newscast.review.door.menu import is_there
from newscast.review.door.pages import news_since, page
from newscast.review.newsroom.news import reporter_of
from newscast.review.newsroom.shelf import Shelf, Shelved
from newscast.review.newsroom.who_builds import builds, watcher_words
from newscast.review.search.searching import index_of
from newscast.review.today.events_page import jobs_told
from newscast.review.today.rows import Brief, Known, Row, brief_of, by_day, lateness, row_of
from newscast.review.today.rundown_page import asking_of, days_of, hands_of
from newscast.review.today.to_do import Late, to_do
from newscast.review.today.to_do_part import shown
from newscast.watch.status.state import JobState, Status

_MOST, _MOST_CHOSEN = 40, 100
"""Episodes that are shown at most: of all, and of those that were chosen by month or state."""
_LATELY = 6
"""Jobs that ended lately, and are shown."""


@dataclass(frozen=True)
class Choice:
    """A link that narrows down what is listed: its words, where it leads, and whether it is the one that is chosen."""

    words: str
    address: str
    chosen: bool
    count: int | None = None


def newsroom(visit: Visit) -> Response:
    """Everything, or what was asked for: `?month=2026-11`, `?state=changes-asked`."""
    since, reporter = news_since(visit), reporter_of(visit.office)
    scene, shelf = reporter.scene(), reporter.shelf()
    # Whoever comes here may search next: what is new is read by then.
    index_of(visit.office.root).follow(shelf)
    known = _known(visit, scene.status, shelf)
    briefs = _briefs(known, shelf)
    late = [row_of(known, each) for each in briefs if lateness(known, each)]
    month, state = (visit.request.query_params.get(key, "") for key in ("month", "state"))
    chosen = [each for each in briefs if (not month or each.date[:7] == month) and (not state or each.state == state)]
    most = _MOST_CHOSEN if month or state else _MOST
    return page(
        visit,
        "newsroom.html",
        since=since,
        days=_days([row_of(known, each) for each in chosen[:most]], known.today),
        **_at_hand(visit, known, scene.status, shelf, late),
        months=_months(briefs, month),
        states=_states(briefs, state),
        narrowed=bool(month or state),
        cut=len(chosen) > most,
        nothing=not briefs,
        shows=_has_shows(visit),
        has_new=is_there(visit, "/new"),
        **working(visit, scene.status),
    )


def _at_hand(visit: Visit, known: Known, status: Status, shelf: Shelf, late: Sequence[Row]) -> dict[str, Any]:
    """The rundowns of the day, and what whoever looks must do now."""
    told = [Late(each.name, each.title, each.late, each.address, each.air) for each in late]
    jobs = _by_episode((*status.jobs, *status.ended))
    try:
        with visit.office.people() as people:
            hands = hands_of(visit, people, shelf, jobs, known.now)
            entries = to_do(asking_of(visit, people, known.reviewed), hands, told)
    except BrokenError:
        if visit.office.lost:
            raise
        # Rundowns are shown as if nobody had done anything, as all is while the record is damaged.
        return _at_hand(replace(visit, office=replace(visit.office, lost=True)), known, status, shelf, late)
    return {"rundowns": days_of(visit, hands, known.now), "to_do": shown(entries, known.now, known.zone)}


def working(visit: Visit, status: Status) -> dict[str, Any]:
    """What the panel of jobs shows."""
    jobs = jobs_told(visit, status, None)
    return {
        "under_way": [job for job in jobs if job["open"]],
        "ended": [job for job in jobs if job["state"] in ("done", "failed")][:_LATELY],
        "watched": builds(status.watcher),
        "watcher": watcher_words(status),
        "trouble": status.trouble,
    }


def _reviewed(visit: Visit, shelf: Shelf) -> Mapping[str, Reviewed]:
    try:
        with visit.office.people() as people:
            return reviewed(people, visit.office, shelf, visit.visitor.name)
    except BrokenError:
        return {}


def _known(visit: Visit, status: Status, shelf: Shelf) -> Known:
    now, zone = time.time(), visit.office.zone()
    return Known(
        visit.office, _reviewed(visit, shelf), _by_episode(status.jobs), now, zone, today=local(now, zone).date()
    )


def _briefs(known: Known, shelf: Shelf) -> list[Brief]:
    """Every episode, the newest first; of rundowns of which nothing was built those that are still to come."""
    built = [brief_of(known, each) for each in shelf.episodes.values()]
    planned = (brief_of(known, Shelved(name, None, None), path) for name, path in shelf.planned.items())
    coming = [each for each in planned if each.date >= known.today.isoformat() or each.episode.name in known.jobs]
    return sorted([*built, *coming], key=lambda each: (each.date, each.episode.name), reverse=True)


def _by_episode(told: Iterable[JobState]) -> dict[str, list[JobState]]:
    jobs: dict[str, list[JobState]] = {}
    for job in told:
        jobs.setdefault(job.episode, []).append(job)
    return jobs


def _days(rows: Iterable[Row], today: datetime.date) -> list[tuple[str, bool, Sequence[Row]]]:
    """The rows by day: how it is called, and whether it is today."""
    return [(_named(day.date, today), day.date == today.isoformat(), day.rows) for day in by_day(rows)]


def _named(date: str, today: datetime.date) -> str:
    try:
        return day_named(datetime.date.fromisoformat(date), today)
    except ValueError:
        return ""


def _months(briefs: Iterable[Brief], chosen: str) -> list[Choice]:
    table = language_of(language())
    months = sorted({each.date[:7] for each in briefs if len(each.date) == 10}, reverse=True)
    return [
        Choice(table.month(datetime.date.fromisoformat(f"{month}-01")), f"/?month={month}", month == chosen)
        for month in months
    ]


def _states(briefs: Iterable[Brief], chosen: str) -> list[Choice]:
    counts: dict[State, int] = {}
    for each in briefs:
        counts[each.state] = counts.get(each.state, 0) + 1
    return [
        Choice(state_words(state), f"/?{urlencode({'state': state})}", state == chosen, counts[state])
        for state in STATES
        if state in counts
    ]


def _has_shows(visit: Visit) -> bool:
    return any((visit.office.root / "assets/shows").glob("*/show.yaml"))


ROUTES = (guarded("/", newsroom, "see"),)
