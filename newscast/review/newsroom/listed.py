"""Which files of an episode may be had: those that its manifests list, and the programmes of earlier versions that the
store keeps. A file is asked for by its content, never by a path from outside."""

from __future__ import annotations

import json
import os
import stat
from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path, PurePosixPath
from threading import Lock
from typing import Any, BinaryIO, Generic, TypeVar

from newscast.base.files import content_of
from newscast.base.status import Status, status_of
from newscast.episode.extents import forms_of
from newscast.episode.folder import DRAFT, HISTORY, MANIFEST
from newscast.episode.manifest import ListedFile, Manifest, manifest_from
from newscast.episode.newest import Order, built_at, order_of
from newscast.review.newsroom.office import Office
from newscast.show.deliverables import SHARE
from newscast.store.open import choose_folder, open_store
from newscast.store.store import Result, Store

_MOST_MANIFESTS, _MOST_VERSIONS = 200, 2000
"""How many of them are remembered as they were read."""

Read = TypeVar("Read")


@dataclass(frozen=True)
class Held:
    """A file that an edition of an episode lists, or listed in an earlier version: then `stored` is its name in the
    store, empty where that is forgotten. `place` is where it lies otherwise. `together` are the files of the programme
    that it holds a block of, in order."""

    file: ListedFile
    deliverable: str
    draft: bool
    version: int
    place: Path | None = None
    stored: str = ""
    together: tuple[Held, ...] = field(default=(), compare=False)

    @property
    def blocks(self) -> tuple[Held, ...]:
        """The files of the programme, in order: itself, or one for each block."""
        return self.together or (self,)

    @property
    def name(self) -> str:
        """The file's own name."""
        return PurePosixPath(self.file.path).name

    @property
    def is_copy(self) -> bool:
        """Whether it is one of those that are small enough to be sent."""
        return self.file.path.startswith(f"{SHARE}/")


@dataclass(frozen=True)
class Opened:
    """A file that is open: whole, and of the content that is listed. `path` and `status` are what was opened."""

    stream: BinaryIO
    path: Path
    size: int
    status: Status


def held(office: Office, episode: str, sha256: str) -> Held | None:
    """The file with this content, as the newest edition lists it that does; None where none ever did."""
    folders = [office.folder(episode), office.folder(episode) / DRAFT]
    for folder in folders:
        if found := _current(office, folder).get(sha256):
            return found
    remembered = [each[sha256] for folder in folders for each in _earlier(folder) if sha256 in each]
    return next((each for each in remembered if each.stored), next(iter(remembered), None))


def held_at(office: Office, episode: str, path: str) -> Held | None:
    """The file that is listed at a path inside the episode's folder, those of the draft below `draft/`."""
    folder, inside = office.folder(episode), path
    if path.startswith(f"{DRAFT}/"):
        folder, inside = folder / DRAFT, path.removeprefix(f"{DRAFT}/")
    return next((each for each in _current(office, folder).values() if each.file.path == inside), None)


def newest(office: Office, episode: str, draft: bool | None = None) -> list[Held]:
    """All that the edition lists which was published last, or the one that is asked for."""
    folders = {False: office.folder(episode), True: office.folder(episode) / DRAFT}
    asked = [folder for each, folder in folders.items() if draft in (None, each)]
    return list(_current(office, max(asked, key=_order)).values())


def _order(folder: Path) -> Order:
    return order_of(_manifests.of(folder / MANIFEST), built_at(folder))


def published(office: Office, episode: str) -> float:
    """When the edition of it that was published last was, in seconds since 1970."""
    folder = office.folder(episode)
    return max(_order(each) for each in (folder, folder / DRAFT))[1]


def opened(office: Office, episode: str, wanted: Held) -> Opened | None:
    """The file, open for reading; None where it is not there any more, or not what is listed.

    A build may put another file in its place at any moment, and changes the manifest before it does: what is listed
    still once the file is open is what was opened.
    """
    found = opened_at(_place(office, wanted), wanted.file.bytes)
    if found is None or wanted.place is None:
        return found
    now = held(office, episode, wanted.file.sha256)
    if now == wanted:
        return found
    found.stream.close()
    return opened(office, episode, now) if now and now.place is None else None


def opened_at(path: Path | None, size: int | None) -> Opened | None:
    """A file of so many bytes, or whatever many, open for reading; None where there is no such file."""
    if path is None:
        return None
    try:
        stream = path.open("rb", buffering=0)
    except OSError:
        return None
    status = os.fstat(stream.fileno())
    if not stat.S_ISREG(status.st_mode) or size not in (None, status.st_size):
        stream.close()
        return None
    return Opened(stream, path, status.st_size, status_of(path))


def _place(office: Office, wanted: Held) -> Path | None:
    if wanted.place or not wanted.stored:
        return wanted.place
    key, dot, suffix = wanted.stored.partition(".")
    result, store = Result(key, dot + suffix), store_of(office.root)
    return store.fetch(result) if store.has(result) else None


def store_of(newsroom: Path) -> Store:
    """The store in which the builds of a newsroom keep their results. Raises MachineError."""
    return _store(newsroom, os.environ.get("NEWSCAST_STORE", ""))


@cache
def _store(newsroom: Path, _named: str) -> Store:
    return open_store(choose_folder(newsroom)[0])


@dataclass
class _Memory(Generic[Read]):
    """What was read of files, as long as they do not change; of so many files at most."""

    most: int
    read: Callable[[Path], Read]
    _known: OrderedDict[Path, tuple[Status, Read]] = field(default_factory=OrderedDict)
    _lock: Lock = field(default_factory=Lock)

    def of(self, path: Path) -> Read:
        status = status_of(path)
        with self._lock:
            known = self._known.get(path)
            if known and known[0] == status:
                self._known.move_to_end(path)
                return known[1]
        found = self.read(path)
        with self._lock:
            self._known[path] = (status, found)
            self._known.move_to_end(path)
            while len(self._known) > self.most:
                self._known.popitem(last=False)
        return found


def _manifest(path: Path) -> Manifest | None:
    try:
        return manifest_from(json.loads(content_of(path)))
    except (OSError, ValueError):
        return None


def _version(path: Path) -> Mapping[str, Held]:
    """The programmes of a version, by content."""
    try:
        told: dict[str, Any] = json.loads(content_of(path))
        manifest, names = manifest_from(told["manifest"]), dict(told["programmes"]) if told["kept"] else {}
    except (OSError, ValueError, KeyError, TypeError):
        return {}

    def held_of(name: str, file: ListedFile) -> Held:
        return Held(file, name, manifest.draft, manifest.version, stored=str(names.get(file.path, "")))

    return {each.file.sha256: each for each in _all_held(manifest, held_of) if each.file.role == "programme"}


_manifests = _Memory(_MOST_MANIFESTS, _manifest)
_versions = _Memory(_MOST_VERSIONS, _version)


def _current(office: Office, folder: Path) -> Mapping[str, Held]:
    """What an edition lists now, by content."""
    manifest = _manifests.of(folder / MANIFEST)
    if manifest is None:
        return {}

    def held_of(name: str, file: ListedFile) -> Held:
        return Held(file, name, manifest.draft, manifest.version, _listed_place(office, folder, file))

    found: dict[str, Held] = {}
    for each in _all_held(manifest, held_of):
        found.setdefault(each.file.sha256, each)
    return found


def _earlier(folder: Path) -> list[Mapping[str, Held]]:
    """The programmes of each version, the newest first."""
    return [_versions.of(path) for path in sorted((folder / HISTORY).glob("*.json"), reverse=True)]


def _all_held(manifest: Manifest, held_of: Callable[[str, ListedFile], Held]) -> Iterator[Held]:
    """All files that it lists; those of one programme know of each other."""
    for name, files in _files(manifest):
        alone = {file.path: held_of(name, file) for file in files}
        forms = [form for form in forms_of(files) if len(form) > 1]
        together = {file.path: tuple(alone[each.path] for each in form) for form in forms for file in form}
        yield from (replace(each, together=together.get(path, ())) for path, each in alone.items())


def _files(manifest: Manifest) -> Iterator[tuple[str, tuple[ListedFile, ...]]]:
    yield from ((name, entry.files) for name, entry in manifest.deliverables.items())
    if manifest.share:
        yield manifest.share.deliverable, manifest.share.files


def _listed_place(office: Office, folder: Path, file: ListedFile) -> Path | None:
    """Where a listed file lies; None where its path leads out of the folder: a manifest may have been changed."""
    if file.archived is not None:
        return office.root / file.archived
    path = PurePosixPath(file.path)
    return None if path.is_absolute() or ".." in path.parts else folder / path
