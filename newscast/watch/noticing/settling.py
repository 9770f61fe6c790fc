"""When a file counts: it has stood still, and nobody writes to it. Times of files are never compared with a clock."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Set
from dataclasses import dataclass
from pathlib import Path

from newscast.base.status import Status, status_of
from newscast.watch.noticing.names import is_text
from newscast.watch.noticing.writers import being_written

TEXT, MEDIA, EMPTY, ABSENT = 0.2, 2.0, 10.0, 4.0
"""Seconds that a status stands still before it counts: of a text, of a medium; of an empty file, which is mostly one
that a copy begins with; of a file that is not there, which an editor or a lost share may bring back."""
RESTLESS = 600.0
"""Seconds after which a file that never stood still is told."""
_SOONEST, _LATEST = 0.2, 5.0
"""Seconds until one that stands still and is open for writing is asked about again: twice as long each time."""


@dataclass
class _Coming:
    """A file on its way: since when, its status and since when it has it, when to look next, how often it was open."""

    began: float
    status: Status
    still: float
    due: float
    held: int = 0
    told: bool = False


class Settling:
    """The files that were touched and do not count yet. Times are seconds of a clock that only goes forward."""

    def __init__(
        self,
        status: Callable[[Path], Status] = status_of,
        written: Callable[[Iterable[Path]], Set[Path]] = being_written,
    ) -> None:
        self._status = status
        self._written = written
        self._coming: dict[Path, _Coming] = {}

    def touch(self, path: Path, now: float) -> None:
        """A file was made, written, renamed or deleted: it counts once it has stood still from now on."""
        status = self._status(path)
        coming = self._coming.get(path)
        began, told = (coming.began, coming.told) if coming else (now, False)
        self._coming[path] = _Coming(began, status, now, now + min(MEDIA, _quiet(path, status)), told=told)

    def settled(self, now: float) -> list[Path]:
        """Those that count from now on, each once for all touches before; what was deleted is among them."""
        standing = [path for path, coming in self._coming.items() if coming.due <= now and self._stands(path, now)]
        held = self._written(standing) if standing else frozenset()
        for path in held:
            coming = self._coming[path]
            coming.due = now + min(_LATEST, _SOONEST * 2 ** min(coming.held, 10))
            coming.held += 1
        counted = [path for path in standing if path not in held]
        for path in counted:
            del self._coming[path]
        return counted

    def due(self) -> float | None:
        """When to ask `settled` again; None while nothing is on its way."""
        return min((coming.due for coming in self._coming.values()), default=None)

    def restless(self, now: float) -> list[tuple[Path, float]]:
        """Those that have been written to for minutes, and since when by that clock: each told once until it counts."""
        found = []
        for path, coming in self._coming.items():
            if not coming.told and now - coming.began >= RESTLESS:
                coming.told = True
                found.append((path, coming.began))
        return found

    def _stands(self, path: Path, now: float) -> bool:
        """Whether a file has stood still for long enough; one that has not is looked at again later."""
        coming, status = self._coming[path], self._status(path)
        if status != coming.status:
            coming.status, coming.still, coming.held = status, now, 0
        whole = coming.still + _quiet(path, status)
        # One that has to wait for long may change meanwhile to one that has not.
        coming.due = min(whole, now + MEDIA)
        return whole <= now


def _quiet(path: Path, status: Status) -> float:
    """For how long a file of this status has to stand still."""
    if status is None:
        return ABSENT
    if not status[0]:
        return EMPTY
    return TEXT if is_text(path.name) else MEDIA
