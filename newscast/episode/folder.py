"""The episode folder: what is in it is whole, old or new, and its manifest says what it is."""

from __future__ import annotations

import contextlib
import json
import shutil
import subprocess
import sys
import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Any

from newscast.base.errors import MachineError
from newscast.base.files import machine_errors, sync, write_aside
from newscast.base.i18n import _

MANIFEST = "manifest.json"


@dataclass(frozen=True)
class Delivery:
    """A file to publish: its path inside the folder, the file it is a copy of or its bytes, and their SHA-256."""

    path: str
    content: Path | bytes
    sha256: str


def read_manifest(folder: Path) -> dict[str, Any] | None:
    """The folder's manifest, or None where there is none that can be read."""
    try:
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return manifest if isinstance(manifest, dict) and isinstance(manifest.get("deliverables"), dict) else None


def publish(
    folder: Path, deliveries: Sequence[Delivery], manifest: Mapping[str, Any], unchanged: frozenset[str]
) -> None:
    """Put the deliveries and the manifest in place.

    `unchanged` are paths whose file in the folder already has the wanted content. Everything else is staged beside
    it and synced; the manifest first loses the deliverables about to change, so that whatever it lists is whole at
    every moment; then files are renamed in and the full manifest is written.
    """
    changed = [delivery for delivery in deliveries if delivery.path not in unchanged]
    with machine_errors(folder):
        folder.mkdir(parents=True, exist_ok=True)
    with locked(folder):
        staging = folder / f".staging-{uuid.uuid4().hex}"
        try:
            with machine_errors(folder):
                _publish(folder, staging, changed, manifest)
        finally:
            shutil.rmtree(staging, ignore_errors=True)


def _publish(folder: Path, staging: Path, changed: Sequence[Delivery], manifest: Mapping[str, Any]) -> None:
    for leftover in folder.glob(".staging-*"):
        shutil.rmtree(leftover, ignore_errors=True)
    for leftover in folder.glob(f".{MANIFEST}.*"):
        leftover.unlink(missing_ok=True)
    _check_space(folder, changed)
    for delivery in changed:
        _stage(delivery, staging / delivery.path)
    before = read_manifest(folder)
    gone = _gone(before, manifest)
    if before is not None and (changed or gone):
        touched = {delivery.path.split("/")[0] for delivery in changed} | {path.split("/")[0] for path in gone}
        kept = {name: entry for name, entry in before["deliverables"].items() if name not in touched}
        write_json(folder / MANIFEST, {**before, "deliverables": kept})
    for delivery in changed:
        final = folder / delivery.path
        final.parent.mkdir(parents=True, exist_ok=True)
        (staging / delivery.path).replace(final)
    for path in gone:
        (folder / path).unlink(missing_ok=True)
    for parent in {(folder / delivery.path).parent for delivery in changed}:
        sync(parent)
    write_json(folder / MANIFEST, manifest)


def _gone(before: Mapping[str, Any] | None, manifest: Mapping[str, Any]) -> list[str]:
    """Files an earlier build listed that this one no longer makes; never one outside the folder."""
    now = set(listed_files(manifest))
    return [path for path in listed_files(before or {}) if path not in now and _is_inside(path)]


def _is_inside(path: str) -> bool:
    """Whether a path leads nowhere but down: a manifest may have been changed by hand."""
    return not PurePath(path).is_absolute() and ".." not in PurePath(path).parts


def listed_files(manifest: Mapping[str, Any]) -> Iterator[str]:
    """The paths of every file a manifest lists."""
    for entry in manifest.get("deliverables", {}).values():
        for file in entry.get("files", []):
            yield file["path"]


def write_json(path: Path, value: Any) -> None:
    """Write aside, sync, rename."""
    write_aside(path, (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode())


@contextlib.contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Only one process publishes into a folder at a time; another waits."""
    if sys.platform == "win32":
        yield
        return
    import fcntl

    with machine_errors(folder):
        lock = (folder / ".lock").open("w")
    with lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _stage(delivery: Delivery, staged: Path) -> None:
    staged.parent.mkdir(parents=True, exist_ok=True)
    if isinstance(delivery.content, bytes):
        staged.write_bytes(delivery.content)
    else:
        copy(delivery.content, staged)
    sync(staged)


def copy(source: Path, target: Path) -> None:
    """A copy that shares blocks where the file system can; never a hard link, which would tie the store to it."""
    if sys.platform == "linux":
        done = subprocess.run(
            ["cp", "--reflink=auto", "--", str(source), str(target)], stderr=subprocess.PIPE, check=False
        )
        if done.returncode == 0:
            return
    shutil.copyfile(source, target)


def _check_space(folder: Path, changed: Sequence[Delivery]) -> None:
    wanted = sum(_size(delivery.content) for delivery in changed)
    free = shutil.disk_usage(folder).free
    if wanted > free:
        raise MachineError(
            _("The disk of {folder} is full: {wanted} MB are needed, {free} MB are free.").format(
                folder=folder, wanted=wanted >> 20, free=free >> 20
            )
        )


def _size(content: Path | bytes) -> int:
    return len(content) if isinstance(content, bytes) else content.stat().st_size
