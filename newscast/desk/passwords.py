"""Passwords: kept as argon2 hashes, asked for in the same time whether there is such an account or not."""

from __future__ import annotations

import threading
from functools import cache
from typing import TYPE_CHECKING

from newscast.desk.accounts import Account

if TYPE_CHECKING:
    from argon2 import PasswordHasher

SHORTEST, LONGEST = 10, 200
"""Characters of a password."""
_AT_A_TIME = threading.Semaphore(2)
"""Each look takes 64 MB and most of a core for a moment."""


def is_password(text: str, name: str = "") -> bool:
    """Whether this may be the password of the account of that name: long, and not the name."""
    return SHORTEST <= len(text) <= LONGEST and len(set(text)) > 3 and text.lower() != name.lower()


def hashed(password: str) -> str:
    """What is kept of a password: argon2id, with the parameters of RFC 9106's second choice."""
    with _AT_A_TIME:
        return _hasher().hash(password)


def is_right(account: Account | None, password: str) -> bool:
    """Whether this is the account's password. Takes as long where there is no account, or it has none."""
    from argon2.exceptions import InvalidHashError, VerificationError

    kept = account.password if account else None
    with _AT_A_TIME:
        try:
            _hasher().verify(kept or _nobodys(), password[:LONGEST])
        except (VerificationError, InvalidHashError):
            return False
    return kept is not None


@cache
def _hasher() -> PasswordHasher:
    from argon2 import PasswordHasher

    return PasswordHasher()


@cache
def _nobodys() -> str:
    return _hasher().hash("nobody has this password")
