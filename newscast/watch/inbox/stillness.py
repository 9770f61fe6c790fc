"""Since when the files of the inbox stand still, by a clock that only goes forward."""

from __future__ import annotations

from newscast.base.status import Status
from newscast.watch.inbox.drops import Drop
from newscast.watch.inbox.listing import Listing
from newscast.watch.noticing.settling import MEDIA

QUIET = MEDIA
"""Seconds for which everything of a drop stands still before it counts."""
LONGER = 120.0
"""The same where a rundown names files that have not come, or a file is not whole yet."""


class Stillness:
    """Of each file, by its path below the inbox, its status and since when it has that."""

    def __init__(self) -> None:
        self._since: dict[str, tuple[Status, float]] = {}

    def told(self, path: str, status: Status, now: float) -> None:
        """Somebody who watched this file says that it stood still."""
        self._since[path] = (status, now - QUIET)

    def note(self, listing: Listing, now: float) -> None:
        """What lies in a show's folder now."""
        prefix = f"{listing.show}/"
        for name, status in listing.files.items():
            if self._since.get(prefix + name, (None,))[0] != status:
                self._since[prefix + name] = (status, now)
        for path in [path for path in self._since if path.startswith(prefix)]:
            if path.removeprefix(prefix) not in listing.files:
                del self._since[path]

    def of(self, drop: Drop, now: float) -> float:
        """When something of it moved last; `now` where nothing is known."""
        return max((self._since.get(f"{drop.show}/{path}", (None, now))[1] for path in drop.paths), default=now)

    def counts_at(self, drop: Drop, now: float) -> float:
        """When it has stood still for long enough; longer where other programs are still bringing something."""
        return self.of(drop, now) + (LONGER if drop.coming else QUIET)
