"""Which processes of the system run for a test."""

from __future__ import annotations

import os
from pathlib import Path


def processes(token: str) -> list[int]:
    """Those that have this word in their command line, zombies and whoever asks left out."""
    found = []
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit() and int(folder.name) != os.getpid():
            try:
                words, state = (folder / "cmdline").read_bytes(), (folder / "stat").read_text().rpartition(")")[2]
            except OSError:
                continue
            if token.encode() in words and state.split()[0] != "Z":
                found.append(int(folder.name))
    return sorted(found)
