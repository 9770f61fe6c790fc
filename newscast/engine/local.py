"""The crew on this machine: worker processes, each looked after by a thread."""

from __future__ import annotations

import queue
import threading
from functools import partial
from pathlib import Path

from newscast.engine.crew import Tell
from newscast.engine.job import Job
from newscast.engine.makers import KINDS
from newscast.engine.nursery import close_nursery
from newscast.engine.worker import Worker
from newscast.store.store import Store

_Order = tuple[Job, int, Tell]


class LocalCrew:
    """Workers start when there is something for them to do. They die with their thread, so threads last as long.

    A job goes to the worker that has loaded most of what it needs, and least of what it does not: scipy alone takes
    a second to load.
    """

    def __init__(self, size: int, binary: Path, store: Store) -> None:
        self.size = size
        self._workers = [Worker(binary, store) for _number in range(size)]
        self._loaded: list[set[str]] = [set() for _number in range(size)]
        self._orders: list[queue.SimpleQueue[_Order | None]] = [queue.SimpleQueue() for _number in range(size)]
        self._idle = set(range(size))
        self._waiting: list[_Order] = []
        self._lock = threading.Lock()
        self._threads: list[threading.Thread] = []
        self._closed = False

    def give(self, job: Job, threads: int, tell: Tell) -> None:
        if not self._threads:
            self._threads = [threading.Thread(target=self._serve, args=(n,), daemon=True) for n in range(self.size)]
            for thread in self._threads:
                thread.start()
        with self._lock:
            if not self._idle:
                self._waiting.append((job, threads, tell))
                return
            chosen = min(self._idle, key=lambda number: self._strange(number, job))
            self._idle.remove(chosen)
        self._orders[chosen].put((job, threads, tell))

    def close(self) -> None:
        self._closed = True
        close_nursery()
        for orders in self._orders:
            orders.put(None)
        for thread in self._threads:
            # Again and again, for a thread may be starting its worker at this moment.
            while thread.is_alive():
                self._end()
                thread.join(0.02)

    def _end(self) -> None:
        for worker in self._workers:
            worker.end()

    def _strange(self, number: int, job: Job) -> tuple[int, int, int]:
        """How little a worker has in common with a job."""
        needed, loaded = set(KINDS[job.kind].libraries), self._loaded[number]
        return len(needed - loaded), len(loaded - needed), number

    def _serve(self, number: int) -> None:
        order = self._orders[number].get()
        while order and not self._closed:
            job, threads, tell = order
            try:
                self._workers[number].do(job, threads, partial(tell, "progress"))
            except BaseException as error:
                outcome: tuple[str, BaseException | None] = ("error", error)
            else:
                outcome = ("done", None)
            with self._lock:
                self._loaded[number] |= set(KINDS[job.kind].libraries)
                order = self._waiting.pop(0) if self._waiting else None
                if order is None:
                    self._idle.add(number)
            tell(*outcome)
            order = order or self._orders[number].get()
