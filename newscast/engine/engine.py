"""The engine: makes steps, each once, on as many workers as there are cores."""

from __future__ import annotations

import queue
import threading
from collections.abc import Iterable
from pathlib import Path

from newscast.engine.binary import Binary
from newscast.engine.keys import Keys
from newscast.engine.plan import Plan, make_job, make_plan, source_path
from newscast.engine.progress import Progress, Silent
from newscast.engine.store import Store
from newscast.engine.worker import Worker, WorkerGoneError
from newscast.errors import MachineError
from newscast.i18n import _
from newscast.step import Source, Step

RETRIES = 2
"""How often a job is given to a new worker after one has died over it."""


class Engine:
    """Use as a context: leaving it ends the workers and clears their scratch, whatever happened."""

    def __init__(self, store: Store, binary: Binary, jobs: int, progress: Progress | None = None) -> None:
        self.store = store
        self.binary = binary
        self.rendered = 0
        self.reused = 0
        self._jobs = jobs
        self._keys = Keys(binary)
        self._progress = progress or Silent()
        self._workers: list[Worker] = []

    def __enter__(self) -> Engine:
        return self

    def __exit__(self, *_exception: object) -> None:
        for worker in self._workers:
            worker.kill()
        self._workers.clear()
        self.store.tidy()

    def path(self, source: Source) -> Path:
        """Where a step's result is, or will be; where a file is."""
        return source_path(source, self.store, self._keys)

    def has(self, step: Step) -> bool:
        """Whether the step's result is in the store."""
        return self.store.has(self._keys.of(step), step.suffix)

    def make(self, targets: Iterable[Step]) -> None:
        """See that every target's result is in the store. Raises the first thing that went wrong."""
        plan = make_plan(targets, self.store, self._keys)
        self.rendered += plan.rendered
        self.reused += plan.reused
        if plan.jobs:
            self._progress.expect(plan.weight)
            _Run(self, plan).complete()

    def worker(self, number: int) -> Worker:
        while len(self._workers) <= number:
            self._workers.append(Worker(self.binary.path, self.store.folder))
        return self._workers[number]


class _Run:
    """One plan on the way to being done: threads take jobs whose inputs are there, each through a worker of its own."""

    def __init__(self, engine: Engine, plan: Plan) -> None:
        self._engine = engine
        self._plan = plan
        self._waiting = {index: set(job.after) for index, job in enumerate(plan.jobs)}
        self._ready: queue.Queue[int | None] = queue.Queue()
        self._done: queue.Queue[tuple[int, BaseException | None]] = queue.Queue()
        self._left = len(plan.jobs)

    def complete(self) -> None:
        count = min(self._engine._jobs, self._left)
        workers = [self._engine.worker(number) for number in range(count)]
        threads = [threading.Thread(target=self._serve, args=(worker,), daemon=True) for worker in workers]
        self._release()
        for thread in threads:
            thread.start()
        try:
            while self._left:
                self._settle(*self._take())
        finally:
            self._stop(threads, workers)

    def _take(self) -> tuple[int, BaseException | None]:
        # A wait without end would keep a signal's handler from running on some systems.
        while True:
            try:
                return self._done.get(timeout=0.5)
            except queue.Empty:
                continue

    def _settle(self, index: int, error: BaseException | None) -> None:
        if error:
            raise error
        self._left -= 1
        for after in self._waiting.values():
            after.discard(index)
        self._release()

    def _release(self) -> None:
        ready = [index for index, after in self._waiting.items() if not after]
        # The longest first: what is short fills the end.
        for index in sorted(ready, key=lambda index: -sum(step.weight for step in self._plan.jobs[index].steps)):
            del self._waiting[index]
            self._ready.put(index)

    def _stop(self, threads: list[threading.Thread], workers: list[Worker]) -> None:
        if self._left:
            for worker in workers:
                worker.kill()
        for _thread in threads:
            self._ready.put(None)
        for thread in threads:
            thread.join()

    def _serve(self, worker: Worker) -> None:
        while (index := self._ready.get()) is not None:
            try:
                self._do(index, worker)
            except BaseException as error:
                self._done.put((index, error))
            else:
                self._done.put((index, None))

    def _do(self, index: int, worker: Worker) -> None:
        engine = self._engine
        job = make_job(self._plan.jobs[index], engine.store, engine._keys)
        progress = engine._progress
        progress.begin(index, job.label)
        threads = 1 if self._left > 1 else 0
        for attempt in range(RETRIES + 1):
            try:
                worker.do(job, threads, lambda seconds: progress.advance(index, min(seconds, job.weight)))
                break
            except WorkerGoneError:
                if attempt == RETRIES or not self._left:
                    raise MachineError(
                        _("A worker process was ended from outside while making: {label}.").format(label=job.label)
                    ) from None
        progress.end(index, job.weight)
