"""What is to be made for those who look: each thing once, one at a time on each of two benches, whoever asks for it.

What somebody waits for in front of a picture is made on the quick bench; what takes as long as a programme, on the slow
one, in the order of urgency. Nothing here knows what is made: a job is a request to newscast.build.page.rendition.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Collection, Mapping
from concurrent.futures import Future
from dataclasses import dataclass, field
from typing import Any

from newscast.base.i18n import _
from newscast.review.playing.helper import Helper

QUICK, SLOW = "quick", "slow"
_NICE = {QUICK: 5, SLOW: 15}
_MOST = {QUICK: 300, SLOW: 60}
"""Jobs that wait for a bench; whoever comes then is told to come back."""
_REMEMBERED = 60.0
"""Seconds for which what failed is not tried again."""
ASKED, AHEAD = 0, 1
"""The urgency of what somebody waits for, and of what somebody will want."""


@dataclass
class Job:
    """Something that is being made, or waits for it. `ended` has what went wrong in words, nothing where it was made;
    whoever waits for it cannot cancel it."""

    name: str
    request: Mapping[str, Any]
    urgency: int
    number: int
    group: str = ""
    done: float = 0.0
    began: float | None = None
    ended: Future[str] = field(default_factory=Future)

    def __post_init__(self) -> None:
        self.ended.set_running_or_notify_cancel()

    @property
    def state(self) -> str:
        """`waiting`, `making`, `made` or `failed`."""
        if self.ended.done():
            return "failed" if self.ended.result() else "made"
        return "waiting" if self.began is None else "making"

    @property
    def seconds_left(self) -> float | None:
        """About how long it will take; None where that cannot be said yet."""
        if self.began is None or self.done < 0.02:
            return None
        return round((time.monotonic() - self.began) * (1 - self.done) / self.done, 1)

    @property
    def message(self) -> str:
        """How it stands, in words."""
        if self.state == "failed":
            return self.ended.result()
        if self.state == "waiting":
            return _("It waits for its turn to be made.")
        left = self.seconds_left
        return (
            _("It is being made.")
            if left is None
            else _("It is being made: about {seconds} s left.").format(seconds=max(1, round(left)))
        )

    def as_json(self) -> dict[str, Any]:
        """How it stands, as scripts are told."""
        left = self.seconds_left if self.state == "making" else None
        return {"state": self.state, "done": self.done, "seconds_left": left, "message": self.message}


class FullError(Exception):
    """More waits already than can be made in good time."""


class Workshop:
    """The benches. Use it from any thread."""

    def __init__(self) -> None:
        self._benches = {name: _Bench(nice, _MOST[name]) for name, nice in _NICE.items()}

    def want(self, bench: str, name: str, request: Mapping[str, Any], urgency: int = ASKED, group: str = "") -> Job:
        """The job of this name, begun where there is none. Raises FullError."""
        return self._benches[bench].want(name, request, urgency, group)

    def keep_only(self, group: str, names: Collection[str]) -> None:
        """Of what waits to be made ahead in a group, only these will be wanted: the others are dropped."""
        for bench in self._benches.values():
            bench.keep_only(group, names)

    def close(self) -> None:
        """End all that is at work."""
        for bench in self._benches.values():
            bench.close()


class _Bench:
    def __init__(self, nice: int, most: int) -> None:
        self._helper = Helper(nice)
        self._most = most
        self._news = threading.Condition()
        self._waiting: dict[str, Job] = {}
        self._now: Job | None = None
        self._failed: dict[str, tuple[Job, float]] = {}
        self._count = 0
        self._thread: threading.Thread | None = None
        self._closed = False

    def want(self, name: str, request: Mapping[str, Any], urgency: int, group: str) -> Job:
        with self._news:
            if known := self._known(name):
                known.urgency = min(known.urgency, urgency)
                return known
            if len(self._waiting) >= self._most or self._closed:
                raise FullError
            self._count += 1
            job = self._waiting[name] = Job(name, request, urgency, self._count, group)
            if self._thread is None:
                # For good: the child ends with the thread that started it.
                self._thread = threading.Thread(target=self._work, name="workshop", daemon=True)
                self._thread.start()
            self._news.notify()
            return job

    def keep_only(self, group: str, names: Collection[str]) -> None:
        with self._news:
            ahead = [each for each in self._waiting.values() if each.urgency == AHEAD and each.group == group]
            for job in [each for each in ahead if each.name not in names]:
                del self._waiting[job.name]
                job.ended.set_result(_("It is not wanted any more."))

    def close(self) -> None:
        with self._news:
            self._closed = True
            self._waiting.clear()
            self._news.notify()
        self._helper.stop()

    def _known(self, name: str) -> Job | None:
        if self._now and self._now.name == name:
            return self._now
        failed, until = self._failed.get(name, (None, 0.0))
        if failed and time.monotonic() < until:
            return failed
        return self._waiting.get(name)

    def _work(self) -> None:
        while job := self._next():
            job.began = time.monotonic()

            def report(done: float, job: Job = job) -> None:
                job.done = done

            try:
                wrong = self._helper.make(job.request, report)
            except Exception as error:
                # Whoever waits is told, and the bench goes on.
                wrong = _("It cannot be made: {reason}.").format(reason=error)
            self._end(job, wrong)

    def _next(self) -> Job | None:
        with self._news:
            while not self._waiting and not self._closed:
                self._news.wait()
            if self._closed:
                return None
            job = min(self._waiting.values(), key=lambda each: (each.urgency, each.number))
            del self._waiting[job.name]
            self._now = job
            return job

    def _end(self, job: Job, wrong: str) -> None:
        with self._news:
            self._now = None
            now = time.monotonic()
            self._failed = {name: each for name, each in self._failed.items() if each[1] > now}
            if wrong:
                self._failed[job.name] = (job, now + _REMEMBERED)
        job.ended.set_result(wrong)
