"""Accounts of the page: who may sign in, and as what."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Any, Literal

from newscast.desk.database import sorted_errors, transaction
from newscast.desk.people import People, write_down

Role = Literal["producer", "editor", "director"]
ROLES: tuple[Role, ...] = ("producer", "editor", "director")


@dataclass(frozen=True)
class Account:
    """An account: `name` signs in and stands in the audit, `shown` is what people read. `password` is an argon2 hash,
    None where only links sign in; `language` a two-letter code, None for that of the browser."""

    id: int
    name: str
    shown: str
    role: Role
    password: str | None
    language: str | None
    made: float
    made_by: str
    removed: float | None


def accounts(people: People) -> list[Account]:
    """The accounts that were not removed, by name. Raises MachineError, BrokenError."""
    return _accounts(people, "removed IS NULL ORDER BY name")


def account_of(people: People, name: str) -> Account | None:
    """The account of this name that was not removed. Raises MachineError, BrokenError."""
    return next(iter(_accounts(people, "removed IS NULL AND name = ?", name)), None)


def add_account(people: People, name: str, shown: str, role: Role, by: str) -> Account:
    """A new account; one that was removed is there again, with these. Raises MachineError, BrokenError."""
    with sorted_errors(people.path), transaction(people.connection):
        people.connection.execute(
            "INSERT INTO accounts (name, shown, role, made, made_by) VALUES (?, ?, ?, ?, ?) ON CONFLICT (name) DO"
            " UPDATE SET shown = excluded.shown, role = excluded.role, removed = NULL, password = NULL",
            (name, shown, role, time.time(), by),
        )
        write_down(people.connection, by, "account-added", None, {"account": name, "role": role})
    return _accounts(people, "name = ?", name)[0]


def _accounts(people: People, chosen: str, *values: Any) -> list[Account]:
    with sorted_errors(people.path):
        rows = people.connection.execute(f"SELECT * FROM accounts WHERE {chosen}", values)
        return [Account(**dict(row)) for row in rows]
