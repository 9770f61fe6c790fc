"""The history of an episode: what each version was, in a file of its own, `history/0007.json`.

Drafts have theirs in their own folder. A version's programmes stay in the store as long as they are kept.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from newscast.base.files import content_of, machine_errors
from newscast.base.records import as_json, read_record
from newscast.episode.folder import HISTORY, locked, write_json
from newscast.episode.manifest import Manifest, manifest_from
from newscast.episode.timeline import Listing

MOST = 200
"""Versions that are remembered."""
KEPT_DRAFTS, KEPT_FINALS = 10, 2
"""Versions whose programmes are kept: the last ten drafts, or the final that is there and one before it."""


Held = Callable[[], Collection[int] | None]
"""Gives the versions that are held for what people said of them; None where that is not known now."""


@dataclass(frozen=True)
class Version:
    """One state of an episode's files: its manifest and timeline.json, and the names that its programmes have in the
    store, by their paths in the folder. They are gone from there where it is not `kept` any more."""

    history: int
    version: int
    manifest: Manifest
    timeline: Listing
    programmes: Mapping[str, str]
    kept: bool


def history_file(folder: Path, version: int) -> Path:
    return folder / HISTORY / f"{version:04}.json"


def versions(folder: Path) -> list[int]:
    """The versions that are remembered, the oldest first."""
    return sorted(int(path.stem) for path in (folder / HISTORY).glob("*.json") if path.stem.isdecimal())


def read_version(folder: Path, version: int) -> Version | None:
    """What a version was, or None where that is not known any more, or cannot be read."""
    try:
        return read_record(Version, json.loads(content_of(history_file(folder, version))))
    except (OSError, ValueError):
        return None


def manifest_of_version(folder: Path, version: int) -> Manifest | None:
    """The manifest of a version alone, which is quicker; None where it is not known any more, or cannot be read."""
    try:
        return manifest_from(json.loads(content_of(history_file(folder, version)))["manifest"])
    except (OSError, ValueError, LookupError, TypeError):
        return None


def enter(folder: Path, now: Version, held: Held = tuple) -> dict[str, list[str]]:
    """Remember a version, and forget the oldest but those that are `held`; none of them where that is not known.

    The folder must be locked. Gives the programmes in the store to be kept for each version, by the name of its file.
    Raises MachineError.
    """
    with machine_errors(folder):
        if not _says(read_version(folder, now.version), now):
            write_json(history_file(folder, now.version), as_json(now))
        known = versions(folder)
        for old in _forgotten([each for each in known[:-MOST] if each != now.version], held):
            history_file(folder, old).unlink(missing_ok=True)
        kept = set(known[-(KEPT_DRAFTS if now.manifest.draft else KEPT_FINALS) :]) | {now.version}
        _lose(folder, [each for each in known if each not in kept])
        return _kept_programmes(folder, kept)


def programmes_gone(folder: Path, lost: Iterable[int | str]) -> None:
    """Say of these versions of an episode that their programmes are not in the store any more. Raises MachineError."""
    if folder.is_dir():
        with locked(folder), machine_errors(folder):
            _lose(folder, map(int, lost))


def say_gone(lost: Iterable[tuple[Path, str]]) -> None:
    """The same of versions of several episodes, each by its folder and the name of its file. Raises MachineError."""
    by_folder: dict[Path, list[str]] = {}
    for folder, version in lost:
        by_folder.setdefault(folder, []).append(version)
    for folder, names in by_folder.items():
        programmes_gone(folder, names)


def _forgotten(oldest: Collection[int], held: Held) -> list[int]:
    spoken_of = held() if oldest else ()
    return [] if spoken_of is None else [each for each in oldest if each not in spoken_of]


def _says(before: Version | None, now: Version) -> bool:
    """Whether the same is remembered: what the last build of it cost, and warned of in what language, is no part."""
    if before is None:
        return False
    manifest = replace(now.manifest, built=before.manifest.built, problems=before.manifest.problems)
    return before == replace(now, manifest=manifest)


def _lose(folder: Path, lost: Iterable[int]) -> None:
    for each in lost:
        if known := _kept(folder, each):
            write_json(history_file(folder, each), {**known, "kept": False})


def _kept(folder: Path, version: int) -> dict[str, Any] | None:
    """What is remembered of a version whose programmes are kept, as it is written; None of any other, and of one that
    cannot be read. Reading all of it into its records takes many times as long."""
    try:
        known: dict[str, Any] = json.loads(content_of(history_file(folder, version)))
    except (OSError, ValueError):
        return None
    return known if isinstance(known, dict) and known.get("kept") is True else None


def _kept_programmes(folder: Path, kept: Iterable[int]) -> dict[str, list[str]]:
    found = {}
    for each in sorted(kept):
        if known := _kept(folder, each):
            found[history_file(folder, each).stem] = sorted(known["programmes"].values())
    return found
