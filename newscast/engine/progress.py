"""Telling how far the work is: a bar with time left on a terminal, plain lines elsewhere."""

from __future__ import annotations

import sys
import time
from typing import Any, Protocol, TextIO

from newscast.base.i18n import _


class Progress(Protocol):
    """Hears of work in units of step weight. Calls come from several threads."""

    def expect(self, weight: float) -> None:
        """So much more is to be done."""

    def begin(self, job: int, label: str) -> None:
        """A job starts."""

    def advance(self, job: int, done: float) -> None:
        """So much of the job's weight is done."""

    def end(self, job: int, weight: float) -> None:
        """A job of this weight is finished."""

    def close(self) -> None:
        """There is no more to tell."""


class Silent:
    """Tells nothing."""

    def expect(self, weight: float) -> None: ...

    def begin(self, job: int, label: str) -> None: ...

    def advance(self, job: int, done: float) -> None: ...

    def end(self, job: int, weight: float) -> None: ...

    def close(self) -> None: ...


class _Sum:
    """What is done of what is expected."""

    def __init__(self) -> None:
        self.total = 0.0
        self._ended = 0.0
        self._running: dict[int, float] = {}

    @property
    def done(self) -> float:
        return self._ended + sum(list(self._running.values()))

    def expect(self, weight: float) -> None:
        self.total += weight

    def advance(self, job: int, done: float) -> None:
        self._running[job] = done

    def end(self, job: int, weight: float) -> None:
        self._running.pop(job, None)
        self._ended += weight


class Lines(_Sum):
    """A line every few seconds, for logs and watched folders."""

    def __init__(self, stream: TextIO, every: float = 5.0) -> None:
        super().__init__()
        self._stream = stream
        self._every = every
        self._last = time.monotonic()

    def begin(self, job: int, label: str) -> None:
        if time.monotonic() - self._last >= self._every and self.total:
            self._last = time.monotonic()
            print(f"{self.done / self.total:4.0%}  {label}", file=self._stream, flush=True)

    def close(self) -> None: ...


class Bar(_Sum):
    """A bar with the time that is left, on a terminal."""

    def __init__(self, stream: TextIO) -> None:
        super().__init__()
        self._stream = stream
        self._bar: Any = None
        self._task: Any = None

    def begin(self, job: int, label: str) -> None:
        if self._bar is None:
            self._open()
        self._bar.update(self._task, description=label or _("Working"), total=self.total)

    def advance(self, job: int, done: float) -> None:
        super().advance(job, done)
        self._draw()

    def end(self, job: int, weight: float) -> None:
        super().end(job, weight)
        self._draw()

    def close(self) -> None:
        if self._bar is not None:
            self._bar.stop()
            self._bar = None

    def _open(self) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

        columns = (TextColumn("{task.description:<32.32}"), BarColumn(), TextColumn("{task.percentage:3.0f}%"))
        self._bar = Progress(*columns, TimeRemainingColumn(), console=Console(file=self._stream), transient=True)
        self._bar.start()
        self._task = self._bar.add_task("", total=self.total)

    def _draw(self) -> None:
        if self._bar is not None:
            self._bar.update(self._task, completed=self.done, total=self.total)


def progress_for(stream: TextIO = sys.stderr) -> Progress:
    """The right way to tell progress on this stream."""
    return Bar(stream) if stream.isatty() else Lines(stream)
