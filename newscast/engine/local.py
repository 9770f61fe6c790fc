"""The crew on this machine: worker processes, each looked after by a thread."""

from __future__ import annotations

import queue
import threading
from functools import partial
from pathlib import Path

from newscast.engine.crew import Tell
from newscast.engine.job import Job
from newscast.engine.nursery import close_nursery
from newscast.engine.worker import Worker
from newscast.store.store import Store


class LocalCrew:
    """Workers start when there is something for them to do. They die with their thread, so threads last as long."""

    def __init__(self, size: int, binary: Path, store: Store) -> None:
        self.size = size
        self._workers = [Worker(binary, store) for _number in range(size)]
        self._threads: list[threading.Thread] = []
        self._jobs: queue.SimpleQueue[tuple[Job, int, Tell] | None] = queue.SimpleQueue()
        self._closed = False

    def give(self, job: Job, threads: int, tell: Tell) -> None:
        if not self._threads:
            self._threads = [threading.Thread(target=self._serve, args=(w,), daemon=True) for w in self._workers]
            for thread in self._threads:
                thread.start()
        self._jobs.put((job, threads, tell))

    def close(self) -> None:
        self._closed = True
        close_nursery()
        for _thread in self._threads:
            self._jobs.put(None)
        for thread in self._threads:
            # Again and again, for a thread may be starting its worker at this moment.
            while thread.is_alive():
                self._end()
                thread.join(0.02)

    def _end(self) -> None:
        for worker in self._workers:
            worker.end()

    def _serve(self, worker: Worker) -> None:
        while (order := self._jobs.get()) and not self._closed:
            job, threads, tell = order
            try:
                worker.do(job, threads, partial(tell, "progress"))
            except BaseException as error:
                outcome: tuple[str, BaseException | None] = ("error", error)
            else:
                outcome = ("done", None)
            tell(*outcome)
