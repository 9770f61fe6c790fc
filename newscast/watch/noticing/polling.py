"""Looking over folders that tell nothing by themselves: an emitter of watchdog's, light on machine and server."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from watchdog.events import FileCreatedEvent, FileModifiedEvent
from watchdog.observers.api import EventEmitter

from newscast.watch.noticing.names import is_text

INTERVAL, WHOLE = 2.0, 10.0
"""Seconds between two looks at every folder and at files of folders that hold texts, and between two at every file: a
folder's own time tells what was made, renamed or deleted in it, and not what was written in place."""
_COST, _SHARE = 250.0, 3.0
"""A look is followed by this many times the seconds of processor, or of waiting for a server, that it took."""
_LONGEST = 30.0
"""Seconds until the next look at the latest."""

Statuses = dict[str, int]
"""Of each name in a folder a digest of size and times; 0 where they cannot be had. Inodes of shares are no help."""


@dataclass(frozen=True, slots=True)
class _Folder:
    """What a folder held; `fresh` where its own time had just changed: that may hide a second change in one tick."""

    status: tuple[int, int]
    files: Statuses = field(default_factory=dict)
    folders: tuple[str, ...] = ()
    texts: bool = False
    fresh: bool = False


class PollingEmitter(EventEmitter):
    """Tells of every file below a folder that differs from what it was at the last look.

    `enters` says of a folder's path whether to look into it; `there` whether the whole is there at all: what is seen
    while it is not counts for nothing. Starting raises OSError where the folder cannot be read.
    """

    def __init__(self, *args: Any, enters: Callable[[str], bool], there: Callable[[], bool], **named: Any) -> None:
        super().__init__(*args, **named)
        self._enters, self._there = enters, there
        self._folders: dict[str, _Folder] = {}
        self._rest, self._whole_after = INTERVAL, WHOLE
        self._whole_at = 0.0

    def on_thread_start(self) -> None:
        Path(self.watch.path).stat()
        self._look(whole=True)

    def queue_events(self, timeout: float) -> None:
        if self.stopped_event.wait(self._rest):
            return
        for path, made in self._look(whole=time.monotonic() - self._whole_at >= self._whole_after):
            self.queue_event(FileCreatedEvent(path) if made else FileModifiedEvent(path))

    def _look(self, whole: bool) -> list[tuple[str, bool]]:
        """What differs, and whether it is new; the next look waits for as long as this one deserves."""
        processor, clock = time.thread_time(), time.monotonic()
        before = self._folders
        now = dict(self._walk(whole)) if self._there() else {}
        if now and self.should_keep_running() and self._there():
            self._folders = now
        rest = max(_COST * (time.thread_time() - processor), _SHARE * (time.monotonic() - clock))
        if whole:
            self._whole_at, self._whole_after = time.monotonic(), max(WHOLE, rest)
        else:
            self._rest = min(max(INTERVAL, rest), _LONGEST)
        return list(_differences(before, self._folders))

    def _walk(self, whole: bool) -> Iterator[tuple[str, _Folder]]:
        """All folders; nothing more once the emitter is to end."""
        waiting = [str(self.watch.path)]
        while waiting and self.should_keep_running():
            path = waiting.pop()
            folder = self._folder(path, self._folders.get(path), whole)
            if folder is not None:
                yield path, folder
                waiting.extend(f"{path}{os.sep}{name}" for name in folder.folders)

    def _folder(self, path: str, before: _Folder | None, whole: bool) -> _Folder | None:
        """What a folder holds; what it held where it cannot be read now, None where it is gone."""
        try:
            found = Path(path).stat()
            status = (found.st_mtime_ns, found.st_ctime_ns)
            changed = before is not None and before.status != status
            if before and not (changed or whole or before.texts or before.fresh):
                return before
            with os.scandir(path) as entries:
                return self._held(status, changed, entries)
        except (FileNotFoundError, NotADirectoryError):
            return None
        except OSError:
            return before

    def _held(self, status: tuple[int, int], fresh: bool, entries: Iterable[os.DirEntry[str]]) -> _Folder:
        files: Statuses = {}
        folders: list[str] = []
        for entry in entries:
            if not entry.is_dir(follow_symlinks=False):
                files[entry.name] = _status(entry)
            elif self._enters(entry.path):
                folders.append(entry.name)
        return _Folder(status, files, tuple(folders), any(map(is_text, files)), fresh)


def _status(entry: os.DirEntry[str]) -> int:
    try:
        status = entry.stat(follow_symlinks=False)
    except OSError:
        return 0
    return hash((status.st_size, status.st_mtime_ns, status.st_ctime_ns))


def _differences(before: dict[str, _Folder], now: dict[str, _Folder]) -> Iterator[tuple[str, bool]]:
    for path in before.keys() | now.keys():
        old = before[path].files if path in before else {}
        new = now[path].files if path in now else {}
        if old is not new:
            yield from ((f"{path}{os.sep}{name}", True) for name in new.keys() - old.keys())
            yield from ((f"{path}{os.sep}{name}", False) for name in old if old[name] != new.get(name))
