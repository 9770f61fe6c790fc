"""A file from outside, known by its content; what is read of it must be what was hashed."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from newscast.base.errors import MachineError
from newscast.base.files import open_file
from newscast.base.i18n import _
from newscast.base.status import Status, settled_status, status_of

_DIGEST = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True)
class File:
    """`digest` is the SHA-256 of its bytes in hex, `status` what it had when they were read for that.

    Any other digest raises ValueError: two files would share it. A file without a status is one that nobody changes,
    such as one of this package.
    """

    path: Path = field(compare=False)
    digest: str
    status: Status = field(default=None, compare=False)

    def __post_init__(self) -> None:
        if not _DIGEST.fullmatch(self.digest):
            raise ValueError(f"{self.path}: {self.digest!r} is no SHA-256")

    @property
    def identity(self) -> str:
        return self.digest

    @property
    def ref(self) -> str:
        """The name by which a filter graph speaks of this file."""
        return f"@{self.digest}"


def file_at(path: Path) -> File:
    """The file with its digest. Raises MachineError where it changes while it is read, OSError where it cannot be."""
    status = settled_status(path)
    found = File(path, sum_of(path), status)
    refuse_changed([found])
    return found


def sum_of(path: Path) -> str:
    """SHA-256, in hex, of what is in a file at this moment. Raises OSError, also of what is none, such as a pipe."""
    with open_file(path) as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def file_of(path: Path) -> File:
    """A file of the kit or of the newsroom, by content; it is read once for each status it has."""
    return _known(path, tuple(status_of(path) or ()))


@lru_cache(maxsize=256)
def _known(path: Path, _status: tuple[int, ...]) -> File:
    return file_at(path)


@contextmanager
def unchanging(files: Iterable[File]) -> Iterator[None]:
    """While this context lasts, files are read. Raises MachineError where one is not what was hashed, or does not
    stay so: what was made of it has no key."""
    files = list(files)
    refuse_changed(files)
    try:
        yield
    finally:
        # Also after a failure: a file that changes under its reader is the reason for it.
        refuse_changed(files)


def refuse_changed(files: Iterable[File]) -> None:
    """Raise MachineError, with its name, where a file's status is another than when it was hashed."""
    for file in files:
        if file.status is not None and status_of(file.path) != file.status:
            raise changed(file.path)


def changed(path: Path) -> MachineError:
    """What is said of a file that was saved over while a build used it."""
    return MachineError(_("{name} was changed during the build. Build again.").format(name=path.name), media=(path,))
