"""Many machines: what a second Dask worker of one thread is worth, with everything on this machine's loopback."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from bench.episode import Episode, make_episode, make_media
from bench.measure import BenchError, Cost
from bench.ours import HOOK, Build, build
from bench.table import Row
from newscast.base.binary import find_binary

SIZE = (960, 540)
SECONDS, STORIES = 72.0, 6
LIMIT = 1.8
_START_SECONDS = 60.0


@dataclass(frozen=True)
class Timed:
    """A build on a cluster: CPU seconds of its jobs on the workers, and its wall without the start of Dask."""

    cost: Cost
    files: dict[str, str]


def measure(folder: Path, runs: int) -> list[Row]:
    """One worker against two, in turns; and how much faster two plain encoders at a time are here, which bounds it."""
    if find_spec("distributed") is None:
        print("\nA second worker: the package distributed is not installed here (newscast[cluster]), not measured")
        return []
    episode = make_episode(folder / "shared", make_media(folder / "media-540", SIZE[1]), SECONDS, STORIES, SIZE)
    one, two, bound = [], [], []
    for _number in range(runs):
        one.append(_build(episode, folder / "cluster", 1))
        two.append(_build(episode, folder / "cluster", 2))
        bound.append(_two_encoders(episode))
    assert all(each.files == one[0].files for each in one + two), "two workers made other bytes than one"
    first, second = (sorted((each.cost for each in taken), key=_wall)[runs // 2] for taken in (one, two))
    return [
        Row("one worker of one thread", first, first.cpu / first.wall, note="processors busy with jobs"),
        Row("two workers of one thread", second, second.cpu / second.wall, note="processors busy with jobs"),
        Row("  speed-up", None, first.wall / second.wall, ">=", LIMIT, "one / two, wall"),
        Row("  of two encoders at a time", None, sorted(bound)[runs // 2], note="what this machine gives"),
    ]


def _wall(cost: Cost) -> float:
    return cost.wall


def _build(episode: Episode, folder: Path, workers: int) -> Timed:
    """The whole episode with an empty store, on a cluster started for it."""
    for old in (folder, episode.folder):
        shutil.rmtree(old, ignore_errors=True)
    folder.mkdir(parents=True)
    log = folder / "jobs.jsonl"
    log.touch()
    with _cluster(folder, workers, log) as address:
        made = build(episode, folder / "store", "--scheduler", address)
    used = sum(json.loads(line)["cpu"] for line in log.read_text().splitlines())
    return Timed(Cost(used, made.cost.wall, made.cost.memory), _files(made))


def _files(made: Build) -> dict[str, str]:
    """The SHA-256 of every file that was made."""
    deliverables = json.loads(json.dumps(made.manifest["deliverables"]))
    return {file["path"]: file["sha256"] for each in deliverables.values() for file in each["files"]}


@contextmanager
def _cluster(folder: Path, workers: int, log: Path) -> Iterator[str]:
    """A scheduler and workers as processes, until the end; gives the address."""
    found = folder / "scheduler.json"
    commands = [["scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard"]]
    commands += [["worker", "--nthreads", "1", "--no-nanny", "--no-dashboard"]] * workers
    started: list[subprocess.Popen[bytes]] = []
    try:
        for number, words in enumerate(commands):
            started.append(_start([*words, "--scheduler-file", str(found)], folder / f"home-{number}", log))
            if words[0] == "worker":
                _pin(started[-1].pid, number - 1)
        yield _address(found, workers)
    finally:
        for process in reversed(started):
            process.kill()
            process.wait()


def _pin(process: int, number: int) -> None:
    """Let a worker and its ffmpeg run on one processor, as on a machine that has one.

    ffmpeg decodes, filters and encodes in threads of their own, so one worker would use a part of the second processor.
    """
    processors = sorted(os.sched_getaffinity(0))
    os.sched_setaffinity(process, {processors[number % len(processors)]})


def _start(words: list[str], home: Path, log: Path) -> subprocess.Popen[bytes]:
    home.mkdir()
    # A cache of its own: what a worker has must come through the store.
    noted = {"PYTHONPATH": str(HOOK), "NEWSCAST_BENCH_JOBS": str(log), "XDG_CACHE_HOME": str(home)}
    command = [sys.executable, "-m", "dask", *words]
    with (home / "log").open("wb") as said:
        return subprocess.Popen(command, cwd=home, env={**os.environ, **noted}, stdout=said, stderr=said)


def _address(found: Path, workers: int) -> str:
    """The scheduler's address, once all workers are there."""
    from distributed import Client

    end = time.monotonic() + _START_SECONDS
    while not found.exists() or not found.read_text().strip():
        if time.monotonic() > end:
            raise BenchError("the Dask scheduler did not start")
        time.sleep(0.05)
    address = str(json.loads(found.read_text())["address"])
    with Client(address, set_as_default=False) as client:  # type: ignore[no-untyped-call]
        client.wait_for_workers(workers, timeout=_START_SECONDS)
    return address


def _two_encoders(episode: Episode) -> float:
    """Wall of an encoder on one thread after another, against both at a time."""
    clip = episode.rundown.with_name("directora.mp4")
    encode = ["-threads", "1", "-i", clip, "-map", "0:v", "-c:v", "libx264", "-threads", "1", "-f", "null", "-"]
    command = [find_binary().path, "-v", "error", "-nostdin", *encode]

    def timed(count: int) -> float:
        began = time.monotonic()
        running = [subprocess.Popen([str(word) for word in command]) for _number in range(count)]
        for process in running:
            process.wait()
        return time.monotonic() - began

    return 2 * timed(1) / timed(2)
