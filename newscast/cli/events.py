"""`newscast build --events`: what happens, as JSON objects, each on a line of its own, for the programs that ask."""

from __future__ import annotations

import errno
import os
import queue
import threading
import time
from collections.abc import Iterable
from dataclasses import asdict

from newscast.base.errors import Problem
from newscast.build.request import Built
from newscast.cli.report import json_line, told
from newscast.engine.progress import Standing
from newscast.episode.events import BuiltEvent, Event, ProblemEvent, ProgressEvent, SharedEvent
from newscast.show.deliverables import SHARE

_EVERY = 0.2
"""Seconds between two events that say how far the work is."""
_PATIENCE = 10.0
"""Seconds that a reader has to take what was written last."""


class ReaderGoneError(Exception):
    """Nobody reads the events any more; what is asked for by somebody who left is not done. `refused` is what the
    machine said where it takes no more of them, such as on a full disk."""

    def __init__(self, refused: OSError | None = None) -> None:
        super().__init__()
        self.refused = refused


class Events:
    """Writes events to a file descriptor; a teller of progress. Methods raise ReaderGoneError where nobody reads.

    A thread does the writing: interrupts come to the main one, so no line is ever cut short, and a reader who takes
    his time holds nothing up.
    """

    def __init__(self, descriptor: int) -> None:
        self._lines: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()
        self._gone: ReaderGoneError | None = None
        self._told = -_EVERY
        self._writer = threading.Thread(target=self._write_all, args=(descriptor,), daemon=True)
        self._writer.start()

    def tell(self, standing: Standing) -> None:
        now = time.monotonic()
        if standing.done < 1 and now - self._told < _EVERY:
            return
        self._told = now
        left = standing.seconds_left
        seconds = None if left is None else round(left, 1)
        self._write(ProgressEvent(round(standing.done, 4), seconds, standing.label))

    def close(self) -> None: ...

    def problems(self, problems: Iterable[Problem]) -> None:
        """One event for each."""
        for problem in problems:
            self._write(problem_event(problem))

    def built(self, built: Built) -> None:
        """An episode is in its folder."""
        manifest = built.manifest
        folder, rendered = str(built.folder.absolute()), manifest["built"]["rendered"]
        self._write(BuiltEvent(folder, manifest["draft"], manifest.get("version"), built.verdict, rendered))

    def shared(self, built: Built) -> None:
        """Small copies of it are there, too."""
        share = built.manifest[SHARE]
        files = tuple(file["path"] for file in share["files"])
        self._write(SharedEvent(str(built.folder.absolute()), files, share["qc"]["verdict"]))

    def finish(self) -> None:
        """See that everything is written that anybody still reads. Raises ReaderGoneError where the machine takes no
        more: whoever reads a file finds an end that is none."""
        self._lines.put(None)
        self._writer.join(_PATIENCE)
        if self._gone and self._gone.refused:
            raise self._gone

    def _write(self, event: Event) -> None:
        if self._gone:
            raise self._gone
        self._lines.put(json_line(asdict(event)).encode() + b"\n")

    def _write_all(self, descriptor: int) -> None:
        while line := self._lines.get():
            try:
                while line:
                    line = line[os.write(descriptor, line) :]
            except OSError as error:
                self._gone = ReaderGoneError(None if error.errno == errno.EPIPE else error)
                return


def problem_event(problem: Problem) -> ProblemEvent:
    """A problem as it is told to programs."""
    return ProblemEvent(level="warning" if problem.warning else "error", **told(problem))
