"""The picture of how a watcher stands: what is built, what comes, what waits, what was; for a terminal of any size."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from newscast.base.files import printable
from newscast.base.i18n import _
from newscast.desk.job import Job
from newscast.watch.jobs.ordering import Forecast
from newscast.watch.status.now import Now
from newscast.watch.status.standing import airing, lane_of, seconds_of, standing
from newscast.watch.status.state import JobState, Showing
from newscast.watch.telling.phrases import Clock, name_of, some_of, verdict_of, what_of

if TYPE_CHECKING:
    from rich.console import RenderableType

_ROWS = 6
"""Jobs of each kind that are shown at most."""


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

    episode, what, air = _columns([job for jobs, shown in blocks.values() for job in jobs[:shown]], clock, width)
    for title, (jobs, shown) in blocks.items():
        if not shown:
            continue
        airs = any(_air(job, clock) for job in jobs[:shown])
        more = f" ({shown}/{len(jobs)})" if shown < len(jobs) else ""
        yield _ends(_text(f"{title}{more}", "dim"), _text(_("on air") if airs else "", "dim"))
        facts = max(8, width - episode - what - 6 - (air + 2 if airs else 0))
        table = Table.grid(padding=(0, 2, 0, 0))
        for size in (episode, what, facts):
            table.add_column(width=size, no_wrap=True, overflow="ellipsis")
        if airs:
            table.add_column(width=air, no_wrap=True, overflow="ellipsis", justify="right")
        for job in jobs[:shown]:
            row = [_text(f"  {job.episode}"), _text(what_of(lane_of(job))), _text(_facts(job, clock), _style(job))]
            table.add_row(*row, *([_text(_air(job, clock))] if airs else []))
        yield table


def _ends(left: RenderableType, right: RenderableType) -> RenderableType:
    """A line with something at both ends."""
    from rich.table import Table

    line = Table.grid(expand=True)
    line.add_column(no_wrap=True, overflow="ellipsis")
    line.add_column(no_wrap=True, justify="right")
    line.add_row(left, right)
    return line


def _columns(jobs: Sequence[JobState], clock: Clock, width: int) -> tuple[int, int, int]:
    """The widths of episode, what of it, and when it is on the air."""
    from rich.cells import cell_len

    def widest(texts: Iterable[str], most: int) -> int:
        return min(max(map(cell_len, texts), default=0), most)

    episode = widest((job.episode for job in jobs), max(14, width // 3)) + 2
    what = widest((what_of(lane_of(job)) for job in jobs), max(10, width // 4))
    return episode, what, widest([_("on air"), *(_air(job, clock) for job in jobs)], 12)


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
