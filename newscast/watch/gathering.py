"""Episodes that saves touched, gathered until it is quiet; then they are asked for."""

from __future__ import annotations

import time
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from newscast.desk.job import Said
from newscast.watch.asking import Asking
from newscast.watch.parts import Parts
from newscast.watch.telling.told import Told
from newscast.watch.under_way import UnderWay

QUIET = 1.0
"""Seconds without a save after which what was saved is asked for."""
IMPATIENT = 5.0
"""Seconds after a first save in which it is asked for, however many follow it."""


@dataclass(frozen=True)
class _Gathered:
    """Touched episodes, and when the first and the last of them was; times are monotonic."""

    episodes: frozenset[str]
    first: float
    last: float

    def due(self) -> float:
        return min(self.last + QUIET, self.first + IMPATIENT)


class Gathering:
    """What waits until it is quiet."""

    def __init__(self, parts: Parts, under_way: UnderWay) -> None:
        self._parts = parts
        self._under_way = under_way
        self._asking = Asking(parts)
        self._gathered: _Gathered | None = None
        self._known_problems: dict[str, Sequence[Said]] = {}

    @property
    def episodes(self) -> Collection[str]:
        """Those that are waited for."""
        return self._gathered.episodes if self._gathered else ()

    def due(self) -> float | None:
        """When they are asked for."""
        return self._gathered.due() if self._gathered else None

    def gather(self, episodes: Iterable[str], saved: bool = True) -> None:
        """Ask for these when it is quiet; what is wrong with their rundowns is told at once.

        Of those of the past it is only said that they are left as they are when somebody `saved` something of theirs.
        """
        episodes = frozenset(episodes)
        if saved:
            self._asking.saved(episodes)
        for episode in sorted(episodes):
            self._tell_problems(episode)
            self._under_way.make_way(episode)
        if not episodes:
            return
        now, before = time.monotonic(), self._gathered
        self._gathered = _Gathered(episodes.union(self.episodes), before.first if before else now, now)
        self._parts.builder.ready()

    def heed(self, episode: str) -> None:
        """Bring about what people said of an episode of which something was built."""
        settled = self._parts.heed.settle(episode)
        if settled and (settled.ended or settled.approvals.finals_wanted):
            self.gather([episode], saved=False)

    def ask_when_quiet(self) -> None:
        """Raises MachineError, BrokenError."""
        if self._gathered and time.monotonic() >= self._gathered.due():
            for episode in sorted(self._gathered.episodes):
                self._asking.ask_for(episode)
            # Not before: where the disk refuses, all are asked for again.
            self._gathered = None

    def _tell_problems(self, episode: str) -> None:
        facts = self._parts.index.facts(episode)
        problems = facts.problems if facts else ()
        # Who saves what is still wrong hears it again; a kit of many files would have every warning said for each.
        wrong = any(each.level == "error" for each in problems)
        if wrong or problems != self._known_problems.get(episode, ()):
            self._parts.teller.say(Told("problems", episode, problems=problems))
        self._known_problems[episode] = problems
