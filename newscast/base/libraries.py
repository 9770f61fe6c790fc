"""The shared libraries a program loads: what it does is theirs as much as its own."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from newscast.base.status import status_of

_LOADED = re.compile(r"^\t(?:\S+ => )?(/.+) \(0x[0-9a-f]+\)$", re.MULTILINE)
_SYSTEM = re.compile(r"(lib(c|m|mvec|pthread|dl|rt|resolv|util|gcc_s|stdc\+\+)|ld-linux[^.]*)\.")
"""What compiled programs load in general, also one that brings its codecs with it; every update of a system brings
others."""


def libraries_of(program: Path) -> list[Path]:
    """What the system's loader would load for it: nothing for a program that brings all with it.

    Asked as `ldd` asks (ld.so(8)): such a program does not see the variable, and says its version instead.
    """
    asking = {**os.environ, "LD_TRACE_LOADED_OBJECTS": "1"}
    try:
        command = [str(program), "-version"]
        told = subprocess.run(command, env=asking, capture_output=True, text=True, timeout=30, check=False).stdout
    except (OSError, subprocess.SubprocessError, ValueError):
        return []
    found = {Path(name) for name in _LOADED.findall(told)}
    return sorted(path for path in found if not _SYSTEM.match(path.name))


def digest_of(libraries: Sequence[Path]) -> str:
    """SHA-256, in hex, of their contents, wherever they lie; empty where there are none."""
    if not libraries:
        return ""
    whole = hashlib.sha256()
    for path in libraries:
        with path.open("rb") as file:
            whole.update(f"{path.name} {hashlib.file_digest(file, 'sha256').hexdigest()}\n".encode())
    return whole.hexdigest()


def state_of(libraries: Sequence[Path]) -> dict[str, Any]:
    """What tells later whether other libraries would be loaded, as JSON."""
    if not libraries:
        return {}
    paths = [os.environ.get(name, "") for name in ("LD_LIBRARY_PATH", "LD_PRELOAD")]
    files = {str(path): status_of(path) for path in libraries}
    return {"paths": paths, "cache": status_of(Path("/etc/ld.so.cache")), "files": files}


def is_as_it_was(state: Mapping[str, Any]) -> bool:
    """Whether the libraries of a state_of() are still what would be loaded."""
    return state == state_of([Path(name) for name in state.get("files", {})])
