"""`newscast watch` as an office has it: saved, dropped into, killed, and told to end."""

from __future__ import annotations

import random
import signal
import subprocess
import time
from pathlib import Path

import pytest

from bench.soak import Office, at_rest, furnished, left_over, live_through, save

pytestmark = pytest.mark.slow


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return furnished(tmp_path / "sala", random.Random(7))


def said(office: Office) -> str:
    return (office.root.parent / f"{office.root.name}.log").read_text(encoding="utf-8")


def test_nothing_is_lost_and_nothing_built_twice_whatever_people_do(office: Office) -> None:
    faults = live_through(office, acts=8, kills=1)
    faults += at_rest(office)
    assert office.end() == 0
    assert faults + left_over(office) == []
    assert not (office.root / ".watch.json").exists()


def test_a_second_watcher_is_refused_and_a_build_is_stopped_with_its_watcher(office: Office) -> None:
    save(office)
    office.start()
    until = time.monotonic() + 60
    while "being built" not in said(office) and time.monotonic() < until:
        time.sleep(0.1)
    second = subprocess.run(office.command(), capture_output=True, check=False, env=office.environment(), timeout=60)
    assert second.returncode == 2 and "watches this newsroom already" in second.stderr.decode()
    began = time.monotonic()
    assert office.end(signal.SIGTERM) == 0
    assert time.monotonic() - began < 10
    assert left_over(office) == []
    office.start()
    assert at_rest(office) == []
    assert office.end(signal.SIGINT) == 0
