"""What each person has seen of an episode, and what they ticked off in it.

A tick belongs to content: its item is a digest of what was shown, so it stands in every version that shows the same.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from newscast.desk.database import sorted_errors, transaction
from newscast.desk.people import People, write_down


@dataclass(frozen=True)
class Look:
    """Somebody saw a version of an episode: at `first`, and lately `at`, in seconds since 1970, then `deliverable`."""

    who: str
    episode: str
    draft: bool
    version: int
    deliverable: str
    first: float
    at: float


@dataclass(frozen=True)
class Tick:
    """Somebody's word that an item is right. With a `reason` it is signed: then it counts for everybody."""

    episode: str
    item: str
    who: str
    at: float
    reason: str = ""


def look(people: People, who: str, episode: str, draft: bool, version: int, deliverable: str) -> None:
    """Remember that a deliverable of this version was seen. Raises MachineError, BrokenError."""
    now = time.time()
    with sorted_errors(people.path), transaction(people.connection):
        people.connection.execute(
            "INSERT INTO looks (who, episode, draft, version, deliverable, first, at) VALUES (?, ?, ?, ?, ?, ?, ?)"
            " ON CONFLICT (who, episode, draft, version) DO UPDATE SET at = max(at, excluded.at),"
            " deliverable = excluded.deliverable",
            (who, episode, draft, version, deliverable, now, now),
        )


def last_look(
    people: People, who: str, episode: str, draft: bool, version: int, among: Callable[[Look], bool] = lambda _: True
) -> Look | None:
    """The other version that this person had seen last when they first saw this one, draft or final, `among` those that
    count; None where this is the first that they see. It stays the same however often they come back. Raises
    MachineError, BrokenError."""
    looks = [each for each in looks_of(people, episode) if each.who == who]
    current = (draft, version)
    began = next((each.first for each in looks if (each.draft, each.version) == current), None)
    # Of a later version of the same edition nothing has changed *since*: whoever looks back looks from further back.
    before = [
        each
        for each in looks
        if (each.draft, each.version) != current
        and (began is None or each.first < began)
        and not (each.draft == draft and each.version > version)
        and among(each)
    ]
    return max(before, key=lambda each: each.first, default=None)


def looks_of(people: People, episode: str) -> list[Look]:
    """Who saw which versions of an episode, in the order in which they did first. Raises MachineError, BrokenError."""
    return _looks(people, "WHERE episode = ?", episode)


def looked_at(people: People, since: float) -> dict[str, str]:
    """The deliverable of each episode at which somebody looked last `since` then. Raises MachineError, BrokenError."""
    with sorted_errors(people.path):
        rows = people.connection.execute("SELECT episode, deliverable FROM looks WHERE at >= ? ORDER BY at", (since,))
        return {row["episode"]: row["deliverable"] for row in rows}


def seen_episodes(people: People) -> set[str]:
    """The episodes that somebody saw, however many looks there were at them. Raises MachineError, BrokenError."""
    # From each episode to the one after it in the index: no look is read but the first at each.
    each = (
        "WITH RECURSIVE each (episode) AS (SELECT min(episode) FROM looks UNION ALL"
        " SELECT (SELECT min(looks.episode) FROM looks WHERE looks.episode > each.episode) FROM each"
        " WHERE each.episode IS NOT NULL) SELECT episode FROM each WHERE episode IS NOT NULL"
    )
    with sorted_errors(people.path):
        return {row["episode"] for row in people.connection.execute(each)}


def newest_seen(people: People, who: str) -> dict[tuple[str, bool], int]:
    """The newest version that somebody saw of each episode's draft (True) and of its final. Raises as looks_of()."""
    with sorted_errors(people.path):
        rows = people.connection.execute(
            "SELECT episode, draft, max(version) AS version FROM looks WHERE who = ? GROUP BY episode, draft", (who,)
        )
        return {(row["episode"], bool(row["draft"])): row["version"] for row in rows}


def tick(people: People, who: str, episode: str, item: str, reason: str = "") -> None:
    """Tick an item off, with a reason where it needs one; a second time renews it. Raises MachineError, BrokenError."""
    with sorted_errors(people.path), transaction(people.connection):
        people.connection.execute(
            "INSERT INTO ticks (episode, item, who, at, reason) VALUES (?, ?, ?, ?, ?)"
            " ON CONFLICT (episode, item, who) DO UPDATE SET at = excluded.at, reason = excluded.reason",
            (episode, item, who, time.time(), reason),
        )
        write_down(people.connection, who, "ticked", episode, {"item": item, "reason": reason})


def untick(people: People, who: str, episode: str, item: str) -> None:
    """Take one's own tick back; where there is none nothing happens. Raises MachineError, BrokenError."""
    with sorted_errors(people.path), transaction(people.connection):
        taken = people.connection.execute(
            "DELETE FROM ticks WHERE episode = ? AND item = ? AND who = ?", (episode, item, who)
        )
        if taken.rowcount:
            write_down(people.connection, who, "unticked", episode, {"item": item})


def ticks_of(people: People, episode: str) -> list[Tick]:
    """All ticks in an episode, the oldest first. Raises MachineError, BrokenError."""
    with sorted_errors(people.path):
        rows = people.connection.execute("SELECT * FROM ticks WHERE episode = ? ORDER BY at, item, who", (episode,))
        return [Tick(**dict(row)) for row in rows]


def signed(ticks: Iterable[Tick]) -> dict[str, Tick]:
    """The ticks with a reason, by their item; of several the last."""
    return {each.item: each for each in ticks if each.reason}


def _looks(people: People, chosen: str, *values: Any) -> list[Look]:
    with sorted_errors(people.path):
        rows = people.connection.execute(f"SELECT * FROM looks {chosen} ORDER BY first, version", values)
        return [Look(**{**dict(row), "draft": bool(row["draft"])}) for row in rows]
