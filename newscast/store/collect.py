"""Letting go of what a store holds: what was used least first, what is small last, what episodes need if at all."""

from __future__ import annotations

import math
import time
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from newscast.store.hold import alone
from newscast.store.references import Need, needs, referred
from newscast.store.store import Kept, Store

SMALL = 1_000_000
"""Bytes below which letting a result go makes no room worth making it again: voices, measurements, captions."""


@dataclass(frozen=True)
class Collected:
    """What was removed: how many results, of how many bytes; `bytes_left` stay.

    `episodes` are folders that lost results which they still needed, `lost` the (folder, version) of histories that
    lost programmes. `skipped` says that nothing was done, because a build has the store.
    """

    results: int = 0
    bytes: int = 0
    bytes_left: int = 0
    episodes: tuple[Path, ...] = ()
    lost: tuple[tuple[Path, str], ...] = ()
    skipped: bool = False


def collect(
    store: Store,
    older: float | None,
    larger: int | None,
    spared: Collection[str] = (),
    needed_too: bool = False,
) -> Collected:
    """Remove all results that were not used for `older` seconds, then others until the store holds at most `larger`
    bytes; None is no limit. While builds run, nothing is removed.

    What episodes need stays, unless `needed_too`: then it goes where the rest was not enough. The results named in
    `spared` stay whatever happens.
    """
    with alone(store.folder) as nobody_else:
        if not nobody_else:
            return Collected(skipped=True)
        now, held, noted = time.time(), list(store.kept()), needs(store)
        until = referred(noted, now)
        staying = {*spared} if needed_too else {*spared, *until}
        gone = choose(held, until, staying, now - older if older is not None else None, larger)
        for kept in gone:
            store.forget(kept)
    left = sum(kept.bytes for kept in held) - sum(kept.bytes for kept in gone)
    names = {kept.name for kept in gone}
    episodes = tuple(need.episode for need in noted if need.until > now and need.listed & names)
    return Collected(len(gone), sum(kept.bytes for kept in gone), left, episodes, tuple(_lost(noted, names)))


def choose(
    held: Iterable[Kept], until: Mapping[str, float], staying: Collection[str], before: float | None, larger: int | None
) -> list[Kept]:
    """Which results go: those last used before a moment, and others until a size is right.

    The small go last; before them what is needed, that of the oldest episodes first; first of all what was used least.
    """

    def worth(kept: Kept) -> tuple[bool, float, float]:
        return kept.bytes < SMALL, until.get(kept.name, -math.inf), kept.used

    total = sum(kept.bytes for kept in held)
    gone: list[Kept] = []
    for kept in sorted((kept for kept in held if kept.name not in staying), key=worth):
        stale = before is not None and kept.used < before and kept.name not in until
        if stale or (larger is not None and total > larger):
            gone.append(kept)
            total -= kept.bytes
    return gone


def _lost(noted: Iterable[Need], gone: Collection[str]) -> Iterator[tuple[Path, str]]:
    for need in noted:
        for version, names in need.history.items():
            if not names.isdisjoint(gone):
                yield need.episode, version
