"""Jobs, and what is told of them, for the tests of this room."""

from __future__ import annotations

import datetime
from typing import Any
from zoneinfo import ZoneInfo

from newscast.desk.job import Ask, Ending, Job, Lane, Said, State
from newscast.watch.telling.phrases import Clock

MEXICO = ZoneInfo("America/Mexico_City")
NOW = datetime.datetime(2026, 11, 20, 6, 31, tzinfo=MEXICO).timestamp()
AIR = datetime.datetime(2026, 11, 20, 7, 0, tzinfo=MEXICO).timestamp()
CLOCK = Clock(MEXICO, lambda: NOW)
WRONG = Said("error", "key-unknown", "“titular” is not a key.", "Did you mean “headline”?", "rundowns/hoy.yaml", 13, 9)
DOUBT = Said("warning", "speech", "Nobody speaks.", "", "rundowns/hoy.yaml", 3, 1)


def job(
    number: int = 1,
    state: State = "queued",
    episode: str = "hoy",
    draft: bool = True,
    deliverables: tuple[str, ...] = ("web",),
    air: float | None = AIR,
    waits_for: tuple[str, ...] = (),
    **more: Any,
) -> Job:
    lane = Lane(episode, draft, deliverables)
    ask = Ask(lane, f"rundowns/{episode}.yaml", "s", air=air, waits_for=waits_for)
    return Job(number, ask, state, NOW - 100 + number, **more)


def final(number: int = 9, state: State = "waiting", **more: Any) -> Job:
    return job(number, state, draft=False, deliverables=(), **more)


def built(verdict: str = "pass", version: int = 3) -> Ending:
    return Ending(3 if verdict == "fail" else 0, version=version, verdict=verdict, rendered=4)
