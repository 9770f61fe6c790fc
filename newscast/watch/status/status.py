"""How a newsroom stands, as data: who watches, what is built, what waits for what, what is late, what is there.

It only looks: while a watcher writes, while none does, where the desk is not there or its ledger cannot be read. What
nobody knows is left out and never guessed from what an earlier watcher left.
"""

from __future__ import annotations

import json
import socket
import sqlite3
import time
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from datetime import tzinfo
from pathlib import Path
from typing import Literal

from newscast.base.errors import MachineError
from newscast.base.i18n import _
from newscast.base.moments import local
from newscast.desk.database import BrokenError, sorted_errors
from newscast.desk.job import OPEN, Job
from newscast.desk.ledger import JOBS, Ledger, look_into
from newscast.watch.jobs.deciding import offer_of
from newscast.watch.jobs.ordering import Forecast, forecasts
from newscast.watch.rundowns.editions import names_in, state_of
from newscast.watch.status.leaving import lines_to_write
from newscast.watch.status.lock import FORGOTTEN, LEASE, Holder, holder_of
from newscast.watch.status.now import Now, read_now
from newscast.watch.status.state import FORMAT, OfferState, Showing, Status, WatcherState
from newscast.watch.status.viewing import viewed_of

_LATELY = 7 * 86_400.0
"""Seconds in which a job has lately ended."""
_MOST_ENDED = 20
"""Jobs that ended lately, at most."""


@dataclass(frozen=True)
class Looked:
    """The ledger at one moment."""

    jobs: Sequence[Job] = ()
    ended: Sequence[Job] = ()
    forecasts: Sequence[Forecast] = ()
    stories: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)


def look(
    root: Path,
    desk: Path | None,
    zone: tzinfo | None = None,
    episode: str | None = None,
    now: float | None = None,
    trouble: Iterable[str] = (),
    folders: bool = True,
) -> Status:
    """How the newsroom at `root` stands; of one episode only where it is named.

    `desk` is None where it is not known where that is, or it must not be used, and `trouble` says why. The episodes are
    left out where their `folders` are not to be read.
    """
    at = time.time() if now is None else now
    wrong = list(trouble)
    told = read_now(desk) if desk else None
    watcher = _watcher(root, told, zone, at)
    # A file that an earlier watcher left says nothing of now.
    heard = told if watcher and told and (told.host, told.process) == (watcher.host, watcher.process) else None
    ledger, looked = _ledger(desk, at, heard, wrong)
    view = Showing(zone, heard, at, sure=watcher is not None and not watcher.paused and watcher.silent is None)
    late = {each.job.id: each for each in looked.forecasts}
    jobs = [view.job(job, late.get(job.id)) for job in _chosen(looked.jobs, episode)]
    names = _names(root, looked) if folders else []
    return Status(
        status=FORMAT,
        newsroom=str(root),
        at=view.time(at) or "",
        watcher=watcher,
        ledger=ledger,
        jobs=tuple(jobs),
        ended=tuple(view.job(job, None) for job in _chosen(looked.ended, episode)),
        offers=tuple(_offers(root, _chosen(looked.jobs, episode), looked.stories, at)),
        episodes=tuple(state_of(root, name) for name in names if episode in (None, name)),
        trouble=tuple(wrong),
    )


def _names(root: Path, looked: Looked) -> list[str]:
    """The episodes of which something was built, or asked for."""
    return sorted({*names_in(root), *(job.lane.episode for job in (*looked.jobs, *looked.ended))})


def _chosen(jobs: Iterable[Job], episode: str | None) -> list[Job]:
    return [job for job in jobs if episode in (None, job.lane.episode)]


def _watcher(root: Path, told: Now | None, zone: tzinfo | None, now: float) -> WatcherState | None:
    """Who has the newsroom's lease and lives; a lease that its watcher left behind is nobody's."""
    holder = holder_of(root / LEASE)
    if holder is None:
        return None
    try:
        age = max(0.0, now - (root / LEASE).stat().st_mtime)
    except OSError:
        return None
    silent = age if age > FORGOTTEN else None
    here = holder.host == socket.gethostname()
    if (here and holder.has_ended()) or (not here and silent):
        return None
    return _heard_of(holder, told, silent, zone)


def _heard_of(holder: Holder, told: Now | None, silent: float | None, zone: tzinfo | None) -> WatcherState:
    if told is None or (told.host, told.process) != (holder.host, holder.process):
        return WatcherState(holder.host, holder.process, None, None, "", silent)
    since = local(told.since, zone).isoformat(timespec="seconds")
    return WatcherState(holder.host, holder.process, since, told.polled, told.paused, silent)


def _ledger(
    desk: Path | None, now: float, heard: Now | None, trouble: list[str]
) -> tuple[Literal["read", "none", "unreadable"], Looked]:
    if desk is None:
        return "unreadable", Looked()
    try:
        ledger = look_into(desk)
        if ledger is None:
            return "none", Looked()
        with closing(ledger), sorted_errors(ledger.path):
            return "read", _read(ledger, now, heard)
    except BrokenError as error:
        trouble.append(f"{error} " + _("`newscast watch` sets that file aside and begins a new list of jobs."))
    except MachineError as error:
        trouble.append(str(error))
    except (sqlite3.Error, ValueError, KeyError, IndexError):
        form = _("{path} holds what this newscast does not understand.")
        trouble.append(form.format(path=desk / JOBS))
    return "unreadable", Looked()


def _read(ledger: Ledger, now: float, heard: Now | None) -> Looked:
    """All of it from one moment, whatever is written meanwhile."""
    ledger.connection.execute("BEGIN")
    jobs = ledger.jobs(*OPEN)
    ended = [job for job in ledger.jobs("done", "failed", newest=200) if (job.ended or 0) > now - _LATELY]
    ended.sort(key=lambda job: -(job.ended or 0))
    left = heard.seconds_left if heard else None
    told = forecasts(jobs, now, ledger.seconds, left, viewed_of(ledger.path.parent) if jobs else None)
    order = {each.job.id: number for number, each in enumerate(told)}
    jobs.sort(key=lambda job: order.get(job.id, len(order)))
    stories = {job.ask.rundown: _stories_of(ledger, job.ask.rundown) for job in jobs if job.state == "waiting"}
    return Looked(jobs, ended[:_MOST_ENDED], told, stories)


def _stories_of(ledger: Ledger, rundown: str) -> Mapping[str, tuple[str, ...]]:
    """The stories that need each medium, as the watcher found it; nothing where it has not looked yet."""
    try:
        row = ledger.connection.execute("SELECT facts FROM facts WHERE path = ?", (rundown,)).fetchone()
        found = json.loads(row["facts"]).get("stories_of", {}) if row else {}
    except sqlite3.OperationalError:
        return {}
    return {medium: tuple(slugs) for medium, slugs in found.items()}


def _offers(
    root: Path, jobs: Iterable[Job], stories: Mapping[str, Mapping[str, tuple[str, ...]]], now: float
) -> Iterable[OfferState]:
    for job in jobs:
        if offer := offer_of(job, stories.get(job.ask.rundown, {}), now):
            lines = tuple(lines_to_write(root / job.ask.rundown, offer.stories))
            yield OfferState(job.id, job.lane.episode, job.ask.rundown, offer.due, lines)
