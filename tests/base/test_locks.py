"""Locks are let go of where they end, whoever has a copy; folders of the living stay."""

from __future__ import annotations

import errno
import fcntl
import os
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from newscast.base.locks import clear_abandoned, locked, locked_for_reading, own_folder
from newscast.store.hold import NAME, alone, in_use

WEEK = 7 * 86_400.0


def is_free(path: Path, how: int = fcntl.LOCK_EX) -> bool:
    with path.open("a") as lock:
        try:
            fcntl.flock(lock, how | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True


def test_one_has_it_or_several_read(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    with locked(path):
        assert not is_free(path, fcntl.LOCK_SH)
    with locked_for_reading(path) as mine, locked_for_reading(path) as theirs:
        assert mine and theirs and not is_free(path)
    assert is_free(path)


def test_where_there_is_no_lock_nothing_is_held(tmp_path: Path) -> None:
    with locked_for_reading(tmp_path / "lock") as held:
        assert not held
    assert not (tmp_path / "lock").exists()


def test_where_a_disk_knows_no_locks_nothing_is_held(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(file: object, how: int) -> None:
        raise OSError(errno.ENOLCK, "no locks available")

    (tmp_path / "lock").touch()
    monkeypatch.setattr(fcntl, "flock", refuse)
    with locked_for_reading(tmp_path / "lock") as held:
        assert not held


@pytest.mark.parametrize("taken", [locked, locked_for_reading, in_use, alone])
def test_a_copy_that_a_child_got_holds_nothing(
    taken: Callable[[Path], AbstractContextManager[object]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A process that is started while a lock is held has its descriptors for a moment, or for as long as it lives."""
    path = tmp_path / NAME
    path.touch()
    copies: list[int] = []
    flock = fcntl.flock

    def copied(lock: int, how: int) -> None:
        flock(lock, how)
        if how != fcntl.LOCK_UN:
            copies.append(os.dup(lock if isinstance(lock, int) else lock.fileno()))

    with monkeypatch.context() as patch:
        patch.setattr(fcntl, "flock", copied)
        with taken(tmp_path if taken in (in_use, alone) else path):
            assert not is_free(path)
    assert is_free(path)
    for copy in copies:
        os.close(copy)


@pytest.mark.parametrize(("age", "stays"), [(0.0, True), (WEEK - 60, True), (WEEK + 60, False)])
def test_where_nobody_can_tell_who_lives_a_folder_goes_after_a_week(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, age: float, stays: bool
) -> None:
    """On file systems that know no locks."""

    def refused(_lock: int, _how: int) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr(fcntl, "flock", refused)
    folder, lock = own_folder(tmp_path)
    (folder / "half.mp4").touch()
    os.utime(folder, (time.time() - age,) * 2)
    clear_abandoned(folder)
    assert folder.exists() is stays
    os.close(lock)
