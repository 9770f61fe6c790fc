"""Who has a database of the desk: many that use it, or one alone that puts another file in its place."""

from __future__ import annotations

import fcntl
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from newscast.base.errors import MachineError
from newscast.base.files import machine_errors, open_at_once, sync
from newscast.base.i18n import _

SIDES = ("-wal", "-shm", "-journal")
"""What SQLite keeps beside a file, by the end of its name. Without them the file is an older one, or none."""


class InUseError(MachineError):
    """Somebody has the database open, and it cannot be replaced."""


def use(path: Path) -> IO[str]:
    """A sign that the database is in use, until give_back() or the end of this process. Raises MachineError."""
    with machine_errors(path):
        sign = open_at_once(_sign(path), "a")
        fcntl.flock(sign, fcntl.LOCK_SH)
    return sign


def use_for_reading(path: Path) -> IO[str] | None:
    """The same where nothing may be written; None where there is no sign to be had, and nobody can replace it then."""
    with suppress(OSError):
        sign = open_at_once(_sign(path), "r")
        fcntl.flock(sign, fcntl.LOCK_SH)
        return sign
    return None


def give_back(sign: IO[str] | None) -> None:
    if sign is not None and not sign.closed:
        # A child that is being started may have a copy: closing ours alone would not let go.
        fcntl.flock(sign, fcntl.LOCK_UN)
        sign.close()


@contextmanager
def alone(path: Path) -> Iterator[None]:
    """While this context lasts nobody uses the database. Raises InUseError where somebody does, and MachineError."""
    with machine_errors(path):
        sign = open_at_once(_sign(path), "a")
    try:
        try:
            fcntl.flock(sign, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            message = _("{path} is in use. End `newscast watch` of this newsroom first.")
            raise InUseError(message.format(path=path)) from error
        yield
    finally:
        give_back(sign)


def set_aside(path: Path, word: str) -> Path:
    """Give a database, and what is beside it, a name with this word and the time; by whoever has it alone.

    Returns that name. Where this ends half-way the file is gone and what was beside it may still be there.
    """
    target = _free(path, f"{word}-{time.strftime('%Y%m%dT%H%M%S', time.gmtime())}")
    with machine_errors(path):
        # The file first: left without what is beside it, it would be taken for a whole one that is older.
        for end in ("", *SIDES):
            part = path.with_name(path.name + end)
            if part.exists():
                part.rename(target.with_name(target.name + end))
        sync(path.parent)
    return target


def _free(path: Path, word: str) -> Path:
    """A name that no file has, nor one that belongs to it."""
    target, number = path.with_name(f"{path.name}.{word}"), 1
    while any(target.with_name(target.name + end).exists() for end in ("", *SIDES)):
        number += 1
        target = path.with_name(f"{path.name}.{word}-{number}")
    return target


def _sign(path: Path) -> Path:
    return path.with_name(f".{path.name}.lock")
