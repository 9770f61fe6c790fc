"""How a newsroom stands: while a watcher runs and while none does, with any desk or none, without writing anything."""

from __future__ import annotations

import json
import os
import socket
import time
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from watch_making import MEXICO, built

from newscast.base.errors import UsageError
from newscast.base.records import as_json, read_record
from newscast.desk.job import Ask, Ending, Lane
from newscast.desk.ledger import JOBS, Ledger, open_ledger
from newscast.watch.status.lock import FORGOTTEN, LEASE, watching
from newscast.watch.status.now import NOW, Board
from newscast.watch.status.schema import schemas
from newscast.watch.status.state import Status
from newscast.watch.status.status import look

WEB, FINAL = Lane("hoy", True, ("web",)), Lane("hoy", False)
RUNDOWN = "rundowns/hoy.yaml"


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEWSCAST_LANG", "en")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = tmp_path / "sala"
    (root / "desk").mkdir(parents=True)
    (root / "rundowns").mkdir()
    (root / RUNDOWN).write_text("segments:\n  - story: bacheo\n    headline: B\n", encoding="utf-8")
    return root


@pytest.fixture
def ledger(root: Path) -> Iterator[Ledger]:
    ledger = open_ledger(root / "desk")
    yield ledger
    ledger.close()


@cache
def by_schema() -> Draft202012Validator:
    return Draft202012Validator(schemas()["status"])


def see(root: Path, **more: object) -> Status:
    before = {path: (path.stat().st_mtime_ns, path.stat().st_size) for path in [root, *root.rglob("*")]}
    status = look(root, root / "desk", MEXICO, **more)  # type: ignore[arg-type]
    after = {path: (path.stat().st_mtime_ns, path.stat().st_size) for path in [root, *root.rglob("*")]}
    # The ledger's own files for readers are SQLite's.
    changed = [path for path in before.keys() | after.keys() if before.get(path) != after.get(path)]
    assert [path for path in changed if path.name not in ("desk", "jobs.db-shm", "jobs.db-wal")] == []
    by_schema().validate(json.loads(json.dumps(status.as_json())))
    assert read_record(Status, json.loads(json.dumps(as_json(status)))) == status
    return status


def test_nothing_was_ever_watched(root: Path) -> None:
    (root / "desk").rmdir()
    status = see(root)
    assert (status.ledger, status.watcher, status.jobs, status.trouble) == ("none", None, (), ())
    assert not (root / "desk").exists()


@pytest.mark.parametrize(
    "content",
    [b"no database at all, but long enough to be read as one" * 40, b"SQLite format 3\0" + b"\xff" * 4096],
)
def test_a_broken_ledger_is_said(root: Path, content: bytes) -> None:
    (root / "desk" / JOBS).write_bytes(content)
    status = see(root)
    assert (status.ledger, status.jobs) == ("unreadable", ())
    assert JOBS in status.trouble[0] and "newscast watch" in status.trouble[0]


def test_a_ledger_with_something_else_in_it(root: Path, ledger: Ledger) -> None:
    ledger.ask(Ask(WEB, RUNDOWN, "1"))
    ledger.connection.execute("UPDATE jobs SET waits_for = '{'")
    status = see(root)
    assert (status.ledger, status.jobs) == ("unreadable", ()) and "does not understand" in status.trouble[0]


def test_a_ledger_that_may_not_be_read(root: Path) -> None:
    (root / "desk" / JOBS).mkdir()
    assert see(root).ledger == "unreadable"


def test_a_desk_that_must_not_be_used(root: Path) -> None:
    status = look(root, None, MEXICO, trouble=["It lies on a share."])
    assert (status.ledger, status.trouble) == ("unreadable", ("It lies on a share.",))


def test_jobs_while_nobody_watches(root: Path, ledger: Ledger) -> None:
    job, _older = ledger.ask(Ask(WEB, RUNDOWN, "1", air=time.time() + 30))
    ledger.begin(job)
    # A watcher that was killed leaves what it was doing; it says nothing of now.
    Board(root / "desk").show("", job.id, 0.7, 12.0, "bacheo", True)
    status = see(root)
    assert status.watcher is None
    (building,) = status.jobs
    assert (building.state, building.done, building.finish, building.label) == ("building", None, None, "")


def test_jobs_while_somebody_watches(root: Path, ledger: Ledger) -> None:
    job, _older = ledger.ask(Ask(WEB, RUNDOWN, "1"))
    ledger.begin(job)
    ledger.ask(Ask(Lane("hoy", True, ("radio",)), RUNDOWN, "1"))
    with watching(root):
        Board(root / "desk").show("", job.id, 0.7, 12.0, "bacheo", True)
        status = see(root)
    assert status.watcher and status.watcher.process == os.getpid() and status.watcher.polled
    building, queued = status.jobs
    assert (building.done, building.seconds_left, building.label) == (0.7, 12.0, "bacheo")
    assert building.finish and queued.state == "queued" and queued.finish is None
    assert building.asked.endswith("-06:00")


def test_a_pause_is_said_and_promises_nothing(root: Path, ledger: Ledger) -> None:
    job, _older = ledger.ask(Ask(WEB, RUNDOWN, "1"))
    ledger.begin(job)
    with watching(root):
        Board(root / "desk").show("/mnt is not there.", job.id, 0.7, 12.0, "bacheo", False)
        status = see(root)
    assert status.watcher and status.watcher.paused == "/mnt is not there."
    assert status.jobs[0].finish is None


def lease(root: Path, host: str, process: int, age: float = 0.0, **more: str) -> None:
    path = root / LEASE
    with watching(root):
        boot = json.loads(path.read_text(encoding="utf-8")).get("boot", "")
    held = {"host": host, "process": process, "mark": "x", "boot": boot, **more}
    path.write_text(json.dumps(held), encoding="utf-8")
    os.utime(path, (time.time() - age,) * 2)


@pytest.mark.parametrize(
    ("host", "process", "age", "watches", "silent"),
    [
        (socket.gethostname(), os.getpid(), 0.0, True, False),
        (socket.gethostname(), os.getpid(), FORGOTTEN + 60, True, True),
        (socket.gethostname(), 2**22 - 3, 0.0, False, False),
        ("another", 7, 0.0, True, False),
        ("another", 7, FORGOTTEN + 60, False, False),
    ],
    ids=["running", "silent", "ended", "elsewhere", "silent-elsewhere"],
)
def test_who_watches(root: Path, host: str, process: int, age: float, watches: bool, silent: bool) -> None:
    lease(root, host, process, age)
    status = see(root)
    assert (status.watcher is not None) == watches
    if status.watcher:
        assert (status.watcher.silent is not None) == silent
        assert status.watcher.since is None, "what another one wrote is not of this one"


def test_a_lease_from_before_the_machine_was_started_is_nobodys(root: Path) -> None:
    lease(root, socket.gethostname(), os.getppid(), boot="another")
    assert see(root).watcher is None
    with watching(root):
        assert see(root).watcher
    lease(root, socket.gethostname(), os.getppid())
    with pytest.raises(UsageError, match="End that one first"), watching(root):
        pass


def test_what_a_former_watcher_wrote_is_not_of_the_one_that_runs(root: Path, ledger: Ledger) -> None:
    job, _older = ledger.ask(Ask(WEB, RUNDOWN, "1"))
    ledger.begin(job)
    Board(root / "desk").show("paused", job.id, 0.7, 12.0, "bacheo", False)
    told = json.loads((root / "desk" / NOW).read_text(encoding="utf-8"))
    (root / "desk" / NOW).write_text(json.dumps({**told, "process": 1}), encoding="utf-8")
    lease(root, socket.gethostname(), os.getpid())
    status = see(root)
    assert status.watcher and status.watcher.paused == "" and status.jobs[0].done is None


def test_what_is_late(root: Path, ledger: Ledger) -> None:
    soon = time.time() + 600
    ledger.ask(Ask(WEB, RUNDOWN, "0"))
    ledger.connection.execute(
        "UPDATE jobs SET began = 0, ended = 900, state = 'done', rendered = 4, ending = ?",
        (json.dumps(as_json(built())),),
    )
    ledger.ask(Ask(WEB, RUNDOWN, "1", air=soon))
    ledger.ask(Ask(Lane("ayer", False), RUNDOWN, "1", air=time.time() - 60, waits_for=("a.mp4",)))
    late = {job.episode: job.late for job in see(root).jobs}
    assert late == {"hoy": True, "ayer": True}


def test_offers_name_the_line(root: Path, ledger: Ledger) -> None:
    facts = json.dumps({"stories_of": {"clips/b.mp4": ["bacheo"], "clips/x.mp4": ["feria"]}})
    ledger.connection.execute("INSERT INTO facts VALUES (?, '', 0, ?)", (RUNDOWN, facts))
    ledger.ask(Ask(FINAL, RUNDOWN, "1", air=time.time() + 3600, waits_for=("clips/b.mp4",)))
    (offer,) = see(root).offers
    assert (offer.due, offer.rundown) == (False, RUNDOWN)
    assert [(line.story, line.below, line.write) for line in offer.lines] == [("bacheo", 2, "    float: true")]
    (offer,) = see(root, now=time.time() + 3000).offers
    assert offer.due


def test_what_ended_and_only_of_one_episode(root: Path, ledger: Ledger) -> None:
    for name in ("hoy", "ayer"):
        job, _older = ledger.ask(Ask(Lane(name, False), RUNDOWN, "1"))
        ledger.end(ledger.begin(job), "failed", Ending(74, "Full.", log="desk/logs/x.log"))
    assert [job.episode for job in see(root).ended] == ["ayer", "hoy"]
    (ended,) = see(root, episode="hoy").ended
    assert (ended.reason, ended.log, ended.exit_code) == ("Full.", "desk/logs/x.log", 74)
    assert [each.name for each in see(root, episode="hoy").episodes] == ["hoy"]


def test_it_looks_while_somebody_writes(root: Path, ledger: Ledger) -> None:
    ledger.ask(Ask(WEB, RUNDOWN, "1"))
    ledger.connection.execute("BEGIN IMMEDIATE")
    ledger.connection.execute("UPDATE jobs SET state = 'done'")
    assert [job.state for job in look(root, root / "desk").jobs] == ["queued"]
    ledger.connection.execute("ROLLBACK")
