"""Putting a drop down in the newsroom: copied aside, synced, renamed; nothing that people made is written over."""

from __future__ import annotations

import hashlib
import os
import shutil
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from newscast.base import locks
from newscast.base.content import File, file_at, unchanging
from newscast.base.copying import copy
from newscast.base.errors import MachineError
from newscast.base.files import disk_full, machine_errors, printable, sync
from newscast.base.i18n import _
from newscast.base.status import Status, status_of
from newscast.document.words import as_slug
from newscast.show.newsroom import RUNDOWNS
from newscast.watch.inbox.arrivals import Sums
from newscast.watch.inbox.fitting import RefusedError

REPLACED = "replaced"
"""The folder of the desk in which the texts of rundowns lie that a newer drop replaced."""
_ASIDE = ".arriving-"


@dataclass(frozen=True)
class Laying:
    """What is put down for a drop, by paths from the newsroom's folder: the rundown's bytes, and files to be copied."""

    episode: str
    rundown: str
    data: bytes
    media: Mapping[str, File] = field(default_factory=dict)

    @property
    def sums(self) -> dict[str, str]:
        """The SHA-256 of everything."""
        return {**{path: file.digest for path, file in self.media.items()}, self.rundown: _sum(self.data)}


@dataclass(frozen=True)
class Staged:
    """What of it is not there yet, whole and on the disk, in a folder beside its final place.

    `over` has the status of every file that it replaces.
    """

    laying: Laying
    folder: Path
    lock: int
    new: tuple[str, ...]
    over: Mapping[str, Status]

    def close(self) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)
        os.close(self.lock)


def clear_up(root: Path) -> None:
    """Remove what a watcher that was killed left aside."""
    for leftover in (root / RUNDOWNS).glob(f"{_ASIDE}*"):
        if leftover.is_dir():
            locks.clear_abandoned(leftover)
        else:
            leftover.unlink(missing_ok=True)


def stage(root: Path, laying: Laying, ours: Sums) -> Staged:
    """Have everything that is not there yet aside, synced.

    `ours` are the sums of what earlier drops of this episode laid down: such a file may be replaced while it is still
    that. Raises RefusedError where something else has its place, MachineError where the disk refuses.
    """
    targets = _targets(root, laying, ours)
    needed = sum(_size(laying, path) for path in targets)
    with machine_errors(root / RUNDOWNS):
        folder, lock = locks.own_folder(root / RUNDOWNS, _ASIDE)
        try:
            if needed > shutil.disk_usage(folder).free:
                raise disk_full(root / RUNDOWNS)
            for path in targets:
                _stage(laying, path, folder / path)
        except BaseException:
            Staged(laying, folder, lock, (), {}).close()
            raise
    return Staged(laying, folder, lock, tuple(targets), {path: status for path, status in targets.items() if status})


def put(root: Path, staged: Staged, desk: Path) -> bool:
    """Rename it into place, the rundown last; whether the rundown is new. Raises RefusedError, MachineError.

    Whoever is killed in between has put down whole files; doing it again goes on.
    """
    rundown = staged.laying.rundown
    with machine_errors(root / RUNDOWNS):
        for path in sorted(staged.new, key=lambda path: path == rundown):
            if path == rundown and path in staged.over:
                _keep(root / path, desk / REPLACED, staged.laying.episode)
            _rename(root, staged.folder / path, path, staged.over.get(path))
        sync(root / RUNDOWNS)
    return rundown in staged.new


def _targets(root: Path, laying: Laying, ours: Sums) -> dict[str, Status]:
    """The places where something has to be put, with the status of what is replaced there."""
    found: dict[str, Status] = {}
    for path, wanted in laying.sums.items():
        target = root / path
        _refuse_way_out(root, target)
        if not os.path.lexists(target):
            found[path] = None
            continue
        there, known = _sum_there(target), ours.get(path, ())
        # A rundown that somebody edited stays where the drop's own did not change: only its media did.
        if there == wanted or (path == laying.rundown and wanted in known and there not in known):
            continue
        if there is None or there not in known:
            raise RefusedError(_taken(path, laying, bool(known)))
        found[path] = status_of(target)
    return found


def _taken(path: str, laying: Laying, ours: bool) -> str:
    name = printable(path)
    if path == laying.rundown and ours:
        message = _("{path} was changed by hand since it was dropped. Write the change there, or rename that file.")
    elif path == laying.rundown:
        message = _("There is another {path}. Give this rundown another name.")
    else:
        message = _("There is another {path}. Give this file another name, in the rundown too.")
    return message.format(path=name)


def _refuse_way_out(root: Path, target: Path) -> None:
    """Folders on the way may be links, or files."""
    parent = target.parent
    if not Path(os.path.realpath(parent)).is_relative_to(os.path.realpath(root)):
        message = _("{path} leads out of the newsroom.")
        raise RefusedError(message.format(path=printable(str(parent))))


def _sum_there(target: Path) -> str | None:
    """The SHA-256 of what has that name; None where it is no file that can be read."""
    try:
        return None if target.is_symlink() or not target.is_file() else file_at(target).digest
    except (OSError, MachineError):
        return None


def _size(laying: Laying, path: str) -> int:
    file = laying.media.get(path)
    return file.status[0] if file and file.status else len(laying.data)


def _stage(laying: Laying, path: str, staged: Path) -> None:
    staged.parent.mkdir(parents=True, exist_ok=True)
    file = laying.media.get(path)
    if file is None:
        staged.write_bytes(laying.data)
    else:
        with unchanging([file]):
            copy(file.path, staged)
        # Cards and shares give rights that are of no use here.
        staged.chmod(staged.stat().st_mode & 0o666 | 0o600)
    sync(staged)


def _rename(root: Path, staged: Path, path: str, over: Status) -> None:
    """Never over anything but the file that was looked at."""
    target = root / path
    target.parent.mkdir(parents=True, exist_ok=True)
    if over is None:
        _rename_new(staged, target, path)
    elif status_of(target) == over:
        staged.replace(target)
    else:
        raise RefusedError(_("{path} was changed at the same moment.").format(path=printable(path)))
    sync(target.parent)


def _rename_new(staged: Path, target: Path, path: str) -> None:
    try:
        # Unlike renaming, linking never replaces.
        os.link(staged, target)
        staged.unlink()
    except FileExistsError as error:
        raise RefusedError(_("{path} was changed at the same moment.").format(path=printable(path))) from error
    except OSError:
        # Some shares and cards know no links.
        if os.path.lexists(target):
            raise
        staged.replace(target)


def _keep(rundown: Path, folder: Path, episode: str) -> None:
    """A copy of a rundown's text that is about to be replaced."""
    data = rundown.read_bytes()
    folder.mkdir(parents=True, exist_ok=True)
    stamp = time.strftime("%Y%m%dT%H%M%S")
    kept = folder / f"{as_slug(episode)[:100]}.{stamp}-{_sum(data)[:8]}.yaml"
    if not kept.exists():
        aside = kept.with_name(f".{kept.name}")
        aside.write_bytes(data)
        sync(aside)
        aside.replace(kept)
        sync(folder)


def _sum(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
