"""Events of Linux: an emitter of watchdog's that stays out of what does not count, and says when it misses something.

watchdog's own enters every folder, also those that a build writes; it keeps quiet about a queue that ran over (before
7.1) and about folders that the kernel refuses to watch (since 7.1).
"""

from __future__ import annotations

import ctypes
import errno
import logging
import os
import select
import struct
import threading
from collections.abc import Callable, Iterator
from typing import Any

from watchdog.events import FileCreatedEvent, FileModifiedEvent
from watchdog.observers.api import EventEmitter

_LOG = logging.getLogger(__name__)

# linux/inotify.h
_ATTRIB, _MODIFY, _CLOSE_WRITE, _CREATE, _DELETE = 0x4, 0x2, 0x8, 0x100, 0x200
_MOVED_FROM, _MOVED_TO, _DELETE_SELF, _MOVE_SELF = 0x40, 0x80, 0x400, 0x800
_UNMOUNT, _OVERFLOW, _IGNORED, _IS_FOLDER = 0x2000, 0x4000, 0x8000, 0x40000000
_ONLY_FOLDERS, _NO_LINKS = 0x01000000, 0x02000000
_CHANGES = _ATTRIB | _MODIFY | _CLOSE_WRITE | _CREATE | _DELETE | _MOVED_FROM | _MOVED_TO
_WATCHED = _CHANGES | _DELETE_SELF | _MOVE_SELF | _ONLY_FOLDERS
_HEAD = struct.Struct("iIII")

_PAUSE, _RECOVERY = 0.05, 1.0
"""Seconds between two readings: a copy under way makes thousands of events a second, most of them the same. And after
a queue ran over, which costs a walk through all folders."""


class InotifyEmitter(EventEmitter):
    """Tells of every file below a folder that is made, written, renamed or deleted.

    `enters` says of a folder's path whether to look into it. `lost` is called when events were lost, or a folder was
    moved away whose files are not known by name; `deaf` with what the kernel refused (None: the folder itself is gone)
    when nothing more can be heard. Starting raises OSError where the kernel refuses to watch.
    """

    def __init__(
        self,
        *args: Any,
        enters: Callable[[str], bool],
        lost: Callable[[], None],
        deaf: Callable[[OSError | None], None],
        **named: Any,
    ) -> None:
        super().__init__(*args, **named)
        self._enters, self._lost, self._deaf = enters, lost, deaf
        self._folders: dict[int, str] = {}
        self._heard: dict[str, bool] = {}
        self._queue = self._end = -1
        self._closing = threading.Lock()

    def on_thread_start(self) -> None:
        self._queue = _checked(_libc.inotify_init1(os.O_CLOEXEC | os.O_NONBLOCK))
        try:
            self._end = os.eventfd(0, os.EFD_CLOEXEC)
            self._enter(str(self.watch.path))
        except OSError:
            self._close()
            raise

    def on_thread_stop(self) -> None:
        if self.ident is None:
            self._close()
        # The thread may be closing them at this moment, and their numbers be another file's at once.
        with self._closing:
            if self._end >= 0:
                os.eventfd_write(self._end, 1)

    def run(self) -> None:
        try:
            super().run()
        except Exception as error:
            _LOG.exception("Listening below %r ended", self.watch.path)
            self._deaf(error if isinstance(error, OSError) else None)
        finally:
            self._close()

    def queue_events(self, timeout: float) -> None:
        waiting = select.poll()
        waiting.register(self._queue, select.POLLIN)
        waiting.register(self._end, select.POLLIN)
        waiting.poll()
        if not self.should_keep_running():
            return
        try:
            read = os.read(self._queue, 1 << 18)
        except BlockingIOError:
            return
        pause = _PAUSE
        for watch, mask, name in _events(read):
            self._hear(watch, mask, name)
            pause = max(pause, _RECOVERY if mask & _OVERFLOW else 0.0)
        self._tell_all()
        self.stopped_event.wait(pause)

    def _hear(self, watch: int, mask: int, name: str) -> None:
        folder = self._folders.get(watch)
        if mask & _OVERFLOW:
            _LOG.warning("The queue of events below %r ran over", self.watch.path)
            self._enter(str(self.watch.path))
            self._lost()
        elif mask & _IGNORED:
            self._folders.pop(watch, None)
        elif mask & (_UNMOUNT | _DELETE_SELF | _MOVE_SELF):
            if folder == self.watch.path:
                self._deaf(None)
        elif folder is not None and name:
            self._hear_of(f"{folder}{os.sep}{name}", mask)

    def _hear_of(self, path: str, mask: int) -> None:
        if not mask & _IS_FOLDER:
            self._tell(path, bool(mask & (_CREATE | _MOVED_TO)))
        elif mask & (_CREATE | _MOVED_TO):
            self._meet(path)
        elif mask & _MOVED_FROM:
            self._forget(path)
        elif mask & _ATTRIB and path not in self._folders.values():
            # Now it may be read, perhaps.
            self._meet(path)

    def _meet(self, folder: str) -> None:
        """A folder is new here: everything in it is."""
        if not self._enters(folder):
            return
        try:
            self._enter(folder, self._tell)
        except OSError as error:
            self._deaf(error)

    def _tell(self, path: str, made: bool = True) -> None:
        """A file is told once for all that was read at a time."""
        self._heard[path] = made or self._heard.get(path, False)

    def _tell_all(self) -> None:
        heard, self._heard = self._heard, {}
        for path, made in heard.items():
            self.queue_event(FileCreatedEvent(path) if made else FileModifiedEvent(path))

    def _forget(self, folder: str) -> None:
        """A folder went elsewhere with all that is in it."""
        below = folder + os.sep
        gone = [watch for watch, path in self._folders.items() if path == folder or path.startswith(below)]
        for watch in gone:
            del self._folders[watch]
            _libc.inotify_rm_watch(self._queue, watch)
        if gone:
            self._tell(folder, made=False)
            self._lost()

    def _enter(self, top: str, tell: Callable[[str], None] | None = None) -> None:
        """Listen in a folder and those below; each is listened in before it is read, so nothing falls between."""
        waiting = [top]
        while waiting:
            folder = waiting.pop()
            if not self._listen(folder):
                continue
            for entry in _entries(folder):
                if not entry.is_dir(follow_symlinks=False):
                    if tell:
                        tell(entry.path)
                elif self._enters(entry.path):
                    waiting.append(entry.path)

    def _listen(self, folder: str) -> bool:
        """Have the kernel watch a folder; False of one that is gone or that nobody may read."""
        top = folder == self.watch.path
        mask = _WATCHED if top else _WATCHED | _NO_LINKS
        try:
            watch = _checked(_libc.inotify_add_watch(self._queue, os.fsencode(folder), mask))
        except OSError as error:
            if top or error.errno not in (errno.ENOENT, errno.ENOTDIR, errno.EACCES, errno.ELOOP, errno.ENAMETOOLONG):
                raise
            return False
        self._folders[watch] = folder
        return True

    def _close(self) -> None:
        with self._closing:
            for descriptor in (self._queue, self._end):
                if descriptor >= 0:
                    os.close(descriptor)
            self._queue = self._end = -1


def _entries(folder: str) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            return list(entries)
    except OSError:
        return []


def _events(read: bytes) -> Iterator[tuple[int, int, str]]:
    """Watch, mask and name of each event in what was read; see inotify(7)."""
    at = 0
    while at + _HEAD.size <= len(read):
        watch, mask, _cookie, length = _HEAD.unpack_from(read, at)
        at += _HEAD.size
        yield watch, mask, os.fsdecode(read[at : at + length].rstrip(b"\0"))
        at += length


_libc = ctypes.CDLL(None, use_errno=True)


def _checked(answer: int) -> int:
    """What the kernel answered. Raises OSError where that is a refusal."""
    if answer < 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))
    return answer
