"""The ledger: the same again is the same job, a newer save replaces an older one, nothing is lost with a process."""

from __future__ import annotations

import threading
from dataclasses import replace
from pathlib import Path

import pytest

from newscast.desk.database import BrokenError
from newscast.desk.holding import InUseError
from newscast.desk.job import Ask, Ending, Lane, Said
from newscast.desk.ledger import JOBS, Ledger, look_into, open_ledger

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


def test_what_is_built_goes_on_when_it_is_wanted_again(ledger: Ledger) -> None:
    building = ledger.begin(ledger.ask(ASK)[0])
    between, _none = ledger.ask(replace(ASK, sources="b" * 64))
    back, superseded = ledger.ask(ASK)
    assert (back.id, back.state, back.tries) == (building.id, "building", 1)
    assert [job.id for job in superseded] == [between.id]
    assert ledger.last(WEB) == back


def test_a_clock_that_goes_back_changes_no_order(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    clock = [2000.0]
    monkeypatch.setattr("newscast.desk.ledger.time.time", lambda: clock[0])
    ledger.end(ledger.begin(ledger.ask(ASK)[0]), "done", Ending(0, rendered=1))
    clock[0] = 1000.0
    newer = ledger.begin(ledger.ask(replace(ASK, sources="b" * 64))[0])
    clock[0] = 900.0
    newer = ledger.end(newer, "done", Ending(0, rendered=1))
    assert ledger.last(WEB) == newer
    assert ledger.ask(newer.ask) == (newer, [])
    assert [job.id for job in ledger.jobs(newest=2)] == [newer.id, newer.id - 1]
    assert ledger.seconds(WEB) == [], "no build lasts less than nothing"


def test_what_was_cancelled_meanwhile_is_not_begun(ledger: Ledger) -> None:
    stale, _none = ledger.ask(ASK)
    ledger.ask(replace(ASK, sources="b" * 64))
    assert ledger.begin(stale).state == "cancelled"
    assert ledger.end(stale, "done", Ending(0)).state == "cancelled"
    assert ledger.stop(stale, superseded=False).state == "cancelled"


@pytest.mark.parametrize("newer", [False, True])
def test_what_was_begun_comes_again_unless_something_newer_is_wanted(ledger: Ledger, newer: bool) -> None:
    for end in ("stop", "try_again"):
        job = ledger.begin(ledger.ask(replace(ASK, sources=end))[0])
        if newer:
            ledger.ask(replace(ASK, sources=end + "2"))
        again = ledger.stop(job, False) if end == "stop" else ledger.try_again(job, 5.0, Ending(74))
        assert again.state == ("cancelled" if newer else "queued")


def test_a_burst_is_noted_whole_or_not_at_all(ledger: Ledger) -> None:
    with pytest.raises(KeyboardInterrupt), ledger.together():
        ledger.ask(ASK)
        raise KeyboardInterrupt
    assert ledger.jobs() == []
    with ledger.together():
        for number in range(100):
            ledger.ask(replace(ASK, lane=Lane(str(number), True)))
    assert len(ledger.jobs("queued")) == 100


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
    for number in range(12):
        # Those that found nothing to do do not hide it.
        again = ledger.begin(ledger.ask(replace(ASK, sources=f"{number:064}"))[0])
        ledger.end(again, "done", Ending(0, rendered=0))
    (seconds,) = ledger.seconds(WEB)
    assert 0 <= seconds < 10


def test_a_build_by_hand_is_entered_once(ledger: Ledger) -> None:
    assert ledger.enter(replace(ASK, by="hand"), Ending(0, version=2), 100.0) is not None
    assert ledger.enter(replace(ASK, by="hand"), Ending(0, version=2), 100.0) is None
    assert ledger.ask(ASK)[0].state == "done"


def test_a_build_by_hand_does_what_was_still_to_come(ledger: Ledger) -> None:
    job, _none = ledger.ask(ASK)
    entered = ledger.enter(ASK, Ending(0, version=2), 100.0)
    assert entered and (entered.id, entered.state, entered.ending) == (job.id, "done", Ending(0, version=2))
    building = ledger.begin(ledger.ask(replace(ASK, sources="b" * 64))[0])
    assert ledger.enter(building.ask, Ending(0), 100.0) is None and ledger.jobs("building") == [building]


def test_the_latest_of_each_lane(ledger: Ledger) -> None:
    other = replace(ASK, lane=Lane("dos", False))
    for ask in (ASK, other, replace(ASK, sources="b" * 64)):
        ledger.end(ledger.begin(ledger.ask(ask)[0]), "done", Ending(0))
    ledger.end(ledger.begin(ledger.ask(replace(ASK, sources="c" * 64))[0]), "failed", Ending(1))
    assert [(job.lane, job.ask.sources[0]) for job in ledger.latest("done")] == [(other.lane, "a"), (WEB, "b")]
    assert [job.ask.sources[0] for job in ledger.latest("done", "failed")] == ["a", "c"]


def test_what_is_forgotten_leaves_the_last_of_each_lane(ledger: Ledger) -> None:
    other = replace(ASK, lane=Lane("dos", False))
    for ask in (ASK, replace(ASK, sources="b" * 64), other, replace(ASK, sources="c" * 64)):
        ledger.end(ledger.begin(ledger.ask(ask)[0]), "done", Ending(0))
    waiting, _none = ledger.ask(replace(other, sources="b" * 64))
    assert ledger.forget(0) == 0
    assert ledger.forget(9e9) == 3
    assert [job.ask.sources for job in ledger.jobs()] == ["c" * 64, "b" * 64]
    assert ledger.last(other.lane) == waiting


def test_names_that_are_not_utf_8_stand_in_what_a_build_said(ledger: Ledger) -> None:
    ending = Ending(1, problems=(Said("error", "file-missing", "x", medium="media/\udcf1.mp4"),))
    job = ledger.end(ledger.begin(ledger.ask(replace(ASK, waits_for=()))[0]), "failed", ending)
    assert job.ending == ending


def test_a_ledger_that_breaks_while_it_is_open_says_so_and_a_new_one_is_begun(tmp_path: Path) -> None:
    desk = tmp_path / "desk"
    ledger = open_ledger(desk)
    with ledger.together():
        for number in range(500):
            ledger.ask(replace(ASK, lane=Lane(str(number), True)))
    ledger.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    content = (desk / JOBS).read_bytes()
    (desk / JOBS).write_bytes(content[:4096] + b"\x5a" * (len(content) - 4096))
    reader = look_into(desk)
    assert reader is not None
    with pytest.raises(BrokenError):
        reader.jobs()
    reader.close()
    ledger.close()
    anew = open_ledger(desk)
    assert anew.jobs() == [] and anew.set_aside and anew.set_aside.read_bytes()[:4096] == content[:4096]


def test_a_ledger_that_is_gone_while_what_was_beside_it_is_there_is_set_aside(tmp_path: Path) -> None:
    (tmp_path / f"{JOBS}-wal").write_bytes(b"what was to come")
    ledger = open_ledger(tmp_path)
    assert ledger.set_aside is not None
    assert ledger.set_aside.with_name(f"{ledger.set_aside.name}-wal").read_bytes() == b"what was to come"


def test_a_broken_ledger_is_not_taken_from_who_has_it_open(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("newscast.desk.ledger._PATIENCE", 0.0)
    other = open_ledger(tmp_path)
    other.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    content = b"no database at all" * 1000
    (tmp_path / JOBS).write_bytes(content)
    with pytest.raises(InUseError, match="newscast watch"):
        open_ledger(tmp_path)
    assert (tmp_path / JOBS).read_bytes() == content
    other.close()
    assert open_ledger(tmp_path).set_aside


def test_of_many_that_find_it_broken_one_sets_it_aside_and_all_use_the_new_one(tmp_path: Path) -> None:
    (tmp_path / JOBS).write_bytes(b"no database at all" * 1000)
    found: list[object] = []

    def work(number: int) -> None:
        try:
            ledger = open_ledger(tmp_path)
            found.append(ledger.set_aside)
            ledger.ask(replace(ASK, lane=Lane(str(number), True)))
            everybody.wait(60)
            ledger.close()
        except Exception as error:
            found.append(error)

    # None lets go of it before all have it: nobody waits for another one's end.
    everybody = threading.Barrier(6)
    threads = [threading.Thread(target=work, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    (aside,) = tmp_path.glob(f"{JOBS}.broken-*")
    assert sorted(found, key=str) == sorted([aside, *[None] * 5], key=str)
    assert len(open_ledger(tmp_path).jobs()) == 6


def test_a_ledger_that_cannot_be_read_is_set_aside_whole(tmp_path: Path) -> None:
    desk = tmp_path / "desk"
    desk.mkdir()
    (desk / JOBS).write_bytes(b"no database at all" * 100)
    ledger = open_ledger(desk)
    assert ledger.jobs() == []
    assert ledger.set_aside is not None and ledger.set_aside.read_bytes().startswith(b"no database")


def test_a_final_that_failed_may_be_asked_for_again(ledger: Ledger) -> None:
    """With the same sources: somebody answered what it failed for."""
    final = replace(ASK, lane=replace(WEB, draft=False))
    for ask in (ASK, final):
        ledger.end(ledger.begin(ledger.ask(ask)[0]), "failed", Ending(1))
    ledger.forgive("another")
    assert [ledger.ask(ask)[0].state for ask in (ASK, final)] == ["failed", "failed"]
    ledger.forgive(WEB.episode)
    assert [ledger.ask(ask)[0].state for ask in (ASK, final)] == ["failed", "queued"], "a draft fails as before"
    done = ledger.end(ledger.begin(ledger.ask(final)[0]), "done", Ending(0))
    ledger.forgive(WEB.episode)
    assert ledger.ask(final)[0] == done, "what is done stays done"
