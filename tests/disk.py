"""A disk that nobody waits for: what a process has written outlives it, and no test cuts the power.

Each result, note and commit waits for the disk else, in the hundreds a second that tests make of them.
"""

from __future__ import annotations

import os
from typing import Any

import pytest

from newscast.desk import database

WAITING = database.Connection
"""What waits for the disk."""
_FULL, _OFF = "PRAGMA synchronous = FULL", "PRAGMA synchronous = OFF"


class _Hasty(WAITING):
    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        super().execute(_OFF)

    def execute(self, sql: str, *values: Any) -> Any:
        return super().execute(_OFF if sql == _FULL else sql, *values)


def hasten(patch: pytest.MonkeyPatch) -> None:
    """From now on this process does not wait for the disk."""
    patch.setattr(os, "fsync", lambda descriptor: None)
    patch.setattr(database, "Connection", _Hasty)
