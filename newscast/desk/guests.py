"""Links for guests: one episode, a name, until a day; made and taken back by those who may invite."""

from __future__ import annotations

import secrets
import time
from dataclasses import dataclass

from newscast.desk.database import sorted_errors, transaction
from newscast.desk.entering import GOOD, digest_of, until
from newscast.desk.people import People, write_down

MOST_DAYS = 60
"""Days for which a guest's link is good at most."""


@dataclass(frozen=True)
class GuestLink:
    """`devices` counts those that came in by it; times in seconds since 1970."""

    id: int
    guest: str
    episode: str
    may_approve: bool
    made: float
    made_by: str
    expires: float
    devices: int
    last_used: float | None


@dataclass(frozen=True)
class Invitation:
    """What a link's page says before anybody comes in by it."""

    guest: str
    episode: str


def invite(people: People, episode: str, guest: str, days: int, may_approve: bool, by: str) -> str:
    """The secret of a new link, by which this guest sees one episode. Raises MachineError, BrokenError."""
    secret, now = secrets.token_urlsafe(32), time.time()
    expires = until(days, MOST_DAYS, now)
    with sorted_errors(people.path), transaction(people.connection):
        people.connection.execute(
            "INSERT INTO links (secret, kind, guest, episode, may_approve, made, made_by, expires) VALUES (?, 'guest',"
            " ?, ?, ?, ?, ?, ?)",
            (digest_of(secret), guest, episode, may_approve, now, by, expires),
        )
        told = {"guest": guest, "may_approve": "yes" if may_approve else "no"}
        write_down(people.connection, by, "guest-invited", episode, told)
    return secret


def withdraw(people: People, link: int, episode: str, by: str) -> bool:
    """Take a guest's link to this episode back: who came in by it is out at once. Whether there was one. Raises as

    above.
    """
    with sorted_errors(people.path), transaction(people.connection):
        row = people.connection.execute(
            "UPDATE links SET withdrawn = ? WHERE id = ? AND episode = ? AND kind = 'guest' AND withdrawn IS NULL"
            " RETURNING guest",
            (time.time(), link, episode),
        ).fetchone()
        if row is not None:
            write_down(people.connection, by, "guest-withdrawn", episode, {"guest": row["guest"]})
    return row is not None


def guest_links(people: People, episode: str | None = None) -> list[GuestLink]:
    """The links that are still good, of one episode or all, the newest first. Raises as above."""
    with sorted_errors(people.path):
        rows = people.connection.execute(
            "SELECT id, guest, episode, may_approve, made, made_by, expires,"
            " (SELECT count(*) FROM sessions WHERE link = links.id) AS devices,"
            " (SELECT max(used) FROM sessions WHERE link = links.id) AS last_used"
            " FROM links WHERE kind = 'guest' AND withdrawn IS NULL AND expires > ? AND coalesce(?, episode) = episode"
            " ORDER BY id DESC",
            (time.time(), episode),
        )
        return [GuestLink(**{**dict(row), "may_approve": bool(row["may_approve"])}) for row in rows]


def invitation(people: People, secret: str) -> Invitation | None:
    """Whom a link invites to what; None where it is good for nothing any more. Raises as above."""
    with sorted_errors(people.path):
        row = people.connection.execute(
            f"SELECT guest, episode FROM links WHERE secret = ? AND kind = 'guest' AND {GOOD}",
            (digest_of(secret), time.time()),
        ).fetchone()
    return Invitation(**dict(row)) if row else None
