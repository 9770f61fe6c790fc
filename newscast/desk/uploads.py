"""The record of files that people bring: how much of each came, what it is, and where it was laid down."""

from __future__ import annotations

import secrets
import sqlite3
import time
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, Literal

from newscast.desk.database import sorted_errors, transaction
from newscast.desk.people import People, write_down

State = Literal["coming", "looking", "whole", "refused", "taken"]
Purpose = Literal["episode", "show"]
OPEN = ("coming", "looking", "whole")
"""States in which its bytes lie aside, and hold room on the disk."""


@dataclass(frozen=True)
class Upload:
    """A file on its way into the newsroom.

    coming   `received` of its `bytes` are on the disk, whose CRC-32 is `crc`
    looking  all of it came, and is being looked at
    whole    it was looked at and lies aside: `kind` is video, sound, still or text, `seconds` how long it lasts,
             `own` the name that it is to have
    refused  it is no medium; `why` says so in the language of whoever sent it, and its bytes are gone
    taken    it lies at `place`, from the newsroom's folder

    `who` sends it, as they stand in the record; it is for an episode, or for the inbox of a show: its `target`.
    """

    id: str
    who: str
    purpose: Purpose
    target: str
    name: str
    bytes: int
    received: int
    crc: int
    state: State
    why: str
    kind: str
    seconds: float | None
    sha256: str
    own: str
    place: str
    began: float
    changed: float


def begin(people: People, who: str, purpose: Purpose, target: str, name: str, size: int) -> Upload:
    """A new one, of which nothing came yet. Raises MachineError, BrokenError, as all here do."""
    now = time.time()
    upload = secrets.token_urlsafe(16)
    with sorted_errors(people.path), transaction(people.connection):
        people.connection.execute(
            "INSERT INTO uploads (id, who, purpose, target, name, bytes, state, began, changed)"
            " VALUES (?, ?, ?, ?, ?, ?, 'coming', ?, ?)",
            (upload, who, purpose, target, name, size, now, now),
        )
    found = upload_of(people, upload)
    assert found
    return found


def upload_of(people: People, upload: str) -> Upload | None:
    """The one of this name; None where there is none."""
    return next(iter(_uploads(people, "id = ?", upload)), None)


def grew(people: People, upload: Upload, received: int, crc: int) -> bool:
    """So much of it is on the disk now. False where it is not what it was: somebody else sent of it too."""
    state = "looking" if received == upload.bytes else "coming"
    with sorted_errors(people.path), transaction(people.connection):
        done = people.connection.execute(
            "UPDATE uploads SET received = ?, crc = ?, state = ?, changed = ? WHERE id = ? AND received = ? AND state ="
            " 'coming'",
            (received, crc, state, time.time(), upload.id, upload.received),
        )
    return done.rowcount == 1


def looked_at(people: People, upload: Upload, own: str, kind: str, seconds: float | None, sha256: str) -> bool:
    """It is what it should be, and gets this name of its own. False where it was not being looked at any more."""
    with sorted_errors(people.path), transaction(people.connection):
        return _settle(people, upload, "looking", state="whole", own=own, kind=kind, seconds=seconds, sha256=sha256)


def refuse(people: People, upload: Upload, why: str) -> None:
    """It is not taken, and the record says why."""
    with sorted_errors(people.path), transaction(people.connection):
        if _settle(people, upload, "looking", state="refused", why=why):
            _note(people, upload, "upload-refused", reason=why)


def take(people: People, uploads: Collection[tuple[Upload, str]]) -> None:
    """Each was laid down at its place."""
    with sorted_errors(people.path), transaction(people.connection):
        for upload, place in uploads:
            if _settle(people, upload, "whole", state="taken", place=place):
                _note(people, upload, "uploaded", file=place, sha256=upload.sha256)


def forget(people: People, upload: Upload) -> None:
    """Whoever sent it does not want it any more, or it never ended."""
    with sorted_errors(people.path), transaction(people.connection):
        people.connection.execute("DELETE FROM uploads WHERE id = ?", (upload.id,))


def since(people: People, who: str, when: float) -> tuple[int, int]:
    """How many files somebody began to send since then, and their bytes together."""
    with sorted_errors(people.path):
        row = people.connection.execute(
            "SELECT count(*), coalesce(sum(bytes), 0) FROM uploads WHERE who = ? AND began > ?",
            (who, when),
        ).fetchone()
    return int(row[0]), int(row[1])


def opened(people: People, who: str | None = None) -> list[Upload]:
    """Those whose bytes lie aside, of somebody or all, in the order in which they began."""
    marks = ", ".join("?" * len(OPEN))
    return _uploads(people, f"state IN ({marks}) AND coalesce(?, who) = who ORDER BY began", *OPEN, who)


def _uploads(people: People, condition: str, *values: Any) -> list[Upload]:
    with sorted_errors(people.path):
        rows: list[sqlite3.Row] = people.connection.execute(
            f"SELECT * FROM uploads WHERE {condition}", values
        ).fetchall()
    return [Upload(**dict(row)) for row in rows]


def _settle(people: People, upload: Upload, before: State, **values: Any) -> bool:
    """Change it, where it stands as it did before; part of a transaction."""
    named = ", ".join(f"{name} = ?" for name in values)
    done = people.connection.execute(
        f"UPDATE uploads SET {named}, changed = ? WHERE id = ? AND state = ?",
        (*values.values(), time.time(), upload.id, before),
    )
    return done.rowcount == 1


def _note(people: People, upload: Upload, what: str, **details: str) -> None:
    episode = upload.target if upload.purpose == "episode" else None
    told = {"name": upload.name, **details, **({} if episode else {"show": upload.target})}
    write_down(people.connection, upload.who, what, episode, told)
