"""Ears for one ground: events of the system, or looking over it; begun, checked and ended."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from typing import Any, cast

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers.api import BaseObserver, EventEmitter

from newscast.watch.noticing.grounds import Ground
from newscast.watch.noticing.inotify import InotifyEmitter
from newscast.watch.noticing.polling import PollingEmitter

_ENDING = 5.0
"""Seconds that are waited for threads to end; one that a dead server holds ends when that answers."""


@dataclass(frozen=True)
class Hearer:
    """Who is told what is heard of a ground.

    `hear` gets the events; `enters` is asked whether to look into a folder, `there` whether the ground is there; `lost`
    is told that events were lost, `deaf` that nothing more will be heard, and what the system refuses.
    """

    hear: Callable[[FileSystemEvent], None]
    enters: Callable[[str], bool]
    there: Callable[[], bool]
    lost: Callable[[], None]
    deaf: Callable[[OSError | None], None]


class Ears:
    """What listens to a ground. Starting raises OSError where the system refuses."""

    def __init__(self, ground: Ground, polled: bool, hearer: Hearer) -> None:
        self.ground, self.polled = ground, polled
        self._identity = ground.identity()
        self._deaf = False
        self._hearer = hearer
        self._observer = self._made()
        self._observer.schedule(_Handler(hearer.hear), str(ground.folder), recursive=True)
        self._observer.start()

    def listens(self) -> bool:
        """Whether what happens now would be heard: it is the same folder still, and no thread of this ended."""
        threads = (self._observer, *self._observer.emitters)
        same = self.polled or self.ground.identity() == self._identity
        return same and not self._deaf and all(thread.is_alive() for thread in threads)

    def end(self) -> threading.Thread:
        """Listen no more; the thread that is returned ends once all is quiet."""
        ending = threading.Thread(target=_stop, args=[self._observer], daemon=True)
        ending.start()
        return ending

    def _made(self) -> BaseObserver:
        hearer = self._hearer
        if self.polled:
            return BaseObserver(_kind(PollingEmitter, enters=hearer.enters, there=hearer.there))
        if sys.platform == "linux":
            return BaseObserver(_kind(InotifyEmitter, enters=hearer.enters, lost=hearer.lost, deaf=self._went_deaf))
        from watchdog.observers import Observer

        return cast(BaseObserver, Observer())

    def _went_deaf(self, refusal: OSError | None) -> None:
        self._deaf = True
        self._hearer.deaf(refusal)


def wait_for(endings: Iterable[threading.Thread]) -> None:
    """Wait until ears that were ended are quiet, but not for what a dead server holds."""
    until = time.monotonic() + _ENDING
    for thread in endings:
        thread.join(max(0.0, until - time.monotonic()))


class _Handler(FileSystemEventHandler):
    def __init__(self, hear: Callable[[FileSystemEvent], None]) -> None:
        self._hear = hear

    def on_any_event(self, event: FileSystemEvent) -> None:
        self._hear(event)


def _kind(emitter: type[EventEmitter], **named: Any) -> type[EventEmitter]:
    """An emitter's class as an observer calls it, with what ours are told besides."""
    return cast(type[EventEmitter], partial(emitter, **named))


def _stop(observer: BaseObserver) -> None:
    observer.stop()
    observer.join()
