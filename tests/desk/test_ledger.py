"""The ledger: the same again is the same job, a newer save replaces an older one, nothing is lost with a process."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from newscast.base.errors import MachineError
from newscast.desk.database import form_of, open_database
from newscast.desk.job import Ask, Ending, Lane, Said
from newscast.desk.ledger import JOBS, MIGRATIONS, Ledger, look_into, open_ledger

WEB = Lane("uno", True, ("web",))
ASK = Ask(WEB, "rundowns/uno.yaml", "a" * 64)


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return open_ledger(tmp_path / "desk")


def test_the_same_again_is_the_same_job(ledger: Ledger) -> None:
    first, _none = ledger.ask(ASK)
    again, superseded = ledger.ask(ASK)
    assert again.id == first.id and not superseded
    ledger.end(ledger.begin(first), "done", Ending(0, version=1, verdict="pass"))
    done, _none = ledger.ask(ASK)
    assert (done.id, done.state) == (first.id, "done")
    assert len(ledger.jobs()) == 1


def test_a_newer_save_replaces_what_waits_but_not_what_is_built(ledger: Ledger) -> None:
    building, _none = ledger.ask(ASK)
    building = ledger.begin(building)
    second, superseded = ledger.ask(replace(ASK, sources="b" * 64))
    assert not superseded
    third, superseded = ledger.ask(replace(ASK, sources="c" * 64))
    assert [job.id for job in superseded] == [second.id]
    assert [job.state for job in ledger.jobs()] == ["building", "cancelled", "queued"]
    other, superseded = ledger.ask(replace(ASK, lane=Lane("uno", True, ("reel",)), sources="c" * 64))
    assert not superseded and other.id != third.id


def test_what_was_built_before_is_built_again_when_it_is_wanted_again(ledger: Ledger) -> None:
    first, _none = ledger.ask(ASK)
    ledger.end(ledger.begin(first), "done", Ending(0))
    second, _none = ledger.ask(replace(ASK, sources="b" * 64))
    ledger.end(ledger.begin(second), "done", Ending(0))
    back, _none = ledger.ask(ASK)
    assert (back.id, back.state, back.tries) == (first.id, "queued", 0)


def test_a_stopped_lane_knows_how_often(ledger: Ledger) -> None:
    job = ledger.begin(ledger.ask(ASK)[0])
    for number in range(1, 4):
        ledger.ask(replace(ASK, sources=f"{number:064}"))
        assert ledger.stop(job, superseded=True).state == "cancelled"
        (job,) = ledger.jobs("queued")
        assert job.stopped == number
        job = ledger.begin(job)
    assert ledger.end(job, "done", Ending(0)).stopped == 0


def test_what_is_stopped_with_the_watcher_is_queued_as_if_it_had_not_begun(ledger: Ledger) -> None:
    job = ledger.stop(ledger.begin(ledger.ask(ASK)[0]), superseded=False)
    assert (job.state, job.tries, job.began) == ("queued", 0, None)


def test_a_final_waits_until_nothing_is_missing(ledger: Ledger) -> None:
    waiting, _none = ledger.ask(replace(ASK, waits_for=("media/voz.wav",)))
    assert waiting.state == "waiting" and waiting.ask.waits_for == ("media/voz.wav",)
    queued, _none = ledger.ask(ASK)
    assert (queued.id, queued.state) == (waiting.id, "queued")


def test_everything_comes_back_as_it_was_written(ledger: Ledger, tmp_path: Path) -> None:
    said = Said("warning", "media-short", "Falta vídeo.", line=3, medium="media/ñ.mp4")
    ending = Ending(3, "Se hizo.", 7, "fail", (said,), "log", None, 4)
    job = ledger.end(ledger.begin(ledger.ask(replace(ASK, air=12.5, by="ana"))[0]), "done", ending)
    ledger.close()
    reader = look_into(tmp_path / "desk")
    assert reader and reader.job(job.id) == job and job.ending == ending


def test_costs_are_of_builds_that_rendered(ledger: Ledger) -> None:
    job = ledger.begin(ledger.ask(ASK)[0])
    ledger.end(job, "done", Ending(0, rendered=0))
    assert ledger.seconds(WEB) == []
    job = ledger.begin(ledger.ask(replace(ASK, sources="b" * 64))[0])
    ledger.end(job, "done", Ending(0, rendered=3))
    (seconds,) = ledger.seconds(WEB)
    assert 0 <= seconds < 10


def test_a_build_by_hand_is_entered_once(ledger: Ledger) -> None:
    assert ledger.enter(replace(ASK, by="hand"), Ending(0, version=2), 100.0) is not None
    assert ledger.enter(replace(ASK, by="hand"), Ending(0, version=2), 100.0) is None
    assert ledger.ask(ASK)[0].state == "done"


def test_a_ledger_that_cannot_be_read_is_set_aside_whole(tmp_path: Path) -> None:
    desk = tmp_path / "desk"
    desk.mkdir()
    (desk / JOBS).write_bytes(b"no database at all" * 100)
    ledger = open_ledger(desk)
    assert ledger.jobs() == []
    assert ledger.set_aside is not None and ledger.set_aside.read_bytes().startswith(b"no database")


def test_a_ledger_of_a_newer_program_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / JOBS
    open_database(path, MIGRATIONS).execute("PRAGMA user_version = 1000")
    with pytest.raises(MachineError, match="newer"):
        open_ledger(tmp_path)
    assert sqlite3.connect(path).execute("PRAGMA user_version").fetchone() == (1000,)


def test_forms_lead_from_one_to_the_next(tmp_path: Path) -> None:
    path = tmp_path / "x.db"
    first = open_database(path, ["CREATE TABLE a (x)"])
    first.execute("INSERT INTO a VALUES (1)")
    second = open_database(path, ["CREATE TABLE a (x)", "ALTER TABLE a ADD COLUMN y DEFAULT 2"])
    assert form_of(second) == 2
    assert [tuple(row) for row in second.execute("SELECT x, y FROM a")] == [(1, 2)]
