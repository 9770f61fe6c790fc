"""Many machines: a real scheduler and real workers on loopback."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest

from newscast.base.binary import Binary
from newscast.base.content import File
from newscast.base.errors import FilesError, MachineError
from newscast.engine.engine import Engine
from newscast.engine.progress import Silent
from newscast.engine.traits import differences, traits_of
from newscast.step.step import Step, step
from newscast.store.store import Store

# Loaded where it is used: most runs that read this file want nothing of it.
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not find_spec("distributed"), reason="distributed is not installed (newscast[cluster])"),
]

Episode = Callable[..., list[Step]]


class Cluster:
    """A scheduler and workers as processes of their own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._file = folder / "scheduler.json"
        self._processes: list[subprocess.Popen[bytes]] = []
        self.workers: list[subprocess.Popen[bytes]] = []
        self._run("scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard")

    @property
    def address(self) -> str:
        import json

        self._wait(self._file.exists)
        time.sleep(0.1)
        return str(json.loads(self._file.read_text())["address"])

    def worker(self, **environment: str) -> subprocess.Popen[bytes]:
        started = self._run("worker", "--nthreads", "1", "--no-nanny", "--no-dashboard", **environment)
        self.workers.append(started)
        return started

    def wait_for_workers(self, count: int) -> None:
        from distributed import Client

        with Client(self.address, set_as_default=False) as client:
            client.wait_for_workers(count, timeout=30)

    def close(self) -> None:
        for process in reversed(self._processes):
            process.kill()
            process.wait()

    def _run(self, kind: str, *arguments: str, **environment: str) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "dask", kind, "--scheduler-file", str(self._file), *arguments]
        log = (self.folder / f"{kind}-{len(self._processes)}.log").open("wb")
        # A folder of its own: nothing of the newsroom may be found by luck.
        own = self.folder / f"home-{len(self._processes)}"
        own.mkdir()
        settings = {**os.environ, "XDG_CACHE_HOME": str(own), **environment}
        started = subprocess.Popen(command, cwd=own, env=settings, stdout=log, stderr=log)
        self._processes.append(started)
        return started

    @staticmethod
    def _wait(true: Callable[[], object]) -> None:
        end = time.monotonic() + 30
        while not true():
            assert time.monotonic() < end
            time.sleep(0.05)


@pytest.fixture
def cluster(tmp_path: Path, made_up: Path) -> Iterator[Cluster]:
    started = Cluster(tmp_path)
    try:
        yield started
    finally:
        started.close()


def contents(store: Path, suffixes: tuple[str, ...] = (".mp4", ".mxf", ".txt")) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(store.glob("objects/*/*")) if path.suffix in suffixes}


class Heard(Silent):
    def __init__(self) -> None:
        self.done: list[float] = []

    def advance(self, job: int, done: float) -> None:
        self.done.append(done)


def test_one_worker_is_killed_in_the_middle_and_the_bytes_are_the_same(
    cluster: Cluster, tmp_path: Path, binary: Binary, small_episode: Episode, clip: File
) -> None:
    cluster.worker()
    cluster.worker()
    cluster.wait_for_workers(2)
    slow = [
        step("test-text", {"text": f"{n}", "seconds": 0.7, "log": str(tmp_path / "log")}, suffix=".txt")
        for n in range(6)
    ]
    steps = [*small_episode(""), *slow]
    with Engine(Store(tmp_path / "local"), binary, 2) as local:
        local.make(steps)
    (tmp_path / "log").unlink()

    killer = subprocess.Popen(
        ["sh", "-c", f"while [ ! -s {tmp_path}/log ]; do sleep 0.05; done; kill -9 {cluster.workers[0].pid}"]
    )
    with Engine(Store(tmp_path / "far"), binary, 2, scheduler=cluster.address) as far:
        far.make(steps)
        assert far.rendered == len(steps)
    assert killer.wait() == 0
    assert cluster.workers[0].wait(timeout=30) == -9
    local_bytes = contents(tmp_path / "local")
    assert len(local_bytes) == len(steps)
    # Besides the results there is the clip, by its content.
    there = contents(tmp_path / "far")
    assert there.pop(f"{clip.digest}.mp4") == clip.path.read_bytes()
    assert there == local_bytes
    with Engine(Store(tmp_path / "far"), binary, 2) as again:
        again.make(steps)
        assert again.rendered == 0


def test_errors_and_progress_come_back(
    cluster: Cluster, tmp_path: Path, binary: Binary, small_episode: Episode
) -> None:
    cluster.worker()
    cluster.wait_for_workers(1)
    heard = Heard()
    with Engine(Store(tmp_path / "far"), binary, 2, heard, scheduler=cluster.address) as far:
        far.make(small_episode())
        with pytest.raises(FilesError) as raised:
            far.make([step("test-problems", {}, suffix=".txt")])
        with pytest.raises(MachineError, match="no") as refused:
            far.make([step("test-refusal", {}, suffix=".txt")])
    assert len(raised.value.problems) == 2
    assert refused.value.log == "the log"
    assert heard.done


def test_a_worker_of_another_kind_is_refused(cluster: Cluster, tmp_path: Path, binary: Binary) -> None:
    other = tmp_path / "ffmpeg-other"
    other.write_text(
        f'#!/bin/sh\n[ "$1" = -version ] && echo "ffmpeg version 1.2.3" && exit\nexec {binary.path} "$@"\n'
    )
    other.chmod(0o755)
    cluster.worker(NEWSCAST_FFMPEG=str(other))
    cluster.wait_for_workers(1)
    with (
        Engine(Store(tmp_path / "far"), binary, 2, scheduler=cluster.address) as far,
        pytest.raises(MachineError, match=r"worker tcp://.* is refused.*ffmpeg is 1\.2\.3"),
    ):
        far.make([step("test-text", {"text": "x"}, suffix=".txt")])


def test_a_worker_that_does_not_see_the_store_is_said(
    cluster: Cluster, tmp_path: Path, binary: Binary, monkeypatch: pytest.MonkeyPatch
) -> None:
    cluster.worker()
    cluster.wait_for_workers(1)
    # The folder has another name on the worker's machine.
    monkeypatch.setattr(Store, "address", property(lambda self: "/mnt/elsewhere"))
    with (
        Engine(Store(tmp_path / "far"), binary, 2, scheduler=cluster.address) as far,
        pytest.raises(MachineError, match="does not see the store /mnt/elsewhere"),
    ):
        far.make([step("test-text", {"text": "x"}, suffix=".txt")])


def test_no_scheduler_and_no_workers_are_said(
    cluster: Cluster, tmp_path: Path, binary: Binary, monkeypatch: pytest.MonkeyPatch
) -> None:
    from newscast.engine import cluster as module

    target = step("test-text", {"text": "x"}, suffix=".txt")
    with (
        Engine(Store(tmp_path), binary, 2, scheduler=cluster.address) as far,
        pytest.raises(MachineError, match="has no workers"),
    ):
        far.make([target])
    monkeypatch.setattr(module, "_ANSWER_SECONDS", 1)
    for address in ("tcp://127.0.0.1:9", "nonsense"):
        with (
            Engine(Store(tmp_path), binary, 2, scheduler=address) as far,
            pytest.raises(MachineError, match="No scheduler"),
        ):
            far.make([target])


def test_processors_that_differ_are_told_apart(binary: Binary) -> None:
    ours = traits_of(binary)
    assert differences(ours, ours) == []
    theirs = {**ours, "processor": ours["processor"] + " avx999", "numpy": "0.1"}
    assert any("avx999" in each for each in differences(theirs, ours))
    assert any(each.startswith("numpy is 0.1 there") for each in differences(theirs, ours))
