"""`newscast watch` as an office has it: saved, dropped into, killed, and told to end."""

from __future__ import annotations

import random
import signal
import subprocess
import time
from pathlib import Path

import pytest

from bench import soak
from bench.soak import Office, at_rest, furnished, left_over, live_through, save

pytestmark = pytest.mark.slow

NAMES = ("mañana", "dos puntos", "niñez")


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    """It has few episodes, so that much happens to each and little has to be built."""
    monkeypatch.setattr(soak, "_NAMES", NAMES[:1])
    return furnished(tmp_path / "sala", random.Random(7))


def said(office: Office) -> str:
    return (office.root.parent / f"{office.root.name}.log").read_text(encoding="utf-8")


def test_nothing_is_lost_and_nothing_built_twice_whatever_people_do(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    save(office)
    office.start()
    until = time.monotonic() + 60
    while "being built" not in said(office) and time.monotonic() < until:
        time.sleep(0.1)
    second = subprocess.run(office.command(), capture_output=True, check=False, env=office.environment(), timeout=60)
    assert second.returncode == 2 and "watches this newsroom already" in second.stderr.decode()
    began = time.monotonic()
    assert office.end(signal.SIGTERM) == 0
    assert time.monotonic() - began < 60
    assert left_over(office) == [], "a build is stopped with its watcher"

    # From now on others are saved.
    monkeypatch.setattr(soak, "_NAMES", NAMES[1:])
    faults = live_through(office, acts=6, kills=1)
    faults += at_rest(office)
    assert office.end(signal.SIGINT) == 0
    assert faults + left_over(office) == []
    assert not (office.root / ".watch.json").exists()
