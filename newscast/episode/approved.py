"""What people approved, laid down in `approved/` of the episode's folder: copies that no build and no save touches.

Each deliverable has a folder there, and each story's own cut (`reel-SLUG`), whole, with a record of what it is and on
whose word. Another one replaces it as a whole; whenever that is interrupted, the next that looks finds one of the two.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Literal

from newscast.base.content import file_of, sum_of
from newscast.base.errors import FilesError, MachineError, Problem
from newscast.base.files import content_of, machine_errors, sync
from newscast.base.i18n import _
from newscast.base.interrupts import uninterrupted
from newscast.base.records import as_json, read_record
from newscast.episode.folder import APPROVED, Delivery, Staging, json_bytes, locked, staging
from newscast.episode.manifest import ListedFile

RECORD = "approved.json"
WITHHELD = "withheld"
"""A folder of approved/ with what somebody refused after it had been approved."""
_COARSE = 2.0
"""Seconds by which the time of a file may be before the moment at which it was written: FAT counts in twos."""
_BEFORE = ".before-"
"""What begins the name under which a folder waits for another one to take its place."""


@dataclass(frozen=True, kw_only=True)
class LaidWord:
    """A word on which something was laid down: of `who`, as `step`, on `what` of it, `given` in seconds since 1970."""

    what: str
    who: str
    step: str
    given: float
    entered_by: str | None = None
    via: str | None = None
    reason: str = ""
    emergency: bool = False


@dataclass(frozen=True)
class LaidFile:
    """A file of the folder, by its path in it."""

    path: str
    role: str
    bytes: int
    sha256: str


@dataclass(frozen=True, kw_only=True)
class Laid:
    """What was laid down of a deliverable, `web` or `reel/SLUG`: the final of that `version`, its `contents` as the
    manifest has them, the words on it, and its files. `at` in seconds since 1970; `approved` is the format."""

    approved: Literal[1]
    episode: str
    deliverable: str
    version: int
    contents: Mapping[str, str]
    words: tuple[LaidWord, ...]
    files: tuple[LaidFile, ...]
    at: float


def laid_down(folder: Path) -> dict[str, Laid]:
    """What is approved of the episode in `folder`, by deliverable; what is not whole, or was changed since, is none.
    Raises MachineError."""
    shelf = folder / APPROVED
    if any(shelf.glob(f"{_BEFORE}*")):
        with locked(folder), machine_errors(shelf):
            _recover(shelf)
    found = {each: _record(each) for each in _folders(shelf)}
    # A copy that somebody made of one of the folders is none.
    return {
        laid.deliverable: laid for each, laid in found.items() if laid and folder_of(folder, laid.deliverable) == each
    }


def folder_of(folder: Path, deliverable: str) -> Path:
    """Where a deliverable, or a story's own cut, is laid down."""
    return folder / APPROVED / deliverable.replace("/", "-")


def lay_down(folder: Path, laid: Laid, listed: Iterable[ListedFile], newsroom: Path, still: Callable[[], bool]) -> bool:
    """Lay these files of the manifest down in place of what was there, if it is `still` to be done when all are copied
    and nobody else publishes or lays down; whether it was. The files of `laid` are filled in.

    Raises FilesError where a file is not what was built, MachineError.
    """
    shelf, files = folder / APPROVED, list(listed)
    name = folder_of(folder, laid.deliverable).name
    deliveries = [Delivery(f"{name}/{_name(each)}", _source(folder, each, newsroom), each.sha256) for each in files]
    for each in deliveries:
        _refuse_missing(each)
    with staging(shelf) as staged:
        staged.add(deliveries)
        for each in deliveries:
            _hold_against(staged.folder / each.path, each)
        told = tuple(LaidFile(_name(each), each.role, each.bytes, each.sha256) for each in files)
        record = json_bytes(as_json(_with_files(laid, told)))
        staged.add([Delivery(f"{name}/{RECORD}", record, hashlib.sha256(record).hexdigest())])
        _sync_all(staged.folder / name)
        with locked(folder), uninterrupted(), machine_errors(shelf):
            _recover(shelf)
            if not still():
                return False
            _swap(shelf, staged, name)
    return True


def withhold(folder: Path, deliverable: str, still: Callable[[], bool]) -> bool:
    """Move what is laid down of a deliverable to where nothing is delivered from, if it is `still` to be done when
    nobody else lays down; whether it was. Raises MachineError."""
    shelf, final = folder / APPROVED, folder_of(folder, deliverable)
    with locked(folder), uninterrupted(), machine_errors(shelf):
        _recover(shelf)
        if not final.is_dir() or not still():
            return False
        aside = shelf / WITHHELD / final.name
        aside.parent.mkdir(exist_ok=True)
        shutil.rmtree(aside, ignore_errors=True)
        final.rename(aside)
        sync(aside.parent)
        sync(shelf)
    return True


def _swap(shelf: Path, staged: Staging, name: str) -> None:
    """Put the folder of that name in place of the one that is there."""
    final, before = shelf / name, shelf / f"{_BEFORE}{name}"
    if final.is_dir():
        final.rename(before)
    (staged.folder / name).rename(final)
    sync(shelf)
    shutil.rmtree(before, ignore_errors=True)


def _recover(shelf: Path) -> None:
    """End what was interrupted: a folder that waits goes back where nothing took its place."""
    for before in shelf.glob(f"{_BEFORE}*"):
        final = shelf / before.name.removeprefix(_BEFORE)
        if final.exists():
            shutil.rmtree(before, ignore_errors=True)
        else:
            before.rename(final)
            sync(shelf)


def _folders(shelf: Path) -> Iterator[Path]:
    try:
        yield from (each for each in sorted(shelf.iterdir()) if each.name != WITHHELD and not each.name.startswith("."))
    except OSError:
        return


def _record(place: Path) -> Laid | None:
    """The record of a folder whose files are all there, as they were laid down."""
    with suppress(OSError, ValueError, MachineError):
        told = place / RECORD
        laid = read_record(Laid, json.loads(content_of(told)))
        if all(_is_as_laid(place / each.path, each, laid.at, told.stat().st_mtime) for each in laid.files):
            return laid
    return None


def _is_as_laid(path: Path, listed: LaidFile, began: float, ended: float) -> bool:
    """Whether a file is what was approved: as long, and written while it was laid down, the record last; else what is
    in it is looked at."""
    found = path.stat()
    if found.st_size != listed.bytes:
        return False
    # A programme for TV has gigabytes, and the page asks each time that somebody looks.
    return began - _COARSE <= found.st_mtime <= ended or file_of(path).digest == listed.sha256


def _with_files(laid: Laid, files: tuple[LaidFile, ...]) -> Laid:
    return Laid(**{**vars(laid), "files": files})


def _name(file: ListedFile) -> str:
    """A file's path without the folder of its deliverable."""
    return PurePosixPath(*PurePosixPath(file.path).parts[1:]).as_posix()


def _source(folder: Path, file: ListedFile, newsroom: Path) -> Path:
    return newsroom / file.archived if file.archived else folder / file.path


def _refuse_missing(delivery: Delivery) -> None:
    if not isinstance(delivery.content, Path) or delivery.content.is_file():
        return
    message = _("{name} is not there.").format(name=delivery.content)
    raise FilesError([Problem(message, _("Build the episode again."), code="programme-missing")])


def _hold_against(copied: Path, delivery: Delivery) -> None:
    if sum_of(copied) == delivery.sha256:
        return
    message = _("{name} is not what was built: somebody changed it. Build the episode again.")
    raise FilesError([Problem(message.format(name=delivery.content), code="programme-changed")])


def _sync_all(top: Path) -> None:
    for each, _folders_in, _files in os.walk(top):
        sync(Path(each))
