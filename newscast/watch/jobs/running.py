"""A build that runs: threads listen to it, hold it to its limits, and wake whoever looks after it."""

from __future__ import annotations

import os
import signal
import subprocess
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from newscast.desk.job import Ending
from newscast.episode.events import BuiltEvent, Event, ProblemEvent, ProgressEvent
from newscast.watch.jobs.ending import Cut, Heard, Limits, ending_of, not_started
from newscast.watch.jobs.hearing import Log, lines_of, read_event
from newscast.watch.jobs.processes import clear, has_ended, kill, members, memory_of

_TICK, _SOON = 1.0, 0.02
"""Seconds between two looks at a build that goes on, and at one that is about to end."""
_RENDERING_ENDS = 0.2
"""Seconds a stopped build has to end its workers; then they are ended from here: after 0.5 s nothing renders."""
_CLEARED = 5.0
"""Seconds it has to clear up."""
_LAST_WORDS = 2.0
"""Seconds in which the rest of what a build said comes in once it has ended."""
_MOST_PROBLEMS, _MOST_STRANGE = 500, 20


class Running:
    """A build under way: `standing` is how far it is, `problems` what it told so far.

    `process` leads a session of its own, and has been asked; it ends when its standard input does. None where it could
    not be started, for the reason `refused`.
    """

    def __init__(
        self,
        process: subprocess.Popen[bytes] | None,
        log: Path,
        limits: Limits,
        wake: Callable[[], None],
        title: str = "",
        refused: str = "",
    ) -> None:
        self.standing: ProgressEvent | None = None
        self.problems: list[ProblemEvent] = []
        self._limits = limits
        self._wake = wake
        self._built: BuiltEvent | None = None
        self._unreadable = 0
        self._silent = False
        self._cut: Cut | None = None
        self._cut_at = 0.0
        self._termed = False
        self._peak = 0
        self._began = self._moved = time.monotonic()
        self._stir = threading.Event()
        self._over = threading.Event()
        self._log = Log(log)
        self._log.say(f"{time.strftime('%Y-%m-%dT%H:%M:%S%z')} {title}")
        if process is None:
            self._end(not_started(refused, self._path()), f"not started: {refused}")
            return
        self._process = process
        self._readers = [threading.Thread(target=each, daemon=True) for each in (self._hear, self._follow)]
        for thread in (*self._readers, threading.Thread(target=self._mind, daemon=True)):
            thread.start()

    def ending(self) -> Ending | None:
        """How it ended; None while it runs."""
        return self._ending if self._over.is_set() else None

    def stop(self) -> None:
        """End it: in half a second nothing renders any more, and soon it has ended. Returns at once."""
        self._cut_short("stopped")

    def wait(self, seconds: float) -> bool:
        """Whether it has ended, after so many seconds at most."""
        return self._over.wait(seconds)

    def _hear(self) -> None:
        """A thread: take what the build says as events."""
        assert self._process.stdout
        for line in lines_of(self._process.stdout):
            try:
                self._take(read_event(line))
            except ValueError as error:
                self._unreadable += 1
                if self._unreadable <= _MOST_STRANGE:
                    self._log.say(f"not an event ({error}): {line[:200]!r}")
            else:
                self._wake()
        self._silent = True
        self._stir.set()

    def _take(self, event: Event) -> None:
        if not isinstance(event, ProgressEvent):
            self._moved = time.monotonic()
        if isinstance(event, ProblemEvent):
            if len(self.problems) < _MOST_PROBLEMS:
                self.problems.append(event)
        elif isinstance(event, BuiltEvent):
            self._built = event
        elif isinstance(event, ProgressEvent):
            before = self.standing
            if before is None or (before.done, before.label) != (event.done, event.label):
                self._moved = time.monotonic()
            self.standing = event

    def _follow(self) -> None:
        """A thread: keep what the build writes for people."""
        assert self._process.stderr
        self._log.follow(self._process.stderr)

    def _mind(self) -> None:
        """A thread: hold the build to its limits, end it where it has to end, and see how it ended."""
        while not has_ended(self._process.pid):
            now = time.monotonic()
            if self._cut is None:
                self._hold(now)
            if self._cut is not None:
                self._press(now - self._cut_at)
            ending = self._silent or self._cut is not None
            self._stir.wait(_SOON if ending else _TICK)
            self._stir.clear()
        self._finish()

    def _hold(self, now: float) -> None:
        memory = memory_of(members(self._process.pid))
        self._peak = max(self._peak, memory)
        if memory > self._limits.memory:
            self._cut_short("memory")
        elif now - self._moved > self._limits.still:
            self._cut_short("still")
        elif now - self._began > self._limits.long:
            self._cut_short("long")

    def _cut_short(self, why: Cut) -> None:
        if self._cut is None:
            self._cut_at = time.monotonic()
            self._cut = why
            self._stir.set()

    def _press(self, seconds: float) -> None:
        """Have it end, so many seconds after it was decided: first in peace, then its workers, then all of it.

        One that takes the machine's memory away is not asked first.
        """
        leader = self._process.pid
        if self._cut == "memory" or seconds > _CLEARED:
            kill([leader, *members(leader)])
        elif not self._termed:
            self._termed = True
            os.kill(leader, signal.SIGTERM)
        elif seconds > _RENDERING_ENDS:
            # Again and again: one that does not know yet that it ends gives a job to a new worker.
            kill(process for process in members(leader) if process != leader)

    def _finish(self) -> None:
        process = self._process
        # Only afterwards is its end taken note of: until then no other process can get the number of its session.
        alone = clear(process.pid, _LAST_WORDS)
        code = process.wait()
        for thread in self._readers:
            thread.join(_LAST_WORDS)
        label = self.standing.label if self.standing else ""
        heard = Heard(code, self._cut, self._built, tuple(self.problems), label)
        took, peak = time.monotonic() - self._began, self._peak >> 20
        words = f"ended after {took:.1f} s, exit code {code}, cut short: {self._cut}, at most {peak} MB of memory"
        for pipe in (process.stdin, process.stdout, process.stderr):
            # What somebody still reads from is left to him.
            if pipe and not any(thread.is_alive() for thread in self._readers):
                with suppress(OSError):
                    pipe.close()
        self._end(ending_of(heard, self._limits, self._path()), words if alone else f"{words}; some of it lives on")

    def _path(self) -> str | None:
        return str(self._log.path) if self._log.path else None

    def _end(self, ending: Ending, words: str) -> None:
        self._log.say(words)
        self._log.close()
        self._ending = ending
        self._over.set()
        self._wake()
