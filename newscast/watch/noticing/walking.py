"""The files of a newsroom's folders, without asking the disk for more than their names."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

from newscast.base.files import is_utf8
from newscast.watch.noticing.names import counts

ENDINGS = (".yaml", ".yml")
"""Of the names of rundowns."""


def rundowns_below(folder: Path, root: Path, misnamed: bool = False) -> list[str]:
    """Paths, from the newsroom's folder, of the rundowns in a folder inside and in those below it; those whose name is
    not UTF-8, which nothing can be built of, where they are asked for too."""
    found = files_below(str(folder), lambda name: name.lower().endswith(ENDINGS))
    return sorted(os.path.relpath(path, root) for path in found if is_rundown(Path(path), root, misnamed))


def is_rundown(path: Path, root: Path, misnamed: bool = False) -> bool:
    """Whether a file is a rundown by its name, or would be were that UTF-8, where those are asked for too."""
    return path.suffix.lower() in ENDINGS and counts(path, root) and (misnamed or is_utf8(path))


def files_of_kit(folder: Path, root: Path) -> list[str]:
    """Paths, from the kit's folder, of all its files."""
    found = files_below(str(folder), lambda _name: True)
    return sorted(os.path.relpath(path, folder) for path in found if counts(Path(path), root) and is_utf8(Path(path)))


def files_below(
    folder: str, wanted: Callable[[str], bool], above: frozenset[tuple[int, int]] = frozenset()
) -> Iterator[str]:
    """Files by name, links followed, but none that leads back up; what is hidden is passed over."""
    try:
        found = Path(folder).stat()
        here = (found.st_dev, found.st_ino)
        entries = [] if here in above else list(os.scandir(folder))
    except OSError:
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if _is_folder(entry):
            yield from files_below(entry.path, wanted, above | {here})
        elif wanted(entry.name):
            yield entry.path


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False
