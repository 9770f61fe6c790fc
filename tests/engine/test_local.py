"""The crew of this machine: who gets which job."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

import pytest

from newscast.engine import local
from newscast.engine.job import Job
from newscast.engine.local import LocalCrew
from newscast.store.store import Store


class Hand:
    """Stands for a worker: notes what it did, and takes as long as the test wants."""

    hands: list[Hand]
    go_on: threading.Event

    def __init__(self, binary: Path, store: Store) -> None:
        self.kinds: list[str] = []
        self.hands.append(self)

    def do(self, job: Job, threads: int, report: Any) -> None:
        assert self.go_on.wait(60)
        self.kinds.append(job.kind)

    def end(self) -> None: ...


@pytest.fixture
def crew(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> LocalCrew:
    monkeypatch.setattr(Hand, "hands", [], raising=False)
    monkeypatch.setattr(Hand, "go_on", threading.Event(), raising=False)
    monkeypatch.setattr(local, "Worker", Hand)
    return LocalCrew(2, tmp_path / "ffmpeg", Store(tmp_path / "store"))


def job(kind: str) -> Job:
    return Job(kind, "{}", (), {}, ())


def run(crew: LocalCrew, *kinds: str) -> None:
    """Have the jobs done at the same time, to the end."""
    left = threading.Semaphore(0)
    Hand.go_on.clear()
    for kind in kinds:
        crew.give(job(kind), 1, lambda word, value: left.release() if word == "done" else None)
    Hand.go_on.set()
    assert all(left.acquire(timeout=60) for _kind in kinds)


def test_what_needs_scipy_goes_where_it_is_loaded(crew: LocalCrew) -> None:
    run(crew, "voice", "ffmpeg")
    for kind in ("speech", "ffmpeg", "master", "ffmpeg"):
        run(crew, kind)
    run(crew, "ffmpeg", "speech")
    crew.close()
    assert sorted((set(hand.kinds) for hand in Hand.hands), key=len) == [{"ffmpeg"}, {"voice", "speech", "master"}]


def test_two_at_a_time_have_a_worker_each(crew: LocalCrew) -> None:
    run(crew, "voice", "voice")
    crew.close()
    assert [hand.kinds for hand in Hand.hands] == [["voice"], ["voice"]]


def test_what_is_too_much_waits(crew: LocalCrew) -> None:
    run(crew, "voice", "voice", "join", "join", "digest")
    crew.close()
    assert sorted(kind for hand in Hand.hands for kind in hand.kinds) == ["digest", "join", "join", "voice", "voice"]
