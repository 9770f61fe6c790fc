"""One watcher looks after a newsroom: a lease, renewed while it lives, that says who has it."""

from __future__ import annotations

import fcntl
import json
import os
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from newscast.base.errors import UsageError
from newscast.base.files import content_of, machine_errors, open_at_once, write_aside
from newscast.base.i18n import _
from newscast.show.newsroom import SHOWS

LEASE = ".watch.json"
RENEWED_EVERY = 20.0
"""Seconds between two renewals of a lease."""
FORGOTTEN = 120.0
"""Seconds without renewal, by the clock of the disk that has the lease, after which it is nobody's."""


@dataclass(frozen=True)
class Holder:
    """Who watches: a machine's name, a process, and a mark of its own that no other has.

    `boot` names the time since the machine was started: after a loss of power its processes have the same numbers.
    """

    host: str
    process: int
    mark: str
    boot: str = ""

    def has_ended(self) -> bool:
        """Whether one of this machine is there no more."""
        return self.boot != _boot() or not _lives(self.process)


class Lease:
    """The right to watch a newsroom, in a file of its folder; another machine that shares the folder sees it too."""

    def __init__(self, path: Path, holder: Holder) -> None:
        self._path = path
        self._holder = holder
        self._renewed = time.monotonic()

    def renew(self) -> bool:
        """Say that it is still held, when it is time; False where somebody else took it meanwhile.

        One that cannot be read is not taken: the newsroom may be on a disk that is not connected for now.
        """
        if time.monotonic() - self._renewed < RENEWED_EVERY:
            return True
        holder = holder_of(self._path)
        if holder not in (None, self._holder):
            return False
        with suppress(OSError):
            if holder is None and (self._path.parent / SHOWS.parent).is_dir():
                _write(self._path, self._holder)
            os.utime(self._path)
        self._renewed = time.monotonic()
        return True


@contextmanager
def watching(root: Path) -> Iterator[Lease]:
    """While this context lasts the newsroom is watched by this process alone.

    Raises UsageError that says who has it, MachineError where the folder cannot be written.
    """
    path = root / LEASE
    own = Holder(socket.gethostname(), os.getpid(), os.urandom(8).hex(), _boot())
    with machine_errors(path), _alone(root / f"{LEASE}.lock"):
        _refuse_second(path, own)
        _write(path, own)
    try:
        yield Lease(path, own)
    finally:
        if holder_of(path) == own:
            with suppress(OSError):
                path.unlink()


def holder_of(path: Path) -> Holder | None:
    """Who a lease names; None where there is none, or none that can be read."""
    try:
        return Holder(**json.loads(content_of(path)))
    except (OSError, ValueError, TypeError):
        return None


def _write(path: Path, holder: Holder) -> None:
    write_aside(path, json.dumps(vars(holder)).encode())


def _refuse_second(path: Path, own: Holder) -> None:
    holder = holder_of(path)
    if holder is None or _is_over(path, holder, own):
        return
    message = _("{host} watches this newsroom already (process {process}). End that one first.")
    raise UsageError(message.format(host=holder.host, process=holder.process))


def _is_over(path: Path, holder: Holder, own: Holder) -> bool:
    """Whether a lease is nobody's: its process of this machine is gone, or it was not renewed for long."""
    if holder.host == own.host:
        return holder.process == own.process or holder.has_ended()
    return _age(path) > FORGOTTEN


def _age(path: Path) -> float:
    """Seconds since a file was written, both by the clock of its own disk: that of another machine may go wrong."""
    trial = path.with_name(f"{path.name}.{os.getpid()}")
    try:
        trial.touch()
        return trial.stat().st_mtime - path.stat().st_mtime
    except OSError:
        return 0.0
    finally:
        trial.unlink(missing_ok=True)


def _boot() -> str:
    """What Linux calls the time since it was started; empty elsewhere."""
    try:
        return Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip()
    except (OSError, ValueError):
        return ""


def _lives(process: int) -> bool:
    """Whether a process of this number runs on this machine."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    """Only one of several that start at once looks at a lease and takes it."""
    with open_at_once(path, "w") as lock:
        with suppress(OSError):
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield
