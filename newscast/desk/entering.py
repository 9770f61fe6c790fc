"""How people come in: links that are used once or by guests, and the sessions of their devices.

Secrets are given out once; the record has only their SHA-256.
"""

from __future__ import annotations

import hashlib
import secrets
import time
from dataclasses import dataclass

from newscast.desk.accounts import Account
from newscast.desk.database import sorted_errors, transaction
from newscast.desk.people import People, write_down

SIGN_IN_SECONDS = 7 * 86_400.0
"""How long a personal link waits to be used."""
SESSION_SECONDS = 90 * 86_400.0
"""How long a device stays signed in."""


@dataclass(frozen=True)
class Session:
    """A device that came in: by an account, or by a guest's link to one episode."""

    id: int
    account: Account | None
    link: int | None
    guest: str | None
    episode: str | None
    may_approve: bool


def make_sign_in(people: People, account: Account, by: str) -> str:
    """The secret of a link that signs this account in once. Raises MachineError, BrokenError."""
    secret, now = secrets.token_urlsafe(32), time.time()
    with sorted_errors(people.path), transaction(people.connection):
        people.connection.execute(
            "INSERT INTO links (secret, kind, account, made, made_by, expires) VALUES (?, 'sign-in', ?, ?, ?, ?)",
            (_digest(secret), account.id, now, by, now + SIGN_IN_SECONDS),
        )
        write_down(people.connection, by, "link-made", None, {"account": account.name})
    return secret


def spend(people: People, secret: str, device: str) -> str | None:
    """The secret of a new session for a personal link, which is spent by it; None where it is good for none."""
    now, found = time.time(), secrets.token_urlsafe(32)
    with sorted_errors(people.path), transaction(people.connection):
        row = people.connection.execute(
            "SELECT links.id, account, name FROM links JOIN accounts ON accounts.id = account WHERE secret = ? AND kind"
            " = 'sign-in' AND spent IS NULL AND withdrawn IS NULL AND expires > ? AND removed IS NULL",
            (_digest(secret), now),
        ).fetchone()
        if row is None:
            return None
        people.connection.execute("UPDATE links SET spent = ? WHERE id = ?", (now, row["id"]))
        people.connection.execute(
            "INSERT INTO sessions (secret, account, device, began, used, expires) VALUES (?, ?, ?, ?, ?, ?)",
            (_digest(found), row["account"], device, now, now, now + SESSION_SECONDS),
        )
        write_down(people.connection, row["name"], "signed-in", None, {"device": device})
    return found


def session_of(people: People, secret: str) -> Session | None:
    """The session whose device sends this secret; None where there is none that still counts."""
    with sorted_errors(people.path):
        row = people.connection.execute(
            "SELECT sessions.id AS session, sessions.link, links.guest, links.episode, links.may_approve, accounts.*"
            " FROM sessions LEFT JOIN links ON links.id = sessions.link LEFT JOIN accounts ON accounts.id ="
            " sessions.account WHERE sessions.secret = ? AND sessions.ended IS NULL AND sessions.expires > ? AND"
            " accounts.removed IS NULL AND links.withdrawn IS NULL AND coalesce(links.expires, sessions.expires) > ?",
            (_digest(secret), time.time(), time.time()),
        ).fetchone()
    if row is None:
        return None
    told = dict(row)
    of_link = {name: told.pop(name) for name in ("session", "link", "guest", "episode", "may_approve")}
    account = Account(**told) if told["id"] is not None else None
    number, may = of_link.pop("session"), bool(of_link.pop("may_approve"))
    return Session(number, account, **of_link, may_approve=may)


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
