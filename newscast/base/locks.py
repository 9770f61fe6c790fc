"""Locks between processes: whoever holds one and ends, however it ends, has let go of it."""

from __future__ import annotations

import fcntl
import os
import shutil
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from newscast.base.files import open_at_once

_FORGOTTEN = 7 * 86_400.0
"""Age in seconds at which a folder goes even where it cannot be told whether its owner lives."""


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """While this context lasts no other process has the lock of this name; one that wants it waits. Raises OSError."""
    with open_at_once(path, "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        try:
            yield
        finally:
            # A child that is being started may have a copy: closing ours alone would not let go.
            fcntl.flock(lock, fcntl.LOCK_UN)


@contextmanager
def locked_for_reading(path: Path) -> Iterator[bool]:
    """While this context lasts nobody has `locked` it; False where that cannot be had, and nothing is held then."""
    try:
        lock = open_at_once(path, "r")
    except OSError:
        yield False
        return
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_SH)
        except OSError:
            yield False
            return
        try:
            yield True
        finally:
            fcntl.flock(lock, fcntl.LOCK_UN)


def own_folder(parent: Path, prefix: str = "") -> tuple[Path, int]:
    """A new folder, and a lock on it that lasts until it is closed or this process ends. Raises OSError."""
    while True:
        folder = parent / f"{prefix}{uuid.uuid4().hex}"
        folder.mkdir(parents=True)
        try:
            lock = os.open(folder, os.O_RDONLY)
        except FileNotFoundError:
            continue
        if _taken(lock) is not False and folder.exists():
            return folder, lock
        # Somebody who clears up came between making and locking, and takes it for abandoned.
        os.close(lock)


def clear_abandoned(folder: Path) -> None:
    """Remove a folder of own_folder() whose owner is gone: the system has let go of its lock."""
    try:
        lock = os.open(folder, os.O_RDONLY)
    except OSError:
        return
    try:
        taken = _taken(lock)
        if taken or (taken is None and time.time() - os.fstat(lock).st_mtime > _FORGOTTEN):
            # The lock is held until all is gone, so that nobody begins to work in it meanwhile.
            shutil.rmtree(folder, ignore_errors=True)
    finally:
        os.close(lock)


def _taken(lock: int) -> bool | None:
    """Whether the lock is ours now; None where the file system knows no locks."""
    with suppress(OSError):
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
    return None
