"""What `newscast status` tells, as a typed model from which its JSON and the JSON Schema are made."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import tzinfo
from typing import Any, Literal

from newscast.base.moments import local
from newscast.base.records import as_json
from newscast.desk.job import OPEN, Job, Said, State
from newscast.watch.jobs.ordering import Forecast
from newscast.watch.rundowns.editions import EpisodeState
from newscast.watch.status.leaving import Line
from newscast.watch.status.now import Now

FORMAT = 1


@dataclass(frozen=True)
class WatcherState:
    """Who watches. `silent` are the seconds since it was last heard of, where that is too long: it hangs, or its
    machine slept. What only the watcher itself knows is null where it has not said it."""

    host: str
    process: int
    since: str | None
    polled: bool | None
    paused: str
    silent: float | None


@dataclass(frozen=True)
class JobState:
    """One job, from waiting to done. `done` (0 to 1), `seconds_left` and `label` are of the one being built; `finish`
    is when a job will be done, where that can be told; `late` says that it will be after `air`. `began` and `ended` are
    of the last try; so are `exit_code`, `reason`, `version`, `verdict`, `problems` and `log`."""

    id: int
    episode: str
    draft: bool
    deliverables: tuple[str, ...]
    rundown: str
    state: State
    by: str
    asked: str
    air: str | None
    late: bool
    waits_for: tuple[str, ...] = ()
    tries: int = 0
    not_before: str | None = None
    began: str | None = None
    ended: str | None = None
    done: float | None = None
    seconds_left: float | None = None
    label: str = ""
    finish: str | None = None
    exit_code: int | None = None
    reason: str = ""
    version: int | None = None
    verdict: str | None = None
    problems: tuple[Said, ...] = ()
    log: str | None = None


@dataclass(frozen=True)
class OfferState:
    """What to write so that a final that waits goes out without the stories whose media are missing. It is `due` from a
    quarter of an hour before air on."""

    job: int
    episode: str
    rundown: str
    due: bool
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Status:
    """How a newsroom stood at `at`; times are ISO 8601 with the offset of its time zone, paths are from its folder.

    `watcher` is null where none runs. `jobs` are those of which something is still to come, in the order in which they
    are built; `ended` those that ended lately, the last one first. `ledger` says whether there is a list of jobs:
    `none` where nothing ever watched, `unreadable` where it is broken or cannot be had, and then there are no jobs.
    `trouble` says in words what could not be looked at.
    """

    status: int
    newsroom: str
    at: str
    watcher: WatcherState | None
    ledger: Literal["read", "none", "unreadable"]
    jobs: tuple[JobState, ...]
    ended: tuple[JobState, ...]
    offers: tuple[OfferState, ...]
    episodes: tuple[EpisodeState, ...]
    trouble: tuple[str, ...] = ()

    def as_json(self) -> Any:
        return as_json(self)


@dataclass(frozen=True)
class Showing:
    """How jobs are shown: times in the zone of the newsroom; a time to come only where somebody builds for `sure`."""

    zone: tzinfo | None
    heard: Now | None
    at: float
    sure: bool

    def time(self, when: float | None) -> str | None:
        return None if when is None else local(when, self.zone).isoformat(timespec="seconds")

    def job(self, job: Job, forecast: Forecast | None) -> JobState:
        ask, lane = job.ask, job.lane
        state = JobState(
            id=job.id,
            episode=lane.episode,
            draft=lane.draft,
            deliverables=lane.deliverables,
            rundown=ask.rundown,
            state=job.state,
            by=ask.by,
            asked=self.time(job.asked) or "",
            air=self.time(ask.air),
            late=forecast.late if forecast else job.state in OPEN and ask.air is not None and ask.air < self.at,
            waits_for=ask.waits_for if job.state == "waiting" else (),
            tries=job.tries,
            not_before=self.time(job.not_before) if (job.not_before or 0) > self.at else None,
            began=self.time(job.began),
            ended=self.time(job.ended),
            finish=self.time(forecast.finish) if forecast and self.sure else None,
        )
        return self._under_way(job, _with_ending(job, state))

    def _under_way(self, job: Job, state: JobState) -> JobState:
        if self.heard is None or job.state != "building" or self.heard.job != job.id:
            return state
        heard = self.heard
        return replace(state, done=heard.done, seconds_left=heard.seconds_left, label=heard.label)


def _with_ending(job: Job, state: JobState) -> JobState:
    ending = job.ending
    if ending is None:
        return state
    return replace(
        state,
        exit_code=ending.exit_code,
        reason=ending.reason,
        version=ending.version,
        verdict=ending.verdict,
        problems=ending.problems,
        log=ending.log,
    )
