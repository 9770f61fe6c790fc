"""The episodes of a newsroom in a few words each, in memory: read again when a manifest is another one.

A page lists hundreds of them, and fifty people ask every two seconds what is new: folders are looked at once a second
at most, and only by one who asks; the others get what was there a moment before.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import cached_property
from pathlib import Path
from threading import Lock

from newscast.base.files import content_of
from newscast.base.status import Status, status_in
from newscast.base.verdicts import Verdict, worst
from newscast.desk.candidates import Candidate, candidates_of
from newscast.episode.folder import DRAFT, MANIFEST
from newscast.episode.manifest import Entry, Manifest, manifest_from
from newscast.episode.newest import Order, order_of
from newscast.show.newsroom import OUTPUT, RUNDOWNS

_EVERY, _REST = 1.0, 5.0
"""Seconds in which folders are looked at once; and how many times as long as a look took nobody looks again: on a slow
share a thousand files take seconds."""


@dataclass(frozen=True)
class ShelvedEdition:
    """A final, or a draft, as its manifest tells it. `verdicts` are by deliverable, "outdated" where its sources have
    changed since; `candidates` are what can be approved, by the names that timelines give them, without their files.
    `duration` and `slot` are in seconds, `published` in seconds since 1970, `rate` in frames a second, of its
    pictures; `order` is greater in the one that was built last."""

    title: str
    date: str
    show: str
    rundown: str
    version: int
    duration: float
    published: float
    order: Order
    slot: float | None
    verdicts: Mapping[str, Verdict | str]
    candidates: Mapping[str, Candidate]
    rate: Fraction | None

    @cached_property
    def verdict(self) -> Verdict | None:
        """The worst of those that are not outdated."""
        told: list[Verdict] = [each for each in self.verdicts.values() if each in ("pass", "warn", "fail")]
        return worst(told)

    @property
    def outdated(self) -> tuple[str, ...]:
        return tuple(name for name, verdict in self.verdicts.items() if verdict == "outdated")


@dataclass(frozen=True)
class Shelved:
    """An episode; what cannot be read is None, and `damaged`."""

    name: str
    final: ShelvedEdition | None
    draft: ShelvedEdition | None
    damaged: bool = False

    @cached_property
    def newest(self) -> ShelvedEdition | None:
        """What was built last."""
        there = [each for each in (self.draft, self.final) if each]
        return max(there, key=lambda each: each.order, default=None)

    @property
    def date(self) -> str:
        """The day of the episode; empty where that is not known."""
        return self.newest.date if self.newest else ""


@dataclass(frozen=True)
class Published:
    """A version that came: the `number` of this news, counted from when the page was started."""

    number: int
    episode: str
    draft: bool
    version: int


@dataclass(frozen=True)
class Shelf:
    """What there was at one moment, and the versions that came lately, the last one at the end. `planned` are rundowns
    of which nothing was built, by name, each with its path from the newsroom's folder."""

    episodes: Mapping[str, Shelved]
    planned: Mapping[str, str] = field(default_factory=dict)
    published: tuple[Published, ...] = ()

    @property
    def newest(self) -> int:
        """The number of the last news."""
        return self.published[-1].number if self.published else 0


_LATELY = 300
"""News of versions that are remembered."""


class Librarian:
    """Keeps the shelf of the newsroom at `root`."""

    def __init__(self, root: Path) -> None:
        self._root, self._output = root, root / OUTPUT
        self._lock = Lock()
        self._statuses: dict[str, tuple[Status, Status]] = {}
        self._shelf: Shelf | None = None
        self._until = 0.0

    def shelf(self) -> Shelf:
        """What is there, as it was at most a second or so ago."""
        known = self._shelf
        if known and time.monotonic() < self._until:
            return known
        # Whoever comes while another looks has what was there before; only the first of all waits.
        if not self._lock.acquire(blocking=known is None):
            assert known
            return known
        try:
            return self._looked_at(self._shelf)
        finally:
            self._lock.release()

    def _looked_at(self, before: Shelf | None) -> Shelf:
        if before and time.monotonic() < self._until:
            return before
        began = time.monotonic()
        statuses = {name: _statuses(f"{self._output}/{name}") for name in _folders(self._output)}
        changed = {name: both for name, both in statuses.items() if self._statuses.get(name) != both and any(both)}
        shelf = before or Shelf({})
        gone = [name for name in shelf.episodes if not any(statuses.get(name, (None, None)))]
        if before is None or changed or gone:
            now = {name: _read(self._output / name) for name in changed}
            kept = {name: each for name, each in shelf.episodes.items() if name not in gone}
            news = [] if before is None else _news(shelf, now)
            shelf = replace(shelf, episodes={**kept, **now}, published=(*shelf.published, *news)[-_LATELY:])
        planned = {name: path for name, path in _rundowns(self._root) if name not in shelf.episodes}
        if planned != shelf.planned:
            shelf = replace(shelf, planned=planned)
        self._statuses, self._shelf, ended = statuses, shelf, time.monotonic()
        self._until = ended + max(_EVERY, _REST * (ended - began))
        return shelf


def _folders(output: Path) -> list[str]:
    try:
        with os.scandir(output) as entries:
            return sorted(entry.name for entry in entries if not entry.name.startswith(".") and entry.is_dir())
    except OSError:
        return []


def _rundowns(root: Path) -> Iterator[tuple[str, str]]:
    """The rundowns of a newsroom by their names, each with its path from there."""
    for folder, folders, files in os.walk(root / RUNDOWNS):
        folders[:] = [name for name in folders if not name.startswith(".")]
        inside = folder[len(str(root)) + 1 :].replace(os.sep, "/")
        for file in files:
            if file.endswith(".yaml") and not file.startswith("."):
                yield file.removesuffix(".yaml"), f"{inside}/{file}"


def _statuses(folder: str) -> tuple[Status, Status]:
    return _status(f"{folder}/{MANIFEST}"), _status(f"{folder}/{DRAFT}/{MANIFEST}")


def _status(path: str) -> Status:
    """As status_of() tells it, of hundreds of files a second."""
    try:
        return status_in(os.stat(path))  # noqa: PTH116  # a Path for each takes three times as long
    except OSError:
        return None


def _read(folder: Path) -> Shelved:
    final, draft = (_edition(each / MANIFEST) for each in (folder, folder / DRAFT))
    return Shelved(
        folder.name,
        final if isinstance(final, ShelvedEdition) else None,
        draft if isinstance(draft, ShelvedEdition) else None,
        damaged="damaged" in (final, draft),
    )


def _edition(path: Path) -> ShelvedEdition | str | None:
    """What a manifest tells; "damaged" where it cannot be understood, None where there is none."""
    try:
        published, told = path.stat().st_mtime, content_of(path)
    except OSError:
        return None
    try:
        return _shelved(manifest_from(json.loads(told)), published)
    except ValueError:
        return "damaged"


def _shelved(manifest: Manifest, published: float) -> ShelvedEdition:
    entries = manifest.deliverables
    return ShelvedEdition(
        title=manifest.title,
        date=manifest.date,
        show=manifest.show,
        rundown=manifest.rundown.path,
        version=manifest.version,
        duration=manifest.duration,
        published=published,
        order=order_of(manifest, published),
        slot=manifest.slot,
        verdicts={name: "outdated" if each.outdated else each.qc.verdict for name, each in entries.items()},
        candidates={name: replace(each, files=()) for name, each in candidates_of(manifest).items()},
        rate=next(_rates(entries.values()), None),
    )


def _rates(entries: Iterable[Entry]) -> Iterator[Fraction]:
    """The rates of pictures, the lowest first: a canvas at twice the show's rate says nothing of its timeline."""
    media = [file.media for entry in entries for file in entry.files if file.media]
    yield from sorted(Fraction(each["video"]["rate"]) for each in media if "video" in each)


def _news(before: Shelf, now: Mapping[str, Shelved]) -> list[Published]:
    """The editions that are not as they were: of a draft and a final that both came, two."""
    news: list[tuple[str, bool, int]] = []
    for name, episode in now.items():
        known = before.episodes.get(name)
        if episode.draft and (known is None or known.draft != episode.draft):
            news.append((name, True, episode.draft.version))
        if episode.final and (known is None or known.final != episode.final):
            news.append((name, False, episode.final.version))
    return [Published(before.newest + number, *each) for number, each in enumerate(news, 1)]
