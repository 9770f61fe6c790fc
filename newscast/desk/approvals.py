"""Words of approval and of refusal, each for one content; nothing but what is written here says whether one counts."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from newscast.desk.database import sorted_errors, transaction
from newscast.desk.people import People, write_down

What = Literal["programme", "texts", "pictures", "script"]
WHATS: tuple[What, ...] = ("programme", "texts", "pictures")
"""What there is a word for in a deliverable, each by itself; the script is the whole episode's."""
Says = Literal["approved", "refused"]
Why = Literal["changed", "gone", "taken-back"]
"""Why a word ended: another content came, there is no such thing any more, or who gave it said otherwise."""
SCRIPT = ""
"""The deliverable of a word for the script."""


@dataclass(frozen=True, order=True)
class Aspect:
    """What a word is about: `what` of a deliverable, `web`, or of a story's own cut, `reel/SLUG`."""

    deliverable: str
    what: What


@dataclass(frozen=True)
class Signature:
    """Who says so: `who` by account, as `step` of those that the newsroom asks for. Where somebody else entered the
    word, `entered_by` is who, `via` how it came, and `proof` the SHA-256 of an attachment that shows it. A word in an
    `emergency` has a reason, and needs no other step."""

    who: str
    step: str = ""
    reason: str = ""
    emergency: bool = False
    entered_by: str | None = None
    via: str | None = None
    proof: str | None = None


@dataclass(frozen=True)
class Seen:
    """What was looked at when a word was given, a draft or a final, and its version; the versions of draft and final
    that there were at that moment, 0 where there was none."""

    draft: bool
    version: int
    drafts: int
    finals: int


@dataclass(frozen=True)
class Word:
    """One word. Times are seconds since 1970; one that `ended` says why, by whom, and the version that ended it."""

    id: int
    episode: str
    aspect: Aspect
    content: str
    says: Says
    seen: Seen
    signed: Signature
    given: float
    ended: float | None = None
    ended_why: Why | None = None
    ended_by: str | None = None
    ended_draft: bool | None = None
    ended_version: int | None = None


@dataclass(frozen=True)
class End:
    """A word that ended, and why; the version that came with another content, where one did."""

    word: int
    why: Why
    draft: bool | None = None
    version: int | None = None


def words_of(people: People, episode: str) -> list[Word]:
    """All words on an episode, in the order in which they were given. Raises MachineError, BrokenError."""
    return _words(people, "episode = ? ORDER BY id", episode)


def standing_words(people: People) -> list[Word]:
    """The words on all episodes that have not ended, in the order in which they were given. Raises as words_of()."""
    return _words(people, "ended IS NULL ORDER BY id")


def give(people: People, episode: str, contents: Mapping[Aspect, str], seen: Seen, signed: Signature) -> list[Word]:
    """Approve these contents. The same person's refusals of the same aspects end, and the same word again is the one
    that is there. Raises MachineError, BrokenError."""
    return _say(people, "approved", episode, contents, seen, signed)


def refuse(people: People, episode: str, contents: Mapping[Aspect, str], seen: Seen, signed: Signature) -> list[Word]:
    """Say that these contents do not go out, for a reason. The same person's words for them end. Raises as give()."""
    return _say(people, "refused", episode, contents, seen, signed)


def end(people: People, episode: str, ends: Iterable[End], by: str) -> list[int]:
    """End words that have not ended; the numbers of those that did now. Raises MachineError, BrokenError."""
    with sorted_errors(people.path), transaction(people.connection):
        return [each.word for each in ends if _end(people.connection, episode, each, by)]


def _say(
    people: People, says: Says, episode: str, contents: Mapping[Aspect, str], seen: Seen, signed: Signature
) -> list[Word]:
    with sorted_errors(people.path), transaction(people.connection):
        before = [word for word in words_of(people, episode) if word.ended is None and word.signed.who == signed.who]
        for word in before:
            if word.aspect in contents and word.says != says:
                _end(people.connection, episode, End(word.id, "taken-back"), signed.who)
        numbers = []
        for aspect, content in contents.items():
            known = next((word.id for word in before if _is_same(word, says, aspect, content, signed)), None)
            numbers.append(known or _put(people.connection, says, episode, aspect, content, seen, signed))
    return [word for word in words_of(people, episode) if word.id in numbers]


def _is_same(word: Word, says: Says, aspect: Aspect, content: str, signed: Signature) -> bool:
    mine = (word.says, word.aspect, word.content, word.signed.step, word.signed.emergency)
    return mine == (says, aspect, content, signed.step, signed.emergency)


def _put(
    connection: sqlite3.Connection,
    says: Says,
    episode: str,
    aspect: Aspect,
    content: str,
    seen: Seen,
    signed: Signature,
) -> int:
    values: dict[str, Any] = {
        "episode": episode,
        "deliverable": aspect.deliverable,
        "what": aspect.what,
        "content": content,
    }
    values |= {"says": says, "given": time.time(), **vars(seen), **vars(signed)}
    cursor = connection.execute(
        f"INSERT INTO approvals ({', '.join(values)}) VALUES ({', '.join('?' * len(values))})", tuple(values.values())
    )
    number = int(cursor.lastrowid or 0)
    details = {"word": str(number), "deliverable": aspect.deliverable, "what": aspect.what, "content": content}
    told = {"step": signed.step, "reason": signed.reason, "for": signed.who, "via": signed.via, "proof": signed.proof}
    details |= {key: value for key, value in told.items() if value and (key != "for" or signed.entered_by)}
    deed = "released" if signed.emergency else says
    write_down(connection, signed.entered_by or signed.who, deed, episode, details)
    return number


def _end(connection: sqlite3.Connection, episode: str, ending: End, by: str) -> bool:
    cursor = connection.execute(
        "UPDATE approvals SET ended = ?, ended_why = ?, ended_by = ?, ended_draft = ?, ended_version = ?"
        " WHERE id = ? AND episode = ? AND ended IS NULL",
        (time.time(), ending.why, by, ending.draft, ending.version, ending.word, episode),
    )
    if cursor.rowcount:
        details = {"word": str(ending.word), "why": ending.why}
        if ending.version is not None:
            details["version"] = f"{'draft' if ending.draft else 'final'} {ending.version}"
        write_down(connection, by, "word-ended", episode, details)
    return bool(cursor.rowcount)


def _words(people: People, chosen: str, *values: Any) -> list[Word]:
    with sorted_errors(people.path):
        return [_word(row) for row in people.connection.execute(f"SELECT * FROM approvals WHERE {chosen}", values)]


def _word(row: sqlite3.Row) -> Word:
    told = dict(row)
    aspect = Aspect(told["deliverable"], told["what"])
    seen = Seen(bool(told["draft"]), told["version"], told["drafts"], told["finals"])
    signed = Signature(
        **{name: told[name] for name in ("who", "step", "reason", "entered_by", "via", "proof")},
        emergency=bool(told["emergency"]),
    )
    ended_draft = None if told["ended_draft"] is None else bool(told["ended_draft"])
    ending = {name: told[name] for name in ("ended", "ended_why", "ended_by", "ended_version")}
    head = (told["id"], told["episode"], aspect, told["content"], told["says"], seen, signed, told["given"])
    return Word(*head, **ending, ended_draft=ended_draft)
