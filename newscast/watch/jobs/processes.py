"""All processes of a build: those of its session, whoever is left of their parents (Linux; elsewhere none is found)."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

_PROC = Path("/proc")
_PAGE = os.sysconf("SC_PAGE_SIZE")
_PAUSE = 0.01


def members(session: int) -> list[int]:
    """The processes of a session that live; its leader is the process of the same number."""
    found = []
    # Not as paths: a busy machine has thousands.
    for name in os.listdir(_PROC) if _PROC.is_dir() else ():  # noqa: PTH208
        if name.isdigit() and _session(name) == session:
            found.append(int(name))
    return found


def memory_of(processes: Iterable[int]) -> int:
    """Bytes of memory that are theirs alone: neither files nor libraries, which the system can drop or shares."""
    total = 0
    for process in processes:
        with suppress(OSError, ValueError):
            _size, resident, shared = (_PROC / str(process) / "statm").read_text().split()[:3]
            total += max(0, int(resident) - int(shared)) * _PAGE
    return total


def kill(processes: Iterable[int]) -> None:
    """End them at once."""
    for process in processes:
        with suppress(ProcessLookupError, PermissionError):
            os.kill(process, signal.SIGKILL)


def clear(session: int, seconds: float) -> bool:
    """End whatever is left of a session; False where something of it cannot be ended within these seconds."""
    until = time.monotonic() + seconds
    while left := members(session):
        if time.monotonic() > until:
            return False
        kill(left)
        time.sleep(_PAUSE)
    return True


def has_ended(process: int) -> bool:
    """Whether a child of ours has ended. It is not taken note of: its number stays its own until somebody waits."""
    return os.waitid(os.P_PID, process, os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None


def _session(name: str) -> int | None:
    try:
        with open(f"{_PROC}/{name}/stat", "rb") as file:  # noqa: PTH123
            words = file.read().rpartition(b")")[2].split()
        return None if words[0] in (b"Z", b"X") else int(words[3])
    except (OSError, ValueError, IndexError):
        return None
