"""The engine: makes steps, each once, on as many workers as there are."""

from __future__ import annotations

import heapq
import queue
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import ExitStack
from graphlib import TopologicalSorter
from pathlib import Path
from typing import Any

from newscast.base.binary import Binary
from newscast.base.content import File
from newscast.engine.crew import Crew
from newscast.engine.keys import Keys
from newscast.engine.plan import Plan, Planned, make_job, make_plan
from newscast.engine.progress import Progress, Silent
from newscast.engine.traits import kept_apart
from newscast.step.step import Source, Step
from newscast.store.references import refer
from newscast.store.store import Store


class Engine:
    """Use as a context: leaving it ends the workers and clears their scratch, whatever happened. Meanwhile
    nothing is let go of in the store.

    `jobs` is how many processes work at a time on this machine; with a `scheduler`, the address of a Dask cluster,
    jobs run there.
    """

    def __init__(
        self, store: Store, binary: Binary, jobs: int, progress: Progress | None = None, scheduler: str = ""
    ) -> None:
        self.store = store
        self.binary = binary
        self.rendered = 0
        self.reused = 0
        self.asked: set[str] = set()
        """The names of all results that were asked for."""
        self._jobs = jobs
        self._scheduler = scheduler
        self.apart = kept_apart(store)
        self._keys = Keys(binary, self.apart.processor)
        self._progress = progress or Silent()
        self._crew: Crew | None = None
        self._use = ExitStack()

    def __enter__(self) -> Engine:
        self._use.enter_context(self.store.in_use())
        return self

    def __exit__(self, *_exception: object) -> None:
        if self._crew:
            self._crew.close()
            self._crew = None
        self.store.tidy()
        self._use.close()

    def path(self, source: Source) -> Path:
        """Where a step's result is, on this machine; where a file is."""
        return source.path if isinstance(source, File) else self.store.fetch(self._keys.result(source))

    def has(self, step: Step) -> bool:
        """Whether the step's result is in the store."""
        return self.store.has(self._keys.result(step))

    def name(self, step: Step) -> str:
        """The name of the step's result in the store."""
        return self._keys.result(step).name

    def make(self, targets: Iterable[Step], made: Callable[[Step], None] | None = None) -> None:
        """See that every target's result is in the store. Raises the first thing that went wrong.

        `made` is told each step whose result was not there before, as soon as it is; by the calling thread, so that
        it holds up everything else.
        """
        wanted = list(targets)
        self.asked.update(self._keys.result(target).name for target in wanted)
        plan = make_plan(wanted, self.store, self._keys)
        self.rendered += plan.rendered
        self.reused += plan.reused
        self._progress.expect(plan.weight)
        if plan.jobs:
            _Run(plan, self._keys, self._open_crew(), self._progress).complete(made)

    def refer(
        self,
        episode: Path,
        needed: Mapping[str, Iterable[Step]],
        until: float | None = None,
        history: Mapping[str, Iterable[str]] | None = None,
    ) -> dict[str, list[str]]:
        """Note in the store which results each deliverable of the episode needs; return their names.

        The rest is as newscast.store.references.refer() has it.
        """
        results = {name: {self._keys.result(each) for each in steps} for name, steps in needed.items()}
        refer(self.store, episode, results, until, history)
        return {name: sorted(each.name for each in found) for name, found in results.items()}

    def _open_crew(self) -> Crew:
        if self._crew is None and self._scheduler:
            from newscast.engine.cluster import ClusterCrew

            self._crew = ClusterCrew(self._scheduler, self.binary, self.store)
        elif self._crew is None:
            from newscast.engine.local import LocalCrew

            self._crew = LocalCrew(self._jobs, self.binary.path, self.store)
        return self._crew


class _Run:
    """One plan on the way to being done: jobs whose inputs are there are given to the crew, in the order of urgency."""

    def __init__(self, plan: Plan, keys: Keys, crew: Crew, progress: Progress) -> None:
        self._jobs = plan.jobs
        self._keys = keys
        self._crew = crew
        self._progress = progress
        self._urgency = urgency(plan.jobs)
        self._waiting = {index: set(job.after) for index, job in enumerate(plan.jobs)}
        self._ready: list[tuple[float, int]] = []
        self._running = 0
        self._events: queue.SimpleQueue[tuple[int, str, Any]] = queue.SimpleQueue()

    def complete(self, made: Callable[[Step], None] | None = None) -> None:
        self._give()
        while self._running:
            index, word, value = self._next()
            weight = self._jobs[index].weight
            if word == "progress":
                self._progress.advance(index, min(value, weight))
            elif word == "error":
                raise value
            else:
                self._running -= 1
                self._progress.end(index, weight)
                for after in self._waiting.values():
                    after.discard(index)
                self._give()
                if made:
                    for step in self._jobs[index].steps:
                        made(step)

    def _next(self) -> tuple[int, str, Any]:
        # A wait without end would keep a signal's handler from running on some systems.
        while True:
            try:
                return self._events.get(timeout=0.5)
            except queue.Empty:
                continue

    def _give(self) -> None:
        for index in [index for index, after in self._waiting.items() if not after]:
            del self._waiting[index]
            heapq.heappush(self._ready, (-self._urgency[index], index))
        while self._ready and self._running < self._crew.size:
            self._start(heapq.heappop(self._ready)[1])

    def _start(self, index: int) -> None:
        job = make_job(self._jobs[index], self._keys)
        self._running += 1
        left = self._running + len(self._ready) + len(self._waiting)
        self._progress.begin(index, job.label)
        # What would be idle at the end helps to filter.
        threads = max(1, self._crew.size // left)
        self._crew.give(job, threads, lambda word, value: self._events.put((index, word, value)))


def urgency(jobs: Sequence[Planned]) -> list[float]:
    """For each job the weight of the longest way from its start to the end of all.

    What much waits for comes first, so that no worker has to watch another one do the last long job alone.
    """
    longest = [job.weight for job in jobs]
    order = list(TopologicalSorter({index: job.after for index, job in enumerate(jobs)}).static_order())
    for index in reversed(order):
        for before in jobs[index].after:
            longest[before] = max(longest[before], jobs[before].weight + longest[index])
    return longest
