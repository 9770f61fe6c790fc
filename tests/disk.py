"""A disk that nobody waits for: what a process has written outlives it, and no test cuts the power.

Each result, note and commit waits for the disk else, in the hundreds a second that tests make of them.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path
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


_MEMORY = Path("/dev/shm")
"""What lies there is in memory, on Linux."""
_ROOM = 4 << 30
"""Bytes that have to be free there: all tests that only think write 0.6 GB."""
_CHOSEN = "PYTEST_DEBUG_TEMPROOT"
"""Where pytest makes its folders, if somebody says so."""


def stay_in_memory(config: pytest.Config) -> None:
    """From now on folders of tests are made in memory, where there is room, unless somebody chose a place; they go at
    the end, but for those of a run in which something failed."""
    if config.option.basetemp or _CHOSEN in os.environ or not _MEMORY.is_dir():
        return
    if shutil.disk_usage(_MEMORY).free < _ROOM or not os.access(_MEMORY, os.W_OK | os.X_OK):
        return
    root = tempfile.mkdtemp(prefix="newscast-tests-", dir=_MEMORY)
    os.environ[_CHOSEN] = root
    config.pluginmanager.register(_Memory(root))


class _Memory:
    """Gives back what a run took."""

    def __init__(self, root: str) -> None:
        self._root = root
        self._passed = False

    def pytest_sessionfinish(self, exitstatus: int) -> None:
        self._passed = exitstatus in (pytest.ExitCode.OK, pytest.ExitCode.NO_TESTS_COLLECTED)

    def pytest_unconfigure(self) -> None:
        os.environ.pop(_CHOSEN, None)
        if self._passed:
            shutil.rmtree(self._root, ignore_errors=True)
