"""What was touched in a newsroom: by events where the system gives them, by looking over its folders elsewhere."""

from __future__ import annotations

import errno
import logging
import os
import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial
from pathlib import Path

from watchdog.events import FileSystemEvent

from newscast.base.disks import Disk
from newscast.base.i18n import _
from newscast.base.status import Status, status_of
from newscast.watch.noticing.grounds import Disks, Ground, ground_at, grounds_of, is_looked_at
from newscast.watch.noticing.listening import Ears, Hearer, wait_for
from newscast.watch.noticing.names import is_text

_LOG = logging.getLogger(__name__)

_CHECKED_EVERY = 1.0
"""Seconds between two looks at whether the folders are there; settling.ABSENT is longer."""
_NO_ANSWER = 10.0
"""Seconds after which a folder that does not even say whether it is there counts as gone."""
_GROWING, _MANY = 1.5, 1000
"""Seconds in which a medium is news once, fewer than settling.MEDIA; paths of which that is remembered."""
_READ_ONLY = ("opened", "closed_no_write")


class Notice:
    """The files of a newsroom that were touched, from `start` to `stop`.

    `wake` is called, from other threads, when one of the questions has a new answer. `also` are folders outside that
    media come from, `never` folders inside that do not count though their names would. Paths are told below `root` and
    `also` as they are given. What links lead to is not listened to, but for those that lie in `root` itself.
    """

    def __init__(
        self,
        root: Path,
        wake: Callable[[], None],
        *,
        poll: bool = False,
        also: Iterable[Path] = (),
        never: Iterable[Path] = (),
    ) -> None:
        self._root, self._also, self._never = root, tuple(also), tuple(never)
        self._wake, self._poll = wake, poll
        self._lock = threading.Lock()
        self._touched: set[Path] = set()
        self._woken = self._lost = False
        self._growing: dict[Path, float] = {}
        self._troubles: dict[Path, str] = {}
        self._disks = Disks()
        self._state: tuple[list[Disk], Status] | None = None
        self._known: list[Ground] = []
        self._ears: dict[Ground, Ears | None] = {}
        self._gone: dict[Path, None] = {}
        self._refused: set[Path] = set()
        self._asking: tuple[Path, float] | None = None
        self._due, self._ending = threading.Event(), threading.Event()
        self._keeper = threading.Thread(target=self._keep, name="notice", daemon=True)

    def start(self) -> None:
        # All are known before any is entered, so that none is heard with the one it lies in.
        self._ears = dict.fromkeys(self._grounds())
        for ground in self._grounds():
            self._listen(ground)
        self._keeper.start()

    def stop(self) -> None:
        self._ending.set()
        self._due.set()
        if self._keeper.ident:
            wait_for([self._keeper])
        wait_for([ears.end() for ears in self._ears.copy().values() if ears])
        self._ears = {}

    @property
    def polled(self) -> bool:
        """Whether any of the folders is looked over: it was asked for, or one tells nothing by itself."""
        return any(map(self._is_polled, self._ears.copy()))

    def taken(self) -> set[Path]:
        """The files touched since last asked, also those that are no more, and folders that were moved away."""
        with self._lock:
            touched, self._touched, self._woken = self._touched, set(), False
        return touched

    def overflowed(self) -> bool:
        """Whether more may have been touched since last asked than `taken` tells: a full look is due."""
        with self._lock:
            lost, self._lost = self._lost, False
        return lost

    def gone(self) -> tuple[Path, ...]:
        """The folders that are not there now, or do not answer: nothing in them was deleted."""
        gone, asking = self._gone.copy(), self._asking
        if asking and time.monotonic() - asking[1] > _NO_ANSWER:
            gone[asking[0]] = None
        return tuple(gone)

    def troubles(self) -> list[str]:
        """What somebody should know, in the user's language, each once."""
        with self._lock:
            troubles, self._troubles = self._troubles, {}
        return list(troubles.values())

    # What is heard.

    def _hear(self, event: FileSystemEvent) -> None:
        if event.is_directory:
            # Files below are told one by one, but not of every system by name when their folder goes.
            if event.event_type in ("deleted", "moved"):
                self._lose()
        elif event.event_type not in _READ_ONLY:
            self._touch(event.src_path, event.event_type == "created")
            self._touch(event.dest_path, True)

    def _touch(self, name: bytes | str, made: bool) -> None:
        path = Path(os.fsdecode(name))
        if not name or not self._counts(path):
            return
        with self._lock:
            self._touched.update([path, *self._below(path)] if made and path.is_symlink() else [path])
            wakes = self._is_news(path) and not self._woken
            self._woken = self._woken or wakes
        if wakes:
            self._wake()

    def _is_news(self, path: Path) -> bool:
        """Whether somebody should look at once: not at a medium that grows, which is looked at again by itself."""
        if is_text(path.name):
            return True
        now = time.monotonic()
        if now - self._growing.get(path, -_GROWING) < _GROWING:
            return False
        if len(self._growing) > _MANY:
            self._growing = {path: since for path, since in self._growing.items() if now - since < _GROWING}
        self._growing[path] = now
        return True

    def _below(self, link: Path) -> list[Path]:
        """The files in the folder that a link leads to, where that is one that is listened to."""
        there = Path(os.path.realpath(link))
        if not any(there.is_relative_to(os.path.realpath(top)) for top in (self._root, *self._also)):
            return []
        return [Path(folder, name) for folder, _folders, names in os.walk(link) for name in names]

    def _counts(self, path: Path) -> bool:
        return is_looked_at(path, self._root, self._also, self._never)

    def _enters(self, folder: str) -> bool:
        """Whether what lies in a folder is heard with what it lies in: it counts, and is no ground of its own."""
        path = Path(folder)
        return self._counts(path) and all(ground.folder != path for ground in self._ears.copy())

    def _lose(self) -> None:
        with self._lock:
            self._lost = True
        self._wake()

    # Who listens.

    def _grounds(self) -> list[Ground]:
        """All that is listened to; only asked again where there may be more of it, or less."""
        state = (self._disks.now(), status_of(self._root))
        if self._state is None or state[0] is not self._state[0] or state[1] != self._state[1]:
            self._state, self._known = state, grounds_of(self._root, self._also, self._never, self._disks)
        return self._known

    def _is_polled(self, ground: Ground) -> bool:
        return self._poll or ground.shared or ground.folder in self._refused

    def _listen(self, ground: Ground) -> None:
        """Listen to a ground from now on where it is there, in the best way that there is."""
        self._ears[ground] = None
        if not ground.is_there(self._disks):
            self._gone[ground.folder] = None
            return
        del self._ears[ground]
        ground = replace(ground_at(ground.folder, self._disks), marked=ground.marked, leads=ground.leads)
        self._ears[ground] = None
        there = partial(self._is_there, ground)
        hearer = Hearer(self._hear, self._enters, there, self._lose, partial(self._refuse, ground))
        try:
            self._ears[ground] = Ears(ground, self._is_polled(ground), hearer)
            self._gone.pop(ground.folder, None)
        except OSError as error:
            if self._is_polled(ground):
                _LOG.warning("Cannot look over %s: %s", ground.folder, error)
                self._gone[ground.folder] = None
            else:
                self._refuse(ground, error)
                self._listen(ground)

    def _is_there(self, ground: Ground) -> bool:
        return ground.is_there(self._disks)

    def _refuse(self, ground: Ground, refusal: OSError | None) -> None:
        """The events of a ground ended: it is another one now, or the system refuses more of them."""
        if refusal:
            _LOG.warning("No events of %s: %s", ground.folder, refusal)
            with self._lock:
                self._refused.add(ground.folder)
                self._troubles[ground.folder] = _refusal(ground.folder, refusal)
            self._wake()
        self._due.set()

    def _keep(self) -> None:
        """Look from time to time whether every ground is there, and listen again to one that came back or changed."""
        while not self._ending.is_set():
            self._due.wait(_CHECKED_EVERY)
            self._due.clear()
            try:
                self._check()
            except Exception:
                _LOG.exception("Cannot tell whether the folders are there")
                self._ending.wait(_NO_ANSWER)

    def _check(self) -> None:
        known = {ground.folder for ground in self._ears}
        for ground in [*self._ears, *(ground for ground in self._grounds() if ground.folder not in known)]:
            if self._ending.is_set():
                return
            if ground.is_over():
                self._end(ground)
                del self._ears[ground]
                self._gone.pop(ground.folder, None)
                self._lose()
            else:
                self._check_one(ground)

    def _check_one(self, ground: Ground) -> None:
        """Where a ground came or is another one, what happened to it in between is not known."""
        ears, there = self._ears.get(ground), self._answers(ground)
        if there and not (ears and ears.listens()):
            _LOG.info("Listening to %s again", ground.folder)
            self._end(ground)
            self._listen(ground)
            self._lose()
        elif ears and not there:
            _LOG.warning("%s is gone", ground.folder)
            self._end(ground)
            self._gone[ground.folder] = None
            self._wake()

    def _end(self, ground: Ground) -> None:
        if ears := self._ears.get(ground):
            ears.end()
        self._ears[ground] = None

    def _answers(self, ground: Ground) -> bool:
        """Whether a ground is there; `gone` knows meanwhile for how long that has been asked."""
        self._asking = (ground.folder, time.monotonic())
        try:
            return self._is_there(ground)
        finally:
            self._asking = None


def _refusal(folder: Path, error: OSError) -> str:
    """Why a folder is looked over though it lies on this machine's own disk, and how to mend it."""
    if error.errno not in (errno.ENOSPC, errno.EMFILE):
        form = _(
            "The system tells nothing of changes in {folder} ({reason}). It is looked over every few seconds instead."
        )
        return form.format(folder=folder, reason=error.strerror)
    key = "fs.inotify.max_user_watches" if error.errno == errno.ENOSPC else "fs.inotify.max_user_instances"
    form = _(
        "This machine watches no more folders for you, so {folder} is looked over every few seconds instead. To have"
        " saves noticed at once, raise {key} (sudo sysctl {key}={number}) and start again."
    )
    return form.format(folder=folder, key=key, number=524288 if error.errno == errno.ENOSPC else 1024)
