"""What people remark on an episode: comments at a frame or a range of a version, and the replies to them."""

from __future__ import annotations

import json
import sqlite3
import time
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from newscast.base.records import as_json, read_record
from newscast.desk.database import sorted_errors, transaction
from newscast.desk.drawing import Shape, drawing_as_json, drawing_from
from newscast.desk.people import People, write_down
from newscast.episode.timeline import ListedPlace


@dataclass(frozen=True)
class Writer:
    """Who writes: `name` as it stands in the audit, `shown` as people read it, also when the account is another's."""

    name: str
    shown: str
    guest: bool = False


@dataclass(frozen=True)
class CommentedPart:
    """The part of a segment that a comment speaks of, as it was in the version that was seen; its frames from the start
    of the timeline. See ListedPart."""

    slug: str
    index: int
    kind: str
    digest: str
    start_frame: int
    frames: int


@dataclass(frozen=True)
class Subject:
    """What is commented: a frame of a version, or the frames up to before `end_frame`, counted from the start of the
    timeline of `deliverable`, `web` or `reel/SLUG`; `rate` in frames a second; and where its words were written."""

    episode: str
    draft: bool
    version: int
    deliverable: str
    frame: int
    end_frame: int | None
    rate: str
    part: CommentedPart | None
    place: ListedPlace | None


@dataclass(frozen=True)
class Words:
    """What somebody says: a text, a voice note by the SHA-256 of its attachment. Guests do not see what is `internal`.
    `sent` tells one sending from another: the same again, after a line that broke, is written once."""

    text: str
    voice: str | None = None
    internal: bool = False
    sent: str | None = None


@dataclass(frozen=True)
class Reply:
    """A reply to a comment; `written` in seconds since 1970."""

    id: int
    author: Writer
    words: Words
    written: float


@dataclass(frozen=True)
class Comment:
    """A comment and its replies, the oldest first; open until it is `resolved`, which is in seconds since 1970."""

    id: int
    subject: Subject
    author: Writer
    words: Words
    drawing: tuple[Shape, ...]
    written: float
    resolved: float | None
    resolved_by: Writer | None
    replies: tuple[Reply, ...] = ()

    @property
    def is_open(self) -> bool:
        return self.resolved is None


def write(people: People, author: Writer, subject: Subject, words: Words, drawing: tuple[Shape, ...] = ()) -> Comment:
    """A new comment. Raises MachineError, BrokenError."""
    told = {
        **_subject_columns(subject),
        **_words_columns(author, words),
        "drawing": json.dumps(drawing_as_json(drawing)) if drawing else None,
    }
    with sorted_errors(people.path), transaction(people.connection):
        number, fresh = _insert(people.connection, "comments", told)
        if fresh:
            details = {"comment": str(number), "version": str(subject.version), "frame": str(subject.frame)}
            write_down(people.connection, author.name, "comment-written", subject.episode, details)
    return _known(people, number)


def reply(people: People, author: Writer, comment: Comment, words: Words) -> Comment:
    """The comment with a new reply. Raises MachineError, BrokenError."""
    told = {"comment": comment.id, **_words_columns(author, words)}
    with sorted_errors(people.path), transaction(people.connection):
        number, fresh = _insert(people.connection, "replies", told)
        if fresh:
            details = {"comment": str(comment.id), "reply": str(number)}
            write_down(people.connection, author.name, "comment-replied", comment.subject.episode, details)
    return _known(people, comment.id)


def resolve(people: People, who: Writer, comment: Comment) -> Comment:
    """The comment, resolved: by whoever was first. Raises MachineError, BrokenError."""
    return _turn(people, who, comment, "comment-resolved", (time.time(), who.name, who.shown), "resolved IS NULL")


def reopen(people: People, who: Writer, comment: Comment) -> Comment:
    """The comment, open again. Raises MachineError, BrokenError."""
    return _turn(people, who, comment, "comment-reopened", (None, None, None), "resolved IS NOT NULL")


def comment_of(people: People, number: int) -> Comment | None:
    """The comment of this number. Raises MachineError, BrokenError."""
    return next(iter(_comments(people, "comments.id = ?", number)), None)


def comments_of(people: People, episode: str | None = None, only_open: bool = False) -> list[Comment]:
    """The comments on an episode, or on all, the oldest first. Raises MachineError, BrokenError."""
    still = "resolved IS NULL" if only_open else "TRUE"
    if episode is None:
        return _comments(people, still)
    return _comments(people, f"{still} AND episode = ?", episode)


def comments_by(people: People, author: str) -> list[Comment]:
    """The comments of all episodes that somebody wrote or replied to. Raises MachineError, BrokenError."""
    wrote = "comments.author = ? OR comments.id IN (SELECT comment FROM replies WHERE author = ?)"
    return _comments(people, wrote, author, author)


def open_comments(people: People) -> dict[str, int]:
    """How many comments are open, by episode; episodes without one are not in it. Raises MachineError, BrokenError."""
    with sorted_errors(people.path):
        rows = people.connection.execute(
            "SELECT episode, count(*) AS many FROM comments WHERE resolved IS NULL GROUP BY episode"
        )
        return {row["episode"]: row["many"] for row in rows}


def written_since(people: People, author: str, since: float) -> int:
    """How many comments and replies somebody wrote since a moment. Raises MachineError, BrokenError."""
    with sorted_errors(people.path):
        (many,) = people.connection.execute(
            "SELECT (SELECT count(*) FROM comments WHERE author = :author AND written > :since)"
            " + (SELECT count(*) FROM replies WHERE author = :author AND written > :since)",
            {"author": author, "since": since},
        ).fetchone()
    return int(many)


def _subject_columns(subject: Subject) -> dict[str, Any]:
    columns: dict[str, Any] = {
        name: getattr(subject, name) for name in ("episode", "draft", "version", "deliverable", "frame", "end_frame")
    }
    held = {name: json.dumps(as_json(each)) if each else None for name, each in _held(subject).items()}
    return {**columns, "rate": subject.rate, **held}


def _held(subject: Subject) -> Mapping[str, Any]:
    return {"part": subject.part, "place": subject.place}


def _words_columns(author: Writer, words: Words) -> dict[str, Any]:
    return {
        "author": author.name,
        "shown": author.shown,
        "guest": author.guest,
        "internal": words.internal,
        "text": words.text,
        "voice": words.voice,
        "sent": words.sent,
        "written": time.time(),
    }


def _insert(connection: sqlite3.Connection, table: str, told: Mapping[str, Any]) -> tuple[int, bool]:
    """The number of the row, and whether it is new: what was sent before is there already."""
    names, slots = ", ".join(told), ", ".join("?" * len(told))
    added = connection.execute(
        f"INSERT INTO {table} ({names}) VALUES ({slots}) ON CONFLICT (author, sent) DO NOTHING",
        tuple(told.values()),
    )
    if added.rowcount and added.lastrowid:
        return added.lastrowid, True
    before = connection.execute(
        f"SELECT id FROM {table} WHERE author = ? AND sent = ?", (told["author"], told["sent"])
    ).fetchone()
    return int(before["id"]), False


def _turn(
    people: People, who: Writer, comment: Comment, what: str, columns: tuple[float | str | None, ...], where: str
) -> Comment:
    with sorted_errors(people.path), transaction(people.connection):
        turned = people.connection.execute(
            f"UPDATE comments SET resolved = ?, resolved_by = ?, resolved_shown = ? WHERE id = ? AND {where}",
            (*columns, comment.id),
        )
        if turned.rowcount:
            write_down(people.connection, who.name, what, comment.subject.episode, {"comment": str(comment.id)})
    return _known(people, comment.id)


def _known(people: People, number: int) -> Comment:
    found = comment_of(people, number)
    assert found, "no comment is ever deleted"
    return found


def _comments(people: People, where: str, *values: Any) -> list[Comment]:
    with sorted_errors(people.path):
        rows = people.connection.execute(f"SELECT * FROM comments WHERE {where} ORDER BY id", values).fetchall()
        answers = people.connection.execute(
            f"SELECT * FROM replies WHERE comment IN (SELECT comments.id FROM comments WHERE {where}) ORDER BY id",
            values,
        ).fetchall()
    replies: dict[int, list[Reply]] = defaultdict(list)
    for row in answers:
        replies[row["comment"]].append(Reply(row["id"], _writer(row), _words(row), row["written"]))
    return [_comment(row, tuple(replies[row["id"]])) for row in rows]


def _comment(row: sqlite3.Row, replies: tuple[Reply, ...]) -> Comment:
    done = Writer(row["resolved_by"], row["resolved_shown"]) if row["resolved"] is not None else None
    drawing = drawing_from(json.loads(row["drawing"])) if row["drawing"] else ()
    head = (row["id"], _subject(row), _writer(row), _words(row), drawing)
    return Comment(*head, row["written"], row["resolved"], done, replies)


def _subject(row: sqlite3.Row) -> Subject:
    part = read_record(CommentedPart, json.loads(row["part"])) if row["part"] else None
    place = read_record(ListedPlace, json.loads(row["place"])) if row["place"] else None
    of = (row["episode"], bool(row["draft"]), row["version"], row["deliverable"])
    return Subject(*of, row["frame"], row["end_frame"], row["rate"], part, place)


def _writer(row: sqlite3.Row) -> Writer:
    return Writer(row["author"], row["shown"], bool(row["guest"]))


def _words(row: sqlite3.Row) -> Words:
    return Words(row["text"], row["voice"], bool(row["internal"]), row["sent"])
