"""Files that must last: forms reached whole, errors told apart, nothing lost with a process or with its last bytes."""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
import threading
from contextlib import closing
from pathlib import Path
from types import SimpleNamespace

import pytest
from disk import WAITING

from bench import ledger as ledger_bench
from newscast.base.errors import MachineError
from newscast.desk import database
from newscast.desk.database import (
    BrokenError,
    Connection,
    form_of,
    is_whole,
    open_database,
    open_for_reading,
    sorted_errors,
    transaction,
)
from newscast.desk.holding import InUseError, alone, set_aside

FORMS = ("CREATE TABLE a (x)", "ALTER TABLE a ADD COLUMN y DEFAULT 2")


def test_forms_lead_from_one_to_the_next(tmp_path: Path) -> None:
    path = tmp_path / "x.db"
    with closing(open_database(path, FORMS[:1])) as first:
        first.execute("INSERT INTO a VALUES (1)")
    with closing(open_database(path, FORMS)) as second:
        assert form_of(second) == 2
        assert [tuple(row) for row in second.execute("SELECT x, y FROM a")] == [(1, 2)]


def test_what_counts_is_on_the_disk_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "Connection", WAITING)
    with closing(open_database(tmp_path / "x.db", FORMS[:1])) as connection:
        asked = [connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("synchronous", "fullfsync")]
    assert asked == [2, 1]


def test_who_only_looks_sees_the_newest_form(tmp_path: Path) -> None:
    path = tmp_path / "x.db"
    assert open_for_reading(path, FORMS) is None
    open_database(path, FORMS[:1]).execute("INSERT INTO a VALUES (1)")
    reader = open_for_reading(path, FORMS)
    assert reader and form_of(reader) == 2


def test_a_folder_that_may_only_be_read_can_be_looked_into(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "x.db"
    with closing(open_database(path, FORMS)) as writer:
        writer.execute("INSERT INTO a VALUES (1, 2)")
    there = sorted(tmp_path.iterdir())
    monkeypatch.setattr("newscast.desk.database.os.access", lambda *_: False)
    reader = open_for_reading(path, FORMS)
    assert reader and [tuple(row) for row in reader.execute("SELECT * FROM a")] == [(1, 2)]
    assert sorted(tmp_path.iterdir()) == there


def test_a_form_is_reached_whole_or_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / "x.db"
    with pytest.raises(sqlite3.OperationalError):
        open_database(path, ["CREATE TABLE a (x); CREATE TABLE b (x; y)"])
    with closing(open_database(path, [])) as connection:
        assert form_of(connection) == 0
        assert connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0] == 0


def test_triggers_are_one_statement(tmp_path: Path) -> None:
    script = "CREATE TABLE a (x); CREATE TRIGGER t BEFORE DELETE ON a BEGIN SELECT 1; SELECT RAISE(ABORT, ';'); END"
    with closing(open_database(tmp_path / "x.db", [script])) as connection:
        connection.execute("INSERT INTO a VALUES (1)")
        with pytest.raises(sqlite3.IntegrityError):
            connection.execute("DELETE FROM a")


def test_many_that_begin_at_once_find_one_form(tmp_path: Path) -> None:
    found: list[object] = []

    def begin(number: int) -> None:
        try:
            with closing(open_database(tmp_path / f"{number}.db", [*FORMS, "CREATE TABLE b (x)"])) as connection:
                found.append(form_of(connection))
        except Exception as error:
            found.append(error)

    for number in range(5):
        threads = [threading.Thread(target=begin, args=(number,)) for _each in range(6)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert found == [3] * 30


def test_a_file_of_a_newer_program_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "x.db"
    open_database(path, FORMS).execute("PRAGMA user_version = 1000")
    for opened in (open_database, open_for_reading):
        with pytest.raises(MachineError, match="newer"):
            opened(path, FORMS)
    assert sqlite3.connect(path).execute("PRAGMA user_version").fetchone() == (1000,)


def test_what_may_not_begin_is_broken_where_it_is_missing_or_empty(tmp_path: Path) -> None:
    path = tmp_path / "x.db"
    for prepare in (lambda: None, path.touch, lambda: open_database(path, []).close()):
        prepare()
        with pytest.raises(BrokenError):
            open_database(path, FORMS, begin=False)
    open_database(path, FORMS).close()
    open_database(path, FORMS, begin=False).close()


def test_a_full_disk_takes_all_of_a_transaction_back_and_the_next_one_works(tmp_path: Path) -> None:
    path = tmp_path / "x.db"
    connection = open_database(path, FORMS)
    pages = connection.execute("PRAGMA page_count").fetchone()[0]
    connection.execute(f"PRAGMA max_page_count = {pages + 2}")
    with pytest.raises(MachineError, match="full"), sorted_errors(path), transaction(connection):
        connection.execute("INSERT INTO a (x) VALUES (1)")
        connection.execute("INSERT INTO a (x) VALUES (zeroblob(100000))")
    connection.execute("PRAGMA max_page_count = 1000000")
    with transaction(connection):
        connection.execute("INSERT INTO a (x) VALUES (2)")
    assert [row["x"] for row in connection.execute("SELECT x FROM a")] == [2]


@pytest.mark.parametrize("code", [sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN])
@pytest.mark.parametrize(("free", "words"), [(1000, "is full"), (10**9, "Cannot use")])
def test_a_full_disk_is_told_as_full_whatever_it_refuses(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int, free: int, words: str
) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _folder: SimpleNamespace(free=free))
    error = sqlite3.OperationalError("disk I/O error")
    error.sqlite_errorcode = code
    with pytest.raises(MachineError, match=words), sorted_errors(tmp_path / "x.db"):
        raise error


def test_a_writer_that_is_kept_waiting_is_told_in_words(tmp_path: Path) -> None:
    path = tmp_path / "x.db"
    first, second = open_database(path, FORMS), open_database(path, FORMS)
    second.execute("PRAGMA busy_timeout = 0")
    with (
        transaction(first),
        pytest.raises(MachineError, match="another program keeps it"),
        sorted_errors(path),
        transaction(second),
    ):
        pass


def test_a_wrong_question_stays_a_bug(tmp_path: Path) -> None:
    connection = open_database(tmp_path / "x.db", FORMS)
    with pytest.raises(sqlite3.OperationalError), sorted_errors(tmp_path):
        connection.execute("SELECT * FROM nobody")


def test_nobody_is_alone_with_what_is_used(tmp_path: Path) -> None:
    path = tmp_path / "x.db"
    used, looked = open_database(path, FORMS), open_for_reading(path, FORMS)
    assert looked is not None
    for connection in (used, looked):
        with pytest.raises(InUseError), alone(path):
            pass
        connection.close()
    with alone(path):
        assert path.exists()


def test_what_is_set_aside_keeps_what_is_beside_it_and_takes_no_other_ones_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("newscast.desk.holding.time.strftime", lambda *_: "20261126T050000")
    path = tmp_path / "x.db"
    for number in range(3):
        path.write_bytes(b"%d" % number)
        path.with_name("x.db-wal").write_bytes(b"beside %d" % number)
        target = set_aside(path, "broken")
        assert target.read_bytes() == b"%d" % number
        assert target.with_name(f"{target.name}-wal").read_bytes() == b"beside %d" % number
    assert {each.name for each in tmp_path.glob("*broken*")} == {
        f"x.db.broken-20261126T050000{number}{end}" for number in ("", "-2", "-3") for end in ("", "-wal")
    }


def test_bytes_that_power_took_from_the_end_take_only_the_last_changes(tmp_path: Path) -> None:
    """What the disk did not get of the last writes leaves an earlier state, whole, whatever stands there instead."""
    path = tmp_path / "x.db"
    writer = open_database(path, FORMS)
    writer.execute("PRAGMA wal_autocheckpoint = 0")
    for number in range(100):
        with transaction(writer):
            writer.execute("INSERT INTO a VALUES (?, zeroblob(3000))", (number,))
    chance, log = random.Random(9), path.with_name("x.db-wal").read_bytes()
    seen = set()
    for number in range(30):
        copy = tmp_path / f"{number}.db"
        shutil.copyfile(path, copy)
        end = chance.randrange(len(log))
        copy.with_name(f"{copy.name}-wal").write_bytes(log[:end] + chance.choice([b"", chance.randbytes(9000)]))
        try:
            with closing(open_database(copy, FORMS)) as connection:
                assert is_whole(connection)
                found = [row["x"] for row in connection.execute("SELECT x FROM a ORDER BY rowid")]
        except BrokenError:
            pytest.fail(f"broken at byte {end}")
        assert found == list(range(len(found)))
        seen.add(len(found))
    assert len(seen) > 10


@pytest.mark.real
def test_killing_who_works_in_it_loses_nothing_that_was_said_to_be_there(tmp_path: Path) -> None:
    """A small part of `python -m bench --parts ledger`."""
    faults, asked, built = ledger_bench.measure(tmp_path, 12)
    assert faults.value == 0
    assert asked.value and built.value and asked.value >= built.value


def test_one_that_another_begins_between_two_looks_is_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "x.db"
    others: list[Connection] = []
    really = Path.exists

    def exists(looked_at: Path, **options: bool) -> bool:
        found = really(looked_at, **options)
        if looked_at.name.startswith("x.db") and not others:
            others.append(None)  # type: ignore[arg-type]
            others[0] = open_database(path, FORMS)
        return found

    monkeypatch.setattr(Path, "exists", exists)
    with closing(open_database(path, FORMS)) as connection:
        assert form_of(connection) == form_of(others[0])
    others[0].close()


def test_a_pipe_is_no_database(tmp_path: Path) -> None:
    path = tmp_path / "x.db"
    os.mkfifo(path)
    for opened in (open_database, open_for_reading):
        with pytest.raises(BrokenError):
            opened(path, FORMS)
