"""Exceptions that directors signed: that a segment may go out during a suspension although it is not exempt.

Each is for what the segment said when it was signed; what says something else now needs another one.
"""

from __future__ import annotations

import sqlite3
import time
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from newscast.base.errors import FilesError, MachineError
from newscast.desk.database import sorted_errors, transaction
from newscast.desk.people import People, look_at_people, write_down
from newscast.desk.place import desk_of
from newscast.desk.shown import shown_names
from newscast.rundown.signed import SignedException


@dataclass(frozen=True)
class ExceptionSigned:
    """One of them: `words` is the digest of what the segment said. Times are seconds since 1970."""

    id: int
    episode: str
    slug: str
    words: str
    who: str
    reason: str
    signed: float
    withdrawn: float | None = None
    withdrawn_by: str | None = None


def sign(people: People, who: str, episode: str, slug: str, words: str, reason: str) -> ExceptionSigned:
    """Sign one, for a reason; the same person's word for the same again is the one that stands, with the new reason in
    its place. Raises ValueError without a reason, MachineError, BrokenError."""
    if not reason.strip():
        raise ValueError("an exception without a reason")
    with sorted_errors(people.path), transaction(people.connection):
        for each in standing(people, episode):
            if (each.slug, each.words, each.who) == (slug, words, who):
                _end(people.connection, each, who)
        cursor = people.connection.execute(
            "INSERT INTO exceptions (episode, slug, words, who, reason, signed) VALUES (?, ?, ?, ?, ?, ?)",
            (episode, slug, words, who, reason.strip(), time.time()),
        )
        number = int(cursor.lastrowid or 0)
        details = {"exception": str(number), "story": slug, "content": words, "reason": reason.strip()}
        write_down(people.connection, who, "exception-signed", episode, details)
    return next(each for each in exceptions_of(people, episode) if each.id == number)


def withdraw(people: People, who: str, episode: str, number: int) -> bool:
    """Take one back; False where there is none of that number that stands. Raises MachineError, BrokenError."""
    with sorted_errors(people.path), transaction(people.connection):
        found = next((each for each in standing(people, episode) if each.id == number), None)
        if found is None:
            return False
        _end(people.connection, found, who)
        details = {"exception": str(number), "story": found.slug, "content": found.words}
        write_down(people.connection, who, "exception-withdrawn", episode, details)
    return True


def exceptions_of(people: People, episode: str) -> list[ExceptionSigned]:
    """All of an episode, in the order in which they were signed. Raises MachineError, BrokenError."""
    with sorted_errors(people.path):
        rows = people.connection.execute("SELECT * FROM exceptions WHERE episode = ? ORDER BY id", (episode,))
        return [ExceptionSigned(**dict(row)) for row in rows]


def standing(people: People, episode: str) -> list[ExceptionSigned]:
    """Those that nobody took back. Raises MachineError, BrokenError."""
    return [each for each in exceptions_of(people, episode) if each.withdrawn is None]


def signed_at_desk(root: Path, episode: str) -> tuple[SignedException, ...]:
    """Those that stand in the newsroom at `root`, for builds, with the names that people read; none where its desk
    cannot be asked: what nobody can look up does not hold."""
    try:
        people = look_at_people(desk_of(root))
        if people is None:
            return ()
        with closing(people):
            shown = shown_names(people)
            found = standing(people, episode)
    except (FilesError, MachineError):
        return ()
    return tuple(SignedException(each.slug, each.words, shown.get(each.who, each.who), each.reason) for each in found)


def _end(connection: sqlite3.Connection, each: ExceptionSigned, who: str) -> None:
    connection.execute(
        "UPDATE exceptions SET withdrawn = ?, withdrawn_by = ? WHERE id = ?", (time.time(), who, each.id)
    )
