"""Commands as forks of a process that has loaded all they use: the same work, without the loading."""

from __future__ import annotations

import gc
import os
import signal
import socket
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

from newscast.base.parent import die_with_parent
from newscast.base.threads import ALONE
from newscast.engine import loading, nursery

NEWSCAST = [sys.executable, "-c", "from newscast.cli.main import main; main()"]
_WORKERS = ("newscast.engine.perform", "newscast.cli.store", *loading.ALL)


def load() -> None:
    """Load what builds, their workers and `newscast store` use; once, before anything is begun."""
    from newscast.cli.warm import load_what_builds

    os.environ.update(ALONE)
    load_what_builds()
    for module in _WORKERS:
        nursery._load(module)
    gc.collect()
    gc.freeze()


class Command:
    """One that was begun; what it says on standard error is in a file."""

    def __init__(self, process: int, said: Path) -> None:
        self._process = process
        self._said = said
        self._code: int | None = None

    def poll(self) -> int | None:
        """Its exit code, or the signal that ended it, negative; None while it goes on."""
        return self._ended(os.WNOHANG)

    def wait(self) -> int | None:
        return self._ended(0)

    def text(self) -> str:
        return self._said.read_text(encoding="utf-8", errors="replace")

    def _ended(self, how: int) -> int | None:
        if self._code is None:
            process, status = os.waitpid(self._process, how)
            self._code = os.waitstatus_to_exitcode(status) if process else None
        return self._code


def begin(arguments: Sequence[str], environment: Mapping[str, str], said: Path, delay: float, cold: bool) -> Command:
    """`newscast` with these arguments after `delay` seconds, from what load() has loaded; `cold`: as a shell does."""
    process = os.fork()
    if process:
        return Command(process, said)
    try:
        _become(arguments, environment, said, delay, cold)
    finally:
        os._exit(70)


def _become(arguments: Sequence[str], environment: Mapping[str, str], said: Path, delay: float, cold: bool) -> NoReturn:
    for number, path, flags in ((1, os.devnull, os.O_WRONLY), (2, str(said), os.O_WRONLY | os.O_CREAT | os.O_TRUNC)):
        os.dup2(os.open(path, flags, 0o600), number)
    os.environ.update(environment)
    time.sleep(delay)
    if cold:
        os.execv(sys.executable, [*NEWSCAST, *arguments])
    from newscast.cli.main import main

    sys.argv = ["newscast", *arguments]
    if arguments[0] == "build":
        nursery._nursery = _Nursery()
    code = 0
    try:
        main()
    except SystemExit as ended:
        code = int(ended.code or 0)
    sys.stderr.flush()
    os._exit(code)


class _Nursery(nursery.Nursery):
    """One that is forked like the build itself, and has loaded all it needs."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._prepared = {*loading.ALL}
        self._socket, far = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        process = os.fork()
        if process == 0:
            self._socket.close()
            try:
                _serve(far)
            finally:
                os._exit(0)
        far.close()
        self._process = _Child(process)  # type: ignore[assignment]


def _serve(far: socket.socket) -> None:
    die_with_parent(os.getppid())
    os.setpgid(0, 0)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    nursery._serve(far)


@dataclass(frozen=True)
class _Child:
    """What a nursery asks of its process."""

    process: int

    def kill(self) -> None:
        os.kill(self.process, signal.SIGKILL)

    def wait(self) -> int:
        return os.waitpid(self.process, 0)[1]
