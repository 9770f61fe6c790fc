"""Finished drops move to done/: whole, over nothing, and what a kill interrupts goes on."""

from __future__ import annotations

import os
import posixpath
from collections.abc import Collection
from pathlib import Path

from newscast.base.files import machine_errors, sync
from newscast.watch.inbox.arrivals import Arrival
from newscast.watch.inbox.listing import DONE


def free_place(inbox: Path, arrival: Arrival, day: str) -> str:
    """A folder for it below the inbox where nothing is."""
    name = posixpath.basename(arrival.place)
    if not (inbox / arrival.place).is_dir():
        name = name.rpartition(".")[0] or name
    first = f"{arrival.show}/{DONE}/{day}/{name}"
    number, place = 1, first
    while os.path.lexists(inbox / place):
        number, place = number + 1, f"{first}-{number + 1}"
    return place


def move(inbox: Path, arrival: Arrival, shared: Collection[str]) -> None:
    """Move it to its `moving`; files that are `shared` with other drops stay. Raises MachineError."""
    whole, to = inbox / arrival.place, inbox / arrival.moving
    with machine_errors(inbox):
        to.parent.mkdir(parents=True, exist_ok=True)
        if whole.is_dir() and not whole.is_symlink():
            _rename(whole, to)
        for file in arrival.files:
            if file not in shared and not whole.is_dir():
                _rename(inbox / arrival.show / file, to / file)
                _remove_empty(inbox / arrival.show, file)
        sync(to.parent)


def _rename(source: Path, target: Path) -> None:
    """What is gone was moved before; what has the place already stays, and so does the source."""
    if os.path.lexists(source) and not os.path.lexists(target):
        target.parent.mkdir(parents=True, exist_ok=True)
        source.rename(target)


def _remove_empty(folder: Path, file: str) -> None:
    """The folders in which a file lay, where nothing is left in them."""
    for parent in (folder / file).parents:
        if parent == folder:
            return
        try:
            parent.rmdir()
        except OSError:
            return
