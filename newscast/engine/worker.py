"""A worker: a process of our own that does one job at a time, so that nothing a job does can harm the build."""

from __future__ import annotations

import multiprocessing
import os
import signal
import traceback
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from newscast.engine.plan import Job
from newscast.engine.process import Report, die_with_parent
from newscast.engine.store import Store
from newscast.errors import MachineError, NewscastError
from newscast.i18n import _

_SPAWN = multiprocessing.get_context("spawn")


class WorkerBugError(Exception):
    """An unexpected exception in a worker; its text is the traceback there."""


class WorkerGoneError(Exception):
    """The worker process ended in the middle of a job."""


class Worker:
    """The near end of a worker process. Use it from one thread that lives as long as the worker."""

    def __init__(self, binary: Path, store: Path) -> None:
        self._arguments = (binary, store)
        self._process: Any = None
        self._pipe: Any = None

    def do(self, job: Job, threads: int, report: Report) -> None:
        """Have the job done; raises what went wrong there, or WorkerGoneError."""
        if self._process is None or not self._process.is_alive():
            self._start()
        try:
            self._pipe.send((job, threads))
            while True:
                message, value = self._pipe.recv()
                if message == "progress":
                    report(value)
                elif message == "done":
                    return
                else:
                    raise value
        except (EOFError, BrokenPipeError, ConnectionResetError) as error:
            raise WorkerGoneError from error

    def kill(self) -> None:
        """End the process at once; its ffmpeg dies with it."""
        if self._process is not None:
            self._process.kill()
            self._process.join()

    def _start(self) -> None:
        self._pipe, far = _SPAWN.Pipe()
        self._process = _SPAWN.Process(target=serve, args=(far, os.getpid(), *self._arguments), daemon=True)
        self._process.start()
        far.close()


def serve(pipe: Connection, parent: int, binary: Path, store: Path) -> None:
    """The far end: jobs come in, progress and one outcome each go out."""
    die_with_parent()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if os.getppid() != parent:
        return
    from newscast.engine.perform import perform

    kept = Store(store)
    while True:
        try:
            job, threads = pipe.recv()
        except EOFError:
            return
        try:
            perform(job, kept, binary, threads, lambda seconds: pipe.send(("progress", seconds)))
            pipe.send(("done", None))
        except NewscastError as error:
            pipe.send(("error", error))
        except MemoryError:
            pipe.send(("error", MachineError(_("There is not enough memory for: {label}.").format(label=job.label))))
        except Exception:
            pipe.send(("error", WorkerBugError(traceback.format_exc())))
