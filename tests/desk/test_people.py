"""What people did: begun once, and never silently begun again."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from newscast.desk.database import BrokenError, open_database
from newscast.desk.people import BACKUPS, PEOPLE, look_at_people, open_people


def test_what_is_noted_comes_back_the_newest_first(tmp_path: Path) -> None:
    assert look_at_people(tmp_path) is None
    people = open_people(tmp_path)
    people.note("ana", "seen", "uno", version="3")
    people.note("newscast", "restored", source="ñ")
    people.close()
    reader = look_at_people(tmp_path)
    assert reader is not None
    newest, first = reader.audit()
    assert (newest.who, newest.what, newest.episode, newest.details) == ("newscast", "restored", None, {"source": "ñ"})
    assert (first.who, first.episode, first.details) == ("ana", "uno", {"version": "3"}) and first.at <= newest.at


def test_nobody_rewrites_the_audit(tmp_path: Path) -> None:
    people = open_people(tmp_path)
    people.note("ana", "seen")
    for change in ("UPDATE audit SET who = 'eva'", "DELETE FROM audit"):
        with pytest.raises(sqlite3.IntegrityError):
            people.connection.execute(change)
    assert [deed.who for deed in people.audit()] == ["ana"]


def test_it_is_for_its_owner_alone(tmp_path: Path) -> None:
    open_people(tmp_path).note("ana", "seen")
    assert {each.stat().st_mode & 0o077 for each in tmp_path.glob(f"{PEOPLE}*")} == {0}


def test_one_that_was_only_being_begun_is_begun(tmp_path: Path) -> None:
    """As a kill -9 leaves it: a file that is there, in no form yet."""
    open_database(tmp_path / PEOPLE, []).close()
    assert look_at_people(tmp_path) is None
    assert open_people(tmp_path).audit() == []


def damage(desk: Path) -> None:
    (desk / PEOPLE).write_bytes(b"no database at all" * 1000)


def lose(desk: Path) -> None:
    (desk / PEOPLE).unlink()
    (desk / BACKUPS).mkdir()
    (desk / BACKUPS / "newscast-2026-11-20.db").touch()


def empty(desk: Path) -> None:
    lose(desk)
    (desk / PEOPLE).touch()


def set_aside(desk: Path) -> None:
    (desk / PEOPLE).rename(desk / f"{PEOPLE}.before-20261126T050000")


def leave_notes(desk: Path) -> None:
    (desk / PEOPLE).rename(desk / f"{PEOPLE}-wal")


@pytest.mark.parametrize("harm", [damage, lose, empty, set_aside, leave_notes])
def test_one_that_is_damaged_or_gone_is_neither_begun_anew_nor_touched(tmp_path: Path, harm: object) -> None:
    assert callable(harm)
    people = open_people(tmp_path)
    people.note("ana", "approved", "uno")
    people.close()
    harm(tmp_path)
    before = {each.name: each.read_bytes() for each in tmp_path.glob(f"{PEOPLE}*")}
    with pytest.raises(BrokenError, match="newscast desk restore"):
        open_people(tmp_path)
    with pytest.raises(BrokenError, match="newscast desk restore"):
        look_at_people(tmp_path)
    assert {each.name: each.read_bytes() for each in tmp_path.glob(f"{PEOPLE}*")} == before
