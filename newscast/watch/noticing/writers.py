"""Which files somebody has open for writing, and which hold nothing yet; where the system tells neither, none."""

from __future__ import annotations

import errno
import fcntl
import os
import signal
import stat
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from newscast.base.disks import disk_of

_PROCESSES = Path("/proc")
_WRITES = os.O_WRONLY | os.O_RDWR
_HOLLOW = 4096
"""Bytes; a file system may keep less than that with the name, in no block of its own."""
BLOCKS_TOLD = {"ext2", "ext3", "ext4", "xfs", "btrfs", "f2fs", "tmpfs", "apfs"}
"""File systems that count blocks: on others a file that is whole may have none."""
_DATALESS = 0x40000000
"""The flag of macOS (sys/stat.h, SF_DATALESS) on what a cloud drive has not fetched."""


def being_written(paths: Iterable[Path]) -> set[Path]:
    """Those that a program has open for writing, or that a cloud drive or a copy has only laid out so far."""
    found, doubtful = set(), []
    for path in paths:
        answer = _is_written(path)
        if answer:
            found.add(path)
        elif answer is None:
            doubtful.append(path)
    return found | (_open_in_processes(doubtful) if doubtful else set())


def is_hollow(path: Path) -> bool:
    """Whether a file has a size and no content on this machine: a placeholder, or room made for a copy."""
    try:
        status = path.stat()
    except (OSError, ValueError):
        return False
    if getattr(status, "st_flags", 0) & _DATALESS:
        return True
    # Without the first two the question about the disk is not worth its time.
    if status.st_blocks or status.st_size <= _HOLLOW or not stat.S_ISREG(status.st_mode):
        return False
    disk = disk_of(path)
    return disk is not None and disk.kind in BLOCKS_TOLD


def _is_written(path: Path) -> bool | None:
    """Whether a file is open for writing; None where only the processes can tell."""
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            return False
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    except (OSError, ValueError) as error:
        # A server of Windows's shares lets nobody read what is being copied there.
        return True if getattr(error, "errno", None) in (errno.EBUSY, errno.ETXTBSY) else _unless_gone(error)
    try:
        return is_hollow(path) or _refuses_lease(descriptor, path)
    finally:
        os.close(descriptor)


def _unless_gone(error: Exception) -> bool | None:
    return False if isinstance(error, (FileNotFoundError, ValueError)) else None


def _refuses_lease(descriptor: int, path: Path) -> bool | None:
    """Whether the kernel grants no read lease: it grants one where nobody has the file open for writing.

    See fcntl(2), F_SETLEASE. None where it cannot be asked: another user's file, or a disk whose server decides.
    """
    lease = getattr(fcntl, "F_SETLEASE", None)
    if lease is None:
        return None
    try:
        # Whoever opens the file for writing in this moment has a signal sent here: one that does nothing.
        fcntl.fcntl(descriptor, fcntl.F_SETSIG, signal.SIGURG)
        fcntl.fcntl(descriptor, lease, fcntl.F_RDLCK)
        fcntl.fcntl(descriptor, lease, fcntl.F_UNLCK)
    except OSError as error:
        disk = disk_of(path) if error.errno == errno.EAGAIN else None
        return True if disk is not None and not disk.shared else None
    return False


def _open_in_processes(paths: Iterable[Path]) -> set[Path]:
    """Those that a process that may be seen has open for writing."""
    wanted: dict[str, list[Path]] = {}
    for path in paths:
        wanted.setdefault(os.path.realpath(path), []).append(path)
    found: set[Path] = set()
    for descriptor in _descriptors():
        with suppress(OSError, ValueError):
            named = str(Path(descriptor).readlink())
            if named in wanted and _writes(Path(descriptor)):
                found.update(wanted[named])
    return found


def _descriptors() -> Iterator[str]:
    """The open files of all processes that may be seen, as links below /proc."""
    with suppress(OSError):
        for process in os.scandir(_PROCESSES):
            if process.name.isdigit():
                with suppress(OSError):
                    yield from (entry.path for entry in os.scandir(f"{process.path}/fd"))


def _writes(descriptor: Path) -> bool:
    """Whether a process has opened a file for writing: `flags:\t0100002`, in octal; see proc_pid_fdinfo(5)."""
    told = (descriptor.parent.parent / "fdinfo" / descriptor.name).read_text(encoding="ascii")
    flags = next((line.split()[1] for line in told.splitlines() if line.startswith("flags:")), "0")
    return bool(int(flags, 8) & _WRITES)
