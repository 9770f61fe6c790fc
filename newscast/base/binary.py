"""Which ffmpeg does the work, and which build of it."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from newscast.base.errors import MachineError
from newscast.base.files import write_aside
from newscast.base.i18n import _
from newscast.base.libraries import digest_of, is_as_it_was, libraries_of, state_of
from newscast.base.status import status_of


@dataclass(frozen=True)
class Binary:
    """An ffmpeg: `version` as it prints it, `build` a digest of version, configuration and what it loads."""

    path: Path
    version: str
    build: str


def find_binary(memory: Path | None = None) -> Binary:
    """NEWSCAST_FFMPEG, else the one imageio-ffmpeg brings. `memory` is a file that keeps what it said of itself."""
    path = _locate()
    stamp: list[object] = [str(path), status_of(path)]
    known = _recall(memory, stamp)
    if known is None:
        libraries = libraries_of(path)
        known = _ask(path, libraries)
        _remember(memory, stamp, known, state_of(libraries))
    return Binary(path, *known)


def _locate() -> Path:
    if named := os.environ.get("NEWSCAST_FFMPEG"):
        found = shutil.which(named)
        if not found:
            raise MachineError(_("NEWSCAST_FFMPEG names {name}, which cannot be run.").format(name=named))
        return Path(found).resolve()
    # The package's own look-up runs the binary each time to see whether it works, which costs more than a whole check.
    spec = find_spec("imageio_ffmpeg")
    for folder in (spec.submodule_search_locations or []) if spec else []:
        for candidate in sorted(Path(folder, "binaries").glob("ffmpeg-*")):
            if os.access(candidate, os.X_OK) and candidate.suffix not in (".md", ".txt"):
                return candidate
    found = shutil.which("ffmpeg")
    if not found:
        raise MachineError(_("No ffmpeg was found. Install the Python package imageio-ffmpeg, or set NEWSCAST_FFMPEG."))
    return Path(found).resolve()


def _ask(path: Path, libraries: Sequence[Path]) -> tuple[str, str]:
    try:
        answer = subprocess.run([path, "-version"], capture_output=True, text=True, timeout=30, check=True).stdout
    except (OSError, subprocess.SubprocessError) as error:
        raise MachineError(_("{path} does not run as ffmpeg.").format(path=path), str(error)) from error
    words = answer.split()
    version = words[2] if words[:2] == ["ffmpeg", "version"] else "?"
    return version, hashlib.sha256((answer + digest_of(libraries)).encode()).hexdigest()[:16]


def _recall(memory: Path | None, stamp: list[object]) -> tuple[str, str] | None:
    try:
        kept = json.loads(memory.read_text()) if memory else None
    except (OSError, ValueError):
        return None
    if isinstance(kept, dict) and kept.get("stamp") == stamp and is_as_it_was(kept.get("libraries", {})):
        return kept["version"], kept["build"]
    return None


def _remember(memory: Path | None, stamp: list[object], known: tuple[str, str], libraries: object) -> None:
    if memory is None:
        return
    content = {"stamp": stamp, "version": known[0], "build": known[1], "libraries": libraries}
    write_aside(memory, json.dumps(content).encode())
