"""A job: one build that somebody or something asked for, from waiting to done."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

State = Literal["waiting", "queued", "building", "done", "failed", "cancelled"]
OPEN: tuple[State, ...] = ("waiting", "queued", "building")
"""States of jobs of which something is still to come."""


@dataclass(frozen=True)
class Lane:
    """What replaces itself: the same deliverables of one episode's draft or final. An empty tuple means all of them."""

    episode: str
    draft: bool
    deliverables: tuple[str, ...] = ()


@dataclass(frozen=True)
class Ask:
    """A build that is asked for. The same lane and sources again are the same job.

    `rundown` is its path from the newsroom's folder, `sources` a digest of all that the build reads. `air` is when the
    episode goes out, in seconds since 1970. `waits_for` names the media that a final lacks, from the newsroom's folder.
    """

    lane: Lane
    rundown: str
    sources: str
    by: str = "watch"
    air: float | None = None
    waits_for: tuple[str, ...] = ()


@dataclass(frozen=True)
class Said:
    """A problem that a build told; see newscast.episode.events.ProblemEvent."""

    level: Literal["error", "warning"]
    code: str
    message: str
    hint: str = ""
    file: str | None = None
    line: int | None = None
    column: int | None = None
    medium: str | None = None


@dataclass(frozen=True)
class Ending:
    """How a try ended. `reason` is in the user's language, `log` the file with all that the build said.

    `failure` names what failed when the machine did, so that the same failure twice can be told from another.
    """

    exit_code: int | None
    reason: str = ""
    version: int | None = None
    verdict: str | None = None
    problems: tuple[Said, ...] = ()
    log: str | None = None
    failure: str | None = None
    rendered: int | None = None


@dataclass(frozen=True)
class Job:
    """A job as the ledger has it. Times are seconds since 1970, UTC; `began` and `ended` are of the last try.

    `stopped` counts how often in a row a newer save stopped what was being built in this lane.
    """

    id: int
    ask: Ask
    state: State
    asked: float
    tries: int = 0
    not_before: float | None = None
    began: float | None = None
    ended: float | None = None
    stopped: int = 0
    ending: Ending | None = None

    @property
    def lane(self) -> Lane:
        return self.ask.lane
