"""How large a store becomes: a bound of its own, which is held at the end of every build that rendered something."""

from __future__ import annotations

import shutil
from collections.abc import Collection
from pathlib import Path

from newscast.store.collect import Collected, collect
from newscast.store.store import Store

LARGEST = 20 * 10**9
"""Bytes; about ten masters of five minutes."""
SHARE_OF_DISK = 10


def bound(folder: Path, wanted: int | None) -> int:
    """The bytes a store in this folder may hold: what was asked for, else LARGEST or a tenth of the disk."""
    if wanted is not None:
        return wanted
    try:
        return min(LARGEST, shutil.disk_usage(folder).total // SHARE_OF_DISK)
    except OSError:
        return LARGEST


def keep_within(store: Store, wanted: int | None, spared: Collection[str]) -> Collected:
    """Hold the bound, if no other build has the store; the results named in `spared` stay.

    Of a store far away this is only the folder before it: what a bucket holds is not ours alone to remove.
    """
    return collect(Store(store.folder), None, bound(store.folder, wanted), spared, needed_too=True)
