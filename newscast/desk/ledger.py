"""The ledger: every job from the moment it is asked for, in desk/jobs.db."""

from __future__ import annotations

import json
import time
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from newscast.base.i18n import _
from newscast.desk.database import (
    BrokenError,
    Connection,
    is_whole_file,
    open_database,
    open_for_reading,
    sorted_errors,
    transaction,
)
from newscast.desk.holding import InUseError, alone, set_aside
from newscast.desk.job import OPEN, Ask, Ending, Job, Lane, State
from newscast.desk.ledger_forms import LEDGER_MIGRATIONS
from newscast.desk.rows import OF_LANE, OF_LANE_AND_SOURCES, as_column, as_job, keys, listed

JOBS = "jobs.db"
_PATIENCE = 10.0
"""Seconds that a ledger which cannot be read is waited for, before it is said that others have it open."""
_EVERY = 0.1


class Ledger:
    """The jobs of a newsroom. Every method is one transaction that is on the disk when it returns.

    Jobs have turns, which count up with every question: clocks jump. `set_aside` is where a ledger that could not be
    read lies now. Methods raise MachineError where the disk refuses, and BrokenError where the file is damaged: it is
    closed then, and open_ledger() sets it aside and begins a new one. Names that are not UTF-8 cannot be kept.
    """

    def __init__(self, connection: Connection, path: Path, set_aside: Path | None = None) -> None:
        self.connection = connection
        self.path = path
        self.set_aside = set_aside

    def close(self) -> None:
        self.connection.close()

    @contextmanager
    def together(self) -> Iterator[None]:
        """What is done in this context is one transaction: all of a burst waits for the disk once."""
        with sorted_errors(self.path):
            if self.connection.in_transaction:
                yield
                return
            with transaction(self.connection):
                yield

    def ask(self, ask: Ask) -> tuple[Job, list[Job]]:
        """The job for this, and those that it supersedes: of the same lane, not begun, cancelled now.

        One that is being built is not touched: stopping it is for whoever builds. What was asked for last in its lane,
        and is asked for again, is left as it is; an earlier one is opened again.
        """
        with self.together():
            before = self.last(ask.lane)
            if before and before.ask.sources == ask.sources and before.state != "cancelled":
                return self._renewed(before, ask), []
            older = [job for job in self._open_in(ask.lane) if job.state != "building"]
            for job in older:
                self._set(job.id, state="cancelled", ended=time.time(), ending=as_column(_newer_save()))
            job = self._opened(ask, before.stopped if before else 0)
        return job, [each for each in older if each.id != job.id]

    def begin(self, job: Job) -> Job:
        """It is being built from now on; unless it was cancelled since it was looked at, and then it is as it is."""
        changes = {"state": "building", "tries": job.tries + 1, "began": time.time(), "ended": None}
        return self._changed(job, ("queued",), **changes, not_before=None)

    def end(self, job: Job, state: State, ending: Ending) -> Job:
        """It is done, failed or cancelled, unless it was so before."""
        stopped = job.stopped if state == "cancelled" else 0
        results = {"ending": as_column(ending), "rendered": ending.rendered}
        return self._changed(job, OPEN, state=state, ended=time.time(), stopped=stopped, **results)

    def supersede(self, episode: str, kept: Collection[int]) -> list[Job]:
        """Of an episode nothing is wanted any more but the jobs of these numbers, and what is being built."""
        with self.together():
            open_now = self._rows(
                f"SELECT * FROM jobs WHERE episode = ? AND state IN ({listed(('waiting', 'queued'))})", episode
            )
            gone = [job for job in open_now if job.id not in kept]
            return [self.end(job, "cancelled", _newer_save()) for job in gone]

    def try_again(self, job: Job, not_before: float, ending: Ending) -> Job:
        """It failed for now, and is built again at that time at the earliest; not where something newer is wanted."""
        with self.together():
            if self._is_passed(job):
                return self.end(job, "cancelled", ending)
            changes = {"state": "queued", "not_before": not_before, "ended": time.time(), "ending": as_column(ending)}
            return self._changed(job, ("building",), **changes)

    def stop(self, job: Job, superseded: bool) -> Job:
        """Its build was stopped: for a newer save, or because the watcher ends.

        Then it is queued again, as if it had not begun, where nothing newer is wanted in its lane.
        """
        with self.together():
            if superseded:
                # The one that comes after knows how often its lane was stopped before it.
                job = replace(job, stopped=job.stopped + 1)
                self._rows(
                    f"UPDATE jobs SET stopped = ? WHERE {OF_LANE} AND state IN ('waiting', 'queued')",
                    *(job.stopped, *keys(job.lane)),
                )
            if superseded or self._is_passed(job):
                return self.end(job, "cancelled", _newer_save())
            return self._changed(job, ("building",), state="queued", tries=max(0, job.tries - 1), began=None)

    def enter(self, ask: Ask, ending: Ending, ended: float) -> Job | None:
        """A build that is done and that nobody noted: by hand, or just before a loss of power; None where it is known.

        A job for the same that was not begun, or came to nothing, is done by it.
        """
        with self.together():
            known = self._find(ask)
            if known and known.state in ("building", "done"):
                return None
            number = known.id if known else self._inserted(ask, "done", ended)
            changes = {"state": "done", "ended": ended, "ending": as_column(ending), "not_before": None, "stopped": 0}
            return self._set(number, **changes)

    def forgive(self, episode: str) -> None:
        """Finals of an episode that failed may be asked for again with the same sources: what they failed for may have
        been answered by people."""
        with self.together():
            self.connection.execute(
                "UPDATE jobs SET state = 'cancelled' WHERE episode = ? AND NOT draft AND state = 'failed'", (episode,)
            )

    def jobs(self, *states: State, newest: int | None = None) -> list[Job]:
        """Jobs in these states, or all: in the order in which they were asked for, or the `newest`, newest first."""
        chosen = f"WHERE state IN ({', '.join('?' * len(states))})" if states else ""
        order = "ORDER BY turn" if newest is None else f"ORDER BY turn DESC LIMIT {int(newest)}"
        return self._rows(f"SELECT * FROM jobs {chosen} {order}", *states)

    def job(self, number: int) -> Job | None:
        """The job of this number."""
        return self._row("SELECT * FROM jobs WHERE id = ?", number)

    def last(self, lane: Lane) -> Job | None:
        """What was asked for last in a lane."""
        return self._row(f"SELECT * FROM jobs WHERE {OF_LANE} ORDER BY turn DESC LIMIT 1", *keys(lane))

    def latest(self, *states: State) -> list[Job]:
        """Of every lane the job in one of these states that was asked for last."""
        return self._rows(
            "SELECT * FROM jobs WHERE turn IN (SELECT max(turn) FROM jobs WHERE state IN"
            f" ({', '.join('?' * len(states))}) GROUP BY episode, draft, deliverables) ORDER BY turn",
            *states,
        )

    def seconds(self, lane: Lane, most: int = 9) -> list[float]:
        """How long the last builds of a lane that rendered something took, the newest first."""
        with sorted_errors(self.path):
            found = self.connection.execute(
                f"SELECT ended - began FROM jobs WHERE {OF_LANE} AND state = 'done' AND rendered > 0 AND ended > began"
                " ORDER BY turn DESC LIMIT ?",
                (*keys(lane), most),
            )
            return [seconds for (seconds,) in found]

    def forget(self, before: float) -> int:
        """Let go of jobs that ended before that time, but of the last in each lane: how many went.

        That one says what the lane was built from, so that a look at the same sources asks for nothing.
        """
        with self.together():
            gone = self.connection.execute(
                f"""
                DELETE FROM jobs WHERE ended < ? AND state NOT IN ({listed(OPEN)}) AND EXISTS (
                    SELECT 1 FROM jobs AS newer WHERE newer.episode = jobs.episode AND newer.draft = jobs.draft
                    AND newer.deliverables = jobs.deliverables AND newer.turn > jobs.turn)
                """,
                (before,),
            )
        return gone.rowcount

    def _renewed(self, job: Job, ask: Ask) -> Job:
        """The same job, when something of it is known better: when it goes on air, what it still lacks."""
        if job.state not in ("waiting", "queued") or (job.ask.air, job.ask.waits_for) == (ask.air, ask.waits_for):
            return job
        return self._set(job.id, air=ask.air, waits_for=json.dumps(ask.waits_for), state=_first_state(ask))

    def _opened(self, ask: Ask, stopped: int) -> Job:
        """A new job for this, or an earlier one opened again; one that is being built goes on, and is the last now."""
        known = self._find(ask)
        number = known.id if known else self._inserted(ask, _first_state(ask), time.time())
        changes: dict[str, object] = {"turn": self._next_turn(), "asked_by": ask.by, "air": ask.air}
        if not known or known.state != "building":
            changes |= {"rundown": ask.rundown, "waits_for": json.dumps(ask.waits_for), "state": _first_state(ask)}
            changes |= {"asked": time.time(), "stopped": stopped, "tries": 0}
            changes |= dict.fromkeys(("not_before", "began", "ended", "ending", "rendered"))
        return self._set(number, **changes)

    def _inserted(self, ask: Ask, state: State, asked: float) -> int:
        values = (*keys(ask.lane), self._next_turn(), ask.rundown, ask.sources, ask.by, ask.air)
        cursor = self.connection.execute(
            "INSERT INTO jobs (episode, draft, deliverables, turn, rundown, sources, asked_by, air, waits_for, state,"
            " asked) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (*values, json.dumps(ask.waits_for), state, asked),
        )
        return int(cursor.lastrowid or 0)

    def _next_turn(self) -> int:
        return int(self.connection.execute("SELECT coalesce(max(turn), 0) + 1 FROM jobs").fetchone()[0])

    def _is_passed(self, job: Job) -> bool:
        """Whether something that was asked for after it is still to come in its lane."""
        later = "turn > (SELECT turn FROM jobs WHERE id = ?)"
        query = f"SELECT * FROM jobs WHERE {OF_LANE} AND state IN ({listed(OPEN)}) AND {later} LIMIT 1"
        return self._row(query, *keys(job.lane), job.id) is not None

    def _open_in(self, lane: Lane) -> list[Job]:
        return self._rows(f"SELECT * FROM jobs WHERE {OF_LANE} AND state IN ({listed(OPEN)})", *keys(lane))

    def _find(self, ask: Ask) -> Job | None:
        return self._row(f"SELECT * FROM jobs WHERE {OF_LANE_AND_SOURCES}", *keys(ask.lane), ask.sources)

    def _changed(self, job: Job, states: tuple[State, ...], **changes: object) -> Job:
        """The job with these changes if it is in one of these states; as it is otherwise."""
        with self.together():
            now = self._kept(job.id)
            return self._set(job.id, **changes) if now.state in states else now

    def _set(self, number: int, **changes: object) -> Job:
        names = ", ".join(f"{name} = ?" for name in changes)
        self.connection.execute(f"UPDATE jobs SET {names} WHERE id = ?", (*changes.values(), number))
        return self._kept(number)

    def _kept(self, number: int) -> Job:
        job = self.job(number)
        assert job is not None, "open jobs are never let go of"
        return job

    def _row(self, query: str, *values: Any) -> Job | None:
        return next(iter(self._rows(query, *values)), None)

    def _rows(self, query: str, *values: Any) -> list[Job]:
        with sorted_errors(self.path):
            return [as_job(row) for row in self.connection.execute(query, values)]


def open_ledger(desk: Path) -> Ledger:
    """The ledger in a desk's folder, begun anew where it cannot be read; that one is set aside. Raises MachineError."""
    path = desk / JOBS
    until, aside = time.monotonic() + _PATIENCE, None
    while True:
        try:
            return Ledger(open_database(path, LEDGER_MIGRATIONS), path, aside)
        except BrokenError:
            if aside:
                raise
        try:
            aside = _aside(path)
        except InUseError:
            # Another process may have set it aside at this moment, and uses the new one.
            if time.monotonic() > until:
                raise
            time.sleep(_EVERY)


def look_into(desk: Path) -> Ledger | None:
    """The ledger for looking only; None where there is none. Raises BrokenError, MachineError."""
    path = desk / JOBS
    connection = open_for_reading(path, LEDGER_MIGRATIONS)
    return Ledger(connection, path) if connection else None


def _aside(path: Path) -> Path | None:
    """Where a ledger that cannot be read lies now; None where another process came before."""
    with alone(path):
        return None if is_whole_file(path) else set_aside(path, "broken")


def _first_state(ask: Ask) -> State:
    return "waiting" if ask.waits_for else "queued"


def _newer_save() -> Ending:
    return Ending(None, _("A newer save came."))
