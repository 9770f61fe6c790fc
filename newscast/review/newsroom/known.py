"""Who came in with which secret: looked up in the desk, and known for a moment, because a player asks often.

Whoever was known goes on seeing the pages while the desk is damaged; nobody else comes in then.
"""

from __future__ import annotations

import threading
import time
from contextlib import suppress
from dataclasses import dataclass, replace

from newscast.base.errors import MachineError
from newscast.desk.database import BrokenError
from newscast.desk.devices import note_use
from newscast.desk.entering import digest_of, session_of
from newscast.review.newsroom.access import Visitor, visitor_of
from newscast.review.newsroom.office import Office

FRESH = 3.0
"""Seconds for which what was looked up counts; what this process changes counts at once."""
_REMEMBERED = 86_400.0
"""Seconds for which somebody is known while the desk is damaged."""
_MOST = 2000


@dataclass(frozen=True)
class _Seen:
    visitor: Visitor
    at: float


class Known:
    """The visitors of one office. May be asked from any thread."""

    def __init__(self) -> None:
        self._seen: dict[str, _Seen] = {}
        self._lock = threading.Lock()

    def visitor(self, office: Office, secret: str, anew: bool) -> tuple[Visitor | None, Office]:
        """Who sends this secret, and the office as they see it. `anew` looks up what is known, too.

        Raises BrokenError where the desk is damaged and they are not known, MachineError.
        """
        key, now = digest_of(secret), time.monotonic()
        seen = self._seen.get(key)
        if seen and not anew and now - seen.at < FRESH:
            return seen.visitor, office
        try:
            visitor = _looked_up(office, secret)
        except BrokenError:
            if seen and now - seen.at < _REMEMBERED:
                return seen.visitor, replace(office, lost=True)
            raise
        self._keep(key, _Seen(visitor, now) if visitor else None)
        return visitor, office

    def forget(self, name: str) -> None:
        """Look up whoever stands in the record by this name again: they were shut out, or are somebody else now."""
        with self._lock:
            self._seen = {key: seen for key, seen in self._seen.items() if seen.visitor.name != name}

    def _keep(self, key: str, seen: _Seen | None) -> None:
        with self._lock:
            self._seen.pop(key, None)
            if seen:
                self._seen[key] = seen
            while len(self._seen) > _MOST:
                del self._seen[next(iter(self._seen))]


def _looked_up(office: Office, secret: str) -> Visitor | None:
    with office.people() as people:
        session = session_of(people, secret)
        if session:
            # A full disk shall not keep anybody from seeing.
            with suppress(MachineError):
                note_use(people, session)
    return visitor_of(session) if session else None
