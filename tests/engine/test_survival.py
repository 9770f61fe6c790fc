"""Builds that are killed, and disks that are full: nothing wrong stays, nothing is lost, nothing runs on."""

from __future__ import annotations

import contextlib
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from seen_processes import processes

from newscast.base.binary import Binary
from newscast.base.content import File
from newscast.base.errors import MachineError
from newscast.engine.engine import Engine
from newscast.step.step import Step, step
from newscast.store.store import Store

KILLS = 12
BUILD = """
import sys
from pathlib import Path
from newscast.base.binary import find_binary
from newscast.step.join import join_step
from newscast.engine.engine import Engine
from newscast.step.graph import ffmpeg_step
from newscast.store.store import Store
from newscast.base.content import File
from newscast.step.step import step
import ffmpeg

store, clip, digest = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]
source = File(clip, digest)
options = {"fflags": "+bitexact", "flags:v": "+bitexact", "threads": 1}

def segment(number):
    stream = ffmpeg.input(source.ref).video.filter("scale", 320 - 16 * number, 180, flags="accurate_rnd+bitexact")
    steps = []
    for codec, suffix in (("libx264", ".mp4"), ("mpeg2video", ".mxf")):
        out = [stream.filter("setsar", 1).filter("format", "yuv420p")]
        steps.append(ffmpeg_step(out, {"vcodec": codec, **options}, [source], suffix=suffix, group=f"{number}"))
    return steps

segments = [segment(number) for number in range(3)]
join = [join_step([pair[0]] * 2, [], {"c": "copy", "fflags": "+bitexact"}, suffix=".mp4", label="", weight=1)
        for pair in segments]
texts = [step("test-text", {"text": f"{n}", "seconds": 0.05}, suffix=".txt") for n in range(3)]
with Engine(Store(store), find_binary(), 2) as engine:
    engine.make([*join, *texts, *(pair[1] for pair in segments)])
print("done", flush=True)
"""


def gone(token: str, seconds: float = 60) -> bool:
    end = time.monotonic() + seconds
    while processes(token):
        if time.monotonic() > end:
            return False
        time.sleep(0.01)
    return True


def contents(store: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in store.glob("objects/*/*")}


def start(store: Path, clip: File) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-c", BUILD, str(store), str(clip.path), clip.digest]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


@pytest.mark.slow
def test_killed_at_random_moments_it_loses_nothing(tmp_path: Path, clip: File, made_up: Path) -> None:
    """The build, a worker or an ffmpeg is killed again and again. What is in the store is right at every moment, no
    process outlives its build, and the last build needs only what was never finished."""
    whole = start(tmp_path / "whole", clip)
    began = time.monotonic()
    assert whole.communicate()[0] == b"done\n"
    long = time.monotonic() - began
    right = contents(tmp_path / "whole")
    assert len(right) == 12

    chance, store, most = random.Random(7), tmp_path / "killed", 0
    ended = time.monotonic() + 25
    for number in range(KILLS):
        if number % 6 == 0:
            # From nothing again, so that kills fall on all kinds of moments.
            subprocess.run(["rm", "-rf", str(store / "objects")], check=True)
        build = start(store, clip)
        wanted = number % 6
        while build.poll() is None and sum(1 for _ in store.glob("objects/*/*")) < wanted:
            time.sleep(0.005)
        time.sleep(chance.uniform(0.0, 0.2) * long)
        victims = processes(str(store))
        victim = build.pid if number % 2 or not victims else chance.choice(victims)
        with_child = [pid for pid in victims if pid != build.pid]
        with contextlib.suppress(ProcessLookupError):
            os.kill(victim, signal.SIGKILL)
        build.communicate(timeout=60)
        assert gone(str(store)), f"{with_child} live on after kill {number}"
        there = contents(store)
        assert all(right[name] == content for name, content in there.items())
        most = max(most, len(there))
        if most and time.monotonic() > ended:
            break
    last = start(store, clip)
    assert last.communicate()[0] == b"done\n"
    assert contents(store) == right
    assert most > 0
    assert list((store / "tmp").iterdir()) == []


@pytest.mark.slow
def test_two_builds_at_once_both_end_right(tmp_path: Path, clip: File, made_up: Path) -> None:
    builds = [start(tmp_path / "store", clip) for _number in range(2)]
    assert [build.communicate()[0] for build in builds] == [b"done\n"] * 2
    assert len(contents(tmp_path / "store")) == 12
    assert list((tmp_path / "store/tmp").iterdir()) == []


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 3 MB."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", str(folder)], capture_output=True)
    if mounted.returncode:
        pytest.skip("only root may mount a small disk")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)


def test_a_full_disk_under_a_maker(small_disk: Path, binary: Binary, made_up: Path) -> None:
    large = step("test-large", {"megabytes": 5}, suffix=".bin", label="large")
    with Engine(Store(small_disk), binary, 1) as works, pytest.raises(MachineError, match=f"disk of {small_disk}"):
        works.make([large])
    assert contents(small_disk) == {}
    assert list((small_disk / "tmp").iterdir()) == []


def test_a_full_disk_under_ffmpeg(small_disk: Path, binary: Binary, made_up: Path, clip: File) -> None:
    import ffmpeg

    from newscast.step.graph import ffmpeg_step

    raw = ffmpeg_step(
        [ffmpeg.input(clip.ref).video], {"vcodec": "rawvideo", "pix_fmt": "bgr24"}, [clip], suffix=".avi", label="raw"
    )
    small = step("test-text", {"text": "kept"}, suffix=".txt")
    with Engine(Store(small_disk), binary, 1) as works:
        works.make([small])
        with pytest.raises(MachineError, match=f"disk of {small_disk}"):
            works.make([raw])
        assert works.has(small)
    assert list((small_disk / "tmp").iterdir()) == []


def test_a_store_that_may_only_be_read(tmp_path: Path, binary: Binary, made_up: Path) -> None:
    folder = tmp_path / "store"
    folder.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "ro", "tmpfs", str(folder)], capture_output=True).returncode:
        pytest.skip("only root may mount a read-only disk")
    try:
        with Engine(Store(folder), binary, 1) as works, pytest.raises(MachineError, match="Cannot write"):
            works.make([step("test-text", {"text": "x"}, suffix=".txt")])
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


def test_a_result_that_lost_its_end_is_made_again(
    tmp_path: Path, binary: Binary, small_episode: Callable[..., list[Step]]
) -> None:
    *_, joined = small_episode()
    with Engine(Store(tmp_path), binary, 1) as works:
        works.make([joined])
        path = works.path(joined)
        right = path.read_bytes()
        os.truncate(path, len(right) // 2)
        works.make([joined])
        assert path.read_bytes() == right
        assert works.rendered == 3
