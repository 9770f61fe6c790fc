"""The episode folder: what is in it is whole, old or new, and its manifest says what it is.

Publishing is one transaction: files are staged first; then, under the folder's lock, whoever publishes reads what is
there, decides what it becomes, and puts it in place. The second of two sees what the first one left.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path, PurePath
from typing import Any

from newscast.base import locks
from newscast.base.copying import copy
from newscast.base.errors import MachineError
from newscast.base.files import content_of, machine_errors, sync, write_aside
from newscast.base.i18n import _
from newscast.base.interrupts import uninterrupted
from newscast.base.sizes import size_text
from newscast.show.deliverables import SHARE

MANIFEST, CHECKS = "manifest.json", "qc.json"
DRAFT, HISTORY, APPROVED = "draft", "history", "approved"
"""Folders inside that are no deliverables: a draft's own episode folder, earlier versions, what people approved."""
LOCK, _STAGING = ".lock", ".staging-"


@dataclass(frozen=True)
class Delivery:
    """A file to publish: its path inside the folder, the file it is a copy of or its bytes, and their SHA-256."""

    path: str
    content: Path | bytes
    sha256: str


@dataclass(frozen=True)
class Staging:
    """A folder of this process's own in which files wait beside their final places."""

    folder: Path
    _held: dict[str, Path | bytes] = field(default_factory=dict)

    def add(self, deliveries: Iterable[Delivery]) -> None:
        """Have these, synced, but for those it has. Raises MachineError."""
        wanted = [each for each in deliveries if not self.has(each)]
        with machine_errors(self.folder.parent):
            _check_space(self.folder.parent, [each.content for each in wanted])
            for each in wanted:
                self.hold(each.path, each.content)

    def hold(self, path: str, content: Path | bytes) -> None:
        """Have a file at this path with this content, synced. Raises OSError; then there is none at this path."""
        self._held.pop(path, None)
        _write(content, self.folder / path)
        self._held[path] = content

    def has(self, delivery: Delivery) -> bool:
        return self._held.get(delivery.path) == delivery.content


def read_manifest(folder: Path) -> dict[str, Any] | None:
    """The folder's manifest, or None where there is none that can be read."""
    try:
        manifest = json.loads(content_of(folder / MANIFEST))
    except (OSError, ValueError):
        return None
    return manifest if isinstance(manifest, dict) and isinstance(manifest.get("deliverables"), dict) else None


@contextmanager
def staging(folder: Path) -> Iterator[Staging]:
    """A place for files that will be published into `folder`; it is gone with the context. Raises MachineError."""
    with machine_errors(folder):
        folder.mkdir(parents=True, exist_ok=True)
        for leftover in folder.glob(f"{_STAGING}*"):
            locks.clear_abandoned(leftover)
        own, lock = locks.own_folder(folder, _STAGING)
    try:
        yield Staging(own)
    finally:
        shutil.rmtree(own, ignore_errors=True)
        os.close(lock)


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Only one process publishes into a folder at a time; another waits. Raises MachineError."""
    with ExitStack() as held:
        with machine_errors(folder):
            held.enter_context(locks.locked(folder / LOCK))
        yield


def publish(folder: Path, staged: Staging, deliveries: Sequence[Delivery], manifest: Mapping[str, Any]) -> None:
    """Put the deliveries and then the manifest in place; the folder must be `locked` and the deliveries staged.

    The manifest first loses the deliverables about to change, so that whatever it lists is whole at every moment;
    then files are renamed in, what an earlier manifest listed and this one does not is removed, and the full manifest
    is written. What other programs and people keep in the folder is left alone, but for copies to be sent of what is
    no more. A signal waits until it is done.
    """
    with uninterrupted(), machine_errors(folder):
        for leftover in folder.glob(f".{MANIFEST}.*"):
            leftover.unlink(missing_ok=True)
        before = read_manifest(folder)
        gone = [*_gone(before, manifest), *_never_listed(folder, before, manifest)]
        touched = {path.split("/")[0] for path in [*gone, *(each.path for each in deliveries)]}
        if before is not None and not touched.isdisjoint([*before["deliverables"], *({SHARE} & before.keys())]):
            kept = {name: entry for name, entry in before["deliverables"].items() if name not in touched}
            rest = {key: value for key, value in before.items() if key != SHARE or SHARE not in touched}
            write_json(folder / MANIFEST, {**rest, "deliverables": kept})
        _swap(folder, staged, deliveries, gone)
        write_json(folder / MANIFEST, manifest)


def _swap(folder: Path, staged: Staging, deliveries: Sequence[Delivery], gone: Iterable[str]) -> None:
    for delivery in deliveries:
        final = folder / delivery.path
        final.parent.mkdir(parents=True, exist_ok=True)
        (staged.folder / delivery.path).replace(final)
    for path in gone:
        (folder / path).unlink(missing_ok=True)
    for parent in {(folder / delivery.path).parent for delivery in deliveries}:
        sync(parent)


def _gone(before: Mapping[str, Any] | None, manifest: Mapping[str, Any]) -> list[str]:
    """Files an earlier build listed that this one no longer makes."""
    now = set(listed_files(manifest))
    return [path for path in listed_files(before or {}) if path not in now and _is_ours(path)]


def _never_listed(folder: Path, before: Mapping[str, Any] | None, manifest: Mapping[str, Any]) -> list[str]:
    """Copies to be sent that a killed build left: no manifest lists them, and they would pass for those of now."""
    listed = {*listed_files(before or {}), *listed_files(manifest)}
    found = (folder / SHARE).glob("*") if manifest.get("draft") else ()
    paths = (f"{SHARE}/{path.name}" for path in found if path.name.startswith(f"{manifest.get('episode')}-"))
    return [path for path in paths if path not in listed]


def _is_ours(path: str) -> bool:
    """Whether a path leads into a deliverable's folder and nowhere else: a manifest may have been changed by hand."""
    parts = PurePath(path).parts
    return len(parts) > 1 and ".." not in parts and parts[0] not in ("/", DRAFT, HISTORY, APPROVED)


def listed_files(manifest: Mapping[str, Any]) -> Iterator[str]:
    """The paths of every file a manifest lists."""
    share = manifest.get(SHARE)
    for entry in [*manifest.get("deliverables", {}).values(), *([share] if isinstance(share, Mapping) else [])]:
        for file in entry.get("files", []):
            yield file["path"]


def write_json(path: Path, value: Any) -> None:
    """Write aside, sync, rename."""
    write_aside(path, json_bytes(value))


def json_bytes(value: Any) -> bytes:
    """A value as the files of an episode have it."""
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()


def _write(content: Path | bytes, staged: Path) -> None:
    staged.parent.mkdir(parents=True, exist_ok=True)
    try:
        if isinstance(content, bytes):
            staged.write_bytes(content)
        else:
            copy(content, staged)
        sync(staged)
    except OSError:
        staged.unlink(missing_ok=True)
        raise


def _check_space(folder: Path, contents: Iterable[Path | bytes]) -> None:
    wanted = sum(map(_size, contents))
    free = shutil.disk_usage(folder).free
    if wanted > free:
        raise MachineError(
            _("The disk of {folder} is full: {wanted} are needed, {free} are free. Make room and try again.").format(
                folder=folder, wanted=size_text(wanted), free=size_text(free)
            )
        )


def _size(content: Path | bytes) -> int:
    return len(content) if isinstance(content, bytes) else content.stat().st_size
