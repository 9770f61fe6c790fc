"""A build that is told to end, or that nobody listens to any more: an exit code, a line, and nothing left behind."""

from __future__ import annotations

import json
import os
import pty
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from test_events import events, rundown

pytestmark = pytest.mark.slow

COMMAND = [sys.executable, "-c", "from newscast.cli.main import main; main()", "build", "rundowns/hoy.yaml"]


@pytest.fixture
def nothing_left(sala: Any, own_store: Path) -> Callable[[], bool]:
    """Whether there is no process, no scratch and no output; the kernel may need a moment for the last ffmpeg."""
    text = rundown(*["Hola a todas y todos. " * 4] * 3, names="tv")
    sala.write(text.replace("    parts:", "    bed: none\n    parts:"))

    def asked() -> bool:
        until(lambda: not commands(own_store), 5)
        scratch = [path for path in (own_store / "tmp").rglob("*") if path.is_file()]
        return not scratch and not (sala.root / "output").exists()

    return asked


def commands(store: Path) -> list[str]:
    """The command lines of running processes that speak of this store."""
    found = []
    for words in Path("/proc").glob("[0-9]*/cmdline"):
        with suppress(OSError):
            found.append(words.read_bytes().replace(b"\0", b" ").decode(errors="replace"))
    return [line for line in found if str(store) in line]


def until(happens: Callable[[], object], seconds: float) -> None:
    end = time.monotonic() + seconds
    while not happens():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.02)


def begun() -> subprocess.Popen[str]:
    return subprocess.Popen([*COMMAND, "--events"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_a_build_in_one_line(own_store: Path, nothing_left: Callable[[], bool], number: int) -> None:
    """The first frames are on their way when it comes, and comes again."""
    build = begun()
    until(lambda: any("ffmpeg" in line and "mpeg2video" in line for line in commands(own_store)), 120)
    build.send_signal(number)
    build.send_signal(number)
    told, said = build.communicate(timeout=60)
    assert build.returncode == 130
    assert said.splitlines()[-1].startswith("Interrupted.") and "Traceback" not in said
    last = events(told)[-1]
    assert (last["level"], last["code"]) == ("error", "interrupted")
    assert nothing_left()


def test_ctrl_c_on_a_terminal_and_once_more(own_store: Path, nothing_left: Callable[[], bool]) -> None:
    """The terminal sends it to everything in the foreground."""
    child, terminal = pty.fork()
    if child == 0:
        os.execv(sys.executable, COMMAND)
    until(lambda: list(own_store.glob("objects/*/*")), 60)
    os.write(terminal, b"\x03")
    time.sleep(0.05)
    os.write(terminal, b"\x03")
    said = b""
    while chunk := _read(terminal):
        said += chunk
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 130
    assert b"Traceback" not in said
    assert nothing_left()


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 4096)
    except OSError:
        return b""


def test_a_build_ends_quietly_when_nobody_reads_its_events(nothing_left: Callable[[], bool]) -> None:
    build = begun()
    assert build.stdout and build.stderr
    assert any(json.loads(line).get("done", 0) > 0.1 for line in build.stdout), "it ended without rendering"
    build.stdout.close()
    said = build.stderr.read()
    assert build.wait(60) == 130 and all("warning: " in line for line in said.splitlines())
    assert nothing_left()
