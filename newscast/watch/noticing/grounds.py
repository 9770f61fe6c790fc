"""The folders that a watcher listens in, by the disks they lie on, and whether each of them is there."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from newscast.base.disks import Disk, disk_of, disks
from newscast.watch.noticing.names import counts, is_plain

ASSETS = "assets"
_MOUNTS = Path("/proc/self/mountinfo")


@dataclass(frozen=True)
class Ground:
    """A folder with all that is below it on one disk.

    `disk` is where the disk begins that it lay on when it was found, and `shared` whether others write to that disk;
    `marked` is the newsroom's own folder that had its assets then: where they are not, it is not there. `leads` is
    where a link of the newsroom leads that makes it one: it is none any more once the link is gone or leads elsewhere.
    """

    folder: Path
    disk: Path | None
    shared: bool
    marked: bool = False
    leads: Path | None = None

    def is_there(self, disks: Disks) -> bool:
        """Whether it can be reached, and is not the bare place where a disk was."""
        with suppress(OSError, ValueError):
            status = self.folder.stat()
            if not stat.S_ISDIR(status.st_mode):
                return False
            disk = disks.of(self.folder, status.st_dev) if self.disk else None
            bare = self.disk is not None and (disk is None or not disk.top.is_relative_to(self.disk))
            return not bare and (not self.marked or (self.folder / ASSETS).is_dir())
        return False

    def is_over(self) -> bool:
        """Whether the link that made it one does so no more."""
        return self.leads is not None and Path(os.path.realpath(self.folder)) != self.leads

    def identity(self) -> tuple[int, int] | None:
        """What tells this folder from another one of its name; None where it is not there."""
        with suppress(OSError, ValueError):
            status = self.folder.stat()
            return status.st_dev, status.st_ino
        return None


def grounds_of(root: Path, also: Iterable[Path], never: Sequence[Path], disks: Disks) -> list[Ground]:
    """The newsroom, the other folders that do not lie in it, and every disk that is mounted in one of them."""
    folders = [root]
    for folder in also:
        if not any(folder.is_relative_to(known) for known in folders):
            folders.append(folder)
    links = {link: there for link, there in _links_in(root, folders) if is_looked_at(link, root, folders, never)}
    found = [*folders, *links]
    for folder in tuple(found):
        found += [place for place in _mounted_in(folder, disks.now()) if is_looked_at(place, root, folders, never)]
    marked = (root / ASSETS).is_dir()
    return [
        replace(ground_at(folder, disks), leads=links.get(folder), marked=marked and folder == root)
        for folder in dict.fromkeys(found)
    ]


def _links_in(root: Path, folders: Iterable[Path]) -> list[tuple[Path, Path]]:
    """Links of the newsroom's own folder to folders elsewhere, such as `media` on a share, and where they lead.

    Those that lead into one of the other folders, or up, are none: what is there is heard already, or is no part.
    """
    try:
        entries = [entry for entry in os.scandir(root) if entry.is_symlink() and entry.is_dir()]
    except OSError:
        return []
    known = [Path(os.path.realpath(folder)) for folder in folders]
    leads = [(root / entry.name, Path(os.path.realpath(entry.path))) for entry in entries]
    return [
        (link, there)
        for link, there in leads
        if not any(there.is_relative_to(folder) or folder.is_relative_to(there) for folder in known)
    ]


def is_looked_at(path: Path, root: Path, folders: Iterable[Path], never: Iterable[Path] = ()) -> bool:
    """Whether a path counts, in the newsroom or in one of the other folders."""
    if any(_is_in(path, folder) for folder in never):
        return False
    if _is_in(path, root):
        return counts(path, root)
    return any(_is_in(path, folder) and all(map(is_plain, path.relative_to(folder).parts)) for folder in folders)


Tops = dict[tuple[Path, int], Disk | None]
"""What folders lie on, by their path and their device."""


class Disks:
    """All that is mounted, found out again when that changed, where the system tells that it did."""

    def __init__(self) -> None:
        self._known: tuple[bytes, list[Disk], Tops] | None = None

    def now(self) -> list[Disk]:
        """The same list as long as nothing changes."""
        return self._current()[1]

    def of(self, folder: Path, device: int) -> Disk | None:
        """What a folder that is on that device now lies on."""
        _told, mounted, tops = self._current()
        if (folder, device) not in tops:
            tops[folder, device] = disk_of(folder, mounted)
        return tops[folder, device]

    def _current(self) -> tuple[bytes, list[Disk], Tops]:
        told = b""
        with suppress(OSError):
            told = _MOUNTS.read_bytes()
        known = self._known
        if known is None or told != known[0]:
            self._known = known = (told, disks(), {})
        return known


def _is_in(path: Path, folder: Path) -> bool:
    """As is_relative_to, in a tenth of its time: this is asked for every event."""
    return path == folder or str(path).startswith(f"{folder}{os.sep}")


def ground_at(folder: Path, disks: Disks) -> Ground:
    """A folder as a ground, by what it is now."""
    disk = disk_of(folder, disks.now())
    return Ground(folder, disk.top if disk else None, disk is not None and disk.shared)


def _mounted_in(folder: Path, mounted: Iterable[Disk]) -> Iterable[Path]:
    """Where disks begin below a folder, as paths below it."""
    real = Path(os.path.realpath(folder))
    tops = [disk.top for disk in mounted if disk.top != real and disk.top.is_relative_to(real)]
    return [folder / top.relative_to(real) for top in tops]
