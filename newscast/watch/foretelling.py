"""When jobs are done: what will be late, and which finals could go out without what they wait for."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence

from newscast.desk.job import Job
from newscast.watch.approval.heeding import ALARM
from newscast.watch.jobs import deciding, ordering
from newscast.watch.jobs.ordering import Forecast
from newscast.watch.parts import Parts
from newscast.watch.status.now import Now
from newscast.watch.telling.told import Told
from newscast.watch.under_way import UnderWay

Show = Callable[[Now, Sequence[Job], Sequence[Forecast]], None]
"""Shows how everything stands: what is being done, jobs that are open and those that ended last, when they are done."""
_ENDED = 8
"""Jobs that ended last and are shown."""


class Foretelling:
    """Tells what lies ahead of each job that is open, once, and shows how everything stands."""

    def __init__(self, parts: Parts, under_way: UnderWay, show: Show) -> None:
        self._parts = parts
        self._under_way = under_way
        self._show_people = show

    def tell(self, paused: str, viewed: Callable[[], Mapping[str, str]]) -> None:
        """`paused` says why nothing is built; `viewed` gives which deliverable of each episode people look at."""
        ledger, now = self._parts.ledger, time.time()
        jobs = ledger.jobs("building", "queued", "waiting")
        standing = self._under_way.standing
        left = standing.seconds_left if standing else None
        forecasts = ordering.forecasts(jobs, now, ledger.seconds, left, viewed() if jobs else None)
        self._show(paused, [*jobs, *ledger.jobs("done", "failed", newest=_ENDED)], forecasts)
        self._tell_late(forecasts, now)
        for episode, air in self._parts.index.airing(now, ALARM):
            self._parts.heed.tell_unapproved(episode, air, now)
        self._tell_offers(jobs, now)

    def _show(self, paused: str, jobs: Sequence[Job], forecasts: Sequence[Forecast]) -> None:
        job, standing = self._under_way.job, self._under_way.standing
        done, left, label = (standing.done, standing.seconds_left, standing.label) if standing else (0.0, None, "")
        board = self._parts.board
        board.show(paused, job.id if job else None, done, left, label, polled=self._parts.notice.polled)
        self._show_people(board.now, jobs, forecasts)

    def _tell_late(self, forecasts: Sequence[Forecast], now: float) -> None:
        for forecast in forecasts:
            if forecast.late and (forecast.job.ask.air or 0) > now:
                told = Told("late", forecast.job.lane.episode, forecast.job, when=forecast.finish)
                self._parts.teller.once(told, forecast.job.id)

    def _tell_offers(self, jobs: Sequence[Job], now: float) -> None:
        for job in jobs:
            facts = self._parts.index.facts(job.lane.episode)
            offer = deciding.offer_of(job, facts.stories_of, now) if facts else None
            if offer and offer.due:
                told = Told("offer", job.lane.episode, job, stories=offer.stories)
                self._parts.teller.once(told, (job.id, offer.stories))
