"""The store: results of steps, by key. A result has its final name only when it is whole."""

from __future__ import annotations

import os
import shutil
import socket
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from newscast.errors import MachineError
from newscast.i18n import _


class Store:
    """A folder of results. Several builds may share one; what two of them make alike is kept once."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._own = f"{socket.gethostname()}-{os.getpid()}"
        self._scratch = folder / "tmp" / self._own

    def path(self, key: str, suffix: str) -> Path:
        return self.folder / "objects" / key[:2] / f"{key}{suffix}"

    def has(self, key: str, suffix: str) -> bool:
        return self.path(key, suffix).is_file()

    def scratch(self) -> Path:
        """A new folder of this process's own, on the store's file system."""
        folder = self._scratch / uuid.uuid4().hex
        with machine_errors(folder):
            folder.mkdir(parents=True)
        return folder

    def keep(self, made: Path, key: str, suffix: str) -> Path:
        """Take a finished file in under its key: synced first, then renamed."""
        final = self.path(key, suffix)
        with machine_errors(final):
            sync(made)
            final.parent.mkdir(parents=True, exist_ok=True)
            made.replace(final)
        return final

    def tidy(self) -> None:
        """Remove the scratch of this process, and of processes of this machine that are gone."""
        shutil.rmtree(self._scratch, ignore_errors=True)
        for folder in (self.folder / "tmp").glob(f"{socket.gethostname()}-*"):
            pid = folder.name.rpartition("-")[2]
            if pid.isdigit() and not _alive(int(pid)):
                shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def machine_errors(path: Path) -> Iterator[None]:
    """Turn an operating system's refusal to write below `path` into a MachineError."""
    try:
        yield
    except OSError as error:
        message = _("Cannot write {path}: {reason}.").format(path=path, reason=error.strerror or error)
        raise MachineError(message) from error


def sync(path: Path) -> None:
    """Have the file's bytes on the disk before anything points at them."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def choose_folder(newsroom: Path) -> tuple[Path, bool]:
    """Where the store is: NEWSCAST_STORE, else the newsroom's `.newscast`, else the user's cache folder.

    The second value is whether the last resort was taken.
    """
    if named := os.environ.get("NEWSCAST_STORE"):
        return Path(named).expanduser().resolve(), False
    here = newsroom / ".newscast"
    if _writable(here):
        return here, False
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return cache / "newscast", True


def _writable(folder: Path) -> bool:
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        trial = folder / f".trial-{uuid.uuid4().hex}"
        trial.touch()
        trial.unlink()
        return True
    return False


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True
