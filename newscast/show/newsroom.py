"""Finding the newsroom that a file belongs to."""

from __future__ import annotations

import os
from pathlib import Path

NEWSROOM = Path("assets/newsroom.yaml")
SHOWS = Path("assets/shows")
RUNDOWNS, OUTPUT = "rundowns", "output"
"""Its folders of rundowns and of what was built."""


def find_newsroom(path: Path) -> Path | None:
    """The nearest folder above `path` that holds assets/newsroom.yaml, else assets/shows. A link that leads nowhere is
    one to a file that is gone for now, as on a disk that is not connected: then there is an office, which cannot be
    read."""
    # Path.resolve() refuses links that lead to themselves; this one is told as a file that cannot be read.
    parents = Path(os.path.realpath(path)).parents
    return next(
        (parent for parent in parents if os.path.lexists(parent / NEWSROOM)),
        next((parent for parent in parents if os.path.isdir(parent / SHOWS)), None),  # noqa: PTH112  # takes every name,
    )
