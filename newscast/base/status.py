"""What a build looks at on the disk, each with the status it had before it was read."""

from __future__ import annotations

import hashlib
import os
import stat
import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from pathlib import Path

from newscast.base.filenames import alike

Status = list[int] | None
"""What tells whether a file has become another one, wherever that is asked.

Size, times of modification and of change in nanoseconds, inode; None of what is not there.
"""
Statuses = dict[str, Status]
"""By absolute path, links not resolved."""

_FINE_TICK, _COARSE_TICK = 50_000_000, 2_000_000_000
"""Nanoseconds within which two changes may leave one time: the kernel's clock is good for 10 ms, FAT's for 2 s."""


@dataclass
class Seen:
    """Files and folders, whole trees by their top folder, as digests, and the names in a folder that begin with
    something, by folder and beginning as one path.

    `certain` is lost with a file that changed so shortly before it was looked at that it may change again unnoticed.
    """

    files: Statuses = field(default_factory=dict)
    trees: dict[str, str] = field(default_factory=dict)
    names: dict[str, list[str]] = field(default_factory=dict)
    certain: bool = True

    def note(self, path: Path) -> None:
        """A file that is about to be read, or a folder about to be listed. What counts is its first status."""
        name = str(path.absolute())
        if name not in self.files:
            self.files[name] = status_of(path)
            self._doubt(self.files[name])

    def note_tree(self, folder: Path) -> None:
        """Everything below a folder."""
        found = list(_walk(str(folder), frozenset()))
        self.trees[str(folder)] = _digest(found)
        for _name, status in found:
            self._doubt(status)

    def note_names(self, start: Path) -> None:
        """The names in a folder that begin as this path does; others may come and go."""
        self.names.setdefault(str(start.absolute()), names_from(start))

    def unchanged(self) -> bool:
        """Whether all of it is still as it was."""
        return (
            all(status_of(Path(name)) == status for name, status in self.files.items())
            and all(names_from(Path(start)) == names for start, names in self.names.items())
            and all(tree_of(folder) == digest for folder, digest in self.trees.items())
        )

    def _doubt(self, status: Status) -> None:
        self.certain = self.certain and not _unsettled(status)


_SEEN: ContextVar[Seen | None] = ContextVar("seen", default=None)


@contextmanager
def noting() -> Iterator[Seen]:
    """While this context lasts, what note() is told is gathered."""
    seen = Seen()
    token = _SEEN.set(seen)
    try:
        yield seen
    finally:
        _SEEN.reset(token)


def note(path: Path) -> None:
    """Whoever reads a file that a build depends on says so first."""
    if seen := _SEEN.get():
        seen.note(path)


def names_beside(start: Path) -> list[str]:
    """The names in a folder that begin as this path does, for a build that depends on which there are."""
    if seen := _SEEN.get():
        seen.note_names(start)
    return names_from(start)


def names_from(start: Path) -> list[str]:
    """The names in a folder that begin as this path does, in whichever spelling a disk takes for the same, in their
    order; none where it cannot be listed."""
    begins = alike(start.name)
    try:
        return sorted(name for name in os.listdir(start.parent) if alike(name).startswith(begins))  # noqa: PTH208
    except OSError:
        return []


def status_of(path: Path) -> Status:
    """The status of what a path leads to."""
    try:
        return status_in(path.stat())
    except (OSError, ValueError):
        return None


def settled_status(path: Path) -> Status:
    """The same of a file that is about to be read, late enough after its last change that a next one would show.

    Waits for that at most as long as two changes may leave one time.
    """
    status = status_of(path)
    if wait := _unsettled(status):
        time.sleep(wait / 1e9)
        status = status_of(path)
    return status


def _unsettled(status: Status) -> int:
    """For how many more nanoseconds a file may be changed without its status telling."""
    if status is None:
        return 0
    now, changed, moved = time.time_ns(), max(status[1:3]), status[2]
    if moved <= now < changed:
        # A camera's clock was ahead: that a file is written the system's own clock tells, whatever date it is given.
        changed = moved
    tick = _FINE_TICK if changed % 1_000_000_000 else _COARSE_TICK
    return min(tick, max(0, changed + tick - now))


def tree_of(folder: str) -> str:
    """SHA-256 of the names and statuses of everything below a folder; compiled Python does not count."""
    return _digest(list(_walk(folder, frozenset())))


def _walk(folder: str, above: frozenset[tuple[int, int]]) -> Iterator[tuple[str, Status]]:
    """Paths below a folder, links followed, but none that leads back up; of folders only that they are there."""
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError:
        return
    for entry in entries:
        if entry.name == "__pycache__":
            continue
        try:
            status = entry.stat()
        except OSError:
            yield entry.path, None
            continue
        if not stat.S_ISDIR(status.st_mode):
            yield entry.path, status_in(status)
        elif (here := (status.st_dev, status.st_ino)) not in above:
            yield entry.path + "/", None
            yield from _walk(entry.path, above | {here})


def status_in(status: os.stat_result) -> list[int]:
    """What counts of what the system tells of a file."""
    return [status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino]


def _digest(found: list[tuple[str, Status]]) -> str:
    return hashlib.sha256(repr(found).encode()).hexdigest()
