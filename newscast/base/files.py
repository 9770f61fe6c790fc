"""Files that are written: whole or not at all, on the disk before anything points at them, refusals in words."""

from __future__ import annotations

import errno
import os
import re
import stat
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from io import BufferedReader
from pathlib import Path
from typing import IO, Any

from newscast.base.errors import MachineError
from newscast.base.i18n import _

_HALF = re.compile("[\ud800-\udfff]")
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT})
"""What the system says where there is no room: on the disk, or for this user on it."""


def write_aside(path: Path, content: bytes) -> None:
    """Give `path` this content: a reader sees the old or the new, never half. Raises OSError, also where something
    stands there that is no file, such as a device or a folder: it would be gone."""
    if path.exists() and not path.is_file():
        raise OSError(errno.EISDIR if path.is_dir() else errno.ENOTSUP, "", str(path))
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_name(f".{path.name}.{uuid.uuid4().hex}")
    try:
        aside.write_bytes(content)
        sync(aside)
        aside.replace(path)
    finally:
        aside.unlink(missing_ok=True)


def sync(path: Path) -> None:
    """Have the bytes of a file, or the names in a folder, on the disk before anything points at them."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def is_writable(folder: Path) -> bool:
    """Whether files can be made in a folder, which is made where it is not there."""
    trial = folder / f".trial-{uuid.uuid4().hex}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        trial.touch()
        trial.unlink()
    except OSError:
        return False
    return True


def check_may_write(folder: Path) -> None:
    """Nothing is written. Raises OSError where the system says that files may not be made in a folder, or that the
    folder may not be made; what it says only when one tries, as of a share, stays unsaid."""
    there = next(each for each in (folder, *folder.parents) if os.path.lexists(each))
    if not there.is_dir():
        raise NotADirectoryError(errno.ENOTDIR, "", str(there))
    if not os.access(there, os.W_OK | os.X_OK):
        fixed = os.statvfs(there).f_flag & os.ST_RDONLY
        raise OSError(errno.EROFS if fixed else errno.EACCES, "", str(there))


def is_there(path: Path) -> bool:
    """Whether a file is there that need not be. Raises OSError where something else is: a folder, or a link that leads
    nowhere, such as to a disk that is not connected."""
    if path.is_file():
        return True
    if not os.path.lexists(path):
        return False
    raise OSError(errno.EISDIR if stat.S_ISDIR(path.stat().st_mode) else errno.ENOTSUP, "", str(path))


def content_of(path: Path) -> bytes:
    """What is in a file that newscast keeps. Raises OSError, also where something else stands there."""
    with open_file(path) as file:
        return file.read()


@contextmanager
def open_file(path: Path) -> Iterator[BufferedReader]:
    """A file to be read to its end. Raises OSError where none stands there: a pipe waits for who writes to it, a device
    may have no end."""
    with open(path, "rb", opener=_at_once) as file:
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            raise OSError(errno.ENOTSUP, "", str(path))
        yield file


def open_at_once(path: Path | str, mode: str) -> IO[Any]:
    """A file, opened as by open(), which would wait at a pipe for whoever reads it or writes to it."""
    return open(path, mode, opener=_at_once)


def _at_once(name: str, flags: int) -> int:
    return os.open(name, flags | os.O_NONBLOCK, 0o666)


def is_utf8(path: Path) -> bool:
    """Whether a path can be told to programs and written into files, which hold text; a disk takes any bytes."""
    try:
        os.fsencode(path).decode("utf-8")
    except UnicodeError:
        return False
    return True


def printable(text: str) -> str:
    """A text that any program can take: a mark in place of each byte of a name that is not UTF-8."""
    return _HALF.sub("\ufffd", text)


def near(path: Path) -> Path:
    """As somebody would type it: relative where it lies below the current folder."""
    return path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path


def told_from(folder: Path, path: Path) -> str:
    """A whole path as it is told in a folder: from there where it lies inside, with `/`."""
    return (path.relative_to(folder) if path.is_relative_to(folder) else path).as_posix()


@contextmanager
def machine_errors(path: Path) -> Iterator[None]:
    """Turn an operating system's refusal to write below `path` into a MachineError."""
    try:
        yield
    except OSError as error:
        if is_of_full_disk(error):
            raise disk_full(path) from error
        message = _("Cannot write {path}: {reason}.").format(path=path, reason=reason_of(error, path))
        raise MachineError(message) from error


def reason_of(error: OSError, path: Path | str | None = None) -> str:
    """What the operating system refuses, in the user's language, and where, unless that is `path`."""
    known = {
        errno.EEXIST: _("a file, or a link that leads nowhere, stands where a folder has to be"),
        errno.ENOTDIR: _("a file, or a link that leads nowhere, stands where a folder has to be"),
        errno.EISDIR: _("a folder stands where a file has to be"),
        errno.ENOENT: _("No such file or directory"),
        errno.EACCES: _("Permission denied"),
        errno.EPERM: _("Permission denied"),
        errno.EROFS: _("Read-only file system"),
        errno.ENAMETOOLONG: _("the name is too long"),
        errno.ELOOP: _("a link leads back to itself"),
        errno.ENOTSUP: _("it is no ordinary file"),
        errno.ENXIO: _("it is no ordinary file"),
    }
    reason = known.get(error.errno or 0, error.strerror or str(error))
    there = error.filename2 or error.filename
    return f"{reason} ({os.fsdecode(there)})" if there and there != str(path) and not isinstance(there, int) else reason


def is_of_full_disk(error: OSError) -> bool:
    """Whether something could not be written because there is no room for it."""
    return error.errno in _FULL


def says_full_disk(text: str) -> bool:
    """The same of what a program says."""
    return any(os.strerror(number) in text for number in _FULL)


def disk_full(path: Path, log: str = "") -> MachineError:
    """What is said when there is no room below `path`."""
    return MachineError(_("The disk of {folder} is full. Make room and try again.").format(folder=path), log)
