"""What `newscast watch` shows: on a terminal how everything stands, below what has happened; plain lines elsewhere."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Sequence
from datetime import tzinfo
from typing import Any, TextIO, cast

from newscast.base.files import printable
from newscast.base.moments import local
from newscast.cli.watching_page import page, scene_of
from newscast.desk.job import Job
from newscast.watch.jobs.ordering import Forecast
from newscast.watch.opening import View
from newscast.watch.status.now import Now
from newscast.watch.status.standing import standing
from newscast.watch.status.state import Showing
from newscast.watch.telling.phrases import Clock, name_of
from newscast.watch.telling.telling import Grade, grade_of, words
from newscast.watch.telling.told import Told

EVERY = 15.0
"""Seconds between two lines that say how far a build is, where there is no terminal."""
_COLOURS: dict[Grade, str] = {"plain": "", "good": "green", "warning": "yellow", "bad": "bold red"}


def view_for(stream: TextIO, zone: tzinfo | None = None) -> View:
    """The right view for a stream; times are said in `zone`."""
    plain = os.environ.get("NO_COLOR") or os.environ.get("TERM", "") in ("", "dumb")
    if plain or not stream.isatty():
        return Lines(stream, Clock(zone))
    return Live(stream, Clock(zone))


class Lines:
    """A line for each thing, and now and then how far the build is: for logs, and terminals that only write."""

    def __init__(self, stream: TextIO, clock: Clock, every: float = EVERY) -> None:
        self._stream = stream
        self._clock = clock
        self._every = every
        self._last = time.monotonic()
        self._writing = threading.Lock()

    def told(self, told: Told) -> None:
        self._last = time.monotonic()
        self._write(words(told, self._clock))

    def show(self, now: Now, jobs: Sequence[Job], forecasts: Sequence[Forecast]) -> None:
        building = next((job for job in jobs if job.id == now.job), None)
        if building is None or time.monotonic() - self._last < self._every:
            return
        self._last = time.monotonic()
        state = Showing(self._clock.zone, now, self._clock.time(), sure=True).job(building, None)
        self._write(": ".join(filter(None, (name_of(building.lane), standing(state, self._clock.spoken), now.label))))

    def close(self) -> None: ...

    def _write(self, text: str) -> None:
        with self._writing:
            print(f"{_stamp(self._clock)}  {printable(text)}", file=self._stream, flush=True)


class _AtOnce:
    """A terminal that shows what is written all at once: synchronised output, which those without it pass over."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        return self._stream.write(f"\x1b[?2026h{text}\x1b[?2026l")

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)


class Live:
    """What happened scrolls up; below it stands how everything is, and changes in place."""

    def __init__(self, stream: TextIO, clock: Clock) -> None:
        from rich.console import Console
        from rich.live import Live as Standing

        self._clock = clock
        self._console = Console(file=cast(TextIO, _AtOnce(stream)), highlight=False, emoji=False, markup=False)
        self._drawn: object = None
        self._drawing = threading.Lock()
        # Nothing is drawn by itself: what has not changed is left alone, and so nothing flickers.
        self._live = Standing(
            console=self._console,
            auto_refresh=False,
            transient=True,
            redirect_stdout=False,
            redirect_stderr=False,
            vertical_overflow="crop",
        )
        self._live.start()

    def told(self, told: Told) -> None:
        from rich.padding import Padding
        from rich.table import Table
        from rich.text import Text

        row = Table.grid(padding=(0, 1))
        row.add_row(Text(_stamp(self._clock), "dim"), Text(words(told, self._clock), _COLOURS[grade_of(told)]))
        with self._drawing:
            self._console.print(Padding(row, 0))

    def show(self, now: Now, jobs: Sequence[Job], forecasts: Sequence[Forecast]) -> None:
        scene = scene_of(now, jobs, forecasts, self._clock)
        with self._drawing:
            size = self._console.size
            if (scene, size, _stamp(self._clock)[:5]) == self._drawn:
                return
            self._drawn = (scene, size, _stamp(self._clock)[:5])
            self._live.update(page(scene, self._clock, size.width, size.height), refresh=True)

    def close(self) -> None:
        with self._drawing:
            self._live.stop()


def _stamp(clock: Clock) -> str:
    return f"{local(clock.time(), clock.zone):%H:%M:%S}"
