"""Where folders of tests are made that only think: in memory where there is room, and gone again if all passed."""

from __future__ import annotations

import os
from collections import namedtuple
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import disk
import pytest


@pytest.fixture
def begin(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Begins a run on a machine with so much room in memory; gives what stands there for it, if anything does."""
    monkeypatch.delenv(disk._CHOSEN, raising=False)
    monkeypatch.setattr(disk, "_MEMORY", tmp_path)

    def run(free: int = disk._ROOM, basetemp: str | None = None) -> Any:
        known: list[Any] = []
        usage = namedtuple("usage", "free")(free)
        monkeypatch.setattr(disk.shutil, "disk_usage", lambda folder: usage)
        manager = SimpleNamespace(register=known.append)
        disk.stay_in_memory(SimpleNamespace(option=SimpleNamespace(basetemp=basetemp), pluginmanager=manager))
        return known[0] if known else None

    return run


@pytest.mark.parametrize(("status", "left"), [(pytest.ExitCode.OK, 0), (pytest.ExitCode.TESTS_FAILED, 1)])
def test_what_a_run_made_goes_unless_something_failed(begin: Any, tmp_path: Path, status: int, left: int) -> None:
    run = begin()
    root = Path(os.environ[disk._CHOSEN])
    assert root.parent == tmp_path
    (root / "made").touch()
    run.pytest_sessionfinish(status)
    run.pytest_unconfigure()
    assert len(list(tmp_path.iterdir())) == left and disk._CHOSEN not in os.environ


def test_nothing_is_made_there_without_room_or_where_a_place_was_chosen(
    begin: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert begin(free=disk._ROOM - 1) is None
    assert begin(basetemp="elsewhere") is None
    monkeypatch.setenv(disk._CHOSEN, "/elsewhere")
    assert begin() is None
    assert list(tmp_path.iterdir()) == [] and os.environ[disk._CHOSEN] == "/elsewhere"
