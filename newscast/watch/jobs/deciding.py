"""What a change in the newsroom asks for, and what becomes of a build that ended: pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from newscast.base.exits import CHECK_FAILED, DONE, INTERRUPTED, MACHINE
from newscast.desk.job import Ask, Ending, Job, Lane
from newscast.show.deliverables import LOUDNESS, SHARE

PAUSES = (5.0, 30.0, 120.0, 600.0, 1800.0)
"""Seconds before a build that the machine failed is tried again, and so how often at most."""
_STOPPED_ENOUGH = 2
"""After so many builds in a row that newer saves stopped, one is let finish: whoever saves without end sees drafts."""
APPROVAL = "approval"
"""By whom a final is asked for that people approved."""
LEAVING_OUT = 15 * 60.0
"""Seconds before air at which a final that waits offers to leave out the stories that keep it waiting."""


@dataclass(frozen=True)
class Wanted:
    """An episode of which something changed: its rundown, what its builds would read, and when it goes on air.

    `finals` are deliverables whose programme people approved; of an episode of the past only these, no `drafts`.
    """

    episode: str
    rundown: str
    sources: str
    deliverables: tuple[str, ...]
    ready: bool
    air: float | None = None
    missing: tuple[str, ...] = ()
    sends: bool = False
    finals: tuple[str, ...] = ()
    drafts: bool = True


def asks(wanted: Wanted) -> Iterator[Ask]:
    """The drafts, each of one deliverable; where people get small copies, those; and where the rundown says that it is
    ready, the final, else the finals of what people approved, whose media are all there."""
    for names in _drafts_of(wanted.deliverables) if wanted.drafts else ():
        lane = Lane(wanted.episode, True, names)
        yield Ask(lane, wanted.rundown, wanted.sources, air=wanted.air)
    if wanted.sends and wanted.deliverables and wanted.drafts:
        yield Ask(Lane(wanted.episode, True, (SHARE,)), wanted.rundown, wanted.sources, air=wanted.air)
    if wanted.ready and wanted.drafts:
        lane = Lane(wanted.episode, False)
        yield Ask(lane, wanted.rundown, wanted.sources, air=wanted.air, waits_for=wanted.missing)
        return
    for name in wanted.finals:
        yield Ask(Lane(wanted.episode, False, (name,)), wanted.rundown, wanted.sources, by=APPROVAL, air=wanted.air)


def _drafts_of(deliverables: tuple[str, ...]) -> list[tuple[str, ...]]:
    """One by one, and those of all stations together: they are made of what those of tv and radio are made of."""
    stations = tuple(name for name in deliverables if name not in LOUDNESS)
    alone = [(name,) for name in deliverables if name in LOUDNESS]
    return [*alone, *([stations] if stations else [])] or [()]


def is_stopped(building: Job, sources: str) -> bool:
    """Whether a build makes way, when its episode is made from these sources now."""
    return (building.stopped < _STOPPED_ENOUGH or is_of_copies(building.lane)) and sources != building.ask.sources


def is_of_copies(lane: Lane) -> bool:
    """Whether it makes what is to be sent of a draft that stands already: everything else is built before."""
    return lane.deliverables == (SHARE,)


@dataclass(frozen=True)
class Fate:
    """What becomes of a job: its state, or when it is tried again, in seconds since 1970."""

    state: Literal["done", "failed", "queued"]
    not_before: float | None = None


def fate_of(job: Job, ending: Ending, now: float) -> Fate:
    """What becomes of a job whose build ended so; `job` is as it was when that build began."""
    if ending.exit_code in (DONE, CHECK_FAILED):
        return Fate("done")
    if ending.exit_code not in (MACHINE, INTERRUPTED) or _fails_alike(job, ending) or job.tries > len(PAUSES):
        return Fate("failed")
    return Fate("queued", now + PAUSES[max(0, job.tries - 1)])


def _fails_alike(job: Job, ending: Ending) -> bool:
    """The same program failed in the same way on the same sources: it will again."""
    return bool(ending.failure and job.ending and job.ending.failure == ending.failure)


@dataclass(frozen=True)
class Offer:
    """A final that can go on air in time without these stories, whose media are not there; `due` shortly before."""

    job: Job
    stories: tuple[str, ...]
    due: bool


def offer_of(job: Job, stories_of: Mapping[str, tuple[str, ...]], now: float) -> Offer | None:
    """What a final that waits offers; `stories_of` gives the stories of its rundown that need a medium."""
    if job.state != "waiting":
        return None
    stories = dict.fromkeys(slug for medium in job.ask.waits_for for slug in stories_of.get(medium, ()))
    due = job.ask.air is not None and 0 <= job.ask.air - now <= LEAVING_OUT
    return Offer(job, tuple(stories), due) if stories else None
