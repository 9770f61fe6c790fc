"""Workers that are there at once: a process that has loaded what workers need, and forks one whenever one is wanted.

It is a program of its own, begun before there is anything to do: what a worker inherits is what workers load, and
nothing of the build. Where it cannot be had (systems other than Linux), or it ended, workers start as ever.
"""

from __future__ import annotations

import gc
import json
import os
import select
import signal
import socket
import subprocess
import sys
import threading
import warnings
from collections.abc import Sequence
from contextlib import suppress
from importlib import import_module

from newscast.base.parent import die_with_parent
from newscast.base.threads import ALONE
from newscast.engine.loading import ALL

_FAR_END = "from newscast.engine.nursery import main; main()"
_EARLY = ("newscast.engine.perform", "numpy")
"""What it loads while nobody knows yet whether there will be anything to do; all together it would take 100 MB."""
_MOST_BYTES = 1 << 16
_PATIENCE = 0.5
"""Seconds in which it ends its workers and itself; then it is ended, in the middle of loading something."""


class Nursery:
    """The near end. Begin it from a thread that lasts: it ends with that. Raises OSError where it cannot be had."""

    def __init__(self) -> None:
        if sys.platform != "linux":
            raise OSError
        self._lock = threading.Lock()
        self._prepared: set[str] = set()
        self._socket, far = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        command = [sys.executable, "-P", "-c", _FAR_END, str(far.fileno()), str(os.getpid())]
        with far:
            number = far.fileno()
            self._process = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, pass_fds=[number], process_group=0, env={**os.environ, **ALONE}
            )

    def prepare(self, modules: Sequence[str] = ALL) -> None:
        """Workers will be wanted that use these modules: it loads them meanwhile, each once."""
        with suppress(OSError), self._lock:
            new = [each for each in modules if each not in self._prepared]
            if new:
                self._socket.send(json.dumps(new).encode())
            self._prepared.update(new)

    def worker(self, pipe: int, arguments: tuple[str, ...]) -> Forked:
        """A new worker with the far end of its pipe; `arguments` as newscast.engine.worker has them. Raises OSError."""
        with self._lock:
            socket.send_fds(self._socket, [json.dumps(arguments).encode()], [pipe])
            answer, handles, _flags, _address = socket.recv_fds(self._socket, _MOST_BYTES, 1)
        if not answer or len(handles) != 1:
            raise OSError
        return Forked(handles[0])

    def close(self) -> None:
        """End it, and with it all that are its children; what they used is told to whoever waits for this process."""
        with suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(_PATIENCE)
        self._process.kill()
        self._process.wait()
        with self._lock:
            self._socket.close()


class Forked:
    """A worker that is a child of another process: what subprocess.Popen offers, as far as it is used."""

    def __init__(self, handle: int) -> None:
        self._handle = handle

    def __del__(self) -> None:
        with suppress(OSError):
            os.close(self._handle)

    def kill(self) -> None:
        with suppress(ProcessLookupError):
            signal.pidfd_send_signal(self._handle, signal.SIGKILL)

    def poll(self) -> int | None:
        """None while it lives; how it ended is not known."""
        return self._ended(0)

    def wait(self) -> int | None:
        return self._ended(None)

    def _ended(self, seconds: float | None) -> int | None:
        return 0 if select.select([self._handle], [], [], seconds)[0] else None


_nursery: Nursery | None = None


def open_nursery() -> Nursery | None:
    """Have workers come from a nursery in this process from now on; None where there is none to be had."""
    global _nursery
    with suppress(OSError):
        _nursery = Nursery()
    return _nursery


def hasten(modules: Sequence[str] = ALL) -> None:
    """Workers will be wanted soon: a nursery loads what they need, where there is a processor to do it meanwhile."""
    if (os.cpu_count() or 1) > 1 and (known := _nursery or open_nursery()):
        known.prepare(modules)


def forked(pipe: int, arguments: tuple[str, ...]) -> Forked | None:
    """A worker from the nursery of this process; None where there is none."""
    global _nursery
    if (known := _nursery) is None:
        return None
    try:
        return known.worker(pipe, arguments)
    except OSError:
        _nursery = None
        return None


def close_nursery() -> None:
    """No more workers are wanted. Whoever waits for one gets none."""
    global _nursery
    if (known := _nursery) is not None:
        _nursery = None
        known.close()


def main() -> None:
    """The far end, as a process: its socket and parent are its arguments."""
    parent = int(sys.argv[2])
    die_with_parent(parent)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGCHLD, _take_note)
    # Those of numpy's threads that there may be know how to live through it, and nothing else has begun any.
    warnings.filterwarnings("ignore", category=DeprecationWarning, message=".*fork")
    for module in _EARLY:
        _load(module)
    # Whoever asked for a worker may have ended meanwhile.
    with suppress(ConnectionError):
        _serve(socket.socket(fileno=int(sys.argv[1])))
    _end_workers()


_workers: set[int] = set()


def _take_note(*_signal: object) -> None:
    """Those that have ended are waited for: so what they used counts among what their parents did."""
    for process in list(_workers):
        with suppress(ChildProcessError):
            if os.waitpid(process, os.WNOHANG)[0]:
                _workers.discard(process)


def _end_workers() -> None:
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    for process in _workers:
        with suppress(ProcessLookupError):
            os.kill(process, signal.SIGKILL)
    for process in _workers:
        with suppress(ChildProcessError):
            os.waitpid(process, 0)
    _workers.clear()


def _load(module: str) -> None:
    # What cannot be loaded is for the worker to say that needs it.
    with suppress(Exception):
        import_module(module)
    # Collecting would write into memory that all share.
    gc.collect()
    gc.freeze()


def _serve(near: socket.socket) -> None:
    left: list[str] = []
    while True:
        # Whoever wants a worker waits for one more module at most; what that one lacks it loads itself.
        while left and not select.select([near], [], [], 0)[0]:
            _load(left.pop(0))
        asked, pipes, _flags, _address = socket.recv_fds(near, _MOST_BYTES, 1)
        if not asked:
            return
        if not pipes:
            left += json.loads(asked)
            continue
        own = os.getpid()
        process = os.fork()
        if process == 0:
            near.close()
            _work(own, pipes[0], json.loads(asked))
        _workers.add(process)
        # It may have ended before it was known.
        _take_note()
        _tell(near, process)
        for pipe in pipes:
            os.close(pipe)
        if len(_workers) >= (os.cpu_count() or 1):
            # Nobody else is expected who would have what is loaded from here on.
            left.clear()


def _tell(near: socket.socket, process: int) -> None:
    try:
        handle = os.pidfd_open(process)
    except OSError:
        near.send(b"gone")
        return
    socket.send_fds(near, [b"born"], [handle])
    os.close(handle)


def _work(parent: int, pipe: int, arguments: list[str]) -> None:
    """Be a worker, and nothing else."""
    from newscast.engine.worker import work

    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    os.setpgid(0, 0)
    try:
        work(pipe, parent, *arguments)
    finally:
        sys.stderr.flush()
        os._exit(0)
