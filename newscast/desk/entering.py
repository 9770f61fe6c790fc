"""How people come in: by a link or a password, and the sessions of their devices.

Secrets are given out once; the record has only their SHA-256.
"""

from __future__ import annotations

import hashlib
import secrets
import time
from dataclasses import dataclass

from newscast.desk.accounts import Account, put_account
from newscast.desk.database import sorted_errors, transaction
from newscast.desk.people import People, write_down

SIGN_IN_SECONDS = 7 * 86_400.0
"""How long a personal link waits to be used."""
FIRST_SECONDS = 86_400.0
"""How long the link that makes the first account does."""
SESSION_SECONDS = 90 * 86_400.0
"""How long a device stays signed in."""
GOOD = "withdrawn IS NULL AND spent IS NULL AND links.expires > ?"
"""SQL that says of a link that it is good for something at a time."""


@dataclass(frozen=True)
class Session:
    """A device that came in: by an account, or by a guest's link to one episode. `used` is when it last was, about."""

    id: int
    account: Account | None
    link: int | None
    guest: str | None
    episode: str | None
    may_approve: bool
    used: float = 0.0


def until(days: int, most: int, now: float) -> float:
    """When a link ends that is to be good for some days, one at least and `most` at most; seconds since 1970."""
    return now + min(max(1, days), most) * 86_400


def make_sign_in(people: People, account: Account, by: str) -> str:
    """The secret of a link that signs this account in once. Raises MachineError, BrokenError."""
    secret, now = secrets.token_urlsafe(32), time.time()
    with sorted_errors(people.path), transaction(people.connection):
        people.connection.execute(
            "INSERT INTO links (secret, kind, account, made, made_by, expires) VALUES (?, 'sign-in', ?, ?, ?, ?)",
            (digest_of(secret), account.id, now, by, now + SIGN_IN_SECONDS),
        )
        write_down(people.connection, by, "link-made", None, {"account": account.name})
    return secret


def make_first(people: People) -> str:
    """The secret of a link that makes the first account, in place of an earlier one. Raises as above."""
    secret, now = secrets.token_urlsafe(32), time.time()
    with sorted_errors(people.path), transaction(people.connection):
        people.connection.execute("UPDATE links SET withdrawn = ? WHERE kind = 'first' AND withdrawn IS NULL", (now,))
        people.connection.execute(
            "INSERT INTO links (secret, kind, made, made_by, expires) VALUES (?, 'first', ?, 'newscast', ?)",
            (digest_of(secret), now, now + FIRST_SECONDS),
        )
    return secret


def is_first(people: People, secret: str) -> bool:
    """Whether this is the secret of a link that can still make the first account. Raises as above."""
    with sorted_errors(people.path):
        return bool(
            people.connection.execute(
                f"SELECT 1 FROM links WHERE secret = ? AND kind = 'first' AND {GOOD} AND NOT EXISTS (SELECT 1 FROM"
                " accounts WHERE removed IS NULL)",
                (digest_of(secret), time.time()),
            ).fetchone()
        )


def spend_first(people: People, secret: str, name: str, shown: str, device: str) -> str | None:
    """The secret of the session of a first account, which directs; None where the link is good for none any more."""
    with sorted_errors(people.path), transaction(people.connection):
        if not is_first(people, secret):
            return None
        row = "UPDATE links SET spent = ? WHERE secret = ?"
        people.connection.execute(row, (time.time(), digest_of(secret)))
        return _signed_in(people, put_account(people, name, shown, "director", "newscast"), device, "first link")


def spend(people: People, secret: str, device: str) -> str | None:
    """The secret of a new session for a personal link, which is spent by it; None where it is good for none."""
    now = time.time()
    with sorted_errors(people.path), transaction(people.connection):
        row = people.connection.execute(
            "SELECT links.id, account, name FROM links JOIN accounts ON accounts.id = account WHERE secret = ? AND kind"
            f" = 'sign-in' AND {GOOD} AND removed IS NULL",
            (digest_of(secret), now),
        ).fetchone()
        if row is None:
            return None
        people.connection.execute("UPDATE links SET spent = ? WHERE id = ?", (now, row["id"]))
        write_down(people.connection, row["name"], "signed-in", None, {"device": device, "by": "link"})
        return _begin(people, row["account"], None, device, now + SESSION_SECONDS)


def begin(people: People, account: Account, device: str, by: str = "password") -> str:
    """The secret of a new session of an account whose password was right. Raises MachineError, BrokenError."""
    with sorted_errors(people.path), transaction(people.connection):
        return _signed_in(people, account, device, by)


def _signed_in(people: People, account: Account, device: str, by: str) -> str:
    write_down(people.connection, account.name, "signed-in", None, {"device": device, "by": by})
    return _begin(people, account.id, None, device, time.time() + SESSION_SECONDS)


def come_as_guest(people: People, secret: str, device: str) -> tuple[str, str] | None:
    """The secret of a guest's new session, and the episode; None where the link is good for none any more.

    The link is not spent: a guest opens it on the phone and on the desk, until it expires. Raises as above.
    """
    now = time.time()
    with sorted_errors(people.path), transaction(people.connection):
        row = people.connection.execute(
            f"SELECT * FROM links WHERE secret = ? AND kind = 'guest' AND {GOOD}", (digest_of(secret), now)
        ).fetchone()
        if row is None:
            return None
        details = {"device": device, "guest": row["guest"]}
        write_down(people.connection, guest_name(row["id"]), "signed-in", row["episode"], details)
        return _begin(people, None, row["id"], device, row["expires"]), row["episode"]


def session_of(people: People, secret: str) -> Session | None:
    """The session whose device sends this secret; None where there is none that still counts."""
    with sorted_errors(people.path):
        row = people.connection.execute(
            "SELECT sessions.id AS session, sessions.used, sessions.link, links.guest, links.episode,"
            " links.may_approve, accounts.* FROM sessions LEFT JOIN links ON links.id = sessions.link"
            " LEFT JOIN accounts ON accounts.id = sessions.account"
            " WHERE sessions.secret = ? AND sessions.ended IS NULL AND sessions.expires > ?"
            " AND accounts.removed IS NULL AND links.withdrawn IS NULL"
            " AND coalesce(links.expires, sessions.expires) > ?",
            (digest_of(secret), time.time(), time.time()),
        ).fetchone()
    if row is None:
        return None
    told = dict(row)
    of_link = {name: told.pop(name) for name in ("session", "link", "guest", "episode", "may_approve", "used")}
    account = Account(**told) if told["id"] is not None else None
    number, may = of_link.pop("session"), bool(of_link.pop("may_approve"))
    return Session(number, account, **of_link, may_approve=may)


def guest_name(link: int) -> str:
    """How a guest stands in the record."""
    return f"guest-{link}"


def digest_of(secret: str) -> str:
    """What the record has of a secret."""
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()


def _begin(people: People, account: int | None, link: int | None, device: str, expires: float) -> str:
    secret, now = secrets.token_urlsafe(32), time.time()
    people.connection.execute(
        "INSERT INTO sessions (secret, account, link, device, began, used, expires) VALUES (?, ?, ?, ?, ?, ?, ?)",
        (digest_of(secret), account, link, device, now, now, expires),
    )
    return secret
