"""What `newscast watch` shows: on a terminal how everything stands, below what has happened; plain lines elsewhere."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import tzinfo
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, Protocol, TextIO, cast

from newscast.base.files import printable
from newscast.base.i18n import _
from newscast.base.moments import local
from newscast.cli.standing import airing, lane_of, seconds_of, standing
from newscast.desk.job import Job
from newscast.watch.now import Now
from newscast.watch.ordering import Forecast
from newscast.watch.status import JobState, Showing
from newscast.watch.telling import Clock, Grade, grade_of, name_of, some_of, verdict_of, what_of, words
from newscast.watch.told import Told

if TYPE_CHECKING:
    from rich.console import RenderableType

EVERY = 15.0
"""Seconds between two lines that say how far a build is, where there is no terminal."""
_ROWS = 6
"""Jobs of each kind that are shown at most."""
_COLOURS: dict[Grade, str] = {"plain": "", "good": "green", "warning": "yellow", "bad": "bold red"}


class View(Protocol):
    """Shows what happens. Its methods may be called from any thread."""

    def told(self, told: Told) -> None:
        """Something happened: it is said, and stays."""

    def show(self, now: Now, jobs: Sequence[Job], forecasts: Sequence[Forecast]) -> None:
        """How everything stands. `jobs` are those that are open and those that ended last."""

    def close(self) -> None:
        """There is nothing more to show."""


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


@dataclass(frozen=True)
class Scene:
    """What the live view draws: all of it, so that it is drawn again only when something differs."""

    paused: str
    polled: bool
    building: tuple[JobState, ...]
    queued: tuple[JobState, ...]
    waiting: tuple[JobState, ...]
    ended: tuple[JobState, ...]


def scene_of(now: Now, jobs: Sequence[Job], forecasts: Sequence[Forecast], clock: Clock) -> Scene:
    """What there is to see, in the order in which it matters."""
    late = {each.job.id: each for each in forecasts}
    order = {each.job.id: number for number, each in enumerate(forecasts)}
    showing = Showing(clock.zone, now, clock.time(), sure=not now.paused)
    states = [showing.job(job, late.get(job.id)) for job in sorted(jobs, key=lambda job: order.get(job.id, len(order)))]

    def of(*kinds: str) -> Iterator[JobState]:
        return (job for job in states if job.state in kinds)

    ended = sorted(of("done", "failed"), key=lambda job: job.ended or "", reverse=True)
    waiting = sorted(of("waiting"), key=lambda job: job.air or "~")
    return Scene(now.paused, now.polled, tuple(of("building")), tuple(of("queued")), tuple(waiting), tuple(ended))


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


def page(scene: Scene, clock: Clock, width: int, height: int) -> RenderableType:
    """The picture of a scene, no higher than two thirds of the terminal: what happened stays in sight above it."""
    from rich.console import Group
    from rich.rule import Rule

    rows: list[RenderableType] = [Rule(style="dim", characters="─"), *_notes(scene)]
    for job in scene.building:
        rows += _building(job, clock, width)
    blocks = {_("Next"): scene.queued, _("Waiting for media"): scene.waiting, _("Last"): scene.ended}
    shown = _shares({title: len(jobs) for title, jobs in blocks.items()}, max(4, height * 2 // 3) - len(rows))
    rows += _table({title: (jobs, shown[title]) for title, jobs in blocks.items()}, clock, width)
    return Group(*rows)


def _shares(wanted: Mapping[str, int], lines: int) -> dict[str, int]:
    """How many jobs of each block are shown in so many lines: one of each, then more, the first block first."""
    shown = dict.fromkeys(wanted, 0)
    for number in range(_ROWS):
        for title, count in wanted.items():
            # The first one takes a line for the title too.
            if count > number and lines >= (1 if number else 2):
                shown[title] += 1
                lines -= 1 if number else 2
    return shown


def _notes(scene: Scene) -> Iterator[RenderableType]:
    if scene.paused:
        yield _text(_("Nothing is built for now. {reason}").format(reason=scene.paused), "bold yellow", wrap=True)
    elif not (scene.building or scene.queued or scene.waiting):
        yield _text(_("Nothing to build. What is saved is looked at."), "dim")


def _building(job: JobState, clock: Clock, width: int) -> Iterator[RenderableType]:
    from rich.progress_bar import ProgressBar
    from rich.table import Table

    head = Table.grid(padding=(0, 1), expand=True)
    head.add_column(ratio=1, no_wrap=True, overflow="ellipsis")
    head.add_column(width=max(10, width // 5))
    head.add_column(no_wrap=True, justify="right")
    bar = ProgressBar(total=1.0, completed=job.done or 0.0)
    head.add_row(_text(name_of(lane_of(job)), "bold"), bar, _text(standing(job, clock.short)))
    yield head
    facts = " · ".join(filter(None, (job.label, airing(job, clock.short), _("LATE") if job.late else "")))
    yield _text(f"  {facts}", "red" if job.late else "dim")


def _table(blocks: Mapping[str, tuple[Sequence[JobState], int]], clock: Clock, width: int) -> Iterator[RenderableType]:
    """The blocks, in columns that are the same in all: episode, what of it, how it stands, when it is on the air."""
    from rich.table import Table

    all_shown = [job for jobs, shown in blocks.values() for job in jobs[:shown]]
    columns = _columns(all_shown, clock, width)
    for title, (jobs, shown) in blocks.items():
        if not shown:
            continue
        table = Table.grid(padding=(0, 2, 0, 0))
        for number, size in enumerate(columns):
            table.add_column(width=size, no_wrap=True, overflow="ellipsis", justify="right" if number == 3 else "left")
        more = f" ({shown}/{len(jobs)})" if shown < len(jobs) else ""
        yield _text(f"{title}{more}", "dim")
        for job in jobs[:shown]:
            air = _air(job, clock)
            facts = _text(_facts(job, clock), _style(job))
            table.add_row(_text(f"  {job.episode}"), _text(what_of(lane_of(job))), facts, _text(air))
        yield table


def _columns(jobs: Sequence[JobState], clock: Clock, width: int) -> tuple[int, int, int, int]:
    from rich.cells import cell_len

    def widest(texts: Iterable[str], most: int) -> int:
        return min(max(map(cell_len, texts), default=0), most)

    episode = widest((job.episode for job in jobs), max(14, width // 3)) + 2
    what = widest((what_of(lane_of(job)) for job in jobs), max(10, width // 4))
    air = widest((_air(job, clock) for job in jobs), 12)
    return episode, what, max(8, width - episode - what - air - 6), air


def _air(job: JobState, clock: Clock) -> str:
    return clock.short(seconds_of(job.air)) if job.air and job.state in ("queued", "waiting") else ""


def _facts(job: JobState, clock: Clock) -> str:
    said = standing(job, clock.short)
    if job.state == "waiting":
        # Only the names: where they are is said by `newscast status`.
        said = some_of(PurePosixPath(each).name for each in job.waits_for)
    elif job.state == "done":
        said = verdict_of(job.verdict) or said
    when = clock.short(seconds_of(job.ended)) if job.ended and job.state in ("done", "failed") else ""
    return " · ".join(filter(None, (_("LATE") if job.late else "", when, said)))


def _style(job: JobState) -> str:
    if job.late or job.state == "failed" or job.verdict == "fail":
        return "red"
    return {"pass": "green", "warn": "yellow"}.get(job.verdict or "", "") if job.state == "done" else ""


def _text(text: str, style: str = "", wrap: bool = False) -> RenderableType:
    from rich.text import Text

    return Text(printable(text), style, no_wrap=not wrap, overflow="ellipsis" if not wrap else "fold")


def _stamp(clock: Clock) -> str:
    return f"{local(clock.time(), clock.zone):%H:%M:%S}"
