"""Where the folders of tests that only think lie: in memory, where there is room for them.

Such tests make fifty thousand files and folders in a minute, and wait for the disk at every tenth or so; what one run
left there takes the next one longer to remove than all tests of a room.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import tempfile
import time
from contextlib import suppress
from pathlib import Path

MEMORY = Path("/dev/shm")
ROOM = 4 << 30
"""Bytes that have to be free: eight times what these tests write, 490 MB in 54,000 files and folders."""
_NEW = 60
"""Seconds in which a folder may not be locked yet."""


class InMemory:
    """A folder of a run, locked as long as that goes on."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix=_prefix(), dir=MEMORY))
        self._lock = os.open(self.folder, os.O_RDONLY)
        fcntl.flock(self._lock, fcntl.LOCK_EX)

    def leave(self, passed: bool) -> None:
        """What failed can be looked at until the next run begins."""
        if passed:
            shutil.rmtree(self.folder, ignore_errors=True)
        os.close(self._lock)


def in_memory() -> InMemory | None:
    """A new folder, once those of runs that have ended are gone; nothing where memory has no fit folder."""
    try:
        for folder in MEMORY.glob(f"{_prefix()}*"):
            # Another run may remove it at this moment.
            with suppress(FileNotFoundError):
                if _is_left(folder):
                    shutil.rmtree(folder, ignore_errors=True)
        return InMemory() if _is_fit() else None
    except OSError:
        return None


def _is_fit() -> bool:
    """Whether there is room, and libraries may be loaded from there: in containers that is often forbidden."""
    return shutil.disk_usage(MEMORY).free >= ROOM and not os.statvfs(MEMORY).f_flag & os.ST_NOEXEC


def _prefix() -> str:
    return f"newscast-tests-{os.getuid()}-"


def _is_left(folder: Path) -> bool:
    if time.time() - folder.stat().st_mtime < _NEW:
        return False
    opened = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    finally:
        os.close(opened)
    return True
