"""Which ffmpeg does the work, and which build of it."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from newscast.base.errors import MachineError
from newscast.base.files import content_of, write_aside
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
    """NEWSCAST_FFMPEG, else the one imageio-ffmpeg brings: the only look-up there is.

    `memory` is a file that keeps what it said of itself.
    """
    path = _locate()
    known = known_of(memory, path)
    if "build" not in known:
        known = _ask(path)
        keep_known(memory, path, known)
    return Binary(path, known["version"], known["build"])


def known_of(memory: Path | None, path: Path) -> dict[str, Any]:
    """What is kept of the ffmpeg at `path`; nothing once it, or a library that it loads, is another one."""
    try:
        kept = json.loads(content_of(memory)) if memory else None
    except (OSError, ValueError):
        return {}
    if isinstance(kept, dict) and kept.get("stamp") == _stamp(path) and is_as_it_was(kept.get("libraries", {})):
        return kept
    return {}


def keep_known(memory: Path | None, path: Path, facts: Mapping[str, Any]) -> None:
    """Keep more of the ffmpeg at `path`. A memory that cannot be written forgets."""
    if memory is not None:
        content = {**known_of(memory, path), "stamp": _stamp(path), **facts}
        with suppress(OSError):
            write_aside(memory, json.dumps(content).encode())


def _stamp(path: Path) -> list[Any]:
    """What is another value once another ffmpeg answers at `path`."""
    status = status_of(path)
    return [str(path), status, *([_answer(path)] if _starts_another(path, str(status)) else [])]


@cache
def _starts_another(path: Path, _status: str) -> bool:
    """Whether it is a script, or a program of another name, that starts an ffmpeg which may change without it."""
    try:
        with path.open("rb") as file:
            return file.read(2) == b"#!" or not _is_named(path.resolve())
    except OSError:
        return False


def _is_named(path: Path) -> bool:
    return "ffmpeg" in path.name.lower()


def _locate() -> Path:
    if named := os.environ.get("NEWSCAST_FFMPEG"):
        found = shutil.which(named)
        if not found:
            raise MachineError(_("NEWSCAST_FFMPEG names {name}, which cannot be run.").format(name=named))
        return _resolved(found)
    # The package's own look-up runs the binary each time to see whether it works, which costs more than a whole check.
    spec = find_spec("imageio_ffmpeg")
    for folder in (spec.submodule_search_locations or []) if spec else []:
        for candidate in sorted(Path(folder, "binaries").glob("ffmpeg-*")):
            if os.access(candidate, os.X_OK) and candidate.suffix not in (".md", ".txt"):
                return candidate
    found = shutil.which("ffmpeg")
    if not found:
        raise MachineError(_("No ffmpeg was found. Install the Python package imageio-ffmpeg, or set NEWSCAST_FFMPEG."))
    return _resolved(found)


def _resolved(found: str) -> Path:
    """The program itself, but for one that goes by the name it is called by (snap)."""
    path = Path(found).resolve()
    return path if _is_named(path) else Path(found).absolute()


def _ask(path: Path) -> dict[str, Any]:
    libraries, answer = libraries_of(path), _answer(path)
    words = answer.split()
    version = words[2] if words[:2] == ["ffmpeg", "version"] else "?"
    build = hashlib.sha256((answer + digest_of(libraries)).encode()).hexdigest()[:16]
    return {"version": version, "build": build, "libraries": state_of(libraries)}


def _answer(path: Path) -> str:
    """What it says of itself. Raises MachineError."""
    try:
        return subprocess.run([path, "-version"], capture_output=True, text=True, timeout=30, check=True).stdout
    except (OSError, subprocess.SubprocessError) as error:
        raise MachineError(_("{path} does not run as ffmpeg.").format(path=path), str(error)) from error
