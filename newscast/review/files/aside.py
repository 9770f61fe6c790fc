"""Where files lie while they come: aside in the newsroom, in a hidden folder, until they are whole and get a name.

Nothing here changes a file that is there: what comes with a name that another file has gets another name.
"""

from __future__ import annotations

import os
import shutil
import time
import uuid
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from newscast.base import locks
from newscast.base.content import file_at
from newscast.base.copying import copy
from newscast.base.filenames import split
from newscast.base.files import is_of_full_disk, machine_errors, sync
from newscast.base.i18n import _
from newscast.desk.uploads import Upload
from newscast.review.door.wrong import RefusedError

ASIDE = ".uploads"
"""The folder of the newsroom in which they come; what is in it is nobody's yet."""
_LOCK = ".lock"
_ASIDE_THERE = ".coming-"
"""What names begin with in the folder where a file will lie, until it is whole there too."""


def place_of(root: Path, upload: Upload) -> Path:
    """Where its bytes are, under a name that can be told."""
    return root / ASIDE / upload.id / upload.name


@contextmanager
def alone_with(root: Path, upload: Upload) -> Iterator[None]:
    """While this context lasts nobody else changes what lies aside of it. Raises MachineError."""
    folder = root / ASIDE / upload.id
    with machine_errors(folder):
        folder.mkdir(parents=True, exist_ok=True)
        with locks.locked(folder / _LOCK):
            yield


@contextmanager
def alone_sending(root: Path) -> Iterator[None]:
    """While this context lasts nobody else hands files over. Raises MachineError."""
    with machine_errors(root / ASIDE):
        (root / ASIDE).mkdir(exist_ok=True)
        with locks.locked(root / ASIDE / _LOCK):
            yield


def append(path: Path, offset: int, data: bytes) -> bool:
    """Put a piece behind the first `offset` bytes, synced; what lies after them came before a crash, and is written
    over. False where there are fewer than that. Raises RefusedError where the disk is full, MachineError."""
    with machine_errors(path.parent), _full_told():
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o644)
        with os.fdopen(descriptor, "r+b") as file:
            if file.seek(0, os.SEEK_END) < offset:
                return False
            file.truncate(offset)
            file.seek(offset)
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
    return True


def room(root: Path) -> int:
    """Bytes that are free on the newsroom's disk. Raises MachineError."""
    with machine_errors(root):
        return shutil.disk_usage(root).free


def put_down(source: Path, folder: Path, name: str, sha256: str, copies: bool = False) -> Path:
    """The file under a name of its own in a folder: this one, or `name-2` and so on where another file has that.

    One with this content that has the name already is it. `source` stays, for whoever is killed in between to try
    again; of one that others may change it `copies` the bytes. Raises RefusedError where the disk is full,
    MachineError.
    """
    with machine_errors(folder), _full_told():
        folder.mkdir(parents=True, exist_ok=True)
        for path in _names(folder, name):
            if os.path.lexists(path):
                if _is(path, source, sha256):
                    return path
            elif _copied(source, path) if copies else _linked(source, path):
                sync(folder)
                return path
    raise AssertionError("there is always another name")


def put_down_folder(folder: Path, name: str, files: Collection[tuple[Path, str]], text: bytes, text_name: str) -> Path:
    """A folder of this name in another one, with copies of files under these names and a text: whole or not at all.

    One that is there already is left as it is. Raises as above.
    """
    target = folder / name
    with machine_errors(folder), _full_told():
        folder.mkdir(parents=True, exist_ok=True)
        if os.path.lexists(target):
            return target
        coming, lock = locks.own_folder(folder, _ASIDE_THERE)
        try:
            for source, own in files:
                _link_or_copy(source, coming / own)
            if text:
                (coming / text_name).write_bytes(text)
                sync(coming / text_name)
            sync(coming)
            coming.rename(target)
            sync(folder)
        finally:
            os.close(lock)
            shutil.rmtree(coming, ignore_errors=True)
    return target


def remove(root: Path, upload: Upload) -> None:
    """What lies aside of it."""
    shutil.rmtree(root / ASIDE / upload.id, ignore_errors=True)


def clear(root: Path, known: Collection[str], folders: Collection[Path], older: float) -> None:
    """Remove what lies aside and is in no record, once it is so many seconds old, and what somebody who was killed left
    in these folders."""
    with suppress(OSError):
        for folder in (root / ASIDE).iterdir():
            if folder.is_dir() and folder.name not in known and time.time() - folder.stat().st_mtime > older:
                shutil.rmtree(folder, ignore_errors=True)
    for folder in folders:
        for left in folder.glob(f"{_ASIDE_THERE}*"):
            if left.is_dir():
                locks.clear_abandoned(left)
            elif _is_older(left, older):
                left.unlink(missing_ok=True)


def _names(folder: Path, name: str) -> Iterator[Path]:
    yield folder / name
    stem, suffix = split(name)
    for number in range(2, 10_000):
        yield folder / f"{stem}-{number}{suffix}"
    yield folder / f"{stem}-{uuid.uuid4().hex}{suffix}"


def _is(path: Path, source: Path, sha256: str) -> bool:
    with suppress(OSError):
        if path.is_symlink() or not path.is_file() or path.stat().st_size != source.stat().st_size:
            return False
        return file_at(path).digest == sha256
    return False


def _linked(source: Path, path: Path) -> bool:
    """Whether it has its name; False where another one took it at this moment. Unlike renaming, linking never
    replaces."""
    try:
        os.link(source, path)
    except FileExistsError:
        return False
    except OSError:
        return _copied(source, path)
    return True


def _copied(source: Path, path: Path) -> bool:
    """The same from another disk, or where the disk knows no links: copied beside its place, synced, then named."""
    aside = path.with_name(f"{_ASIDE_THERE}{uuid.uuid4().hex}")
    try:
        copy(source, aside)
        sync(aside)
        os.link(aside, path)
    except FileExistsError:
        return False
    except OSError as error:
        if is_of_full_disk(error) or os.path.lexists(path):
            raise
        aside.replace(path)
    finally:
        aside.unlink(missing_ok=True)
    return True


def _link_or_copy(source: Path, path: Path) -> None:
    try:
        os.link(source, path)
    except OSError:
        copy(source, path)
        sync(path)


def _is_older(path: Path, seconds: float) -> bool:
    with suppress(OSError):
        return time.time() - path.stat().st_mtime > seconds
    return False


@contextmanager
def _full_told() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if not is_of_full_disk(error):
            raise
        message = _("The newsroom’s disk is full. Nothing is lost: it goes on from here once there is room.")
        raise RefusedError(507, message) from error
