"""What was found out about the newsroom's files, kept in the ledger's database: a start reads nothing twice."""

from __future__ import annotations

import json
import stat
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from newscast.base.content import file_at
from newscast.base.errors import MachineError
from newscast.base.records import as_json, read_record
from newscast.base.status import status_in
from newscast.desk.ledger import Ledger
from newscast.watch.rundowns.aside import Aside
from newscast.watch.rundowns.facts import Facts

BIG = 32_000_000
"""Bytes: reading so many takes a fifth of a second on an old machine, and longer from a share."""
UNREADABLE = "unreadable"
"""In the place of a digest: of a folder, of what nobody may read, of a file that changes while it is read."""


class MovingError(Exception):
    """A file was changed so shortly ago that it may not be whole yet."""


class Sums:
    """SHA-256 of files, by path from the newsroom's folder, found again by their status; `save` remembers them."""

    def __init__(
        self, ledger: Ledger, root: Path, clock: Callable[[], float], wake: Callable[[], None] | None = None
    ) -> None:
        self._ledger, self._root, self._clock = ledger, root, clock
        self._aside = Aside(root, wake) if wake else None
        rows = ledger.connection.execute("SELECT path, status, sha256 FROM files")
        self._known = {row["path"]: (tuple(json.loads(row["status"])), str(row["sha256"])) for row in rows}
        self._new: set[str] = set()

    def of(self, path: str, still: float = 0.0) -> str | None:
        """The digest of a file's content; None of what is not there.

        Raises MovingError of one that has to be read and did not stand still for so many seconds.
        """
        whole = self._root / path
        try:
            found = whole.stat()
        except (FileNotFoundError, NotADirectoryError, ValueError):
            return None
        except OSError:
            return UNREADABLE
        if not stat.S_ISREG(found.st_mode):
            return UNREADABLE
        known = self._known.get(path)
        if known and known[0] == tuple(status_in(found)):
            return known[1]
        # By the clock of the disk it may be of the future; that it moves is then for its events to say.
        if 0 <= self._clock() - max(found.st_mtime, found.st_ctime) < still:
            raise MovingError(path)
        return self._read(path, whole)

    def ready(self, paths: Iterable[str]) -> bool:
        """Whether no big file has to be read for the digests of these. From now on a thread reads such as have to be,
        where there is somebody to wake when it is done."""
        if self._aside is None:
            return True
        for found in self._aside.taken():
            self._known[found.path] = (tuple(found.status or ()), found.sha256 or UNREADABLE)
            if found.sha256:
                self._new.add(found.path)
        big = [path for path in paths if self._has_to_read_much(path)]
        for path in big:
            self._aside.want(path)
        return not big

    def _has_to_read_much(self, path: str) -> bool:
        try:
            found = (self._root / path).stat()
        except (OSError, ValueError):
            return False
        if found.st_size < BIG or not stat.S_ISREG(found.st_mode):
            return False
        known = self._known.get(path)
        return known is None or known[0] != tuple(status_in(found))

    def _read(self, path: str, whole: Path) -> str | None:
        try:
            file = file_at(whole)
        except FileNotFoundError:
            return None
        except (OSError, MachineError):
            return UNREADABLE
        self._known[path] = (tuple(file.status or ()), file.digest)
        self._new.add(path)
        return file.digest

    def save(self) -> None:
        """Remember what is new. Raises MachineError."""
        if not self._new:
            return
        rows = [(path, json.dumps(self._known[path][0]), self._known[path][1]) for path in self._new]
        with self._ledger.together():
            self._ledger.connection.executemany("INSERT OR REPLACE INTO files VALUES (?, ?, ?)", rows)
        self._new.clear()

    def keep_only(self, paths: Collection[str]) -> None:
        """Let go of all others, where they have become many. Raises MachineError."""
        needed = set(paths)
        gone = [path for path in self._known if path not in needed]
        if len(gone) <= len(needed) + 1000:
            return
        self._known = {path: self._known[path] for path in needed if path in self._known}
        self._new &= needed
        with self._ledger.together():
            self._ledger.connection.executemany("DELETE FROM files WHERE path = ?", [(path,) for path in gone])


@dataclass(frozen=True)
class Known:
    """A rundown's facts. `basis` is a digest of all on which they depend, empty where that changed meanwhile.

    `noticed` is when new bytes of it were last seen to come, in seconds since 1970. When it is not `read` yet, its
    facts are those of before, of which only path and digest are of now.
    """

    facts: Facts
    basis: str = ""
    noticed: float = 0.0
    read: bool = True

    @classmethod
    def unread(cls, path: str, digest: str, noticed: float, before: Known | None) -> Known:
        """A rundown that came with these bytes."""
        facts = before.facts if before else Facts(path, "")
        return cls(replace(facts, sha256=digest), noticed=noticed, read=False)


class Shelf:
    """The facts of rundowns, by path from the newsroom's folder; `save` remembers what was put there."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._new: dict[str, Known] = {}

    def all(self) -> dict[str, Known]:
        """All that is remembered, also of rundowns that are gone; what an earlier program wrote otherwise is not."""
        found = {}
        for row in self._ledger.connection.execute("SELECT path, basis, noticed, facts FROM facts"):
            try:
                facts = read_record(Facts, json.loads(row["facts"]))
            except ValueError:
                continue
            found[str(row["path"])] = Known(facts, row["basis"], row["noticed"])
        return found

    def put(self, known: Known) -> None:
        self._new[known.facts.path] = known

    def save(self) -> None:
        """Remember what is new. Raises MachineError."""
        if not self._new:
            return
        rows = [(path, each.basis, each.noticed, _json(each.facts)) for path, each in self._new.items()]
        with self._ledger.together():
            self._ledger.connection.executemany("INSERT OR REPLACE INTO facts VALUES (?, ?, ?, ?)", rows)
        self._new.clear()

    def keep_only(self, paths: Collection[str]) -> None:
        """Let go of rundowns that are gone, where they have become many. Raises MachineError."""
        rows = self._ledger.connection.execute("SELECT path FROM facts").fetchall()
        gone = [(row["path"],) for row in rows if row["path"] not in paths]
        if len(gone) > len(paths) + 100:
            with self._ledger.together():
                self._ledger.connection.executemany("DELETE FROM facts WHERE path = ?", gone)


def _json(facts: Facts) -> str:
    # When it goes out depends on the newsroom's zone, which may be another one by then.
    return json.dumps(as_json(replace(facts, air=None)), ensure_ascii=False)
