"""What was found out about files before, so that an unchanged newsroom is not looked at again."""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
from pathlib import Path
from typing import Any

from newscast.base.files import write_aside
from newscast.base.status import status_in
from newscast.media.facts import Facts

PROBE_VERSION = 3
"""Counts up when probing answers differently, so that old answers are forgotten."""
_NAME = "probes.json"
_MOST = 20_000


class Memory:
    """Answers by path and status (newscast.base.status), in one JSON file of the store folder.

    The file is written aside and renamed, after merging what another process wrote meanwhile. A file that cannot
    be read, or is of another version, is an empty memory; a folder that cannot be written forgets.
    """

    def __init__(self, folder: Path) -> None:
        self._file = folder / _NAME
        self._known = _read(self._file)
        self._new: dict[str, list[Any]] = {}

    def recall(self, path: Path, status: os.stat_result) -> tuple[Facts, str] | None:
        """The facts and the content's SHA-256, where the file has not changed since."""
        entry = self._known.get(str(path))
        if entry is None or entry[0] != status_in(status):
            return None
        return entry[1], entry[2]

    def keep(self, path: Path, status: os.stat_result, facts: Facts, digest: str) -> None:
        """Remember what was found of the file that has this status."""
        self._known[str(path)] = self._new[str(path)] = [status_in(status), facts, digest]

    def save(self) -> None:
        """Write down what is new."""
        if not self._new:
            return
        with contextlib.suppress(OSError):
            self._file.parent.mkdir(parents=True, exist_ok=True)
            with self._file.with_suffix(".lock").open("w") as lock:
                fcntl.flock(lock, fcntl.LOCK_EX)
                kept = _read(self._file)
                entries = {path: entry for path, entry in kept.items() if path not in self._new} | self._new
                _write(self._file, dict(list(entries.items())[-_MOST:]))
            self._new = {}


def _read(file: Path) -> dict[str, list[Any]]:
    try:
        content = json.loads(file.read_bytes())
        entries = content["files"] if content["version"] == PROBE_VERSION else {}
        return {path: entry for path, entry in entries.items() if _is_entry(entry)}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}


def _is_entry(entry: Any) -> bool:
    return isinstance(entry, list) and len(entry) == 3 and isinstance(entry[1], dict) and isinstance(entry[2], str)


def _write(file: Path, entries: dict[str, list[Any]]) -> None:
    content = json.dumps({"version": PROBE_VERSION, "files": entries}, separators=(",", ":"))
    write_aside(file, content.encode())
