"""Backups are whole or not there, fourteen stay, and restoring brings back what was, without taking anything away."""

from __future__ import annotations

import datetime
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from newscast.base.errors import MachineError, UsageError
from newscast.desk import backup, restore
from newscast.desk.backup import BACKUPS, KEPT, back_up, back_up_daily, backups, newest
from newscast.desk.database import BrokenError
from newscast.desk.holding import InUseError
from newscast.desk.job import Ask, Lane
from newscast.desk.ledger import JOBS, open_ledger
from newscast.desk.people import PEOPLE, look_at_people, open_people
from newscast.desk.restore import restore_broken, restore_day, restore_file, state_of

DAY = datetime.date(2026, 11, 20)
TODAY = DAY + datetime.timedelta(days=6)


def day(number: int) -> datetime.date:
    return DAY + datetime.timedelta(days=number)


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """With both databases; messages are English."""
    monkeypatch.setenv("NEWSCAST_LANG", "en")
    desk = tmp_path / "desk"
    desk.mkdir()
    note(desk, "first")
    ask(desk, "first")
    return desk


def note(desk: Path, what: str) -> None:
    with closing(open_people(desk)) as people:
        people.note("ana", what)


def ask(desk: Path, episode: str) -> None:
    with closing(open_ledger(desk)) as ledger:
        ledger.ask(Ask(Lane(episode, True), "rundowns/uno.yaml", "a" * 64))


def deeds(desk: Path) -> list[str]:
    with closing(open_people(desk)) as people:
        return [deed.what for deed in people.audit()]


def asked(desk: Path) -> list[str]:
    with closing(open_ledger(desk)) as ledger:
        return [job.lane.episode for job in ledger.jobs()]


def damage(path: Path) -> bytes:
    """Harm a file in its middle, as a disk does; what it holds then."""
    content = path.read_bytes()
    harmed = content[:4096] + b"\x5a" * (len(content) - 4096)
    path.write_bytes(harmed)
    return harmed


def test_both_are_backed_up_with_what_was_written_last(desk: Path) -> None:
    with closing(open_people(desk)) as people, closing(open_ledger(desk)):
        people.note("ana", "last")
        made = back_up(desk, DAY)
        assert (desk / f"{PEOPLE}-wal").stat().st_size, "it is not in the file itself yet"
    assert [each.path.name for each in made] == ["newscast-2026-11-20.db", "jobs-2026-11-20.db"]
    with closing(sqlite3.connect(made[0].path)) as copy:
        assert [row[0] for row in copy.execute("SELECT what FROM audit")] == ["first", "last"]
        assert copy.execute("PRAGMA journal_mode").fetchone() == ("delete",)
    assert made[0].path.stat().st_mode & 0o077 == 0, "it is for its owner, as the original is"
    assert {each.name for each in (desk / BACKUPS).iterdir()} == {".lock", *(each.path.name for each in made)}


def test_once_a_day_is_enough(desk: Path) -> None:
    assert len(back_up_daily(desk, DAY)) == 2
    note(desk, "later")
    assert back_up_daily(desk, DAY) == []
    assert len(back_up(desk, DAY)) == 2, "who asks for it gets it"
    assert len(backups(desk)) == 2
    assert len(back_up_daily(desk, day(1))) == 2
    assert [(each.day, each.database) for each in backups(desk)] == [
        (at, name) for at in (day(1), DAY) for name in (PEOPLE, JOBS)
    ]


def test_fourteen_of_each_stay(desk: Path) -> None:
    for number in range(KEPT + 3):
        back_up(desk, day(number))
    for name in (PEOPLE, JOBS):
        mine = [each.day for each in backups(desk) if each.database == name]
        assert mine == [day(number) for number in range(KEPT + 2, 2, -1)]


def test_a_clock_that_was_wrong_takes_nobodys_place(desk: Path) -> None:
    future = day(4000)
    back_up(desk, future)
    for number in range(KEPT):
        back_up(desk, day(number))
    mine = [each for each in backups(desk) if each.database == PEOPLE]
    assert [each.day for each in mine] == [future, *(day(number) for number in range(KEPT - 1, -1, -1))]
    tried = [each.day for each in newest(mine, day(KEPT - 1))]
    assert (tried[0], tried[-1]) == (day(KEPT - 1), future)


def test_what_is_damaged_takes_no_good_backups_place(desk: Path) -> None:
    for number in range(KEPT):
        back_up(desk, day(number))
    before = {each.path: each.path.read_bytes() for each in backups(desk)}
    damage(desk / PEOPLE)
    ask(desk, "later")
    with pytest.raises(MachineError, match=rf"{PEOPLE}.*newscast desk restore") as told:
        back_up(desk, day(KEPT))
    assert not isinstance(told.value, BrokenError), "a watcher need not begin another ledger"
    there = backups(desk)
    assert {each.path for each in there if each.database == PEOPLE} == {
        path for path in before if path.name.startswith("newscast")
    }
    assert there[0].day == day(KEPT) and there[0].database == JOBS, "the other one is backed up all the same"
    assert all(each.path.read_bytes() == before[each.path] for each in there if each.path in before)


def test_a_damaged_ledger_is_told_to_who_has_it_open(desk: Path) -> None:
    damage(desk / JOBS)
    with pytest.raises(BrokenError, match=JOBS):
        back_up_daily(desk, DAY)
    assert [each.database for each in backups(desk)] == [PEOPLE]
    assert asked(desk) == [], "and another is begun"
    assert [each.database for each in back_up_daily(desk, DAY)] == [JOBS]


def test_a_backup_that_does_not_come_out_whole_is_none(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(backup, "is_whole", lambda _connection: False)
    with pytest.raises(BrokenError):
        back_up(desk, DAY)
    assert [each.name for each in (desk / BACKUPS).iterdir()] == [".lock"]


def test_what_a_killed_backup_left_is_cleared(desk: Path) -> None:
    (desk / BACKUPS).mkdir()
    half = desk / BACKUPS / ".half-0123"
    half.write_bytes(b"half")
    assert backups(desk) == []
    back_up(desk, DAY)
    assert not half.exists() and len(backups(desk)) == 2


def test_other_files_there_are_nobodys_backup(desk: Path) -> None:
    (desk / BACKUPS).mkdir()
    for name in ("newscast-2026-13-40.db", "otro-2026-11-20.db", "newscast.db", "newscast-2026-11-20.db.txt"):
        (desk / BACKUPS / name).touch()
    assert backups(desk) == []


@pytest.fixture
def backed(desk: Path) -> Path:
    """A desk with a backup of DAY and of the day after it, which had "second" done, and "third" after that."""
    back_up(desk, DAY)
    note(desk, "second")
    ask(desk, "second")
    back_up(desk, day(1))
    note(desk, "third")
    ask(desk, "third")
    return desk


def test_what_is_damaged_is_brought_back_from_its_newest_backup_and_set_aside(backed: Path) -> None:
    harmed = damage(backed / PEOPLE)
    assert (state_of(backed / PEOPLE), state_of(backed / JOBS)) == ("damaged", "whole")
    (restored,) = restore_broken(backed, "ana")
    assert restored.database == PEOPLE and restored.source.name == "newscast-2026-11-21.db"
    assert restored.aside and restored.aside.read_bytes() == harmed
    assert deeds(backed) == ["restored", "second", "first"]
    with closing(open_people(backed)) as people:
        assert (people.audit()[0].who, people.audit()[0].details) == ("ana", {"from": "newscast-2026-11-21.db"})
    assert asked(backed) == ["first", "second", "third"], "what was whole is as it was"
    assert len(backups(backed)) == 4
    assert (backed / PEOPLE).stat().st_mode & 0o077 == 0


def test_a_damaged_backup_is_passed_over(backed: Path) -> None:
    damage(backed / PEOPLE)
    damage(backed / BACKUPS / "newscast-2026-11-21.db")
    assert restore_broken(backed, "ana")[0].source.name == "newscast-2026-11-20.db"
    assert deeds(backed) == ["restored", "first"]


def test_where_no_backup_is_whole_nothing_is_touched(backed: Path) -> None:
    damage(backed / PEOPLE)
    for each in backups(backed):
        damage(each.path)
    before = {path: path.read_bytes() for path in backed.rglob("*.db")}
    with pytest.raises(UsageError, match="no whole backup"):
        restore_broken(backed, "ana")
    assert {path: path.read_bytes() for path in backed.rglob("*.db")} == before


def test_what_is_whole_is_only_taken_back_to_a_day_that_is_named(backed: Path) -> None:
    with pytest.raises(UsageError, match="Nothing is damaged"):
        restore_broken(backed, "ana")
    with pytest.raises(UsageError, match="no backup of 2026-11-19"):
        restore_day(backed, day(-1), "ana")
    people, jobs = restore_day(backed, DAY, "ana")
    assert {people.database, jobs.database} == {PEOPLE, JOBS}
    assert (deeds(backed), asked(backed)) == (["restored", "first"], ["first"])
    aside = next(each.aside for each in (people, jobs) if each.database == PEOPLE)
    assert aside is not None
    restore_file(backed, aside, "ana")
    assert deeds(backed) == ["restored", "third", "second", "first"], "and the way back is open"


@pytest.mark.parametrize("name", [PEOPLE, JOBS])
def test_nothing_is_restored_under_somebody_who_has_it_open(backed: Path, name: str) -> None:
    opened = open_people(backed) if name == PEOPLE else open_ledger(backed)
    before = sorted(backed.iterdir())
    with pytest.raises(InUseError, match="newscast watch"):
        restore_day(backed, DAY, "ana")
    assert sorted(backed.iterdir()) == before, "nor is the other one"
    opened.close()
    assert len(restore_day(backed, DAY, "ana")) == 2


def test_a_file_that_is_no_copy_is_refused(backed: Path, tmp_path: Path) -> None:
    other = tmp_path / "otra.db"
    with closing(sqlite3.connect(other)) as connection:
        connection.execute("CREATE TABLE recetas (x)")
    with pytest.raises(UsageError, match="no copy of a database of the desk"):
        restore_file(backed, other, "ana")
    with pytest.raises(UsageError, match="own file"):
        restore_file(backed, backed / PEOPLE, "ana")
    other.write_bytes(b"no database at all" * 1000)
    with pytest.raises(BrokenError, match=r"otra\.db"):
        restore_file(backed, other, "ana")
    newer = backed / BACKUPS / "newscast-2026-11-21.db"
    with closing(sqlite3.connect(newer)) as connection:
        connection.execute("PRAGMA user_version = 1000")
    with pytest.raises(MachineError, match="newer newscast"):
        restore_file(backed, newer, "ana")
    assert deeds(backed) == ["third", "second", "first"]


def test_of_a_day_both_come_back_or_none(backed: Path) -> None:
    damage(backed / BACKUPS / "jobs-2026-11-20.db")
    with pytest.raises(BrokenError, match=r"jobs-2026-11-20\.db"):
        restore_day(backed, DAY, "ana")
    assert (deeds(backed), asked(backed)) == (["third", "second", "first"], ["first", "second", "third"])


class Killed(BaseException):
    """The end of the process, here."""


@pytest.fixture
def killed_between(backed: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A desk whose record was set aside by a restore that did not get to putting another in its place."""

    def kill(_path: Path, *_more: object) -> None:
        raise Killed

    with monkeypatch.context() as patched:
        patched.setattr(restore, "sync", lambda _path: None)
        patched.setattr(Path, "replace", kill)
        with pytest.raises(Killed):
            restore_day(backed, DAY, "ana")
    yield backed


def test_a_restore_that_is_killed_half_way_revives_nothing_and_can_be_run_again(killed_between: Path) -> None:
    assert state_of(killed_between / PEOPLE) == "missing"
    with pytest.raises(BrokenError, match="newscast desk restore"):
        open_people(killed_between)
    with pytest.raises(BrokenError):
        look_at_people(killed_between)
    restored = restore_broken(killed_between, "ana")
    assert PEOPLE in {each.database for each in restored}
    assert deeds(killed_between) == ["restored", "second", "first"]
    (aside,) = killed_between.glob(f"{PEOPLE}.before-*")
    with closing(sqlite3.connect(aside)) as connection:
        assert connection.execute("SELECT count(*) FROM audit").fetchone() == (3,), "all of it, in one file"


def test_the_state_of_a_database_that_was_restored_is_that_of_its_backup(backed: Path) -> None:
    damage(backed / PEOPLE)
    path = backed / BACKUPS / "newscast-2026-11-21.db"
    os.utime(path, (1_763_000_000, 1_763_000_000))
    assert restore_broken(backed, "ana")[0].of == 1_763_000_000


def test_on_another_machine_the_backups_are_enough(backed: Path, tmp_path: Path) -> None:
    (tmp_path / "otra").mkdir()
    (backed / BACKUPS).rename(tmp_path / "otra" / BACKUPS)
    restored = restore_broken(tmp_path / "otra", "ana")
    assert [(each.database, each.aside) for each in restored] == [(PEOPLE, None), (JOBS, None)]
    assert deeds(tmp_path / "otra") == ["restored", "second", "first"]
    assert asked(tmp_path / "otra") == ["first", "second"]
