"""The page of the newsroom: its episodes by day, what is being built, what is late."""

from __future__ import annotations

import datetime
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from starlette.responses import Response

from newscast.base.i18n import language
from newscast.base.languages.all import language_of
from newscast.base.moments import day_named
from newscast.desk.database import BrokenError
from newscast.review.events_page import builds, jobs_told, watcher_words
from newscast.review.guard import Visit, guarded
from newscast.review.news import reporter_of
from newscast.review.pages import page
from newscast.review.reviewed import Reviewed, reviewed
from newscast.review.rows import Known, Row, by_day, planned, row_of, today_of
from newscast.review.searching import index_of
from newscast.review.shelf import Shelf, Shelved
from newscast.review.states import STATES, State, state_words
from newscast.watch.state import JobState, Status

_MOST = 40
"""Episodes that the newest page shows."""
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
    reporter = reporter_of(visit.office)
    scene, shelf = reporter.scene(), reporter.shelf()
    # Whoever comes here may search next: what is new is read by then.
    index_of(visit.office.root).follow(shelf)
    known = Known(visit.office, _reviewed(visit), _by_episode(scene.status), time.time())
    rows = _rows(known, shelf)
    month, state = (visit.request.query_params.get(key, "") for key in ("month", "state"))
    chosen = [row for row in rows if (not month or row.date[:7] == month) and (not state or row.state == state)]
    cut = not month and not state and len(chosen) > _MOST
    return page(
        visit,
        "newsroom.html",
        days=_days(_newest(chosen, _MOST if cut else len(chosen)), today_of(known)),
        late=[row for row in rows if row.late],
        months=_months(rows, month),
        states=_states(rows, state),
        narrowed=bool(month or state),
        cut=cut,
        nothing=not rows,
        shows=_has_shows(visit),
        **working(visit, scene.status),
    )


def working(visit: Visit, status: Status) -> dict[str, Any]:
    """What the panel of jobs shows."""
    jobs = jobs_told(visit, status, None)
    return {
        "under_way": [job for job in jobs if job["state"] in ("building", "queued", "waiting")],
        "ended": [job for job in jobs if job["state"] in ("done", "failed")][:_LATELY],
        "watched": builds(status.watcher),
        "watcher": watcher_words(status),
        "trouble": status.trouble,
    }


def _reviewed(visit: Visit) -> Mapping[str, Reviewed]:
    try:
        with visit.office.people() as people:
            return reviewed(people, visit.visitor.name)
    except BrokenError:
        return {}


def _rows(known: Known, shelf: Shelf) -> list[Row]:
    built = [row_of(known, each) for each in shelf.episodes.values()]
    coming = [row_of(known, Shelved(name, None, None), path) for name, path in planned(known.office, _all(shelf))]
    today = today_of(known).isoformat()
    return [*built, *(row for row in coming if row.date >= today or row.jobs)]


def _all(shelf: Shelf) -> Iterable[Shelved]:
    return shelf.episodes.values()


def _newest(rows: Sequence[Row], most: int) -> list[Row]:
    return sorted(rows, key=lambda row: (row.date, row.name), reverse=True)[:most]


def _by_episode(status: Status) -> dict[str, list[JobState]]:
    jobs: dict[str, list[JobState]] = {}
    for job in status.jobs:
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


def _months(rows: Iterable[Row], chosen: str) -> list[Choice]:
    table = language_of(language())
    months = sorted({row.date[:7] for row in rows if len(row.date) == 10}, reverse=True)
    return [
        Choice(table.month(datetime.date.fromisoformat(f"{month}-01")), f"/?month={month}", month == chosen)
        for month in months
    ]


def _states(rows: Sequence[Row], chosen: str) -> list[Choice]:
    counts: dict[State, int] = {}
    for row in rows:
        counts[row.state] = counts.get(row.state, 0) + 1
    return [
        Choice(state_words(state), f"/?{urlencode({'state': state})}", state == chosen, counts[state])
        for state in STATES
        if state in counts
    ]


def _has_shows(visit: Visit) -> bool:
    return any((visit.office.root / "assets/shows").glob("*/show.yaml"))


ROUTES = (guarded("/", newsroom, "see"),)
