"""SQLite files that must last: on the disk before anything counts, brought to their newest form step by step.

A file is used through SQLite alone: whoever opens and closes it otherwise drops the locks of all connections that this
process has to it. What is put in its place is, by one that has it alone; see holding.py.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import IO

from newscast.base.errors import MachineError
from newscast.base.files import disk_full, machine_errors
from newscast.base.i18n import _
from newscast.desk.holding import SIDES, give_back, use, use_for_reading

_PATIENCE = 10.0
"""Seconds that a writer waits for another one."""
_MOST_BESIDE = 16 * 1024 * 1024
"""Bytes to which what is beside a file is cut when it has grown under a long look."""
_INDEX = 64 * 1024
"""Bytes that whoever looks at a database needs beside it: an index of 32 KiB (sqlite.org/walformat.html), and notes."""
_OF_THE_DISK = (sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN)
_WHOLE: set[tuple[int, int]] = set()
"""Devices and inodes of files that this process has looked through: those that open one for a moment need not again."""


class BrokenError(MachineError):
    """A file that is no database, or no longer a whole one."""

    def __init__(self, path: Path, message: str = "") -> None:
        super().__init__(message or _("{path} is damaged.").format(path=path))
        self.path = path
        _WHOLE.clear()


class Connection(sqlite3.Connection):
    """A connection that shows that its file is in use, until it is closed."""

    sign: IO[str] | None = None

    def close(self) -> None:
        super().close()
        give_back(self.sign)


def open_database(path: Path, migrations: Sequence[str], begin: bool = True) -> Connection:
    """The database at `path`, in the form that all migrations lead to; made where there is none, if it may `begin`.

    Each migration is SQL that leads from the form of its number (from 0) to the next. A connection belongs to the
    thread that opened it. Raises BrokenError, also for one that is missing or empty and may not begin; MachineError
    where it cannot be had or a newer newscast made it.
    """
    with machine_errors(path):
        path.parent.mkdir(parents=True, exist_ok=True)
    sign = use(path)
    try:
        _refuse_remains(path, begin)
        connection = _connect(path, "rwc")
    except BaseException:
        give_back(sign)
        raise
    connection.sign = sign
    try:
        with sorted_errors(path):
            _prepare(connection, path, migrations, begin)
    except BaseException:
        connection.close()
        raise
    return connection


def open_in_memory(migrations: Sequence[str]) -> Connection:
    """An empty database in its newest form, which nobody else sees and which is gone when it is closed."""
    connection = sqlite3.connect(":memory:", isolation_level=None, factory=Connection)
    connection.row_factory = sqlite3.Row
    while form_of(connection) < len(migrations):
        _migrate(connection, migrations)
    return connection


def open_for_reading(path: Path, migrations: Sequence[str]) -> Connection | None:
    """The database at `path` for looking only; None where there is none, or one that is only being begun.

    One in an older form is brought to the newest first: whoever looks knows only that. Raises as open_database() does.
    """
    if not path.exists():
        return None
    connection = look_at(path)
    try:
        with sorted_errors(path):
            refuse_newer(connection, path, migrations)
            form = form_of(connection)
    except BaseException:
        connection.close()
        raise
    if form == len(migrations):
        return connection
    connection.close()
    return open_database(path, migrations, begin=False) if form else None


def look_at(path: Path) -> Connection:
    """A database as it is, in whatever form, for looking only. Raises BrokenError, MachineError."""
    sign = use_for_reading(path)
    try:
        connection = _connect(path, _only_looking(path))
    except BaseException:
        give_back(sign)
        raise
    connection.sign = sign
    return connection


def is_whole_file(path: Path) -> bool:
    """Whether there is a database at `path`, and everything in it is where it belongs. Raises MachineError."""
    if not path.exists():
        return False
    try:
        with sorted_errors(path), closing(_connect(path, _only_looking(path))) as connection:
            return is_whole(connection) and form_of(connection) > 0
    except BrokenError:
        return False


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """All of what is done in this context, on the disk, or none of it. Raises sqlite3.Error."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        # After some errors, a full disk among them, SQLite has taken all of it back already.
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


@contextmanager
def sorted_errors(path: Path) -> Iterator[None]:
    """What SQLite refuses as BrokenError or MachineError. What it was asked in a wrong way stays what it is: a bug."""
    try:
        yield
    except sqlite3.Error as error:
        if refusal := _refusal(path, error):
            raise refusal from error
        raise


def form_of(connection: sqlite3.Connection) -> int:
    """How many migrations a database has seen."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def is_whole(connection: sqlite3.Connection) -> bool:
    """Whether everything in a database is where it belongs. Reads all of it. Raises sqlite3.Error."""
    return bool(connection.execute("PRAGMA integrity_check(1)").fetchone()[0] == "ok")


def refuse_newer(connection: sqlite3.Connection, path: Path, migrations: Sequence[str]) -> None:
    """Raises MachineError where a newer newscast made the database."""
    if form_of(connection) > len(migrations):
        raise MachineError(_("{path} was made by a newer newscast. Install that one.").format(path=path))


def _refuse_remains(path: Path, begin: bool) -> None:
    """A file that is gone, or empty, while SQLite's notes on it are there, was one: to begin anew would delete them.

    Whoever begins one writes the file before the notes, so they are looked for first.
    """
    noted = path.with_name(path.name + SIDES[0]).exists()
    if path.exists() and path.stat().st_size:
        return
    if noted or not begin:
        raise BrokenError(path)


def _only_looking(path: Path) -> str:
    """SQLite writes beside a file that is only looked at, too. Where nobody can, and nobody did, it need not."""
    quiet = not os.access(path.parent, os.W_OK) and not path.with_name(path.name + SIDES[0]).exists()
    return "ro&immutable=1" if quiet else "ro"


def _connect(path: Path, mode: str) -> Connection:
    if path.exists() and not (path.is_file() or path.is_dir()):
        # SQLite would wait at a pipe; of folders it says so itself.
        raise BrokenError(path)
    address = f"{path.absolute().as_uri()}?mode={mode}"
    with sorted_errors(path):
        connection = sqlite3.connect(address, timeout=_PATIENCE, isolation_level=None, uri=True, factory=Connection)
    connection.row_factory = sqlite3.Row
    return connection


def _prepare(connection: Connection, path: Path, migrations: Sequence[str], begin: bool) -> None:
    refuse_newer(connection, path, migrations)
    _into_wal(connection, path)
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA fullfsync = ON")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute(f"PRAGMA journal_size_limit = {_MOST_BESIDE}")
    status = path.stat()
    if (status.st_dev, status.st_ino) not in _WHOLE and not is_whole(connection):
        raise BrokenError(path)
    _WHOLE.add((status.st_dev, status.st_ino))
    if not begin and form_of(connection) == 0:
        raise BrokenError(path)
    while form_of(connection) < len(migrations):
        _migrate(connection, migrations)


def _into_wal(connection: Connection, path: Path) -> None:
    """SQLite does not wait for another process that does the same at this moment: this does."""
    until = time.monotonic() + _PATIENCE
    while True:
        try:
            (mode,) = connection.execute("PRAGMA journal_mode = WAL").fetchone()
            break
        except sqlite3.OperationalError as error:
            if _kind(error) != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                raise
        time.sleep(0.02)
    if mode != "wal":
        raise MachineError(_refused(path, _("the disk has no shared memory")))


def _migrate(connection: Connection, migrations: Sequence[str]) -> None:
    """One step, reached whole or not at all. Of two processes at a time the second finds it reached."""
    with transaction(connection):
        form = form_of(connection)
        if form < len(migrations):
            for statement in _statements(migrations[form]):
                connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {form + 1}")


def _statements(script: str) -> Iterator[str]:
    """One by one: executescript() would commit before it begins."""
    statement = ""
    for piece in script.split(";"):
        statement += piece + ";"
        if sqlite3.complete_statement(statement):
            if statement.strip("; \n"):
                yield statement
            statement = ""


def _refusal(path: Path, error: sqlite3.Error) -> MachineError | None:
    kind = _kind(error)
    if kind in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
        return BrokenError(path)
    if kind == sqlite3.SQLITE_FULL or (kind in _OF_THE_DISK and _is_full(path.parent)):
        return disk_full(path.parent)
    reasons = {
        sqlite3.SQLITE_BUSY: _("another program keeps it for itself"),
        sqlite3.SQLITE_LOCKED: _("another program keeps it for itself"),
        sqlite3.SQLITE_READONLY: _("it may only be read"),
        sqlite3.SQLITE_PERM: _("Permission denied"),
        sqlite3.SQLITE_CANTOPEN: _("it cannot be opened, or nothing can be written beside it"),
        sqlite3.SQLITE_IOERR: _("the disk fails to read or write"),
    }
    return MachineError(_refused(path, reasons[kind]), str(error)) if kind in reasons else None


def _is_full(folder: Path) -> bool:
    """Whether there is no room for the index of its notes that SQLite makes beside a database whoever looks at it."""
    try:
        return shutil.disk_usage(folder).free < _INDEX
    except OSError:
        return False


def _refused(path: Path, reason: str) -> str:
    return _("Cannot use {path}: {reason}.").format(path=path, reason=reason)


def _kind(error: sqlite3.Error) -> int:
    return int(getattr(error, "sqlite_errorcode", 0)) & 0xFF
