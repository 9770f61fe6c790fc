"""Notes in the store of which copy fits each stretch of a recording best, by the recording's content."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from newscast.base.errors import MachineError
from newscast.store.store import Store

FOLDER = "recordings"
_FORMAT = 1
_MOST = 5000
"""Notes that a store keeps; one has about 1 kB."""
_AT_ONCE = 16
"""Notes that are written at a time."""
_STRETCHES = 500
"""Stretches that are kept of one recording."""
_SAME = 0.8
"""The share of the longer of two stretches that is in both where they are one."""


@dataclass(frozen=True)
class Fit:
    """A copy that is heard in a recording from second `start` to `end`; `score` is 1 where all of it is said."""

    start: float
    end: float
    copy: str
    score: float

    def is_of(self, other: Fit) -> bool:
        """Whether two stretches are nearly the same."""
        shared = min(self.end, other.end) - max(self.start, other.start)
        return shared > _SAME * max(self.end - self.start, other.end - other.start)


class Fits:
    """What is known of the recordings that are asked for, on this machine: a bucket is not asked for so little."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._before: dict[str, tuple[Fit, ...]] = {}
        self._known: dict[str, tuple[Fit, ...]] = {}

    def consider(self, digest: str, fit: Fit) -> None:
        """Know a copy that fits a recording, unless one that fits as well or better is known for its stretch."""
        if all(each.score < fit.score for each in self._of(digest) if each.is_of(fit)):
            self.correct(digest, fit)

    def correct(self, digest: str, fit: Fit) -> None:
        """Know a copy in the place of whatever is known for its stretch."""
        others = [each for each in self._of(digest) if not each.is_of(fit)]
        self._known[digest] = (*others, fit)[-_STRETCHES:]

    def best(self, digest: str, fit: Fit) -> Fit:
        """What fits best in the stretch of another; that one where nothing is known."""
        known = (each for each in self._of(digest) if each.is_of(fit))
        return max(known, key=lambda each: each.score, default=fit)

    def save(self) -> None:
        """Note what is new. It is no loss where that fails."""
        new = {digest: known for digest, known in self._known.items() if known != self._before[digest]}
        if new:
            with suppress(MachineError, OSError):
                self._write(new)
                self._let_go()

    def _write(self, new: Mapping[str, Sequence[Fit]]) -> None:
        """Several at a time: each waits for the disk, which makes many as safe as quickly as one."""
        from concurrent.futures import ThreadPoolExecutor

        with ThreadPoolExecutor(_AT_ONCE) as hands:
            notes = ((_name(digest), _content(known)) for digest, known in new.items())
            list(hands.map(lambda note: Store.write_note(self._store, *note), notes))

    def _let_go(self) -> None:
        notes = sorted((self._store.folder / FOLDER).glob("*.json"), key=lambda path: path.stat().st_mtime)
        for old in notes[:-_MOST]:
            old.unlink(missing_ok=True)

    def _of(self, digest: str) -> tuple[Fit, ...]:
        if digest not in self._known:
            self._known[digest] = self._before[digest] = _read(self._store, digest)
        return self._known[digest]


def _name(digest: str) -> str:
    return f"{FOLDER}/{digest}.json"


def _content(known: Sequence[Fit]) -> bytes:
    best = [[each.start, each.end, each.copy, each.score] for each in known]
    return json.dumps({"format": _FORMAT, "best": best}, ensure_ascii=False).encode()


def _read(store: Store, digest: str) -> tuple[Fit, ...]:
    """What a note says; nothing where there is none, or one of another kind."""
    with suppress(ValueError, TypeError, KeyError, AttributeError):
        content = Store.read_note(store, _name(digest))
        found: Any = json.loads(content) if content else {}
        if found.get("format") == _FORMAT:
            return tuple(Fit(*each) for each in found["best"])
    return ()
