"""Archiving an episode: its programmes move elsewhere, and the manifest says where; the rest stays.

Whenever it is interrupted, every programme is whole where the manifest says: copied aside, synced, held against its
checksum and renamed; then the manifest is written; only then the file in the episode folder goes.
"""

from __future__ import annotations

import os
import shutil
import uuid
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Any

from newscast.base.content import sum_of
from newscast.base.copying import copy
from newscast.base.errors import FilesError, MachineError, Problem
from newscast.base.files import is_utf8, machine_errors, sync
from newscast.base.i18n import _
from newscast.base.sizes import size_text
from newscast.episode.folder import DRAFT, MANIFEST, locked, read_manifest, write_json

MOVED = "programme"
"""The role of the files that move: what is large. Captions, pictures and posts stay with the manifest."""


@dataclass(frozen=True)
class Archived:
    """How many files were moved, of how many bytes."""

    files: int = 0
    bytes: int = 0


def archive(folder: Path, target: Path, newsroom: Path) -> Archived:
    """Move the programmes of the episode in `folder`, and those of its draft, to a folder of its name in `target`.

    In the manifest each gets `archived`: its path there, from the newsroom where it lies inside. Raises FilesError
    where there is no final or a programme is not what was built, MachineError where the target cannot take it.
    """
    manifest = read_manifest(folder)
    if manifest is None or manifest.get("draft"):
        raise FilesError([_no_final(folder)])
    if not target.is_dir():
        message = _("There is no folder {folder} to archive to. Is the disk connected? Make the folder once.")
        raise MachineError(message.format(folder=target))
    if not is_utf8(target.resolve()):
        form = _("The name of {folder} is not UTF-8, so no manifest can tell it. Rename it.")
        raise MachineError(form.format(folder=target.resolve()))
    place = target / folder.name
    moved = [_archive(folder, place, newsroom)]
    if read_manifest(folder / DRAFT) is not None:
        moved.append(_archive(folder / DRAFT, place / DRAFT, newsroom))
    return Archived(sum(each.files for each in moved), sum(each.bytes for each in moved))


def _archive(folder: Path, place: Path, newsroom: Path) -> Archived:
    with locked(folder):
        manifest = read_manifest(folder)
        files = list(_programmes(manifest or {}))
        waiting = [file for file in files if "archived" not in file]
        if waiting:
            _check_space(folder, place, waiting)
            for file in waiting:
                file["archived"] = _named(_copied(folder, place, file), newsroom)
            with machine_errors(folder):
                # Nothing is built by it: what is newest stays so.
                built = (folder / MANIFEST).stat()
                write_json(folder / MANIFEST, manifest)
                os.utime(folder / MANIFEST, ns=(built.st_atime_ns, built.st_mtime_ns))
                sync(folder)
        for file in files:
            # Also what an earlier attempt copied, that was interrupted before it removed it here.
            if file in waiting or _has(newsroom / file["archived"], folder / file["path"], file):
                _remove(folder / file["path"])
    return Archived(len(waiting), sum(file["bytes"] for file in waiting))


def _programmes(manifest: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for entry in manifest.get("deliverables", {}).values():
        yield from (file for file in entry["files"] if file["role"] == MOVED and _is_inside(file["path"]))


def _is_inside(path: str) -> bool:
    """Whether a path leads nowhere but down: a manifest may have been changed by hand."""
    return not PurePath(path).is_absolute() and ".." not in PurePath(path).parts


def _copied(folder: Path, place: Path, file: dict[str, Any]) -> Path:
    """The file's copy in the archive: there before, or made now and held against its checksum."""
    source: Path = folder / file["path"]
    final: Path = place / file["path"]
    if not source.is_file():
        message = _("{name} is not there.").format(name=source)
        raise FilesError([Problem(message, _("Build the episode again."), code="programme-missing")])
    if final.exists() and sum_of(final) != file["sha256"]:
        # An earlier version that was delivered stays.
        final = final.with_name(f"{final.stem}-{file['sha256'][:8]}{final.suffix}")
    if final.exists() and sum_of(final) == file["sha256"]:
        return final
    with machine_errors(place):
        final.parent.mkdir(parents=True, exist_ok=True)
        for leftover in final.parent.glob(f".{final.name}.*"):
            leftover.unlink(missing_ok=True)
        aside = final.with_name(f".{final.name}.{uuid.uuid4().hex}")
        try:
            _place(source, aside)
            _hold_against(aside, source, file["sha256"])
            aside.replace(final)
            sync(final.parent)
        finally:
            aside.unlink(missing_ok=True)
    return final


def _place(source: Path, aside: Path) -> None:
    """On one file system it is the same file, which needs no room; else a copy."""
    try:
        os.link(source, aside)
    except OSError:
        copy(source, aside)
    sync(aside)


def _hold_against(aside: Path, source: Path, sha256: str) -> None:
    if sum_of(aside) == sha256:
        return
    if sum_of(source) == sha256:
        raise MachineError(_("{path} does not come out as it went in. Is the disk sound?").format(path=aside.parent))
    message = _("{name} is not what was built: somebody changed it. Build the episode again.")
    raise FilesError([Problem(message.format(name=source), code="programme-changed")])


def _has(there: Path, here: Path, file: dict[str, Any]) -> bool:
    """Whether a file that is here still can be removed, since the archive has it."""
    return here.exists() and there.is_file() and bool(sum_of(there) == file["sha256"])


def _remove(here: Path) -> None:
    with machine_errors(here):
        here.unlink(missing_ok=True)
    with suppress(OSError):
        here.parent.rmdir()


def _check_space(folder: Path, place: Path, files: list[dict[str, Any]]) -> None:
    there = next(parent for parent in place.parents if parent.is_dir())
    wanted = sum(file["bytes"] for file in files)
    if there.stat().st_dev != folder.stat().st_dev and wanted > shutil.disk_usage(there).free:
        message = _("There is no room for {size} in {folder}; nothing was moved.")
        raise MachineError(message.format(size=size_text(wanted), folder=there))


def _named(path: Path, newsroom: Path) -> str:
    resolved, root = path.resolve(), newsroom.resolve()
    return resolved.relative_to(root).as_posix() if resolved.is_relative_to(root) else str(resolved)


def _no_final(folder: Path) -> Problem:
    name = folder.name
    if (folder / DRAFT / MANIFEST).exists():
        message = _("Of the episode {name} there is only a draft.").format(name=name)
        return Problem(message, _("Build it first."), code="episode-missing")
    message = _("There is no episode {name}.").format(name=name)
    return Problem(message, _("Give its name, or its folder in output/."), code="episode-missing")
