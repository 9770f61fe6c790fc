"""Who works with a store: builds together, collecting alone. The system lets go for a process that ends, however.

Locks are taken in the order watch, episode, store. A build has the store before it waits for its episode all the same:
that is safe because whoever has the store alone waits for nothing, and nobody waits to have it alone.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

NAME = "lock"


@contextmanager
def in_use(folder: Path) -> Iterator[None]:
    """While this context lasts, nothing is let go of; waits where somebody is at it.

    Where no lock can be had (a folder that may only be read, a file system without locks) collecting cannot either.
    """
    lock = None
    with suppress(OSError):
        lock = _opened(folder, os.O_RDONLY)
        fcntl.flock(lock, fcntl.LOCK_SH)
    try:
        yield
    finally:
        _close(lock)


@contextmanager
def alone(folder: Path) -> Iterator[bool]:
    """Whether nobody else works with the store, and none begins to while this context lasts. Never waits."""
    lock, mine = None, False
    with suppress(OSError):
        lock = _opened(folder, os.O_RDWR)
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        mine = True
    try:
        yield mine
    finally:
        _close(lock)


def _opened(folder: Path, how: int) -> int:
    folder.mkdir(parents=True, exist_ok=True)
    return os.open(folder / NAME, how | os.O_CREAT | os.O_NONBLOCK, 0o666)


def _close(lock: int | None) -> None:
    if lock is not None:
        with suppress(OSError):
            # A child that is being started may have a copy: closing ours alone would not let go.
            fcntl.flock(lock, fcntl.LOCK_UN)
        os.close(lock)
