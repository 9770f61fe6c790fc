"""Who changed what in rundowns and in the list of people: every save, from the page or by hand, byte for byte.

An edit is written down before the file is replaced, and settled after: whatever happens between, what lies beside the
file tells whether it was. The records of a file are a chain: each leads from the bytes of the one before to its own.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
import time
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from newscast.desk.database import sorted_errors, transaction
from newscast.desk.people import People, write_down
from newscast.document.differences import ElsewhereError, Splice, applied, inverted, splices_between
from newscast.document.edits import Edit, as_edit, edits_as_json

BY_HAND = ""
"""Who saved a file in some other program: nobody knows."""
_TEXTS = 2000
"""Files whose last text is kept."""


@dataclass(frozen=True)
class Edited:
    """A save of `file`, a path from the newsroom: what led from the bytes with the digest `before` to those of `after`.

    `edits` say what was meant, None of a save by hand; `undoes` is the number of the one that it takes back. `mark` is
    part of the name under which the new bytes lie beside the file until they are in place.
    """

    id: int
    at: float
    who: str
    episode: str | None
    file: str
    before: str
    after: str
    splices: tuple[Splice, ...]
    edits: tuple[Edit, ...] | None
    undoes: int | None
    mark: str
    settled: bool


@dataclass(frozen=True)
class Meant:
    """A save that is about to be made."""

    who: str
    episode: str
    file: str
    edits: tuple[Edit, ...] | None
    undoes: int | None = None


def digest(data: bytes) -> str:
    """How states of a file are told apart."""
    return hashlib.sha256(data).hexdigest()


def begin(people: People, meant: Meant, before: bytes, after: bytes, mark: str) -> int:
    """Write down a save before it is made; its number. Raises MachineError, BrokenError."""
    edits = None if meant.edits is None else json.dumps(edits_as_json(meant.edits))
    row = (meant.who, meant.episode, meant.file, edits, meant.undoes, mark, 0)
    with sorted_errors(people.path), transaction(people.connection):
        return _insert(people.connection, row, before, after)


def settle(people: People, number: int, after: bytes | None) -> None:
    """The save of this number was made, and the file has these bytes; or it was not, and never happened.

    Raises MachineError, BrokenError.
    """
    with sorted_errors(people.path), transaction(people.connection):
        if after is None:
            people.connection.execute("DELETE FROM edits WHERE id = ? AND settled = 0", (number,))
            return
        people.connection.execute("UPDATE edits SET settled = 1 WHERE id = ?", (number,))
        row = people.connection.execute("SELECT * FROM edits WHERE id = ?", (number,)).fetchone()
        _keep(people.connection, row["file"], after)
        what = "edited" if row["undoes"] is None else "edit-undone"
        details = {"file": row["file"], "edit": str(row["undoes"] or number)}
        write_down(people.connection, row["who"], what, row["episode"], details)


def notice(people: People, file: str, data: bytes, episode: str | None = None) -> int | None:
    """Write down the save of a file that has other bytes than anybody wrote down; its number, None where there is none.

    Whoever calls this has the file alone. Raises MachineError, BrokenError.
    """
    if known_digest(people, file) == digest(data):
        return None
    known = last_known(people, file)
    with sorted_errors(people.path), transaction(people.connection):
        _keep(people.connection, file, data)
        if known is None:
            return None
        number = _insert(people.connection, (BY_HAND, episode, file, None, None, "", 1), known, data)
        write_down(people.connection, BY_HAND, "edited-by-hand", episode, {"file": file, "edit": str(number)})
        return number


def known_digest(people: People, file: str) -> str | None:
    """The digest of the bytes that a file had when it was last looked at."""
    with sorted_errors(people.path):
        row = people.connection.execute("SELECT sha256 FROM texts WHERE file = ?", (file,)).fetchone()
    return str(row["sha256"]) if row else None


def last_known(people: People, file: str) -> bytes | None:
    """The bytes that a file had when it was last looked at; None of one that nobody looked at."""
    with sorted_errors(people.path):
        row = people.connection.execute("SELECT bytes FROM texts WHERE file = ?", (file,)).fetchone()
    return zlib.decompress(row["bytes"]) if row else None


def unsettled(people: People, file: str | None = None) -> list[Edited]:
    """The saves of which it is not known whether they were made. Raises MachineError, BrokenError."""
    return _found(people, "settled = 0 AND file = coalesce(?, file) ORDER BY id", file)


def edit_of(people: People, number: int) -> Edited | None:
    """The save of a number."""
    return next(iter(_found(people, "id = ?", number)), None)


def edits_of_file(people: People, file: str, after: int = 0) -> list[Edited]:
    """The saves of a file, the oldest first, from the one after a number on."""
    return _found(people, "file = ? AND id > ? AND settled = 1 ORDER BY id", file, after)


def edits_of_episode(
    people: People, episode: str, files: Sequence[str], most: int, before: int | None = None
) -> list[Edited]:
    """The newest saves of an episode: of its own, and by whomever of these files; the newest first."""
    marks = ", ".join("?" * len(files))
    chosen = f"settled = 1 AND id < coalesce(?, id + 1) AND (episode = ? OR file IN ({marks})) ORDER BY id DESC LIMIT ?"
    return _found(people, chosen, before, episode, *files, most)


def undone_by(edits: Iterable[Edited]) -> dict[int, int]:
    """Of these saves, those that are taken back, each with the one that does; what takes back may be taken back too."""
    found: dict[int, int] = {}
    for each in sorted(edits, key=lambda each: -each.id):
        if each.undoes is not None and each.id not in found:
            found[each.undoes] = each.id
    return found


def text_of(people: People, file: str, sha256: str) -> bytes | None:
    """The bytes that a file had when its digest was this, as far as the chain leads back; None where it does not."""
    data = last_known(people, file)
    for each in [None, *reversed(edits_of_file(people, file))]:
        if data is not None and each is not None:
            data = _before(data, each)
        if data is None or digest(data) == sha256:
            return data
    return None


def _before(data: bytes, edited: Edited) -> bytes | None:
    try:
        return applied(data, inverted(edited.splices)) if digest(data) == edited.after else None
    except ElsewhereError:
        return None


def _insert(connection: sqlite3.Connection, row: Sequence[Any], before: bytes, after: bytes) -> int:
    splices = zlib.compress(json.dumps(_told(splices_between(before, after))).encode())
    inserted = connection.execute(
        "INSERT INTO edits (who, episode, file, edits, undoes, mark, settled, at, before, after, splices)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (*row, time.time(), digest(before), digest(after), splices),
    )
    return int(inserted.lastrowid or 0)


def _keep(connection: sqlite3.Connection, file: str, data: bytes) -> None:
    """Remember the last bytes of a file, and forget those of files that nobody saved for longest."""
    connection.execute(
        "INSERT INTO texts (file, sha256, bytes, seen) VALUES (?, ?, ?, ?) ON CONFLICT (file)"
        " DO UPDATE SET sha256 = excluded.sha256, bytes = excluded.bytes, seen = excluded.seen",
        (file, digest(data), zlib.compress(data), time.time()),
    )
    connection.execute(
        "DELETE FROM texts WHERE file NOT IN (SELECT file FROM texts ORDER BY seen DESC LIMIT ?)", (_TEXTS,)
    )


def _found(people: People, chosen: str, *values: Any) -> list[Edited]:
    with sorted_errors(people.path):
        rows = people.connection.execute(f"SELECT * FROM edits WHERE {chosen}", values)
        return [_edited(row) for row in rows]


def _edited(row: sqlite3.Row) -> Edited:
    edits = None if row["edits"] is None else tuple(map(as_edit, json.loads(row["edits"])))
    splices = tuple(_splices(json.loads(zlib.decompress(row["splices"]))))
    return Edited(**{**dict(row), "edits": edits, "splices": splices, "settled": bool(row["settled"])})


def _told(splices: Iterable[Splice]) -> list[tuple[int, str, str]]:
    """As JSON; what is no UTF-8 stays what it is."""
    return [(each.offset, _as_text(each.old), _as_text(each.new)) for each in splices]


def _as_text(data: bytes) -> str:
    return data.decode("utf-8", "surrogateescape")


def _splices(told: Iterable[Any]) -> Iterator[Splice]:
    for offset, old, new in told:
        yield Splice(offset, old.encode("utf-8", "surrogateescape"), new.encode("utf-8", "surrogateescape"))
