"""What came into the inbox and what became of it: a table of the ledger, one row for each drop."""

from __future__ import annotations

import json
import os
import sqlite3
import time
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePath
from typing import Literal

from newscast.base.files import machine_errors
from newscast.desk.database import sorted_errors
from newscast.desk.ledger import Ledger

State = Literal["arriving", "waiting", "taken", "refused", "archived"]

TAKEN = "taken.jsonl"
"""Beside the ledger: a line for every drop that was taken."""

Sums = Mapping[str, tuple[str, ...]]
"""SHA-256 sums that a file may have and still be what a drop laid down, by its path from the newsroom's folder."""


@dataclass(frozen=True)
class Arrival:
    """A drop, known by its `place` below the inbox. Times are seconds since 1970.

    arriving   it was seen, and is being copied or laid down
    waiting    it lacks something; `reason` says what
    taken      it became the rundown of `episode`; `laid` is what was put down for it
    refused    `reason` says why
    archived   taken, and moved to done/

    `files` are its own, from the folder of its show; `statuses` and `digest` stand for what was looked at last, by
    status and by content. `moving` is the folder below the inbox to which it is on its way.
    """

    place: str
    state: State
    files: tuple[str, ...] = ()
    statuses: str = ""
    digest: str = ""
    episode: str = ""
    laid: Sums = field(default_factory=dict)
    reason: str = ""
    moving: str = ""
    first_seen: float = 0.0
    changed: float = 0.0

    @property
    def show(self) -> str:
        return self.place.split("/")[0]

    @property
    def lies_whole(self) -> bool:
        """Whether what its digest stands for was put down, and nothing newer of it begun."""
        return bool(self.digest) and all(len(sums) == 1 for sums in self.laid.values())


class Arrivals:
    """The table. Every method is one transaction that is on the disk when it returns.

    Raises MachineError where the disk refuses, and BrokenError where the file is damaged.
    """

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def get(self, place: str) -> Arrival | None:
        return next(self._where("place = ?", place), None)

    def all(self, *states: State) -> list[Arrival]:
        """Those in these states, or all, in the order in which they came."""
        where = f"state IN ({', '.join('?' * len(states))})" if states else "1"
        return list(self._where(f"{where} ORDER BY first_seen, place", *states))

    def of_episode(self, episode: str) -> list[Arrival]:
        return list(self._where("episode = ?", episode))

    def put(self, arrival: Arrival, instead_of: tuple[str, ...] = ()) -> Arrival:
        """Write it down; the places that are now part of it are no arrivals of their own any more."""
        now = time.time()
        arrival = replace(arrival, first_seen=arrival.first_seen or now, changed=now)
        with self._ledger.together():
            self._ledger.connection.execute(
                "INSERT OR REPLACE INTO arrivals VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    *(arrival.place, arrival.state, json.dumps(arrival.files), arrival.statuses, arrival.digest),
                    *(arrival.episode, json.dumps(arrival.laid), arrival.reason, arrival.moving),
                    *(arrival.first_seen, arrival.changed),
                ),
            )
            self._ledger.connection.executemany(
                "DELETE FROM arrivals WHERE place = ?", [(place,) for place in instead_of]
            )
        return arrival

    def put_taken(self, arrival: Arrival, instead_of: tuple[str, ...] = ()) -> None:
        """The same of one that was taken now; that outlasts the ledger, in a file beside it."""
        path = self._ledger.path.with_name(TAKEN)
        with machine_errors(path), path.open("a", encoding="utf-8") as file:
            # The line before may be half.
            file.write("\n" + json.dumps([arrival.digest, arrival.place, arrival.episode]) + "\n")
            file.flush()
            os.fsync(file.fileno())
        self.put(arrival, instead_of)

    def drop(self, place: str) -> None:
        """Somebody took it away before anything became of it."""
        with self._ledger.together():
            self._ledger.connection.execute("DELETE FROM arrivals WHERE place = ?", (place,))

    def _where(self, condition: str, *values: str) -> Iterator[Arrival]:
        with sorted_errors(self._ledger.path):
            rows = self._ledger.connection.execute(f"SELECT * FROM arrivals WHERE {condition}", values).fetchall()
        return map(_arrival, rows)


def taken_before(desk: Path, digest: str) -> list[tuple[str, str]]:
    """Place and episode of every drop of this content that was ever taken, also where the ledger was begun anew."""
    found = []
    try:
        lines = (desk / TAKEN).read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return []
    for line in lines:
        if digest in line and line.endswith("]"):
            with suppress(ValueError):
                _digest, place, episode = json.loads(line)
                found.append((place, episode))
    return found


def as_key(path: PurePath | str) -> str:
    """A path as the table has it: a disk takes any bytes as a name, a database only text."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def _arrival(row: sqlite3.Row) -> Arrival:
    laid = {path: tuple(sums) for path, sums in json.loads(row["laid"]).items()}
    values = {name: row[name] for name in row.keys()}  # noqa: SIM118  # a Row iterates over its values
    return Arrival(**{**values, "files": tuple(json.loads(row["files"])), "laid": laid})
