"""The store: results of steps, by key. A result has its final name only when it is whole."""

from __future__ import annotations

import hashlib
import os
import shutil
import time
import uuid
from collections.abc import Iterator
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass
from pathlib import Path

from newscast.base.content import changed
from newscast.base.files import content_of, machine_errors, sync
from newscast.base.locks import clear_abandoned, own_folder
from newscast.store import hold

DAY = 86_400.0
USE_SECONDS = 300.0


@dataclass(frozen=True)
class Result:
    """What a step made, or a file from outside that was taken in: its key and suffix in the store."""

    key: str
    suffix: str

    @property
    def name(self) -> str:
        return f"{self.key}{self.suffix}"


@dataclass(frozen=True)
class Kept:
    """A result that is in the store: its name, its bytes, and when it was last used, in seconds since 1970."""

    name: str
    bytes: int
    used: float


class Store:
    """A folder of results. Several builds may share one; what two of them make alike is kept once."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._scratch: tuple[Path, int] | None = None

    shared = False
    """Whether machines that know nothing of each other take results from it."""

    @property
    def address(self) -> str:
        """What open_store() finds this store by, here or on another machine."""
        return str(self.folder)

    def path(self, result: Result) -> Path:
        """Where a result lies, or would lie, on this machine."""
        return self.folder / "objects" / result.key[:2] / result.name

    def has(self, result: Result) -> bool:
        """Whether the result is there, whole. That it is asked for counts as use, noted every USE_SECONDS.

        It is noted as the file's time of access by ourselves, since most systems note that rarely or never.
        """
        path = self.path(result)
        try:
            status = path.stat()
        except OSError:
            return False
        if not _sealed(status):
            return False
        if time.time() - status.st_atime > USE_SECONDS:
            with suppress(OSError):
                os.utime(path, ns=(time.time_ns(), status.st_mtime_ns))
        return True

    def fetch(self, result: Result) -> Path:
        """The result's file on this machine."""
        return self.path(result)

    def share(self, result: Result) -> None:
        """See that other machines can fetch a result that is here."""

    def keep(self, made: Path, result: Result) -> Path:
        """Take a finished file in under its key: sealed and synced first, then renamed."""
        final = self.path(result)
        with machine_errors(self.folder):
            seal(made)
            final.parent.mkdir(parents=True, exist_ok=True)
            made.replace(final)
        return final

    def take_in(self, path: Path, digest: str) -> Result:
        """Copy a file of the user's into the store under its content's SHA-256, for machines that cannot see it."""
        result = Result(digest, path.suffix.lower())
        if not self.has(result):
            aside = self.scratch() / result.name
            with machine_errors(self.folder):
                shutil.copyfile(path, aside)
                with aside.open("rb") as copied:
                    found = hashlib.file_digest(copied, "sha256").hexdigest()
            if found != digest:
                raise changed(path)
            self.keep(aside, result)
        return result

    def scratch(self) -> Path:
        """A new folder of this process's own, on the store's file system."""
        with machine_errors(self.folder):
            if self._scratch is None:
                self._scratch = own_folder(self.folder / "tmp")
            folder = self._scratch[0] / uuid.uuid4().hex
            folder.mkdir()
        return folder

    def in_use(self) -> AbstractContextManager[None]:
        """While this context lasts, what is kept on this machine stays; see newscast.store.hold."""
        return hold.in_use(self.folder)

    def tidy(self) -> None:
        """Remove the scratch of this process, and of all that are gone."""
        if self._scratch:
            shutil.rmtree(self._scratch[0], ignore_errors=True)
            os.close(self._scratch[1])
            self._scratch = None
        for folder in (self.folder / "tmp").glob("*"):
            clear_abandoned(folder)

    def kept(self) -> Iterator[Kept]:
        """All results."""
        for path in (self.folder / "objects").glob("*/*"):
            with suppress(FileNotFoundError):
                status = path.stat()
                yield Kept(path.name, status.st_size, status.st_atime)

    def forget(self, kept: Kept) -> None:
        """Remove a result."""
        with machine_errors(self.folder):
            (self.folder / "objects" / kept.name[:2] / kept.name).unlink(missing_ok=True)

    def notes(self, folder: str) -> list[str]:
        """The names of the notes in a folder of the store."""
        return [f"{folder}/{path.name}" for path in sorted((self.folder / folder).glob("*.json"))]

    def read_note(self, name: str) -> bytes | None:
        """A note's content, or None."""
        try:
            return content_of(self.folder / name)
        except OSError:
            return None

    def first_note(self, name: str, content: bytes) -> bytes:
        """What a note says that is written once: this content, unless somebody was here before."""
        known = self.read_note(name)
        if known is None:
            self.write_note(name, content)
        return known or content

    def write_note(self, name: str, content: bytes) -> None:
        """Keep a small file beside the results, in place of what had its name."""
        made = self.scratch() / "note"
        with machine_errors(self.folder):
            (self.folder / name).parent.mkdir(parents=True, exist_ok=True)
            made.write_bytes(content)
            sync(made)
            made.replace(self.folder / name)

    def forget_note(self, name: str) -> None:
        """Remove a note."""
        (self.folder / name).unlink(missing_ok=True)


def seal(path: Path) -> None:
    """Give a file a modification time that follows from its size, and have its bytes on the disk.

    Whatever cuts, fills or rewrites the file later breaks the seal, so a look at its status tells whether it is whole.
    """
    os.utime(path, ns=(time.time_ns(), _seal_of(path.stat().st_size)))
    sync(path)


def _seal_of(size: int) -> int:
    # Whole even seconds, which every file system can hold, of the years 2001 to 2018.
    return (1_000_000_000 + 2 * (size % (1 << 28))) * 1_000_000_000


def _sealed(status: os.stat_result) -> bool:
    return status.st_mtime_ns == _seal_of(status.st_size)
