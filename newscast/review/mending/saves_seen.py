"""While the page runs it looks every few seconds which rundowns were saved in some other program."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from newscast.base.errors import MachineError
from newscast.base.status import Status, status_of
from newscast.desk.saves import look_at_save
from newscast.review.newsroom.news import reporter_of
from newscast.review.newsroom.office import Office
from newscast.review.newsroom.repeating import repeated
from newscast.show.newsroom import NEWSROOM

EVERY = 4.0
"""Seconds between two looks: what is saved twice within them is told as one save."""
_FIRST = 60
"""Files, the newest, that are looked at when the page starts; others when they are saved again."""
_log = logging.getLogger(__name__)


@contextmanager
def saves_seen(office: Office) -> Iterator[None]:
    """While this context lasts saves by hand are written down."""
    known: dict[str, Status] = {}
    with repeated(lambda: _looked(office, known), EVERY, "saves"):
        yield


def _looked(office: Office, known: dict[str, Status]) -> None:
    try:
        look(office, known)
    except (MachineError, OSError) as error:
        _log.warning("saves by hand cannot be written down now: %s", error)


def look(office: Office, known: dict[str, Status]) -> None:
    """One look; `known` are the files as they were at the last one. Raises MachineError, OSError."""
    shelf = reporter_of(office).shelf()
    built = {each.rundown for shelved in shelf.episodes.values() for each in (shelved.draft, shelved.final) if each}
    files = {*built, *shelf.planned.values(), NEWSROOM.as_posix()}
    now = {file: status_of(office.root / file) for file in files}
    saved = [file for file, status in now.items() if status and known.get(file) != status]
    if not known:
        saved = sorted(saved, key=lambda file: -(now[file] or [0, 0])[1])[:_FIRST]
    if saved and not office.lost:
        with office.people() as people:
            for file in saved:
                look_at_save(office.root, people, office.root / file)
    known.clear()
    known.update(now)
