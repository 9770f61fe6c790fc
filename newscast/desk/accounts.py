"""Accounts of the page: who may sign in, and as what."""

from __future__ import annotations

import re
import time
from dataclasses import dataclass
from typing import Any, Literal

from newscast.desk.database import sorted_errors, transaction
from newscast.desk.people import People, write_down

Role = Literal["producer", "editor", "director"]
ROLES: tuple[Role, ...] = ("producer", "editor", "director")
_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,39}")
_TAKEN = re.compile(r"newscast|guest-.*|reporter-.*")
"""Names under which programs, guests and reporters stand in the record."""
_LONGEST = 80


@dataclass(frozen=True)
class Account:
    """An account: `name` signs in and stands in the audit, `shown` is what people read. `password` is an argon2 hash,
    None where only links sign in."""

    id: int
    name: str
    shown: str
    role: Role
    password: str | None
    made: float
    made_by: str
    removed: float | None


def is_account_name(name: str) -> bool:
    """Whether an account may be called so: small letters, digits and `.-_`."""
    return bool(_NAME.fullmatch(name)) and not _TAKEN.fullmatch(name)


def shown_as(text: str) -> str:
    """A name that people read, on one line and not too long."""
    return " ".join("".join(each if each.isprintable() else " " for each in text).split())[:_LONGEST]


def accounts(people: People) -> list[Account]:
    """The accounts that were not removed, by name. Raises MachineError, BrokenError."""
    return _accounts(people, "removed IS NULL ORDER BY name")


def account_of(people: People, name: str) -> Account | None:
    """The account of this name that was not removed. Raises MachineError, BrokenError."""
    return next(iter(_accounts(people, "removed IS NULL AND name = ?", name)), None)


def add_account(people: People, name: str, shown: str, role: Role, by: str) -> Account:
    """A new account; one that was removed is there again, with these. Raises MachineError, BrokenError."""
    with sorted_errors(people.path), transaction(people.connection):
        return put_account(people, name, shown, role, by)


def put_account(people: People, name: str, shown: str, role: Role, by: str) -> Account:
    """The same as part of what is being written. Raises sqlite3.Error."""
    people.connection.execute(
        "INSERT INTO accounts (name, shown, role, made, made_by) VALUES (?, ?, ?, ?, ?) ON CONFLICT (name) DO"
        " UPDATE SET shown = excluded.shown, role = excluded.role, removed = NULL, password = NULL",
        (name, shown, role, time.time(), by),
    )
    write_down(people.connection, by, "account-added", None, {"account": name, "role": role})
    return _accounts(people, "name = ?", name)[0]


def change_account(people: People, account: Account, shown: str, role: Role, by: str) -> None:
    """Another name to be read, or another role. Raises MachineError, BrokenError."""
    with sorted_errors(people.path), transaction(people.connection):
        people.connection.execute("UPDATE accounts SET shown = ?, role = ? WHERE id = ?", (shown, role, account.id))
        write_down(people.connection, by, "account-changed", None, {"account": account.name, "role": role})


def remove_account(people: People, account: Account, by: str) -> None:
    """Nobody comes in by it any more, on no device and by no link; what they did stays. Raises as above."""
    with sorted_errors(people.path), transaction(people.connection):
        people.connection.execute("UPDATE accounts SET removed = ? WHERE id = ?", (time.time(), account.id))
        shut_out(people, account)
        write_down(people.connection, by, "account-removed", None, {"account": account.name})


def set_password(people: People, account: Account, password: str | None, by: str, keep: int | None = None) -> None:
    """Another password, as its argon2 hash; None where only links shall sign in. All devices but `keep` are signed out.

    Raises MachineError, BrokenError.
    """
    with sorted_errors(people.path), transaction(people.connection):
        people.connection.execute("UPDATE accounts SET password = ? WHERE id = ?", (password, account.id))
        shut_out(people, account, keep)
        what = "password-set" if password else "password-taken-away"
        write_down(people.connection, by, what, None, {"account": account.name})


def shut_out(people: People, account: Account, keep: int | None = None) -> None:
    """End the account's devices, but the session `keep`, and its links, inside a transaction. Raises sqlite3.Error."""
    now = time.time()
    people.connection.execute(
        "UPDATE sessions SET ended = ? WHERE account = ? AND ended IS NULL AND id IS NOT ?", (now, account.id, keep)
    )
    people.connection.execute(
        "UPDATE links SET withdrawn = ? WHERE account = ? AND spent IS NULL AND withdrawn IS NULL", (now, account.id)
    )


def _accounts(people: People, chosen: str, *values: Any) -> list[Account]:
    with sorted_errors(people.path):
        rows = people.connection.execute(f"SELECT * FROM accounts WHERE {chosen}", values)
        return [Account(**dict(row)) for row in rows]
