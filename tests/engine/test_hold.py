"""Builds have the store together, collecting has it alone; a process that is killed lets go."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from newscast.base.binary import Binary
from newscast.base.content import File
from newscast.cli.store import command
from newscast.engine.engine import Engine
from newscast.engine.job import Job
from newscast.engine.perform import perform
from newscast.step.step import step
from newscast.store.collect import collect
from newscast.store.hold import alone, in_use
from newscast.store.store import Result, Store

pytestmark = pytest.mark.real

RESULT = Result("a" * 64, ".txt")
USES = (
    "import sys, time; from pathlib import Path; from newscast.store.hold import {way}\n"
    "with {way}(Path(sys.argv[1])):\n    print('ready', flush=True); time.sleep({seconds})\n"
    "    Path(sys.argv[1] + '.over').touch()"
)


def other(folder: Path, way: str = "in_use", seconds: float = 60) -> subprocess.Popen[bytes]:
    """Another process that has the store."""
    started = subprocess.Popen(
        [sys.executable, "-c", USES.format(way=way, seconds=seconds), str(folder)], stdout=subprocess.PIPE
    )
    assert started.stdout and started.stdout.readline() == b"ready\n"
    return started


@pytest.fixture
def building(tmp_path: Path) -> Iterator[subprocess.Popen[bytes]]:
    started = other(tmp_path / "store")
    yield started
    started.kill()
    started.wait()


def is_free(folder: Path) -> bool:
    with alone(folder) as mine:
        return mine


def test_builds_have_it_together_and_collecting_alone(tmp_path: Path) -> None:
    with in_use(tmp_path), in_use(tmp_path):
        assert not is_free(tmp_path)
    assert is_free(tmp_path)
    with alone(tmp_path) as mine:
        assert mine and not is_free(tmp_path)


def test_a_build_waits_until_collecting_is_done(tmp_path: Path) -> None:
    collecting = other(tmp_path / "store", "alone", 0.5)
    with in_use(tmp_path / "store"):
        assert (tmp_path / "store.over").exists()
    assert collecting.wait() == 0


def test_a_build_that_is_killed_lets_go(tmp_path: Path, building: subprocess.Popen[bytes]) -> None:
    assert not is_free(tmp_path / "store")
    os.kill(building.pid, signal.SIGKILL)
    building.wait()
    assert is_free(tmp_path / "store")


def test_nothing_is_collected_from_under_a_build(
    tmp_path: Path, binary: Binary, made_up: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The engine has the store from its first step on until its results are where they belong."""
    monkeypatch.setenv("NEWSCAST_STORE", str(tmp_path / "store"))
    monkeypatch.setenv("NEWSCAST_LANG", "en")
    made = step("test-text", {"text": "x"}, suffix=".txt")
    arguments = [str(tmp_path), "--collect", "--larger", "0"]
    with Engine(Store(tmp_path / "store"), binary, 1) as works:
        works.make([made])
        assert collect(Store(tmp_path / "store"), 0.0, 0).skipped
        answer = CliRunner().invoke(command, arguments)
        assert answer.exit_code == 0 and "A build works with these results" in answer.output
        assert works.path(made).read_text() == "x"
    assert "Removed 1 results" in CliRunner().invoke(command, arguments).output


def test_a_worker_has_the_store_while_it_works(tmp_path: Path, binary: Binary, monkeypatch: pytest.MonkeyPatch) -> None:
    """A worker on another machine is no child of a build that has the store there."""
    store, found = Store(tmp_path), []
    (tmp_path / "file").write_text("x")
    job = Job("digest", "{}", ("x",), {"x": File(tmp_path / "file", "a" * 64)}, (RESULT,))
    scratch = store.scratch

    def looked() -> Path:
        found.append(is_free(store.folder))
        return scratch()

    monkeypatch.setattr(store, "scratch", looked)
    perform(job, store, binary.path)
    assert found == [False] and store.has(RESULT) and is_free(store.folder)


def test_a_folder_that_may_only_be_read_is_no_obstacle(tmp_path: Path) -> None:
    (tmp_path / "store").write_text("a file where the folder should be")
    with in_use(tmp_path / "store"):
        pass
    assert not is_free(tmp_path / "store")
