"""Showing how far the work is: a bar with time left on a terminal, plain lines elsewhere."""

from __future__ import annotations

import sys
import time
from typing import Any, TextIO

from newscast.base.i18n import _
from newscast.engine.progress import Standing, Teller


class Lines:
    """A line every few seconds, for logs."""

    def __init__(self, stream: TextIO, every: float = 5.0) -> None:
        self._stream = stream
        self._every = every
        self._last = time.monotonic()

    def tell(self, standing: Standing) -> None:
        if time.monotonic() - self._last >= self._every and standing.done < 1:
            self._last = time.monotonic()
            print(f"{standing.done:4.0%}  {standing.label}{_left(standing)}", file=self._stream, flush=True)

    def close(self) -> None: ...


class Bar:
    """A bar with the time that is left, on a terminal."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._bar: Any = None
        self._task: Any = None

    def tell(self, standing: Standing) -> None:
        if standing.done == 1:
            self.close()
            return
        if self._bar is None:
            self._open()
        label = standing.label or _("Working")
        self._bar.update(self._task, description=label, completed=standing.done, left=_left(standing))

    def close(self) -> None:
        if self._bar is not None:
            self._bar.stop()
            self._bar = None

    def _open(self) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, Progress, TextColumn

        columns = (TextColumn("{task.description:<32.32}"), BarColumn(), TextColumn("{task.percentage:3.0f}%"))
        console = Console(file=self._stream)
        self._bar = Progress(*columns, TextColumn("{task.fields[left]}"), console=console, transient=True)
        self._bar.start()
        self._task = self._bar.add_task("", total=1, left="")


def _left(standing: Standing) -> str:
    if standing.seconds_left is None:
        return ""
    minutes, seconds = divmod(round(standing.seconds_left), 60)
    return _(", {time} left").format(time=f"{minutes}:{seconds:02}")


def teller_for(stream: TextIO = sys.stderr) -> Teller:
    """The right way to show progress on this stream."""
    return Bar(stream) if stream.isatty() else Lines(stream)
