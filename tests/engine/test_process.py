"""The one door to ffmpeg: stuck ones are ended, and none outlives whoever started it."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from seen_processes import processes

from newscast.base.binary import Binary
from newscast.base.errors import MachineError
from newscast.engine import process

pytestmark = pytest.mark.real

ENDLESS = ["-re", "-f", "s16le", "-ar", "8000", "-i", "/dev/zero", "-f", "null", "-"]


def wait_until(true: Callable[[], object], seconds: float = 30) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if true():
            return True
        time.sleep(0.02)
    return False


def test_a_stuck_ffmpeg_is_ended(binary: Binary, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(process, "STALL_SECONDS", 0.4)
    pipe = tmp_path / "never-written"
    os.mkfifo(pipe)
    began = time.monotonic()
    with pytest.raises(MachineError, match="stuck"):
        process.run(binary.path, ["-i", f"file:{pipe}", "-f", "null", "-"])
    with pytest.raises(MachineError, match="stuck"):
        process.run(binary.path, ["-i", f"file:{pipe}", "-f", "wav", "pipe:1"], capture=True)
    assert time.monotonic() - began < 60


def test_one_that_goes_on_is_left_alone(binary: Binary, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(process, "STALL_SECONDS", 0.8)
    heard: list[float] = []
    args = ["-re", "-f", "lavfi", "-i", "anullsrc", "-t", "2", "-f", "null", "-"]
    command = ["-stats_period", "0.2", *args]
    monkeypatch.setattr(process, "local_only", list)
    process.run(binary.path, command, heard.append)
    assert heard == sorted(heard)
    assert heard[-1] == pytest.approx(2, abs=0.1)


FINISHING = """#!{python}
import os, sys, time
file, rounds, quiet = sys.argv[-1].removeprefix("file:"), int(sys.argv[-2]), sys.argv[-3]
with open(file, "r+b") as made:
    for number in range(rounds):
        if quiet == "reads":
            os.pread(made.fileno(), 1, number)
        if quiet == "writes":
            os.pwrite(made.fileno(), b"x", number)
        if quiet == "says":
            print("frame=7\\nout_time_us=7000\\nprogress=continue", flush=True)
        if quiet == "counts":
            sum(range(3_000_000))
        time.sleep(0.1)
"""


def finishing(folder: Path, how: str, rounds: int = 18) -> None:
    """An ffmpeg that has said all it had to say, and goes on for 0.1 s a round or more."""
    made, fake = folder / "made.mp4", folder / "ffmpeg"
    made.write_bytes(bytes(100))
    fake.write_text(FINISHING.format(python=sys.executable))
    fake.chmod(0o755)
    process.run(fake, [how, str(rounds), f"file:{made}"])


@pytest.mark.parametrize("how", ["reads", "writes"])
def test_one_that_moves_an_index_on_a_slow_disk_is_left_alone(
    how: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(process, "STALL_SECONDS", 1.2)
    finishing(tmp_path, how)


def test_time_in_which_all_stood_still_is_not_waited(monkeypatch: pytest.MonkeyPatch) -> None:
    """As in a container that is paused: the child was as well."""
    monkeypatch.setattr(process, "STALL_SECONDS", 0.4)
    now = [0.0]
    monkeypatch.setattr(time, "monotonic", lambda: now[0])
    with subprocess.Popen(["sleep", "60"]) as child:
        stall = process._Stall(child, [])
        time.sleep(0.3)
        now[0] = 1000
        time.sleep(0.5)
        assert not stall.struck
        for _look in range(200):
            now[0] += 0.1
            time.sleep(0.05)
            if stall.struck:
                break
        stall.stop()
        child.kill()
    assert stall.struck


@pytest.mark.parametrize("how", ["sleeps", "says", "counts"])
def test_one_that_only_says_or_counts_is_stuck(how: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(process, "STALL_SECONDS", 0.8)
    with pytest.raises(MachineError, match="stuck"):
        finishing(tmp_path, how, rounds=100)


def test_where_reading_is_not_told_work_is_a_sign(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(process, "STALL_SECONDS", 2.0)
    read = Path.read_text

    def hidden(path: Path, *args: str, **more: str) -> str:
        if path.name == "io":
            raise PermissionError
        return read(path, *args, **more)

    monkeypatch.setattr(Path, "read_text", hidden)
    finishing(tmp_path, "counts", rounds=30)
    monkeypatch.setattr(process, "STALL_SECONDS", 0.8)
    # A start that takes long and a processor's tick now and then are signs, too: it gets time to be found out.
    with pytest.raises(MachineError, match="stuck"):
        finishing(tmp_path, "sleeps", rounds=100)


def test_an_ffmpeg_that_gets_nothing_more_is_stuck_though_it_reports(
    binary: Binary, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(process, "STALL_SECONDS", 0.8)
    pipe = tmp_path / "sound"
    os.mkfifo(pipe)
    with contextlib.ExitStack() as kept:
        # Open for both, so that nobody waits for the other; it holds a second of sound, and gets no more.
        writer = os.open(pipe, os.O_RDWR)
        kept.callback(os.close, writer)
        os.write(writer, bytes(16_000))
        args = ["-stats_period", "0.1", "-f", "s16le", "-ar", "8000", "-i", f"file:{pipe}", f"file:{tmp_path}/out.wav"]
        with pytest.raises(MachineError, match="stuck"):
            process.run(binary.path, args)


def test_only_local_files_are_opened(binary: Binary) -> None:
    with pytest.raises(MachineError) as raised:
        process.run(binary.path, ["-i", "http://127.0.0.1:9/x.mp4", "-f", "null", "-"])
    assert "not on whitelist" in raised.value.log


def test_what_ffmpeg_fails_at_is_told_from_what_ends_it(tmp_path: Path) -> None:
    program = tmp_path / "ffmpeg"
    for ending, code in (("exit 1", "ffmpeg"), ("kill -SEGV $$", "ffmpeg"), ("kill -9 $$", "machine")):
        program.write_text(f"#!/bin/sh\n{ending}\n")
        program.chmod(0o755)
        with pytest.raises(process.FailedError) as raised:
            process.run(program, [])
        assert raised.value.code == code


def test_children_die_with_a_parent_that_is_killed(binary: Binary, tmp_path: Path) -> None:
    token = f"newscast-test-{os.getpid()}-{time.time_ns()}"
    code = (
        "import sys; from pathlib import Path; from newscast.engine import process;"
        "process.run(Path(sys.argv[1]), sys.argv[2:])"
    )
    args = [str(binary.path), *ENDLESS[:-3], "-metadata", f"title={token}", *ENDLESS[-3:]]
    parent = subprocess.Popen([sys.executable, "-c", code, *args])
    assert wait_until(lambda: len(processes(token)) == 2)
    os.kill(parent.pid, signal.SIGKILL)
    parent.wait()
    assert wait_until(lambda: not processes(token))


def test_an_ffmpeg_that_is_killed_is_said(binary: Binary) -> None:
    token = f"newscast-test-{os.getpid()}-{time.time_ns()}"
    code = (
        "import sys; from pathlib import Path; from newscast.engine import process\n"
        "try: process.run(Path(sys.argv[1]), sys.argv[2:])\n"
        "except Exception as error: print(error)"
    )
    args = [str(binary.path), *ENDLESS[:-3], "-metadata", f"title={token}", *ENDLESS[-3:]]
    parent = subprocess.Popen([sys.executable, "-c", code, *args], stdout=subprocess.PIPE, text=True)
    assert wait_until(lambda: len(processes(token)) == 2)
    child = next(pid for pid in processes(token) if pid != parent.pid)
    os.kill(child, signal.SIGKILL)
    assert "signal 9" in parent.communicate(timeout=60)[0]
