"""Folders of tests in memory: none is left behind for long, and none is taken from a run that goes on."""

from __future__ import annotations

import os
from pathlib import Path

import memory
import pytest


@pytest.fixture(autouse=True)
def shm(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(memory, "MEMORY", tmp_path)
    monkeypatch.setattr(memory, "ROOM", 0)
    return tmp_path


def begun(of_an_hour_ago: bool) -> memory.InMemory:
    own = memory.in_memory()
    assert own
    (own.folder / "tests").mkdir()
    if of_an_hour_ago:
        then = own.folder.stat().st_mtime - 3600
        os.utime(own.folder, (then, then))
    return own


def test_of_a_run_that_passed_nothing_is_left(shm: Path) -> None:
    begun(of_an_hour_ago=True).leave(passed=True)
    assert not [*shm.iterdir()]


def test_what_failed_stays_until_the_next_run_begins() -> None:
    failed = begun(of_an_hour_ago=True)
    failed.leave(passed=False)
    assert failed.folder.exists()
    begun(of_an_hour_ago=False).leave(passed=True)
    assert not failed.folder.exists()


@pytest.mark.parametrize("of_an_hour_ago", [True, False])
def test_a_run_that_goes_on_keeps_its_folder(of_an_hour_ago: bool) -> None:
    going_on = begun(of_an_hour_ago)
    begun(of_an_hour_ago=False).leave(passed=True)
    assert going_on.folder.exists()
    going_on.leave(passed=True)


def test_one_that_is_new_and_not_locked_yet_stays_too(shm: Path) -> None:
    new = begun(of_an_hour_ago=False)
    new.leave(passed=False)
    begun(of_an_hour_ago=False).leave(passed=True)
    assert new.folder.exists()


def test_what_another_run_removes_at_this_moment_is_no_reason_for_the_disk(
    shm: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Path, "glob", lambda folder, pattern: iter([folder / pattern.replace("*", "gone")]))
    begun(of_an_hour_ago=False).leave(passed=True)


def test_without_room_or_memory_folders_lie_on_the_disk(shm: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory, "ROOM", 1 << 60)
    assert memory.in_memory() is None and not [*shm.iterdir()]
    monkeypatch.setattr(memory, "ROOM", 0)
    monkeypatch.setattr(memory, "MEMORY", shm / "there is none")
    assert memory.in_memory() is None


def test_where_no_library_may_be_loaded_folders_lie_on_the_disk(shm: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    there = os.statvfs(shm)
    fields = [*there[:10]]
    for flags, fit in ((os.ST_NOSUID, True), (os.ST_NOSUID | os.ST_NOEXEC, False)):
        fields[8] = flags
        monkeypatch.setattr(os, "statvfs", lambda _path, now=tuple(fields): os.statvfs_result(now))
        own = memory.in_memory()
        assert (own is not None) is fit
        if own:
            own.leave(passed=True)
