"""The ledger: every job from the moment it is asked for, in desk/jobs.db."""

from __future__ import annotations

import json
import sqlite3
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from newscast.base.errors import MachineError
from newscast.base.files import machine_errors
from newscast.base.i18n import _
from newscast.base.records import as_json, read_record
from newscast.desk.database import BrokenError, open_database, open_for_reading, transaction
from newscast.desk.job import OPEN, Ask, Ending, Job, Lane, State

JOBS = "jobs.db"

MIGRATIONS = (
    """
    CREATE TABLE jobs (
        id INTEGER PRIMARY KEY,
        episode TEXT NOT NULL,
        draft INTEGER NOT NULL,
        deliverables TEXT NOT NULL,
        rundown TEXT NOT NULL,
        sources TEXT NOT NULL,
        asked_by TEXT NOT NULL,
        air REAL,
        waits_for TEXT NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('waiting', 'queued', 'building', 'done', 'failed', 'cancelled')),
        asked REAL NOT NULL,
        tries INTEGER NOT NULL DEFAULT 0,
        not_before REAL,
        began REAL,
        ended REAL,
        stopped INTEGER NOT NULL DEFAULT 0,
        ending TEXT,
        UNIQUE (episode, draft, deliverables, sources)
    );
    CREATE INDEX jobs_by_state ON jobs (state);
    CREATE INDEX jobs_by_time ON jobs (asked);
    """,
    """
    CREATE TABLE arrivals (
        place TEXT PRIMARY KEY,
        state TEXT NOT NULL CHECK (state IN ('arriving', 'waiting', 'taken', 'refused', 'archived')),
        files TEXT NOT NULL,
        statuses TEXT NOT NULL,
        digest TEXT NOT NULL,
        episode TEXT NOT NULL,
        laid TEXT NOT NULL,
        reason TEXT NOT NULL,
        moving TEXT NOT NULL,
        first_seen REAL NOT NULL,
        changed REAL NOT NULL
    );
    CREATE INDEX arrivals_by_digest ON arrivals (digest);
    CREATE INDEX arrivals_by_episode ON arrivals (episode);
    """,
)


class Ledger:
    """The jobs of a newsroom. Every method is one transaction that is on the disk when it returns.

    Methods raise MachineError where the disk refuses. `set_aside` is where a ledger that could not be read lies now.
    """

    def __init__(self, connection: sqlite3.Connection, path: Path, set_aside: Path | None = None) -> None:
        self.connection = connection
        self.path = path
        self.set_aside = set_aside

    def close(self) -> None:
        self.connection.close()

    def ask(self, ask: Ask) -> tuple[Job, list[Job]]:
        """The job for this, and those that it supersedes: of the same lane, not begun, cancelled now.

        One that is being built is not touched: stopping it is for whoever builds. What was asked for last in its lane,
        and is asked for again, is left as it is; an earlier one is opened again.
        """
        with self._writing():
            before = self._last(ask.lane)
            if before and before.ask.sources == ask.sources and before.state != "cancelled":
                return self._renewed(before, ask), []
            state: State = "waiting" if ask.waits_for else "queued"
            older = [job for job in self._of_lane(ask.lane, OPEN) if job.state != "building"]
            now = time.time()
            values = (ask.rundown, ask.sources, ask.by, ask.air, json.dumps(ask.waits_for))
            for job in older:
                self._set(job.id, state="cancelled", ended=now, ending=_json(Ending(None, _("A newer save came."))))
            self.connection.execute(
                """
                INSERT INTO jobs (episode, draft, deliverables, rundown, sources, asked_by, air, waits_for, state,
                                  asked, stopped)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (episode, draft, deliverables, sources) DO UPDATE SET
                    rundown = excluded.rundown, asked_by = excluded.asked_by, air = excluded.air,
                    waits_for = excluded.waits_for, state = excluded.state, asked = excluded.asked, tries = 0,
                    not_before = NULL, began = NULL, ended = NULL, ending = NULL, stopped = excluded.stopped
                """,
                (*_keys(ask.lane), *values, state, now, before.stopped if before else 0),
            )
            job = self._find(ask)
        return job, [job for job in older if job.ask.sources != ask.sources]

    def begin(self, job: Job) -> Job:
        """It is being built from now on."""
        return self._changed(job, state="building", tries=job.tries + 1, began=time.time(), ended=None, not_before=None)

    def end(self, job: Job, state: State, ending: Ending) -> Job:
        """It is done, failed or cancelled."""
        stopped = 0 if state == "done" else job.stopped
        return self._changed(job, state=state, ended=time.time(), ending=_json(ending), stopped=stopped)

    def try_again(self, job: Job, not_before: float, ending: Ending) -> Job:
        """It failed for now, and is built again at that time at the earliest."""
        changes = {"state": "queued", "not_before": not_before, "ended": time.time(), "ending": _json(ending)}
        return self._changed(job, **changes)

    def stop(self, job: Job, superseded: bool) -> Job:
        """Its build was stopped: for a newer save, or because the watcher ends, and then it is queued again."""
        if superseded:
            with self._writing():
                # The one that comes after knows how often its lane was stopped before it.
                lane = _keys(job.lane)
                self.connection.execute(
                    "UPDATE jobs SET stopped = ? WHERE episode = ? AND draft = ? AND deliverables = ? AND state IN"
                    " ('waiting', 'queued')",
                    (job.stopped + 1, *lane),
                )
            return self.end(job, "cancelled", Ending(None, _("A newer save came.")))
        return self._changed(job, state="queued", tries=max(0, job.tries - 1), began=None)

    def enter(self, ask: Ask, ending: Ending, ended: float) -> Job | None:
        """A build that somebody started by hand, and that is done; None where it is known."""
        with self._writing():
            known = self.connection.execute(
                "SELECT 1 FROM jobs WHERE episode = ? AND draft = ? AND deliverables = ? AND sources = ?",
                (*_keys(ask.lane), ask.sources),
            ).fetchone()
            if known:
                return None
            self.connection.execute(
                """
                INSERT INTO jobs (episode, draft, deliverables, rundown, sources, asked_by, air, waits_for, state,
                                  asked, ended, ending)
                VALUES (?, ?, ?, ?, ?, ?, ?, '[]', 'done', ?, ?, ?)
                """,
                (*_keys(ask.lane), ask.rundown, ask.sources, ask.by, ask.air, ended, ended, _json(ending)),
            )
            return self._find(ask)

    def jobs(self, *states: State, newest: int | None = None) -> list[Job]:
        """Jobs in these states, or all: in the order in which they were asked for, or the `newest`, newest first."""
        chosen = f"WHERE state IN ({', '.join('?' * len(states))})" if states else ""
        order = "ORDER BY asked, id" if newest is None else f"ORDER BY asked DESC, id DESC LIMIT {int(newest)}"
        rows = self.connection.execute(f"SELECT * FROM jobs {chosen} {order}", states)
        return [_job(row) for row in rows]

    def job(self, number: int) -> Job | None:
        """The job of this number."""
        row = self.connection.execute("SELECT * FROM jobs WHERE id = ?", (number,)).fetchone()
        return _job(row) if row else None

    def last(self, lane: Lane) -> Job | None:
        """What was asked for last in a lane."""
        return self._last(lane)

    def seconds(self, lane: Lane, most: int = 9) -> list[float]:
        """How long the last builds of a lane that rendered something took, the newest first."""
        rows = self.connection.execute(
            "SELECT ended - began AS seconds, ending FROM jobs WHERE episode = ? AND draft = ? AND deliverables = ?"
            " AND state = 'done' AND began IS NOT NULL ORDER BY ended DESC LIMIT ?",
            (*_keys(lane), most),
        )
        return [row["seconds"] for row in rows if (json.loads(row["ending"]).get("rendered") or 0) > 0]

    def forget(self, before: float) -> None:
        """Let go of jobs that ended before that time."""
        with self._writing():
            names = ", ".join(f"'{state}'" for state in OPEN)
            self.connection.execute(f"DELETE FROM jobs WHERE ended < ? AND state NOT IN ({names})", (before,))

    def _renewed(self, job: Job, ask: Ask) -> Job:
        """The same job, when something of it is known better: when it goes on air, what it still lacks."""
        if job.state not in ("waiting", "queued") or (job.ask.air, job.ask.waits_for) == (ask.air, ask.waits_for):
            return job
        state = "waiting" if ask.waits_for else "queued"
        return self._set(job.id, air=ask.air, waits_for=json.dumps(ask.waits_for), state=state)

    def _changed(self, job: Job, **changes: object) -> Job:
        with self._writing():
            return self._set(job.id, **changes)

    def _set(self, number: int, **changes: object) -> Job:
        names = ", ".join(f"{name} = ?" for name in changes)
        self.connection.execute(f"UPDATE jobs SET {names} WHERE id = ?", (*changes.values(), number))
        return _job(self.connection.execute("SELECT * FROM jobs WHERE id = ?", (number,)).fetchone())

    def _find(self, ask: Ask) -> Job:
        where = "episode = ? AND draft = ? AND deliverables = ? AND sources = ?"
        row = self.connection.execute(f"SELECT * FROM jobs WHERE {where}", (*_keys(ask.lane), ask.sources)).fetchone()
        return _job(row)

    def _last(self, lane: Lane) -> Job | None:
        found = self.connection.execute(
            "SELECT * FROM jobs WHERE episode = ? AND draft = ? AND deliverables = ?"
            " ORDER BY asked DESC, id DESC LIMIT 1",
            _keys(lane),
        ).fetchone()
        return _job(found) if found else None

    def _of_lane(self, lane: Lane, states: Iterable[State]) -> list[Job]:
        return [job for job in self.jobs(*states) if job.lane == lane]

    @contextmanager
    def _writing(self) -> Iterator[None]:
        try:
            with transaction(self.connection):
                yield
        except sqlite3.Error as error:
            raise MachineError(_("Cannot use {path}: {reason}.").format(path=self.path, reason=error)) from error


def open_ledger(desk: Path) -> Ledger:
    """The ledger in a desk's folder, begun anew where it cannot be read; that one is set aside. Raises MachineError."""
    path = desk / JOBS
    try:
        return Ledger(open_database(path, MIGRATIONS), path)
    except BrokenError:
        aside = _set_aside(path)
    try:
        return Ledger(open_database(path, MIGRATIONS), path, aside)
    except BrokenError as error:
        raise MachineError(_("Cannot use {path}: {reason}.").format(path=path, reason=error)) from error


def look_into(desk: Path) -> Ledger | None:
    """The ledger for looking only; None where there is none. Raises BrokenError, MachineError."""
    path = desk / JOBS
    connection = open_for_reading(path)
    return Ledger(connection, path) if connection else None


def _set_aside(path: Path) -> Path:
    stamp = time.strftime("%Y%m%dT%H%M%S", time.gmtime())
    with machine_errors(path):
        for end in ("-wal", "-shm", ""):
            part = path.with_name(path.name + end)
            if part.exists():
                part.replace(path.with_name(f"{path.name}.broken-{stamp}{end}"))
    return path.with_name(f"{path.name}.broken-{stamp}")


def _keys(lane: Lane) -> tuple[str, bool, str]:
    return lane.episode, lane.draft, json.dumps(lane.deliverables)


def _json(ending: Ending) -> str:
    return json.dumps(as_json(ending), ensure_ascii=False)


def _job(row: sqlite3.Row) -> Job:
    lane = Lane(row["episode"], bool(row["draft"]), tuple(json.loads(row["deliverables"])))
    waits = tuple(json.loads(row["waits_for"]))
    ask = Ask(lane, row["rundown"], row["sources"], row["asked_by"], row["air"], waits)
    ending = read_record(Ending, json.loads(row["ending"])) if row["ending"] else None
    times = (row["tries"], row["not_before"], row["began"], row["ended"], row["stopped"])
    return Job(row["id"], ask, row["state"], row["asked"], *times, ending)
