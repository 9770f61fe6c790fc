"""Another content for a file that a user wrote: under its lock, whole or not at all, with the rights that it had."""

from __future__ import annotations

import errno
import hashlib
import os
import secrets
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from newscast.base.errors import MachineError
from newscast.base.files import is_utf8, machine_errors, sync
from newscast.base.i18n import _
from newscast.base.interrupts import uninterrupted
from newscast.base.locks import locked

STATE = ".newscast"
MARK = "newscast-"
"""With which the mark of every new content begins."""
_LOCKS = "locks"
_LONGEST = 180
_EXTENDED = "system.posix_acl_access"
_HERE, _EXCHANGE = -100, 2
"""AT_FDCWD and RENAME_EXCHANGE of Linux, as renameat2(2) takes them."""
_UNKNOWN = (errno.EINVAL, errno.ENOSYS, errno.EOPNOTSUPP)
"""How disks say that they cannot exchange names: those of other computers, above all."""


class UnfitFileError(MachineError):
    """A file that is not replaced, whatever is to be in it: why, in words."""


def real_file(root: Path, path: Path) -> Path:
    """The file that a path leads to, which may be replaced. Raises UnfitFileError for one that lies outside of the
    newsroom at `root`, that only may be read, or that has a second name; MachineError where it is not there."""
    target = Path(os.path.realpath(path))
    name = path.name
    if not target.is_relative_to(os.path.realpath(root)) or not is_utf8(target):
        raise UnfitFileError(
            _("{name} leads to a file outside of the newsroom: it is not changed here.").format(name=name)
        )
    with machine_errors(target):
        found = target.stat()
    if not stat.S_ISREG(found.st_mode):
        raise UnfitFileError(_("{name} is no ordinary file: it is not changed here.").format(name=name))
    if found.st_nlink > 1:
        message = _("{name} has a second name (a hard link), which would keep the old text: it is not changed here.")
        raise UnfitFileError(message.format(name=name))
    if not found.st_mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH) or not os.access(target, os.W_OK):
        message = _("{name} may only be read. Whoever looks after the computer can allow it to be changed.")
        raise UnfitFileError(message.format(name=name))
    return target


@contextmanager
def alone_with(root: Path, target: Path) -> Iterator[None]:
    """While this context lasts nobody else of newscast replaces this file of the newsroom. Raises MachineError."""
    folder = root / STATE / _LOCKS
    digest = hashlib.sha256(os.fsencode(target)).hexdigest()[:32]
    with machine_errors(folder):
        folder.mkdir(parents=True, exist_ok=True)
        lock = locked(folder / digest)
        lock.__enter__()
    try:
        yield
    finally:
        lock.__exit__(None, None, None)


def new_mark() -> str:
    """A word that tells one new content of a file from all others."""
    return MARK + secrets.token_hex(8)


def aside_of(target: Path, mark: str) -> Path:
    """Where a new content waits for its place."""
    # Names are limited by their bytes.
    name = target.name.encode()[:_LONGEST].decode(errors="ignore")
    return target.with_name(f".{name}.{mark}")


def lay_aside(target: Path, aside: Path, data: bytes) -> None:
    """Write a new content beside a file, with its rights and owner, on the disk. Raises MachineError."""
    with machine_errors(target):
        found = target.stat()
        descriptor = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(data)
                file.flush()
                _give(file.fileno(), target, found)
                os.fsync(file.fileno())
        except BaseException:
            aside.unlink(missing_ok=True)
            raise


def put_in_place(aside: Path, target: Path) -> None:
    """Give a file the content that waits beside it: a reader sees the old or the new. Raises MachineError."""
    with machine_errors(target):
        aside.replace(target)
        sync(target.parent)


def put_in_exchange(aside: Path, target: Path, known: bytes) -> bool:
    """Give a file the content that waits beside it, where it has still the `known` one; else it keeps what somebody
    else gave it at that very moment, and False is returned. Raises MachineError.

    Where the disk can exchange names, nothing comes between the look and the change: what was there lies aside then.
    """
    with machine_errors(target):
        new = aside.read_bytes()
        if target.read_bytes() != known:
            return False
        # Whoever clears up after an interrupt takes what lies aside for the new content.
        with uninterrupted():
            if not _exchange(aside, target):
                put_in_place(aside, target)
                return True
            is_known = aside.read_bytes() == known
            if not is_known:
                _exchange(aside, target)
                if aside.read_bytes() != new:
                    # Saved once more since: the later one stays.
                    aside.replace(target)
            sync(target.parent)
        return is_known


def _exchange(one: Path, other: Path) -> bool:
    """Give two files each the other's name, at once; False where the system or the disk cannot. Raises OSError."""
    import ctypes

    try:
        rename = ctypes.CDLL(None, use_errno=True).renameat2
    except (OSError, AttributeError):
        return False
    if not rename(_HERE, os.fsencode(one), _HERE, os.fsencode(other), _EXCHANGE):
        return True
    number = ctypes.get_errno()
    if number in _UNKNOWN:
        return False
    raise OSError(number, os.strerror(number), str(other))


def _give(descriptor: int, target: Path, found: os.stat_result) -> None:
    """The owner, group, lists of access and mode of another file. Raises UnfitFileError where that cannot be."""
    own = os.fstat(descriptor)
    if (own.st_uid, own.st_gid) != (found.st_uid, found.st_gid):
        try:
            os.fchown(descriptor, found.st_uid, found.st_gid)
        except OSError as error:
            message = _("{name} belongs to somebody else on this computer: it is not changed here.")
            raise UnfitFileError(message.format(name=target.name)) from error
    with suppress(OSError, AttributeError):
        os.setxattr(descriptor, _EXTENDED, os.getxattr(target, _EXTENDED))
    os.fchmod(descriptor, stat.S_IMODE(found.st_mode))
