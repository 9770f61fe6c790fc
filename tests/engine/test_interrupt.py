"""The command, interrupted or refused by the machine: an exit code, one line, and nothing left behind."""

from __future__ import annotations

import contextlib
import os
import pty
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

SHOW = """
show: 1
name: CORTO
canvases: {square: [90, 90]}
deliverables: [radio, square]
"""
RUNDOWN = """
rundown: 1
show: corto
date: 2026-01-02
segments:
  - story: uno
    headline: Una nota
    parts:
      - {vo: Hola., voice: synth, pictures: [{card: figures, title: Cifras, items: [38 colonias]}]}
"""


@pytest.fixture
def rundown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv("NEWSCAST_STORE", raising=False)
    show = tmp_path / "assets/shows/corto/show.yaml"
    show.parent.mkdir(parents=True)
    show.write_text(SHOW)
    path = tmp_path / "rundowns/2026-01-02-corto.yaml"
    path.parent.mkdir()
    path.write_text(RUNDOWN)
    return path


def command(rundown: Path, *more: str) -> list[str]:
    return [sys.executable, "-c", "from newscast.cli.main import main; main()", "build", str(rundown), *more]


def working(root: Path) -> None:
    """Wait until the first result is in the store."""
    end = time.monotonic() + 30
    while not list(root.glob(".newscast/objects/*/*")):
        assert time.monotonic() < end
        time.sleep(0.01)


def nothing_left(root: Path) -> bool:
    """No scratch, and no process; the kernel may need a moment for the last ffmpeg."""
    end = time.monotonic() + 5
    while running(f"{root}/.newscast".encode()) and time.monotonic() < end:
        time.sleep(0.02)
    return not list(root.glob(".newscast/tmp/*")) and not running(f"{root}/.newscast".encode())


def running(token: bytes) -> bool:
    """Whether a process has this word in its command line."""
    for words in Path("/proc").glob("[0-9]*/cmdline"):
        with contextlib.suppress(OSError):
            if token in words.read_bytes():
                return True
    return False


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_a_build_in_one_line(rundown: Path, tmp_path: Path, number: signal.Signals) -> None:
    build = subprocess.Popen(command(rundown), stderr=subprocess.PIPE, text=True)
    working(tmp_path)
    build.send_signal(number)
    build.send_signal(number)
    said = build.communicate(timeout=20)[1]
    assert build.returncode == 130
    assert said.strip().splitlines()[-1].startswith(("Interrupted.", "Se interrumpió"))
    assert "Traceback" not in said
    assert nothing_left(tmp_path)


def test_ctrl_c_on_a_terminal_and_once_more(rundown: Path, tmp_path: Path) -> None:
    """The terminal sends it to everything in the foreground."""
    child, terminal = pty.fork()
    if child == 0:
        os.execv(sys.executable, command(rundown))
    working(tmp_path)
    os.write(terminal, b"\x03")
    time.sleep(0.05)
    os.write(terminal, b"\x03")
    said = b""
    while chunk := _read(terminal):
        said += chunk
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 130
    assert b"Traceback" not in said
    assert nothing_left(tmp_path)


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 4096)
    except OSError:
        return b""


def test_an_output_that_may_only_be_read_keeps_what_it_holds(rundown: Path, tmp_path: Path) -> None:
    output = tmp_path / "output"
    episode = output / rundown.stem
    subprocess.run(command(rundown, "--only", "radio"), check=True, capture_output=True)
    before = {path.name: path.read_bytes() for path in episode.rglob("*.*")}
    bound = ["mount", "--bind", str(output), str(output)], ["mount", "-o", "remount,ro,bind", str(output)]
    if any(subprocess.run(each, capture_output=True).returncode for each in bound):
        pytest.skip("only root may make a folder read-only for root")
    try:
        rundown.write_text(RUNDOWN.replace("Hola.", "Buenos días."))
        refused = subprocess.run(command(rundown, "--only", "radio"), capture_output=True, text=True)
    finally:
        subprocess.run(["umount", str(output)], check=True)
    assert refused.returncode == 74
    assert str(episode) in refused.stderr
    assert "Traceback" not in refused.stderr
    assert {path.name: path.read_bytes() for path in episode.rglob("*.*")} == before
