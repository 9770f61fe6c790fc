"""What all pages work with: the newsroom, its desk, and where its clocks are."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import tzinfo
from functools import cached_property, lru_cache
from pathlib import Path

from newscast.base.status import status_of
from newscast.base.zones import zone_of
from newscast.desk.ledger import Ledger, open_ledger
from newscast.desk.people import People, nobodys, open_people
from newscast.desk.place import ready_desk
from newscast.show.load import load_newsroom
from newscast.show.newsroom import NEWSROOM, OUTPUT
from newscast.show.office import Newsroom

_LONGEST = 255
"""Bytes of a name that file systems take."""


class _Errand(ExitStack):
    """What one answer has opened of the record: the parts of a page ask one after the other."""

    people: People | None = None


_ERRAND: ContextVar[_Errand | None] = ContextVar("errand", default=None)


@dataclass(frozen=True)
class Office:
    """A newsroom as the page serves it. Databases are opened for a moment: their connections belong to one thread.

    `lost` while the record of what people did is damaged: pages are shown as if nobody had done anything.
    """

    root: Path
    desk: Path
    lost: bool = False

    @cached_property
    def cookie(self) -> str:
        """The name of the cookie with a session's secret. Browsers send a host's cookies to all of its ports: two
        newsrooms on one machine shall not sign each other's people out."""
        return f"newscast-{hashlib.sha256(os.fsencode(self.desk.resolve())).hexdigest()[:8]}"

    def newsroom(self) -> Newsroom:
        """newsroom.yaml as it is now; what is wrong in it counts as not written."""
        return newsroom_at(self.root)

    def zone(self) -> tzinfo | None:
        """Where the newsroom's clocks are; None for those of the system."""
        name = self.newsroom().timezone
        return zone_of(name) if name else None

    def folder(self, episode: str) -> Path:
        """The folder of an episode, by a name that is_episode() accepts."""
        return self.root / OUTPUT / episode

    @contextmanager
    def people(self) -> Iterator[People]:
        """The record of what people did. Raises BrokenError, MachineError."""
        errand = _ERRAND.get()
        if errand is None:
            with closing(self._opened()) as people:
                yield people
            return
        if errand.people is None:
            errand.people = errand.enter_context(closing(self._opened()))
        yield errand.people

    def _opened(self) -> People:
        return nobodys(self.desk) if self.lost else open_people(self.desk)

    @contextmanager
    def ledger(self) -> Iterator[Ledger]:
        """The ledger of jobs. Raises MachineError."""
        with closing(open_ledger(self.desk)) as ledger:
            yield ledger


@contextmanager
def one_errand() -> Iterator[None]:
    """In this context the record is opened once, by whoever asks first, and closed at its end. It is of one thread."""
    with _Errand() as errand:
        token = _ERRAND.set(errand)
        try:
            yield
        finally:
            _ERRAND.reset(token)


def open_office(root: Path) -> Office:
    """The newsroom at `root` for the page. Raises FilesError, MachineError."""
    return Office(root, ready_desk(root))


def newsroom_at(root: Path) -> Newsroom:
    """newsroom.yaml of the newsroom at `root` as it is now; what is wrong in it counts as not written."""
    return _newsroom(root, tuple(status_of(root / NEWSROOM) or ()))


def is_episode(name: str) -> bool:
    """Whether this may be the name of an episode's folder: one name, nothing that leads elsewhere."""
    plain = name.isprintable() and not name.startswith(".") and not any(each in name for each in "/\\")
    return plain and 0 < len(name.encode("utf-8", "replace")) <= _LONGEST


@lru_cache(maxsize=4)
def _newsroom(root: Path, _status: tuple[int, ...]) -> Newsroom:
    """Read once for every state of the file: each page asks."""
    return load_newsroom(root, [])
