"""What an episode that was touched asks for becomes jobs in the ledger."""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import replace

from newscast.base.exits import FILES
from newscast.desk.job import Ask, Ending, Job
from newscast.watch.jobs import deciding
from newscast.watch.parts import Parts
from newscast.watch.rundowns.facts import Facts
from newscast.watch.telling.told import Told


class Asking:
    """Asks for episodes, one by one; those of the past are left as they are, unless somebody wishes for a final."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._saved: set[str] = set()

    def saved(self, episodes: Iterable[str]) -> None:
        """Somebody saved something of these: of those of the past it is said then that they stay as they are."""
        self._saved.update(episodes)

    def ask_for(self, episode: str) -> None:
        """Enter what it asks for now, and take back what it asked for before. Nothing while its media are being read.

        Raises MachineError and BrokenError where the disk refuses, having entered nothing or all.
        """
        index, heed = self._parts.index, self._parts.heed
        facts = index.facts(episode)
        if facts is None:
            self._saved.discard(episode)
            self._parts.ledger.supersede(episode, ())
            heed.take_up(episode)
            return
        frozen = index.frozen(episode, time.time())
        wished = heed.wished().get(episode)
        if frozen and wished is None:
            self._leave(episode, facts)
            return
        sources = index.asked_for(episode) if index.ready(episode) else None
        if sources is None:
            return
        self._saved.discard(episode)
        self._enter_all(self._wanted(episode, facts, sources, frozen), facts, wished)

    def _leave(self, episode: str, facts: Facts) -> None:
        if episode in self._saved:
            self._saved.discard(episode)
            self._parts.teller.once(Told("frozen", episode), (episode, facts.sha256))

    def _wanted(self, episode: str, facts: Facts, sources: str, frozen: bool) -> deciding.Wanted:
        missing = self._parts.index.missing(episode)
        named = (episode, facts.path, sources, facts.deliverables, facts.ready, facts.air, missing, facts.sends)
        return deciding.Wanted(*named, drafts=not frozen)

    def _enter_all(self, wanted: deciding.Wanted, facts: Facts, wished: float | None) -> None:
        settled = self._parts.heed.settle(wanted.episode)
        wanted = replace(wanted, finals=settled.approvals.finals_wanted if settled else ())
        with self._parts.ledger.together():
            jobs = (
                [self._refuse(wanted, facts)] if facts.broken else [self._enter(ask) for ask in deciding.asks(wanted)]
            )
            # Where it cannot be known what people approved, nothing that was wanted is taken back.
            if settled:
                self._parts.ledger.supersede(wanted.episode, [job.id for job in jobs])
                self._parts.heed.take_up(wanted.episode, wished)

    def _refuse(self, wanted: deciding.Wanted, facts: Facts) -> Job:
        """A rundown with mistakes in it, which were told when it was saved, fails without being built."""
        ledger = self._parts.ledger
        job, _superseded = ledger.ask(next(deciding.asks(wanted)))
        wrong = next(problem for problem in facts.problems if problem.level == "error")
        ending = Ending(FILES, f"{wrong.message} {wrong.hint}".rstrip(), problems=facts.problems)
        return ledger.end(ledger.begin(job), "failed", ending) if job.state in ("waiting", "queued") else job

    def _enter(self, ask: Ask) -> Job:
        before = self._parts.ledger.last(ask.lane)
        job, _superseded = self._parts.ledger.ask(ask)
        if before is None or (before.id, before.state, before.ask) != (job.id, job.state, job.ask):
            told = Told("waiting" if job.state == "waiting" else "asked", ask.lane.episode, job)
            self._parts.teller.say(told)
        return job
