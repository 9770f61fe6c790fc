"""One watcher looks after a newsroom: a second one is told who has it, and a lease that nobody holds is free."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from newscast.base.errors import UsageError
from newscast.watch.status import lock
from newscast.watch.status.lock import FORGOTTEN, LEASE, RENEWED_EVERY, Holder, Lease, holder_of, watching


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "assets/shows").mkdir(parents=True)
    return tmp_path


def held_by(root: Path, **changes: object) -> Holder:
    """A lease that somebody else holds."""
    with watching(root):
        own = holder_of(root / LEASE)
    assert own is not None
    holder = replace(own, mark="other", **changes)
    (root / LEASE).write_text(json.dumps(vars(holder)))
    return holder


def test_a_lease_is_free_again_when_its_watcher_ends(root: Path) -> None:
    with watching(root):
        assert (holder := holder_of(root / LEASE)) and holder.process == os.getpid()
    assert not (root / LEASE).exists()


@pytest.mark.real
def test_a_second_watcher_of_this_machine_is_told_which_process_has_it(root: Path) -> None:
    other = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    try:
        held_by(root, process=other.pid)
        with pytest.raises(UsageError, match=f"{socket.gethostname()}.*{other.pid}"), watching(root):
            pass
    finally:
        other.communicate()
    # It has ended, and so has its lease.
    with watching(root):
        pass


def test_a_process_of_the_same_number_after_the_machine_was_started_again_is_another_one(root: Path) -> None:
    held_by(root, process=os.getppid(), boot="an earlier one")
    with watching(root):
        pass


def test_a_lease_of_another_machine_is_free_when_it_was_not_renewed_for_long(root: Path) -> None:
    held_by(root, host="elsewhere")
    with pytest.raises(UsageError, match="elsewhere"), watching(root):
        pass
    long_ago = time.time() - FORGOTTEN - 5
    os.utime(root / LEASE, (long_ago, long_ago))
    with watching(root):
        pass


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    now = [1000.0]
    monkeypatch.setattr(lock.time, "monotonic", lambda: now[0])
    return now


def later(lease: Lease, clock: list[float]) -> bool:
    clock[0] += RENEWED_EVERY + 1
    return lease.renew()


def test_a_lease_is_renewed_and_is_lost_to_who_took_it(root: Path, clock: list[float]) -> None:
    with watching(root) as lease:
        os.utime(root / LEASE, (1.0, 1.0))
        assert lease.renew() and (root / LEASE).stat().st_mtime == 1.0
        assert later(lease, clock) and time.time() - (root / LEASE).stat().st_mtime < 60
        (root / LEASE).write_text(json.dumps(vars(Holder("elsewhere", 1, "other"))))
        assert not later(lease, clock)
    assert holder_of(root / LEASE) == Holder("elsewhere", 1, "other")


def test_a_disk_that_is_gone_for_a_while_takes_no_lease_away(root: Path, clock: list[float], tmp_path: Path) -> None:
    away = tmp_path.with_name(f"{tmp_path.name}-away")
    with watching(root) as lease:
        own = holder_of(root / LEASE)
        root.rename(away)
        assert later(lease, clock) and not root.exists()
        # An empty folder to which nothing is connected is not the newsroom.
        root.mkdir()
        assert later(lease, clock) and not list(root.iterdir())
        root.rmdir()
        (away / LEASE).unlink()
        away.rename(root)
        assert later(lease, clock) and holder_of(root / LEASE) == own
    shutil.rmtree(away, ignore_errors=True)
