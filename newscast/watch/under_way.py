"""The build that runs: begun, made way for what is newer, put off, and what becomes of it when it has ended."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Mapping

from newscast.desk.job import Job
from newscast.episode.events import ProgressEvent
from newscast.watch.jobs import deciding, ordering
from newscast.watch.jobs.building import Request, Running
from newscast.watch.parts import Parts
from newscast.watch.telling.told import Told

LOGS = "logs"
"""The folder of the desk in which each build has its log."""


class UnderWay:
    """One build at a time, and the job it builds, which the ledger takes for being built meanwhile."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._running: tuple[Job, Running] | None = None

    def __bool__(self) -> bool:
        return self._running is not None

    @property
    def job(self) -> Job | None:
        return self._running[0] if self._running else None

    @property
    def standing(self) -> ProgressEvent | None:
        """How far it is, where it has said so."""
        return self._running[1].standing if self._running else None

    def begin(self, viewed: Callable[[], Mapping[str, str]], touched: Collection[str]) -> None:
        """Begin to build what is next, unless something is built that is not put off for it.

        `viewed` gives which deliverable of each episode people look at. What was `touched` waits: a save is being
        waited out that would stop that build as soon as it had begun.
        """
        if self._running and not deciding.is_of_copies(self._running[0].lane):
            return
        queued = [job for job in self._parts.ledger.jobs("queued") if job.lane.episode not in touched]
        job = ordering.next_due(queued, time.time(), viewed() if len(queued) > 1 else None)
        if job is None or (self._running and deciding.is_of_copies(job.lane)):
            return
        self.put_off()
        job = self._parts.ledger.begin(job)
        if job.state != "building":
            return
        self._start(job)
        if len(queued) > 1:
            # The next one shall not wait for what all builds load.
            self._parts.builder.ready()

    def _start(self, job: Job) -> None:
        parts = self._parts
        log = parts.desk / LOGS / f"{job.id}.log"
        request = Request(parts.root / job.ask.rundown, job.lane.draft, job.lane.deliverables, log)
        self._running = (job, parts.builder.start(request))
        parts.teller.say(Told("began", job.lane.episode, job))

    def make_way(self, episode: str) -> None:
        """Stop a build of this episode that does not build what is wanted any more."""
        parts = self._parts
        if self._running is None or self._running[0].lane.episode != episode or not parts.index.facts(episode):
            return
        job, running = self._running
        if parts.index.ready(episode) and deciding.is_stopped(job, parts.index.sources(episode)):
            running.stop()
            self._running = None
            parts.teller.say(Told("stopped", episode, parts.ledger.stop(job, superseded=True)))

    def put_off(self) -> None:
        """Stop what is being built, and queue it again, where anything is: it is not lost."""
        if self._running:
            job, running = self._running
            running.stop()
            self._parts.ledger.stop(job, superseded=False)
            self._running = None

    def queue_lost(self) -> None:
        """What the ledger takes for being built, and is not: its watcher died, or its end could not be written."""
        running = self.job.id if self.job else None
        for job in self._parts.ledger.jobs("building"):
            if job.id != running:
                self._parts.ledger.stop(job, superseded=False)

    def end(self) -> str | None:
        """Take note of a build that has ended; the episode of which something was built."""
        if self._running is None:
            return None
        job, running = self._running
        ending = running.ending()
        if ending is None:
            return None
        self._running = None
        ledger, say, episode = self._parts.ledger, self._parts.teller.say, job.lane.episode
        fate = deciding.fate_of(job, ending, time.time())
        if fate.state == "queued":
            say(Told("again", episode, ledger.try_again(job, fate.not_before or time.time(), ending)))
        else:
            say(Told(fate.state, episode, ledger.end(job, fate.state, ending)))
        if fate.state != "done":
            return None
        self._parts.inbox.finished(episode)
        return episode
