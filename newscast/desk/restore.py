"""Bringing a database of the desk back from a backup; what was there before is set aside and never deleted."""

from __future__ import annotations

import datetime
import sqlite3
import uuid
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from newscast.base.errors import UsageError
from newscast.base.files import machine_errors, sync
from newscast.base.i18n import _
from newscast.desk.backup import DATABASES, backups, copy_whole, newest
from newscast.desk.database import (
    BrokenError,
    Connection,
    form_of,
    is_whole_file,
    look_at,
    refuse_newer,
    sorted_errors,
    transaction,
)
from newscast.desk.holding import SIDES, alone, set_aside
from newscast.desk.ledger import JOBS
from newscast.desk.ledger_forms import LEDGER_MIGRATIONS
from newscast.desk.people import PEOPLE, was_begun, write_down
from newscast.desk.people_forms import PEOPLE_MIGRATIONS

_FORMS = {PEOPLE: PEOPLE_MIGRATIONS, JOBS: LEDGER_MIGRATIONS}
_TABLE = {PEOPLE: "audit", JOBS: "jobs"}
"""A table that only this database has."""
_MODE = {PEOPLE: 0o600, JOBS: 0o644}


@dataclass(frozen=True)
class Restored:
    """A database is what `source` was at the time `of` (seconds since 1970); what was there lies at `aside`."""

    database: str
    source: Path
    of: float
    aside: Path | None


def state_of(path: Path) -> Literal["whole", "damaged", "missing"]:
    """How a database of the desk is. Raises MachineError where the disk refuses."""
    if is_whole_file(path):
        return "whole"
    return "damaged" if path.exists() else "missing"


def restore_broken(desk: Path, who: str) -> list[Restored]:
    """Bring back what is damaged, or is missing though there are backups, each from its newest good one.

    Raises UsageError where there is nothing to be done, or nothing to do it from; MachineError.
    """
    chosen: dict[str, Path] = {}
    for name in DATABASES:
        mine = [each for each in backups(desk) if each.database == name]
        state = state_of(desk / name)
        if state == "damaged" or (state == "missing" and (mine or (name == PEOPLE and was_begun(desk)))):
            good = next((each.path for each in newest(mine) if is_whole_file(each.path)), None)
            if good is None and name == PEOPLE:
                message = _("There is no whole backup of {path}. Name a copy of it: `newscast desk restore FILE`.")
                raise UsageError(message.format(path=desk / name))
            if good is not None:
                chosen[name] = good
    if not chosen:
        raise UsageError(_("Nothing is damaged. To go back to a day, name it: `newscast desk restore 2026-11-20`."))
    return _restore(desk, chosen, who)


def restore_day(desk: Path, day: datetime.date, who: str) -> list[Restored]:
    """Bring back all that was backed up on a day. Raises UsageError where that is nothing, and MachineError."""
    chosen = {each.database: each.path for each in backups(desk) if each.day == day}
    if not chosen:
        raise UsageError(_("There is no backup of {day}. `newscast desk` lists them.").format(day=day.isoformat()))
    return _restore(desk, chosen, who)


def restore_file(desk: Path, source: Path, who: str) -> list[Restored]:
    """Bring back the database that a file is a copy of. Raises UsageError where it is none, and MachineError."""
    if any((desk / name).exists() and source.samefile(desk / name) for name in DATABASES):
        raise UsageError(_("{path} is the desk’s own file. Name a copy of it.").format(path=source))
    with sorted_errors(source), closing(look_at(source)) as connection:
        found = {row[0] for row in connection.execute("SELECT name FROM sqlite_schema")}
    name = next((name for name, table in _TABLE.items() if table in found), None)
    if name is None:
        raise UsageError(_("{path} is no copy of a database of the desk.").format(path=source))
    return _restore(desk, {name: source}, who)


def _restore(desk: Path, chosen: Mapping[str, Path], who: str) -> list[Restored]:
    """All of them or, where one cannot be, none."""
    with ExitStack() as stack:
        for name in chosen:
            stack.enter_context(alone(desk / name))
        halves = {name: stack.enter_context(_prepared(desk, name, chosen[name], who)) for name in chosen}
        return [_put(desk / name, chosen[name], halves[name]) for name in chosen]


@contextmanager
def _prepared(desk: Path, name: str, source: Path, who: str) -> Iterator[Path]:
    """The new file, whole and on the disk, beside the one that it will replace."""
    half = desk / f".{name}.half-{uuid.uuid4().hex}"
    for left in desk.glob(f".{name}.half-*"):
        left.unlink(missing_ok=True)
    try:
        with machine_errors(half), sorted_errors(source), closing(look_at(source)) as connection:
            _copy(connection, source, half, name)
        if name == PEOPLE:
            with sorted_errors(half), closing(sqlite3.connect(half, isolation_level=None)) as copy, transaction(copy):
                write_down(copy, who, "restored", details={"from": source.name})
        yield half
    finally:
        half.unlink(missing_ok=True)


def _copy(connection: Connection, source: Path, half: Path, name: str) -> None:
    refuse_newer(connection, source, _FORMS[name])
    if form_of(connection) == 0:
        raise BrokenError(source)
    try:
        copy_whole(connection, half, _MODE[name])
    except BrokenError as error:
        raise BrokenError(source) from error


def _put(path: Path, source: Path, half: Path) -> Restored:
    of = source.stat().st_mtime
    _fold(path)
    there = any(path.with_name(path.name + end).exists() for end in ("", *SIDES))
    aside = set_aside(path, "before") if there else None
    with machine_errors(path):
        half.replace(path)
        sync(path.parent)
    return Restored(path.name, source, of, aside)


def _fold(path: Path) -> None:
    """Have all of a whole database in one file. A damaged one stays as it is, for whoever looks into it."""
    with suppress(sqlite3.Error):
        if is_whole_file(path):
            with closing(sqlite3.connect(path, isolation_level=None)) as connection:
                connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
