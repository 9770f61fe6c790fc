"""What is new in a newsroom: versions, jobs, what people did, for the pages that ask every two seconds.

All who ask in one second are told from the same look at folders, ledger and desk. A cursor says what somebody knows
already; one of a server that was started anew, or from too long ago, is told that more may have happened.
"""

from __future__ import annotations

import hashlib
import json
import secrets
import time
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any

from newscast.base.errors import MachineError
from newscast.base.i18n import speaking
from newscast.base.records import as_json
from newscast.base.status import status_of
from newscast.desk.database import sorted_errors
from newscast.desk.people import look_at_people
from newscast.review.newsroom.office import Office
from newscast.review.newsroom.shelf import Librarian, Published, Shelf
from newscast.review.newsroom.todays import todays
from newscast.watch.status.state import Status
from newscast.watch.status.status import look

_EVERY = 1.0
"""Seconds in which ledger and desk are looked at once."""
_LATELY = 500
"""Deeds that are remembered."""


@dataclass(frozen=True)
class Heard:
    """Something that somebody did to an episode, by the number and the stable word that it has in the audit."""

    number: int
    episode: str
    what: str


@dataclass(frozen=True)
class Scene:
    """How a newsroom stood at one moment. `mark` is another one when jobs or the watcher are, `texts` when a rundown of
    the day is."""

    shelf: Shelf
    status: Status
    deeds: tuple[Heard, ...] = ()
    last_deed: int = 0
    mark: str = ""
    texts: str = ""


@dataclass(frozen=True)
class Cursor:
    """What somebody knows: of which server, up to which version and deed, how jobs stood, and rundowns of the day."""

    server: str
    version: int
    deed: int
    mark: str
    texts: str

    def __str__(self) -> str:
        return f"{self.server}.{self.version}.{self.deed}.{self.mark}.{self.texts}"


@dataclass(frozen=True)
class Since:
    """What is new since a cursor. Where it may be that not `all` is told, `whole` says so. `rundowns` is whether one of
    the day was saved, came or went."""

    cursor: Cursor
    whole: bool
    jobs: bool
    published: tuple[Published, ...] = ()
    deeds: tuple[Heard, ...] = ()
    rundowns: bool = False


@dataclass
class Reporter:
    """Looks at a newsroom for all who ask."""

    office: Office
    server: str = field(default_factory=lambda: secrets.token_hex(4))
    _lock: Lock = field(default_factory=Lock)
    _scene: Scene | None = None
    _looked: float = 0.0

    def __post_init__(self) -> None:
        self._librarian = Librarian(self.office.root)

    def shelf(self) -> Shelf:
        """The episodes that are there."""
        return self._librarian.shelf()

    def scene(self) -> Scene:
        """How the newsroom stands, as it was at most a second or so ago."""
        known = self._scene
        if known and time.monotonic() < self._looked + _EVERY:
            return known
        if not self._lock.acquire(blocking=known is None):
            assert known
            return known
        try:
            if self._scene is None or time.monotonic() >= self._looked + _EVERY:
                self._scene, self._looked = self._look(self._scene), time.monotonic()
            return self._scene
        finally:
            self._lock.release()

    def cursor(self) -> Cursor:
        """What somebody knows who has just looked at everything."""
        return _cursor(self.server, self.scene())

    def since(self, told: str) -> Since:
        """What is new since a cursor, as it was given out; since now where it is empty."""
        scene = self.scene()
        now, known = _cursor(self.server, scene), _read(told)
        if not told:
            return Since(now, whole=False, jobs=True)
        if known is None or known.server != self.server or _is_forgotten(known, scene):
            return Since(now, whole=True, jobs=True)
        published = tuple(each for each in scene.shelf.published if each.number > known.version)
        deeds = tuple(each for each in scene.deeds if each.number > known.deed)
        jobs, rundowns = known.mark != scene.mark, known.texts != scene.texts
        return Since(now, False, jobs, published, deeds, rundowns)

    def _look(self, before: Scene | None) -> Scene:
        office = self.office
        # What is told to everybody at once is in the office's own language, as are the reasons that jobs have.
        with speaking(office.newsroom().language):
            status = look(office.root, office.desk, office.zone(), folders=False)
        deeds, last = self._deeds(before)
        shelf = self.shelf()
        return Scene(shelf, status, deeds, last, _mark(status), _texts(office, shelf))

    def _deeds(self, before: Scene | None) -> tuple[tuple[Heard, ...], int]:
        known, last = (before.deeds, before.last_deed) if before else ((), -1)
        try:
            new, newest = _deeds_after(self.office.desk, last)
        except MachineError:
            # Where the record cannot be read the page says so by itself; that is no news.
            return known, last
        return (*known, *new)[-_LATELY:], newest


@cache
def _reporter(root: Path, desk: Path) -> Reporter:
    return Reporter(Office(root, desk))


def reporter_of(office: Office) -> Reporter:
    """Who looks at this newsroom for all who ask this process."""
    return _reporter(office.root, office.desk)


def _deeds_after(desk: Path, last: int) -> tuple[list[Heard], int]:
    """What was done to episodes after the deed of this number, -1 for none at all; the number of the last one."""
    people = look_at_people(desk)
    if people is None:
        return [], max(last, 0)
    with closing(people), sorted_errors(people.path):
        newest = people.connection.execute("SELECT coalesce(max(id), 0) FROM audit").fetchone()[0]
        if last < 0 or newest == last:
            return [], newest
        rows = people.connection.execute(
            "SELECT id, episode, what FROM audit WHERE id > ? AND episode IS NOT NULL ORDER BY id DESC LIMIT ?",
            (last, _LATELY),
        )
        return [Heard(row["id"], row["episode"], row["what"]) for row in reversed(rows.fetchall())], newest


def _mark(status: Status) -> str:
    told = as_json({"jobs": status.jobs, "ended": status.ended, "watcher": _steady(status), "ledger": status.ledger})
    return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()[:12]


def _texts(office: Office, shelf: Shelf) -> str:
    """Another one when a rundown of the day is, and when there are others."""
    found = todays(office, shelf, time.time(), office.zone())
    told = [[each.name, each.rundown, status_of(office.root / each.rundown)] for each in found]
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()[:12]


def _steady(status: Status) -> Mapping[str, Any] | None:
    """The watcher without the seconds that pass."""
    watcher = status.watcher
    return None if watcher is None else {**as_json(watcher), "silent": watcher.silent is not None}


def _cursor(server: str, scene: Scene) -> Cursor:
    return Cursor(server, scene.shelf.newest, scene.last_deed, scene.mark, scene.texts)


def _read(told: str) -> Cursor | None:
    parts = told.split(".")
    if len(parts) != 5 or not all(part.isascii() and part.isdecimal() and len(part) < 16 for part in parts[1:3]):
        return None
    return Cursor(parts[0], int(parts[1]), int(parts[2]), parts[3], parts[4])


def _is_forgotten(known: Cursor, scene: Scene) -> bool:
    """Whether more has happened since than is remembered."""
    return _is_gap(known.version, [each.number for each in scene.shelf.published]) or (
        len(scene.deeds) == _LATELY and known.deed < scene.deeds[0].number - 1
    )


def _is_gap(known: int, numbers: Sequence[int]) -> bool:
    return bool(numbers) and known < numbers[0] - 1
