"""Reading an episode folder as it is at one moment, also while builds publish into it.

For the page, the watcher and whoever else looks: nothing of what plans or renders is imported.
"""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from newscast.base.files import content_of
from newscast.base.i18n import _
from newscast.base.locks import locked_for_reading
from newscast.base.records import read_record
from newscast.episode.folder import DRAFT, LOCK, MANIFEST
from newscast.episode.history import Version, read_version, versions
from newscast.episode.manifest import Manifest, manifest_from
from newscast.episode.newest import Order, built_at, order_of
from newscast.episode.timeline import LISTING, Listing

_TRIES, _PAUSE = 50, 0.02
"""How often, and after how many seconds, a folder that cannot be locked is read until it stands still."""


@dataclass(frozen=True)
class Damage:
    """A file that is not what it should be, and what is wrong with it, in the user's language."""

    path: Path
    reason: str


@dataclass(frozen=True)
class Edition:
    """What is in an episode's folder, or in its draft's: what is not there, or cannot be read, is None.

    `versions` are those that the history remembers, the oldest first; `version_of()` reads one.
    """

    folder: Path
    manifest: Manifest | None
    timeline: Listing | None
    versions: tuple[int, ...]
    damaged: tuple[Damage, ...]

    @property
    def built_at(self) -> float:
        """When it was built last, in seconds since 1970; 0 where nothing is."""
        return built_at(self.folder)

    @property
    def order(self) -> Order:
        """What is greater in the edition that was built last."""
        return order_of(self.manifest, self.built_at)

    def version_of(self, number: int) -> Version | None:
        """What a version was; None where that is forgotten, or cannot be read."""
        return read_version(self.folder, number)


@dataclass(frozen=True)
class Episode:
    """An episode's final and its draft, each None where nothing was built."""

    final: Edition | None
    draft: Edition | None

    @property
    def editions(self) -> tuple[Edition, ...]:
        """Those there are, the one that was built last first."""
        there = filter(None, (self.draft, self.final))
        return tuple(sorted(there, key=lambda each: each.order, reverse=True))

    @property
    def newest(self) -> Edition | None:
        """The one that was built last."""
        return next(iter(self.editions), None)


def read_episode(folder: Path) -> Episode:
    """The episode in this folder."""
    return Episode(read_edition(folder), read_edition(folder / DRAFT))


def read_edition(folder: Path) -> Edition | None:
    """What is in this folder at one moment; None where no manifest is."""
    with locked_for_reading(folder / LOCK) as alone:
        for number in range(_TRIES):
            before = _bytes(folder / MANIFEST)
            if before is None:
                return None
            found = _edition(folder, before)
            if alone or (not found.damaged and _bytes(folder / MANIFEST) == before):
                return found
            # Somebody publishes meanwhile, or something is damaged indeed: that shows when it stays so.
            if number < _TRIES - 1:
                time.sleep(_PAUSE)
    return found


def _edition(folder: Path, told: bytes) -> Edition:
    damaged: list[Damage] = []
    manifest = timeline = None
    listed = _bytes(folder / LISTING)
    try:
        manifest = _manifest_in(told)
    except ValueError as error:
        damaged.append(Damage(folder / MANIFEST, _("It cannot be understood ({reason}).").format(reason=error)))
    if listed is not None:
        try:
            timeline = _listing_in(listed)
        except ValueError as error:
            damaged.append(Damage(folder / LISTING, _("It cannot be understood ({reason}).").format(reason=error)))
    if manifest:
        damaged += _unlike(folder, manifest)
    return Edition(folder, manifest, timeline, tuple(versions(folder)), tuple(damaged))


# Many look at the same few editions again and again, and understanding one takes longer than reading its bytes.
@lru_cache(maxsize=8)
def _manifest_in(told: bytes) -> Manifest:
    return manifest_from(json.loads(told))


@lru_cache(maxsize=8)
def _listing_in(told: bytes) -> Listing:
    listing: Listing = read_record(Listing, json.loads(told))
    return listing


def _unlike(folder: Path, manifest: Manifest) -> Iterator[Damage]:
    """The files that are not there as the manifest lists them: programmes by their size, the lists by content."""
    files = [file for entry in manifest.deliverables.values() for file in entry.files if file.archived is None]
    for file in [*files, *(manifest.share.files if manifest.share else ())]:
        try:
            size = (folder / file.path).stat().st_size
        except OSError:
            yield Damage(folder / file.path, _("It is not there."))
            continue
        if size != file.bytes:
            yield Damage(folder / file.path, _("It is not the file that was built."))
    for path, digest in manifest.lists.items():
        content = _bytes(folder / path)
        if content is None:
            yield Damage(folder / path, _("It is not there."))
        elif hashlib.sha256(content).hexdigest() != digest:
            yield Damage(folder / path, _("It is not the file that was built."))


def _bytes(path: Path) -> bytes | None:
    try:
        return content_of(path)
    except OSError:
        return None
