"""Daily backups of the desk's databases: each whole and looked through before an older one goes."""

from __future__ import annotations

import datetime
import os
import re
import sqlite3
import stat
import uuid
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from newscast.base.errors import MachineError
from newscast.base.files import machine_errors, sync
from newscast.base.locks import locked
from newscast.desk.database import BrokenError, is_whole, look_at, sorted_errors
from newscast.desk.ledger import JOBS
from newscast.desk.people import BACKUPS, PEOPLE, read_only

DATABASES = (PEOPLE, JOBS)
KEPT = 14
"""Backups of each database, one a day."""
_NAME = re.compile(r"(\w+)-(\d{4}-\d\d-\d\d)\.db")
_HALF = ".half-"


@dataclass(frozen=True)
class Backup:
    """One database of the desk, by its name, as it was on a day."""

    database: str
    day: datetime.date
    path: Path


def backups(desk: Path) -> list[Backup]:
    """All there are, the newest first."""
    found = []
    for path in (desk / BACKUPS).glob("*.db"):
        named = _NAME.fullmatch(path.name)
        if named and f"{named[1]}.db" in DATABASES:
            try:
                found.append(Backup(f"{named[1]}.db", datetime.date.fromisoformat(named[2]), path))
            except ValueError:
                continue
    return sorted(found, key=lambda each: (each.day, each.database), reverse=True)


def back_up(desk: Path, today: datetime.date | None = None) -> list[Backup]:
    """Back up every database that is there; one of today is replaced. Returns the new ones.

    Raises BrokenError where the ledger is damaged: whoever has it open has to begin another. Raises MachineError where
    the disk refuses, or what people did is damaged; the other one is backed up then all the same. Nothing older goes
    for a database that could not be backed up.
    """
    return _back_up_all(desk, _there(desk), today or datetime.date.today())


def back_up_daily(desk: Path, today: datetime.date | None = None) -> list[Backup]:
    """The same of those that have no backup of today. Quick to ask. May be called from any thread."""
    today = today or datetime.date.today()
    done = {each.database for each in backups(desk) if each.day == today}
    missing = [name for name in _there(desk) if name not in done]
    return _back_up_all(desk, missing, today) if missing else []


def copy_whole(source: sqlite3.Connection, target: Path, mode: int) -> None:
    """Write what a database holds at this moment into a new file, which needs nothing beside it; synced.

    Raises BrokenError, for the target's name, where that is not whole; sqlite3.Error, OSError.
    """
    os.close(os.open(target, os.O_CREAT | os.O_EXCL | os.O_RDWR, mode))
    with closing(sqlite3.connect(target, isolation_level=None)) as copy:
        source.backup(copy)
        copy.execute("PRAGMA journal_mode = DELETE")
        if not is_whole(copy):
            raise BrokenError(target)
    sync(target)


def _there(desk: Path) -> list[str]:
    return [name for name in DATABASES if (desk / name).exists()]


def _back_up_all(desk: Path, names: Iterable[str], today: datetime.date) -> list[Backup]:
    made: list[Backup] = []
    refused: MachineError | None = None
    with _working(desk):
        for name in names:
            try:
                made.append(_back_up(desk, name, today))
            except BrokenError as error:
                refused = error if name == JOBS else MachineError(str(read_only(error.path)))
        for backup in made:
            _let_go(desk, backup.database, today)
    if refused:
        raise refused
    return made


def _back_up(desk: Path, name: str, today: datetime.date) -> Backup:
    source = desk / name
    path = desk / BACKUPS / f"{source.stem}-{today.isoformat()}.db"
    half = path.with_name(f"{_HALF}{uuid.uuid4().hex}")
    try:
        with machine_errors(path), sorted_errors(source), closing(look_at(source)) as connection:
            try:
                copy_whole(connection, half, stat.S_IMODE(source.stat().st_mode))
            except BrokenError as error:
                raise BrokenError(source) from error
            half.replace(path)
            sync(path.parent)
    finally:
        half.unlink(missing_ok=True)
    return Backup(name, today, path)


def _let_go(desk: Path, name: str, today: datetime.date) -> None:
    """Keep the newest ones. Those of a day that has not come are a wrong clock's: they neither count nor go."""
    mine = [each for each in backups(desk) if each.database == name and each.day <= today]
    for old in mine[KEPT:]:
        with machine_errors(old.path):
            old.path.unlink(missing_ok=True)


def newest(found: Iterable[Backup], today: datetime.date | None = None) -> Iterator[Backup]:
    """In the order in which to try them: the newest first, those of days that have not come at the end."""
    today = today or datetime.date.today()
    return iter(sorted(found, key=lambda each: (each.day <= today, each.day), reverse=True))


@contextmanager
def _working(desk: Path) -> Iterator[None]:
    """One process at a time makes backups; what another left half-made when it was killed is cleared."""
    folder = desk / BACKUPS
    with machine_errors(folder):
        folder.mkdir(parents=True, exist_ok=True)
        with locked(folder / ".lock"):
            for half in folder.glob(f"{_HALF}*"):
                half.unlink(missing_ok=True)
            yield
