"""Which job is built next, when each will be done, and which will not make its air time."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from newscast.desk.job import Job, Lane
from newscast.watch.jobs.deciding import PAUSES, is_of_copies


@dataclass(frozen=True)
class Forecast:
    """When a job will be done, in seconds since 1970, and whether that is after its episode is on the air.

    `finish` is None where nothing like it was ever built here.
    """

    job: Job
    finish: float | None
    late: bool


def in_order(jobs: Iterable[Job], viewed: Mapping[str, str] | None = None) -> list[Job]:
    """What goes on air first is built first, then what was asked for first.

    Of one episode the draft that somebody looks at (`viewed`, by episode), the web's, the other drafts, the final. What
    is to be sent of drafts comes after all of these.
    """
    looked_at = viewed or {}

    def rank(job: Job) -> tuple[bool, float, float, str, int, int]:
        air = math.inf if job.ask.air is None else job.ask.air
        return (is_of_copies(job.lane), air, *_asked(job), _place(job.lane, looked_at.get(job.lane.episode)), job.id)

    # The drafts of one save are asked for one after another: they count as one question.
    asked: dict[tuple[str, str], float] = {}
    jobs = list(jobs)
    for job in jobs:
        key = (job.lane.episode, job.ask.sources)
        asked[key] = min(asked.get(key, math.inf), job.asked)

    def _asked(job: Job) -> tuple[float, str]:
        return asked[job.lane.episode, job.ask.sources], job.lane.episode

    return sorted(jobs, key=rank)


def _place(lane: Lane, viewed: str | None) -> int:
    if not lane.draft:
        return 3
    if viewed in lane.deliverables:
        return 0
    return 1 if "web" in lane.deliverables else 2


def next_due(jobs: Iterable[Job], now: float, viewed: Mapping[str, str] | None = None) -> Job | None:
    """The job to build now; those that are tried again later are passed over until then."""
    return next((job for job in in_order(jobs, viewed) if not _waits(job, now)), None)


def _waits(job: Job, now: float) -> bool:
    """Whether it is tried again only later."""
    return _due(job, now) > now


def _due(job: Job, now: float) -> float:
    """When it may be built; a time further off than any pause is of a clock that was set back."""
    return job.not_before if job.not_before is not None and now < job.not_before <= now + PAUSES[-1] else now


def cost_of(lane: Lane, seconds_of: Callable[[Lane], Sequence[float]]) -> float | None:
    """How many seconds a build of this lane takes, by those before it; a final of the episode's by its drafts never."""
    seconds = seconds_of(lane)
    return median(seconds) if seconds else None


def forecasts(
    jobs: Iterable[Job],
    now: float,
    seconds_of: Callable[[Lane], Sequence[float]],
    left: float | None = None,
    viewed: Mapping[str, str] | None = None,
) -> list[Forecast]:
    """When the jobs that are built and queued will be done, one after another, in their order.

    `left` are the seconds that the one being built says it needs. Times are seconds since 1970.
    """
    jobs = list(jobs)
    building = [job for job in jobs if job.state == "building"]
    queued = in_order((job for job in jobs if job.state == "queued"), viewed)
    told: list[Forecast] = []
    # What is not known counts as nothing: a job is only called late where that is certain.
    finish, known = now, True
    for job in [*building, *queued]:
        cost = cost_of(job.lane, seconds_of)
        if job.state == "building":
            cost = left if left is not None else _rest(job, cost, now)
        finish = max(finish, _due(job, now)) + (cost or 0)
        known = known and cost is not None
        late = job.ask.air is not None and finish > job.ask.air
        told.append(Forecast(job, finish if known else None, late))
    return told


def _rest(job: Job, cost: float | None, now: float) -> float | None:
    return None if cost is None or job.began is None else max(0.0, cost - (now - job.began))
