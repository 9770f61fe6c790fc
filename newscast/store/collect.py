"""What a store holds, and letting go of what was not used for long; never of what a manifest still names."""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import dataclass

from newscast.store.hold import alone
from newscast.store.references import referred
from newscast.store.store import Kept, Store


@dataclass(frozen=True)
class Collected:
    """What was removed: how many results, of how many bytes. `skipped` says that a build has the store."""

    results: int
    bytes: int
    skipped: bool = False


def collect(store: Store, older: float | None, larger: int | None) -> Collected:
    """Remove results that nothing needs: all not used for `older` seconds, then the least recently used, until the
    store holds at most `larger` bytes. None is no limit. While builds run, nothing is removed."""
    with alone(store.folder) as nobody_else:
        return _collect(store, older, larger) if nobody_else else Collected(0, 0, skipped=True)


def _collect(store: Store, older: float | None, larger: int | None) -> Collected:
    needed = referred(store)
    held = list(store.kept())
    gone = choose(held, needed, time.time() - older if older is not None else None, larger)
    for kept in gone:
        store.forget(kept)
    return Collected(len(gone), sum(kept.bytes for kept in gone))


def choose(held: Iterable[Kept], needed: set[str], before: float | None, larger: int | None) -> list[Kept]:
    """Which results go: those last used before a moment, and the oldest beyond a size."""
    oldest_first = sorted(held, key=lambda kept: kept.used)
    total = sum(kept.bytes for kept in oldest_first)
    gone: list[Kept] = []
    for kept in oldest_first:
        stale = before is not None and kept.used < before
        if kept.name not in needed and (stale or (larger is not None and total > larger)):
            gone.append(kept)
            total -= kept.bytes
    return gone
