"""Drops that count are taken one after another: prepared in a thread beside, put down in the watcher's own."""

from __future__ import annotations

import datetime
import logging
import time
from collections.abc import Callable
from concurrent.futures import Executor, Future, ThreadPoolExecutor, wait
from contextvars import copy_context
from dataclasses import dataclass
from pathlib import Path

from newscast.base.errors import MachineError
from newscast.desk.database import BrokenError
from newscast.watch.inbox.arrivals import Arrivals, as_key
from newscast.watch.inbox.drops import Drop
from newscast.watch.inbox.fitting import RefusedError
from newscast.watch.inbox.laying import put
from newscast.watch.inbox.outcomes import INBOX, Outcomes
from newscast.watch.inbox.preparing import Asked, Known, Lacks, Outcome, Ready, prepare
from newscast.watch.inbox.stillness import QUIET

AGAIN = 30.0
"""Seconds before what the machine refused is tried again."""
_PATIENCE = 0.3
"""Seconds that one call works off what is waiting; the rest is for the next."""
_LOG = logging.getLogger(__name__)


@dataclass(frozen=True)
class Counted:
    """A drop that counts, with what stands for its files as they are; `patient` is whether it may still wait."""

    drop: Drop
    statuses: str
    patient: bool

    @property
    def key(self) -> str:
        return as_key(self.drop.key)


class Taking:
    """What counts and is not taken yet. `wake` is called, from any thread, when a drop is prepared."""

    def __init__(
        self,
        root: Path,
        desk: Path,
        arrivals: Arrivals,
        outcomes: Outcomes,
        wake: Callable[[], None],
        today: Callable[[], datetime.date],
        clock: Callable[[], float],
        worker: Executor | None,
    ) -> None:
        self._root, self._desk, self._arrivals, self._outcomes = root, desk, arrivals, outcomes
        self._wake, self._today, self._clock = wake, today, clock
        self._worker = worker or ThreadPoolExecutor(1, "inbox")
        self._queue: dict[str, Counted] = {}
        self._work: tuple[Counted, Future[Outcome]] | None = None
        self._not_before: dict[str, float] = {}
        self.unfinished: set[str] = set()
        """Places of drops that were prepared and not taken: when they are next is to be found out."""

    def add(self, counted: Counted) -> None:
        self._queue[counted.key] = counted

    def withdraw(self, show: str) -> None:
        """What of a show has not begun is looked at anew."""
        self._queue = {key: each for key, each in self._queue.items() if each.drop.show != show}

    def is_under_way(self, drop: Drop) -> bool:
        return self._work is not None and self._work[0].key == as_key(drop.key)

    def not_before(self, drop: Drop) -> float | None:
        """When one that the machine refused is tried again."""
        return self._not_before.get(as_key(drop.key))

    def due(self, now: float) -> float | None:
        """When there is something to do: at once is before any clock that was looked at by now."""
        if self._work and not self._work[1].done():
            return now + 1.0
        return 0.0 if self._work or self._queue else None

    def work_off(self) -> list[Path]:
        """Put down what is prepared, for a moment; the rundowns."""
        laid: list[Path] = []
        until = time.monotonic() + _PATIENCE
        while self._queue or self._work:
            counted, future = self._work = self._work or self._begin()
            wait([future], timeout=max(0.0, until - time.monotonic()))
            if not future.done():
                break
            self._work = None
            laid += self._end(counted, future)
            if time.monotonic() > until:
                break
        if self._queue and self._work is None:
            self._work = self._begin()
        return laid

    def close(self) -> None:
        """Wait for what is under way, and leave it to the next start."""
        self._worker.shutdown(cancel_futures=True)
        if self._work and not self._work[1].cancelled() and self._work[1].exception() is None:
            outcome = self._work[1].result()
            if isinstance(outcome, Ready):
                outcome.staged.close()
        self._work = None

    def _begin(self) -> tuple[Counted, Future[Outcome]]:
        counted = self._queue.pop(next(iter(self._queue)))
        folder = self._root / INBOX / counted.drop.show
        asked = Asked(
            self._root, self._desk, folder, counted.drop, self._arrivals.all(), counted.patient, self._today()
        )
        # The thread speaks the language of the office too.
        future = self._worker.submit(copy_context().run, prepare, asked)
        future.add_done_callback(lambda _future: self._wake())
        return counted, future

    def _end(self, counted: Counted, future: Future[Outcome]) -> list[Path]:
        drop, statuses = counted.drop, counted.statuses
        self._not_before.pop(counted.key, None)
        try:
            outcome = future.result()
            if isinstance(outcome, Ready):
                return self._put(counted, outcome)
            if isinstance(outcome, Known):
                self._outcomes.known(drop, statuses, outcome.digest, outcome.episode)
            elif isinstance(outcome, Lacks):
                self.unfinished.add(counted.key)
                self._outcomes.waits(drop, statuses, outcome.reason)
        except RefusedError as error:
            self._outcomes.refuse(drop.key, str(error), statuses, drop.paths)
        except MachineError as error:
            if error.media:
                # It is still being written: that is no trouble, and shows again.
                self._not_before[counted.key] = self._clock() + QUIET
                self.unfinished.add(counted.key)
            else:
                self._try_again(counted, str(error))
        except BrokenError:
            raise
        except Exception as error:
            # One drop must not end the watcher, whatever is in it.
            _LOG.exception("a drop could not be taken: %s", counted.key)
            self._try_again(counted, str(error) or type(error).__name__)
        return []

    def _put(self, counted: Counted, ready: Ready) -> list[Path]:
        laying = ready.staged.laying
        try:
            begun = self._outcomes.laying(counted.drop, counted.statuses, laying)
            put(self._root, ready.staged, self._desk)
        finally:
            ready.staged.close()
        new = bool(ready.staged.new)
        self._outcomes.taken(counted.drop, begun, laying, ready.digest, ready.lacking, new)
        return [self._root / laying.rundown] if new else []

    def _try_again(self, counted: Counted, reason: str) -> None:
        self.unfinished.add(counted.key)
        self._not_before[counted.key] = self._clock() + AGAIN
        self._outcomes.trouble_once(f"{INBOX}/{counted.drop.key}", reason)
