"""Digests of big files, read one after another by a thread, so that whoever watches goes on meanwhile."""

from __future__ import annotations

import logging
import queue
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from newscast.base.content import file_at
from newscast.base.errors import MachineError
from newscast.base.status import Status, status_of

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Digest:
    """What was read of a file that had this status; None where it could not be, or changed meanwhile."""

    path: str
    status: Status
    sha256: str | None


class Aside:
    """Files that are read. `done` is called, by the thread, when another one is."""

    def __init__(self, root: Path, done: Callable[[], None]) -> None:
        self._root, self._done = root, done
        self._wanted: queue.SimpleQueue[str] = queue.SimpleQueue()
        self._found: queue.SimpleQueue[Digest] = queue.SimpleQueue()
        self._asked: set[str] = set()
        self._thread: threading.Thread | None = None

    def want(self, path: str) -> None:
        """Have a file read, if that is not under way."""
        if path in self._asked:
            return
        self._asked.add(path)
        self._wanted.put(path)
        if self._thread is None:
            # One for good: it reads from disks that may be gone for minutes, and ends with the program.
            self._thread = threading.Thread(target=self._read_all, name="digests", daemon=True)
            self._thread.start()

    def taken(self) -> Iterator[Digest]:
        """What was read since last asked."""
        while not self._found.empty():
            found = self._found.get()
            self._asked.discard(found.path)
            yield found

    def _read_all(self) -> None:
        while True:
            path = self._wanted.get()
            self._found.put(self._read(path))
            try:
                self._done()
            except Exception:
                _log.exception("nobody to be woken")

    def _read(self, path: str) -> Digest:
        status = status_of(self._root / path)
        try:
            file = file_at(self._root / path)
        except (OSError, MachineError) as error:
            _log.warning("%s cannot be read: %s", path, error)
            return Digest(path, status, None)
        return Digest(path, file.status, file.digest)
