"""What people did, in desk/newscast.db: what a newsroom must not lose, and what nothing brings back by itself."""

from __future__ import annotations

import json
import os
import sqlite3
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from newscast.base.files import machine_errors
from newscast.base.i18n import _
from newscast.desk.database import (
    BrokenError,
    Connection,
    open_database,
    open_for_reading,
    open_in_memory,
    sorted_errors,
    transaction,
)
from newscast.desk.people_forms import PEOPLE_MIGRATIONS

PEOPLE = "newscast.db"
BACKUPS = "backups"


@dataclass(frozen=True)
class Deed:
    """One line of the audit: `at` in seconds since 1970, `who` by account or program, `what` as a stable word."""

    id: int
    at: float
    who: str
    what: str
    episode: str | None
    details: Mapping[str, str]


class People:
    """The record of what people did. Every method is one transaction; raises MachineError, BrokenError."""

    def __init__(self, connection: Connection, path: Path) -> None:
        self.connection = connection
        self.path = path

    def close(self) -> None:
        self.connection.close()

    def note(self, who: str, what: str, episode: str | None = None, **details: str) -> None:
        """Write down what somebody did."""
        with sorted_errors(self.path), transaction(self.connection):
            write_down(self.connection, who, what, episode, details)

    def audit(self, newest: int = 100) -> list[Deed]:
        """What was done, the newest first."""
        with sorted_errors(self.path):
            rows = self.connection.execute("SELECT * FROM audit ORDER BY id DESC LIMIT ?", (newest,))
            return [Deed(**{**dict(row), "details": json.loads(row["details"])}) for row in rows]


def write_down(
    connection: sqlite3.Connection,
    who: str,
    what: str,
    episode: str | None = None,
    details: Mapping[str, str] | None = None,
) -> None:
    """Write a line of the audit as part of what is being written. Raises sqlite3.Error."""
    connection.execute(
        "INSERT INTO audit (at, who, what, episode, details) VALUES (?, ?, ?, ?, ?)",
        (time.time(), who, what, episode, json.dumps(details or {})),
    )


def was_begun(desk: Path) -> bool:
    """Whether something says that the record was begun here: what was set aside, notes beside it, or backups."""
    path = desk / PEOPLE
    gone = not path.exists() or not path.stat().st_size
    beside = gone and path.with_name(f"{PEOPLE}-wal").exists()
    return beside or any(desk.glob(f"{PEOPLE}.*")) or any((desk / BACKUPS).glob(f"{path.stem}-*.db"))


def open_people(desk: Path) -> People:
    """The record in a desk's folder, begun where there never was one.

    Raises BrokenError where it is damaged, or gone while something says that it was there: nothing is to be written
    then, and no word of approval holds, until somebody restores it. Raises MachineError where the disk refuses.
    """
    path = desk / PEOPLE
    begin = not was_begun(desk)
    if begin:
        with machine_errors(path):
            # What people wrote, and how they sign in, is not for everybody on this machine.
            os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
    try:
        return People(open_database(path, PEOPLE_MIGRATIONS, begin), path)
    except BrokenError as error:
        raise read_only(path) from error


def look_at_people(desk: Path) -> People | None:
    """The same for looking only; None where there never was one. Raises BrokenError, MachineError."""
    path = desk / PEOPLE
    try:
        connection = open_for_reading(path, PEOPLE_MIGRATIONS)
    except BrokenError as error:
        raise read_only(path) from error
    if connection is None and was_begun(desk):
        raise read_only(path)
    return People(connection, path) if connection else None


def nobodys(desk: Path) -> People:
    """A record in which nobody did anything, for pages that are shown while the one on the disk is damaged: no word
    holds, and what is written is not kept."""
    return People(open_in_memory(PEOPLE_MIGRATIONS), desk / PEOPLE)


def read_only(path: Path) -> BrokenError:
    """What is said where the record is damaged or gone."""
    message = _("{path} is damaged or gone. What people did can only be read until `newscast desk restore` is run.")
    return BrokenError(path, message.format(path=path))
