"""The ledger under kill -9: processes that work in it end at random moments, and what it holds then is counted."""

from __future__ import annotations

import itertools
import math
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import dataclass, field
from pathlib import Path

from bench.table import Row
from newscast.base.errors import MachineError
from newscast.desk.backup import back_up, backups
from newscast.desk.database import is_whole_file
from newscast.desk.job import OPEN, Ask, Ending, Job, Lane
from newscast.desk.ledger import JOBS, Ledger, look_into, open_ledger

_LANES = tuple(Lane(f"episodio-{number}", draft, ()) for number in range(4) for draft in (True, False))
_ROLES = ("watch", "page", "backups")
_ROOT = Path(__file__).parent.parent
_LONGEST = 0.3
"""Seconds that a process works at most before it is killed."""


@dataclass
class Told:
    """What killed processes said they had done: jobs by sources as they were last, and how often each was built."""

    states: dict[str, str] = field(default_factory=dict)
    built: Counter[str] = field(default_factory=Counter)

    def hear(self, line: str) -> None:
        sources, state = line.split()
        self.states[sources] = state
        self.built[sources] += state == "done"


def measure(folder: Path, kills: int) -> list[Row]:
    """Faults after so many kills, or a few more; none is allowed."""
    desk = folder.resolve() / "desk"
    desk.mkdir(parents=True, exist_ok=True)
    told, faults = Told(), Counter[str]()
    chance = random.Random(kills)
    for _round_of_kills in range(math.ceil(kills / len(_ROLES))):
        _round(desk, chance, told)
        for fault in _faults(desk, told):
            faults[fault] += 1
            print(f"  {fault}", flush=True)
    rows = [Row(f"faults after {kills} kills", None, faults.total(), "<=", 0)]
    return [*rows, Row("jobs that were asked for", None, len(told.states)), Row("built", None, told.built.total())]


def _round(desk: Path, chance: random.Random, told: Told) -> None:
    """A watcher, a page that asks, and one that makes backups; one after the other is killed."""
    command = [sys.executable, "-m", "bench.ledger"]
    running = [
        subprocess.Popen([*command, role, str(desk)], cwd=_ROOT, stdout=subprocess.PIPE, text=True) for role in _ROLES
    ]
    assert running[0].stdout is not None
    # From its first word on it works.
    words = [running[0].stdout.readline()]
    assert words[0], "the watcher does not start"
    chance.shuffle(running)
    for process in running:
        time.sleep(chance.uniform(0, _LONGEST))
        process.send_signal(signal.SIGKILL)
        assert process.stdout is not None
        words += process.stdout.readlines()
        process.wait()
        process.stdout.close()
    # A word that was cut off was not said.
    for word in words:
        if word.endswith("\n") and word.strip():
            told.hear(word)


def _faults(desk: Path, told: Told) -> Iterator[str]:
    with closing(sqlite3.connect(desk / JOBS)) as connection:
        found = connection.execute("PRAGMA integrity_check").fetchall()
    if found != [("ok",)]:
        yield f"integrity_check: {found[0][0]}"
    ledger = look_into(desk)
    assert ledger is not None
    with closing(ledger):
        jobs = ledger.jobs()
    yield from _in_one_state(jobs, told)
    for name, times in told.built.items():
        if times > 1:
            yield f"built {times} times: {name}"
    for backup in backups(desk):
        if not is_whole_file(backup.path):
            yield f"not whole: {backup.path}"
    yield from (f"set aside: {path}" for path in desk.glob("*.broken-*"))


def _in_one_state(jobs: list[Job], told: Told) -> Iterator[str]:
    """Every job that was asked for is there, once; what was over stays so; one of a lane is built, one is to come."""
    rows = Counter(job.ask.sources for job in jobs)
    states = {job.ask.sources: job.state for job in jobs}
    for sources, state in told.states.items():
        if rows[sources] != 1:
            yield f"there {rows[sources]} times: {sources}"
        elif state not in OPEN and states[sources] != state:
            yield f"was {state}, is {states[sources]}: {sources}"
    still = Counter((job.lane, job.state == "building") for job in jobs if job.state in OPEN)
    yield from (f"{times} still to come: {lane}" for (lane, _building), times in still.items() if times > 1)


def _watch(ledger: Ledger) -> None:
    """Builds what is queued, or has it stopped or fail for now; asks itself, too."""
    chance = random.Random(os.getpid())
    for job in ledger.jobs("building"):
        _say(ledger.stop(job, superseded=False))
    for number in itertools.count():
        _ask(ledger, f"w{os.getpid()}-{number}", chance)
        for job in ledger.jobs("queued")[:2]:
            begun = ledger.begin(job)
            if begun.state != "building":
                continue
            fate = chance.random()
            if fate < 0.6:
                _say(ledger.end(begun, "done", Ending(0, version=number, rendered=3)))
            elif fate < 0.8:
                _say(ledger.stop(begun, superseded=False))
            else:
                _say(ledger.try_again(begun, time.time(), Ending(74, failure="disk")))


def _page(ledger: Ledger) -> None:
    chance = random.Random(os.getpid())
    for number in itertools.count():
        _ask(ledger, f"p{os.getpid()}-{number}", chance)
        time.sleep(chance.uniform(0, 0.02))


def _ask(ledger: Ledger, sources: str, chance: random.Random) -> None:
    _say(ledger.ask(Ask(chance.choice(_LANES), "rundowns/uno.yaml", sources))[0])


def _say(job: Job) -> None:
    print(job.ask.sources, job.state, flush=True)


def main() -> None:
    """One of the processes that are killed."""
    role, desk = sys.argv[1], Path(sys.argv[2])
    if role == "backups":
        while True:
            with suppress(MachineError):
                back_up(desk)
    (_watch if role == "watch" else _page)(open_ledger(desk))


if __name__ == "__main__":
    main()
