"""A build as a child process: asked for, listened to, held to its limits, stopped."""

from __future__ import annotations

import os
import shlex
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from newscast.base.files import reason_of
from newscast.base.i18n import language
from newscast.watch.jobs.ending import Limits
from newscast.watch.jobs.running import Running
from newscast.watch.jobs.warm import Warm

__all__ = ["Builder", "Limits", "Request", "Running"]


@dataclass(frozen=True)
class Request:
    """One build: of all the rundown's deliverables where none is named. `log` is written anew."""

    rundown: Path
    draft: bool
    deliverables: tuple[str, ...]
    log: Path

    def arguments(self) -> list[str]:
        """Those of `newscast build`."""
        only = ["--only", ",".join(self.deliverables)] if self.deliverables else []
        return [*(["--draft"] if self.draft else []), *only, "--", str(self.rundown)]


class Builder:
    """Starts builds of a newsroom. Use it from one thread; `wake` is called from others whenever there is news.

    `speaking` says in which language builds speak.
    """

    def __init__(
        self, root: Path, wake: Callable[[], None], limits: Limits, speaking: Callable[[], str] = language
    ) -> None:
        self._wake = wake
        self._limits = limits if limits.memory else replace(limits, memory=_usual_memory())
        self._warm = Warm(root, limits.nice, speaking)
        self._running: list[Running] = []

    def start(self, request: Request) -> Running:
        """Begin to build. Where the system starts no more programs, that is how the build ended."""
        self._running = [each for each in self._running if each.ending() is None]
        self._running.append(self._started(request))
        return self._running[-1]

    def ready(self) -> None:
        """A build will be asked for soon: have a warm child wait for it, unless one does."""
        self._warm.ready()

    def idle(self) -> None:
        """To be called now and then: let a warm child go that waited in vain for ten minutes."""
        self._warm.idle()

    def close(self, seconds: float = 8.0) -> None:
        """Stop all builds, and wait until they have ended, so many seconds at most."""
        self._warm.close()
        for running in self._running:
            running.stop()
        until = time.monotonic() + seconds
        for running in self._running:
            running.wait(max(0.0, until - time.monotonic()))

    def _started(self, request: Request) -> Running:
        arguments = request.arguments()
        try:
            child, warm = self._warm.take()
        except OSError as error:
            return Running(None, request.log, self._limits, self._wake, refused=reason_of(error))
        child.ask(arguments)
        title = f"newscast build {shlex.join(arguments)!r}, process {child.process.pid}{', warm' if warm else ''}"
        return Running(child.process, request.log, self._limits, self._wake, title)


def _usual_memory() -> int:
    return os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") // 4 * 3
