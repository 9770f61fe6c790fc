"""One door to ffmpeg: started with limits, watched, and never left behind."""

from __future__ import annotations

import os
import re
import resource
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import IO

from newscast.base.errors import FfmpegError, MachineError
from newscast.base.i18n import _
from newscast.base.parent import die_with_parent
from newscast.base.status import status_of
from newscast.engine.stream import Stream, Take

Report = Callable[[float], None]
"""Takes the seconds of output that are done."""

STALL_SECONDS = 180.0
"""An ffmpeg that gives no sign of life for this long is stuck."""
MEMORY_BYTES = 12 << 30
"""Address space of one ffmpeg; far above what a build needs, far below what takes a machine down."""

_GLOBAL = ("-hide_banner", "-nostdin", "-y", "-nostats")
_LOG_BYTES = 64 << 10
_FILE = "file:"


class FailedError(FfmpegError):
    """ffmpeg ran and failed: what it was working on may be the reason. The first line of the log is its command."""


class EndedError(FailedError):
    """Something ended ffmpeg from outside, which may not happen the next time."""

    code = MachineError.code


def run(
    binary: Path,
    args: Sequence[str],
    report: Report | None = None,
    *,
    capture: bool = False,
    quiet: bool = False,
    take: Take | None = None,
) -> tuple[bytes, str]:
    """Run ffmpeg; return what it wrote to standard output (where `capture`) and its log.

    With `report`, ffmpeg's own progress goes there; with `quiet`, the log holds warnings and errors only; with `take`,
    what its output of `pipe:1` gets goes there, block by block. Raises MachineError with the log where it fails.
    """
    if take:
        with Stream(take) as stream:
            return _run(binary, [stream.name if arg == "pipe:1" else arg for arg in args], report, quiet, stream)
    return _run(binary, args, report, quiet, None, capture)


def _run(
    binary: Path,
    args: Sequence[str],
    report: Report | None,
    quiet: bool,
    stream: Stream | None,
    capture: bool = False,
) -> tuple[bytes, str]:
    level = ("-loglevel", "level+warning" if quiet else "info")
    command = [str(binary), *_GLOBAL, *level, *(() if capture else ("-progress", "pipe:1")), *local_only(args)]
    child = start(command, (stream.far,) if stream else ())
    if stream:
        stream.flow()
    assert child.stdout and child.stderr
    log = _Tail(child.stderr)
    stall = _Stall(child, [Path(arg[len(_FILE) :]) for arg in args if arg.startswith(_FILE)])
    try:
        output = _captured(child.stdout, stall) if capture else _watched(child.stdout, stall, report)
        code = child.wait()
    except BaseException:
        child.kill()
        child.wait()
        raise
    finally:
        stall.stop()
    text = log.text()
    if stall.struck:
        raise FailedError(_("ffmpeg got stuck and was ended."), f"{' '.join(command)}\n{text}")
    if code:
        kind = EndedError if -code in (signal.SIGKILL, signal.SIGTERM) else FailedError
        raise kind(_reason(text, code), f"{' '.join(command)}\n{text}")
    return output, text


def start(command: Sequence[str], pipes: Sequence[int] = ()) -> subprocess.Popen[bytes]:
    """Start a child that dies with the thread that starts it: call this from one that lasts. It inherits `pipes`."""
    try:
        return subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            preexec_fn=partial(_limits, os.getpid()),
            pass_fds=pipes,
        )
    except OSError as error:
        raise MachineError(_("ffmpeg could not be started: {reason}.").format(reason=error.strerror)) from error


def local_only(args: Sequence[str]) -> list[str]:
    """The arguments with every input held to local files."""
    held: list[str] = []
    for arg in args:
        if arg == "-i":
            held += ["-protocol_whitelist", "file,pipe"]
        held.append(arg)
    return held


def _limits(parent: int) -> None:
    die_with_parent(parent)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _captured(pipe: IO[bytes], stall: _Stall) -> bytes:
    chunks: list[bytes] = []
    while chunk := os.read(pipe.fileno(), 1 << 20):
        stall.alive()
        chunks.append(chunk)
    return b"".join(chunks)


def _watched(pipe: IO[bytes], stall: _Stall, report: Report | None) -> bytes:
    known: dict[bytes, bytes] = {}
    for line in pipe:
        name, _equals, value = line.strip().partition(b"=")
        if name in (b"frame", b"out_time_us", b"total_size") and known.get(name) != value:
            known[name] = value
            stall.alive()
        if report and name == b"out_time_us" and value.isdigit():
            report(int(value) / 1e6)
    return b""


class _Stall:
    """Kills a child that gives no sign of life for STALL_SECONDS.

    Output that grows is one. But a child that moves the index of a finished file to its front says nothing for as long
    as the disk takes: that it reads and writes is one, too.
    """

    def __init__(self, child: subprocess.Popen[bytes], files: Sequence[Path]) -> None:
        self.struck = False
        self._child = child
        self._files = files
        self._signs: object = None
        self._silent = 0.0
        self._done = threading.Event()
        threading.Thread(target=self._watch, daemon=True).start()

    def alive(self) -> None:
        self._silent = 0.0

    def stop(self) -> None:
        self._done.set()

    def _watch(self) -> None:
        pause = min(5.0, STALL_SECONDS / 4)
        looked = time.monotonic()
        while not self._done.wait(pause):
            # Who was stopped along with the child, as in a container that is paused, has not waited so long for it.
            now = time.monotonic()
            self._silent += min(now - looked, 2 * pause)
            looked = now
            signs = (_read_by(self._child.pid), [status_of(file) for file in self._files])
            if signs != self._signs:
                self._signs = signs
                self.alive()
            if self._silent > STALL_SECONDS:
                self.struck = True
                self._child.kill()
                return


def _read_by(pid: int) -> str:
    """How many bytes a process has read so far; where that is not told, the time it has had a processor for.

    Not how many it has written: a stuck ffmpeg goes on writing that it has got no further.
    """
    try:
        return Path(f"/proc/{pid}/io").read_text().split("\n", 1)[0]
    except OSError:
        pass
    try:
        times = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        return " ".join(times[11:13])
    except OSError:
        return ""


class _Tail:
    """Reads a pipe to its end in a thread and keeps the last part."""

    def __init__(self, pipe: IO[bytes]) -> None:
        self._pipe = pipe
        self._kept = b""
        self._thread = threading.Thread(target=self._read, daemon=True)
        self._thread.start()

    def _read(self) -> None:
        while chunk := os.read(self._pipe.fileno(), 8192):
            self._kept = (self._kept + chunk)[-_LOG_BYTES:]

    def text(self) -> str:
        self._thread.join()
        return self._kept.decode(errors="replace")


def _reason(log: str, code: int) -> str:
    lines = [line for line in log.splitlines() if line.strip()]
    errors = [line for line in lines if re.search(r"error|invalid|fail|no such|cannot|unable", line, re.I)]
    telling = [line for line in errors if "Conversion failed" not in line]
    if code < 0:
        form = _("ffmpeg was ended from outside (signal {signal}); perhaps the memory was full.")
        return form.format(signal=-code)
    what = (telling or lines or [f"exit code {code}"])[-1]
    return _("ffmpeg failed: {what}").format(what=what)
