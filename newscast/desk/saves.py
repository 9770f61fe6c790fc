"""Saves that were made in some other program: noticed, and written down with what they changed."""

from __future__ import annotations

import os
from collections.abc import Iterable
from contextlib import closing, suppress
from pathlib import Path

from newscast.base.errors import MachineError
from newscast.base.files import is_utf8, told_from
from newscast.base.replacing import alone_with
from newscast.desk.edits import notice, unsettled
from newscast.desk.people import People, look_at_people, open_people
from newscast.show.newsroom import NEWSROOM, RUNDOWNS

_LARGEST = 2_000_000
"""Bytes of a file that is looked at: twice as many as a rundown may have."""


def is_written_down(root: Path, path: Path) -> bool:
    """Whether saves of a file of the newsroom at `root` are written down: of rundowns, and of newsroom.yaml."""
    if path == root / NEWSROOM:
        return True
    return path.is_relative_to(root / RUNDOWNS) and path.suffix in (".yaml", ".yml") and not path.name.startswith(".")


def write_down(root: Path, desk: Path, paths: Iterable[Path]) -> None:
    """Write down saves of these files that nobody wrote down, where there is a record of what people did.

    What cannot be written down now is when somebody looks the next time.
    """
    saved = [path for path in paths if is_written_down(root, path) and is_utf8(path)]
    if not saved:
        return
    with suppress(MachineError, OSError):
        begun = look_at_people(desk)
        if begun is None:
            return
        begun.close()
        with closing(open_people(desk)) as people:
            for path in saved:
                look_at_save(root, people, path)


def look_at_save(root: Path, people: People, path: Path) -> None:
    """Write down the save of one file, where nobody did. Raises MachineError, BrokenError, OSError."""
    file, target = told_from(root, path), Path(os.path.realpath(path))
    if not target.is_relative_to(os.path.realpath(root)) or not target.is_file():
        return
    with alone_with(root, target):
        if target.stat().st_size > _LARGEST or unsettled(people, file):
            return
        episode = None if path == root / NEWSROOM else path.stem
        notice(people, file, target.read_bytes(), episode)
