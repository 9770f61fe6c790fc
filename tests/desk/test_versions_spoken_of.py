"""Which versions people spoke of, as builds ask: where nobody can tell, they are told so."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from newscast.desk.comments import Subject, Words, Writer, write
from newscast.desk.held import held_at_desk, versions_spoken_of
from newscast.desk.people import PEOPLE, open_people
from newscast.desk.place import ready_desk
from newscast.show.newsroom import NEWSROOM

ANA = Writer("ana", "Ana Ruiz")
HERE = Subject("hoy", True, 3, "web", 0, None, "30", None, None)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / NEWSROOM).parent.mkdir(parents=True)
    (tmp_path / NEWSROOM).write_text("newsroom: 1\nname: Sala\n")
    return tmp_path


def test_those_with_comments_or_words_of_approval_are_held(root: Path) -> None:
    people = open_people(ready_desk(root))
    for subject in (
        HERE,
        replace(HERE, version=5),
        replace(HERE, draft=False, version=1),
        replace(HERE, episode="ayer"),
    ):
        write(people, ANA, subject, Words("Sí."))
    approve(people.connection, "hoy", True, 9)
    assert versions_spoken_of(people, "hoy", True) == {3, 5, 9}
    people.close()
    assert held_at_desk(root, "hoy", True) == {3, 5, 9} and held_at_desk(root, "hoy", False) == {1}


def approve(connection: sqlite3.Connection, episode: str, draft: bool, version: int) -> None:
    """A row as it stands in the record, whatever else is in it."""
    told: dict[str, object] = {
        "episode": episode,
        "draft": draft,
        "version": version,
        "what": "programme",
        "says": "approved",
    }
    for _number, name, kind, needed, default, _key in connection.execute("PRAGMA table_info(approvals)"):
        if needed and default is None:
            told.setdefault(name, "" if kind == "TEXT" else 0)
    connection.execute(
        f"INSERT INTO approvals ({', '.join(told)}) VALUES ({', '.join('?' * len(told))})", tuple(told.values())
    )


def test_a_newsroom_without_a_desk_holds_nothing_and_none_is_made(root: Path) -> None:
    assert held_at_desk(root, "hoy", True) == frozenset() and not (root / "desk").exists()


def test_a_desk_that_cannot_be_asked_does_not_know(root: Path) -> None:
    desk = ready_desk(root)
    (desk / PEOPLE).write_bytes(b"no database at all" * 1000)
    assert held_at_desk(root, "hoy", True) is None
    (root / NEWSROOM).write_text("newsroom: 1\nname: Sala\ndesk: [no]\n")
    assert held_at_desk(root, "hoy", True) is None
