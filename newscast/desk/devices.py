"""The devices that are signed in, as their owner lists and ends them."""

from __future__ import annotations

import time
from dataclasses import dataclass

from newscast.desk.accounts import Account
from newscast.desk.database import sorted_errors, transaction
from newscast.desk.entering import Session
from newscast.desk.people import People, write_down

NOTED_EVERY = 3600.0
"""Seconds within which a second use of a device is not written down."""


@dataclass(frozen=True)
class Device:
    """A session as its owner knows it: what the browser said that it is, since when, when it was last used."""

    id: int
    device: str
    began: float
    used: float
    expires: float


def devices(people: People, account: Account) -> list[Device]:
    """The account's devices that are signed in, the last used first. Raises MachineError, BrokenError."""
    with sorted_errors(people.path):
        rows = people.connection.execute(
            "SELECT id, device, began, used, expires FROM sessions WHERE account = ? AND ended IS NULL AND expires > ?"
            " ORDER BY used DESC, id DESC",
            (account.id, time.time()),
        )
        return [Device(**dict(row)) for row in rows]


def end_device(people: People, session: int, account: Account, by: str) -> bool:
    """Sign one of the account's devices out. Whether there was one. Raises as above."""
    with sorted_errors(people.path), transaction(people.connection):
        ended = people.connection.execute(
            "UPDATE sessions SET ended = ? WHERE id = ? AND account = ? AND ended IS NULL",
            (time.time(), session, account.id),
        ).rowcount
        if ended:
            write_down(people.connection, by, "signed-out", None, {"account": account.name})
    return bool(ended)


def end_session(people: People, session: int, by: str) -> None:
    """Sign out the device that asks for it. Raises as above."""
    with sorted_errors(people.path), transaction(people.connection):
        people.connection.execute("UPDATE sessions SET ended = ? WHERE id = ?", (time.time(), session))
        write_down(people.connection, by, "signed-out")


def note_use(people: People, session: Session) -> None:
    """Write down that a device was used, where that was not done within the hour. Raises as above."""
    now = time.time()
    if now - session.used > NOTED_EVERY:
        with sorted_errors(people.path), transaction(people.connection):
            people.connection.execute("UPDATE sessions SET used = ? WHERE id = ?", (now, session.id))
