"""SQLite files that must last: on the disk before anything counts, brought to their newest form step by step."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from newscast.base.errors import MachineError
from newscast.base.files import machine_errors
from newscast.base.i18n import _

_PATIENCE = 10.0
"""Seconds that a writer waits for another one."""


class BrokenError(Exception):
    """A file that is no database, or no longer a whole one."""


def open_database(path: Path, migrations: Sequence[str]) -> sqlite3.Connection:
    """The database at `path`, made where there is none, in the form that all migrations lead to.

    Each migration is SQL that leads from the form of its number (from 0) to the next. A connection belongs to the
    thread that opened it. Raises BrokenError, and MachineError where it cannot be had or a newer newscast made it.
    """
    with machine_errors(path):
        path.parent.mkdir(parents=True, exist_ok=True)
    try:
        connection = sqlite3.connect(path, timeout=_PATIENCE, isolation_level=None)
    except sqlite3.Error as error:
        raise _refused(path, error) from error
    try:
        _prepare(connection, path, migrations)
    except BaseException:
        connection.close()
        raise
    return connection


def open_for_reading(path: Path) -> sqlite3.Connection | None:
    """The database at `path` for looking only; None where there is none. Raises BrokenError, MachineError."""
    if not path.exists():
        return None
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?mode=ro", timeout=_PATIENCE, isolation_level=None, uri=True
    )
    try:
        with _sorting_errors(path):
            connection.row_factory = sqlite3.Row
            connection.execute("SELECT count(*) FROM sqlite_schema")
    except BaseException:
        connection.close()
        raise
    return connection


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """All of what is done in this context, on the disk, or none of it. Raises sqlite3.Error."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def form_of(connection: sqlite3.Connection) -> int:
    """How many migrations a database has seen."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _prepare(connection: sqlite3.Connection, path: Path, migrations: Sequence[str]) -> None:
    with _sorting_errors(path):
        connection.row_factory = sqlite3.Row
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")
        if connection.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
            raise BrokenError(str(path))
        if form_of(connection) > len(migrations):
            raise MachineError(
                _("{path} was made by a newer newscast. Install that one.").format(path=path),
            )
        while (form := form_of(connection)) < len(migrations):
            # One script, so that a form is reached whole or not at all, and a second process finds it reached.
            connection.executescript(f"BEGIN IMMEDIATE;{migrations[form]};PRAGMA user_version = {form + 1};COMMIT;")


@contextmanager
def _sorting_errors(path: Path) -> Iterator[None]:
    """What SQLite says of a file: broken, or not to be had for now."""
    try:
        yield
    except sqlite3.OperationalError as error:
        raise _refused(path, error) from error
    except sqlite3.DatabaseError as error:
        raise BrokenError(str(path)) from error


def _refused(path: Path, error: Exception) -> MachineError:
    return MachineError(_("Cannot use {path}: {reason}.").format(path=path, reason=error))
