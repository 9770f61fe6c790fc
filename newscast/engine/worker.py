"""A worker: a process of our own that does one job at a time, so that nothing a job does can harm the build."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import traceback
from contextlib import suppress
from multiprocessing.connection import Connection, Pipe
from pathlib import Path

from newscast.base.errors import MachineError
from newscast.base.i18n import _
from newscast.base.parent import die_with_parent
from newscast.base.threads import ALONE
from newscast.engine.answers import DONE, MOST_BYTES, Answer, failure, progress, read_answer
from newscast.engine.job import Job
from newscast.engine.nursery import Forked, forked
from newscast.engine.process import Report
from newscast.store.open import store_at
from newscast.store.store import Store

RETRIES = 2
"""How often a job is given to a new process after one has died over it."""
_FAR_END = "from newscast.engine.worker import main; main()"


class Worker:
    """The near end of a worker process. Use it from one thread that lives as long as the worker."""

    def __init__(self, binary: Path, store: Store) -> None:
        self._arguments = (str(binary), store.address, str(store.folder))
        self._process: subprocess.Popen[bytes] | Forked | None = None
        self._pipe: Connection | None = None
        self._ended = False

    def do(self, job: Job, threads: int, report: Report) -> None:
        """Have the job done; raises what went wrong there. A process that is killed over it is replaced, twice."""
        for _attempt in range(RETRIES + 1):
            try:
                return self._attempt(job, threads, report)
            except (EOFError, BrokenPipeError, ConnectionResetError):
                self._kill()
                if self._ended:
                    break
        raise MachineError(
            _("A worker process was ended from outside while making: {label}.").format(label=job.label or job.kind)
        )

    def end(self) -> None:
        """End the process at once, for good; its ffmpeg dies with it. Call it from any thread."""
        self._ended = True
        self._kill()

    def _attempt(self, job: Job, threads: int, report: Report) -> None:
        alive = self._process is not None and self._process.poll() is None
        pipe = self._pipe if alive and self._pipe else self._start()
        pipe.send((job, threads))
        while isinstance(answer := self._answer(pipe, job), float):
            report(answer)
        if answer is not None:
            raise answer

    def _answer(self, pipe: Connection, job: Job) -> Answer:
        """What the worker says next. One that says what cannot be understood is broken, and ended."""
        content = b""
        try:
            content = pipe.recv_bytes(MOST_BYTES)
            return read_answer(content)
        except (EOFError, BrokenPipeError, ConnectionResetError):
            raise
        except (OSError, ValueError) as error:
            self._kill()
            message = _("A worker process gave an answer that makes no sense while making: {label}.")
            raise MachineError(message.format(label=job.label or job.kind), f"{error}: {content[:2000]!r}") from error

    def _kill(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.wait()

    def _start(self) -> Connection:
        near, far = Pipe()
        with far:
            worker = forked(far.fileno(), self._arguments)
            if self._ended:
                raise EOFError
            self._process = worker or self._started(far)
        self._pipe = near
        return near

    def _started(self, far: Connection) -> subprocess.Popen[bytes]:
        # Without -P, modules would be looked for in the folder a producer happens to work in. A process group of its
        # own keeps a terminal's Ctrl-C away: the build itself ends its workers.
        command = [sys.executable, "-P", "-c", _FAR_END, str(far.fileno()), str(os.getpid()), *self._arguments]
        environment = {**os.environ, **ALONE}
        return subprocess.Popen(
            command, stdin=subprocess.DEVNULL, pass_fds=[far.fileno()], process_group=0, env=environment
        )


def main() -> None:
    """The far end, as a process: pipe, parent, ffmpeg and store are its arguments."""
    descriptor, parent, *more = sys.argv[1:]
    work(int(descriptor), int(parent), *more)


def work(descriptor: int, parent: int, binary: str, address: str, cache: str) -> None:
    """Work until nobody is there any more who gives jobs."""
    die_with_parent(parent)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with suppress(EOFError, BrokenPipeError, ConnectionResetError):
        serve(Connection(descriptor), Path(binary), store_at(address, Path(cache)))


def serve(pipe: Connection, binary: Path, store: Store) -> None:
    """Jobs come in; answers go out, progress and one outcome each. Raises EOFError when nobody is there any more."""
    from newscast.engine.perform import perform

    while True:
        job, threads = pipe.recv()
        try:
            perform(job, store, binary, threads, lambda seconds: pipe.send_bytes(progress(seconds)))
            pipe.send_bytes(DONE)
        except (BrokenPipeError, ConnectionResetError):
            raise
        except MemoryError:
            full = MachineError(_("There is not enough memory for: {label}.").format(label=job.label))
            pipe.send_bytes(failure(full, ""))
        except Exception as error:
            pipe.send_bytes(failure(error, traceback.format_exc()))
