"""Do one job: in a scratch folder, then into the store. Runs in a worker process, here or on another machine."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from tempfile import gettempdir
from typing import Any

from newscast.base.content import File, unchanging
from newscast.base.errors import FfmpegError, MachineError
from newscast.base.files import disk_full, reason_of, says_full_disk
from newscast.base.i18n import _
from newscast.base.misread import refuse_unreadable, says_misread
from newscast.engine import process
from newscast.engine.encode import fill
from newscast.engine.job import Job, Where
from newscast.engine.makers import maker_of
from newscast.engine.steady import steadied
from newscast.store.store import Store


@dataclass(frozen=True)
class Lent:
    """The tools a maker gets; see newscast.step.step.Tools. `misread` has the logs that say that something could not be
    read."""

    scratch: Path
    binary: Path
    report: process.Report | None
    threads: int
    misread: list[str] = field(default_factory=list)

    def ffmpeg(self, args: Sequence[str]) -> str:
        return self.run(args, self.report)[1]

    def decode(self, args: Sequence[str]) -> bytes:
        return self.run(args, capture=True)[0]

    def stream(self, args: Sequence[str], take: Callable[[bytes], None]) -> str:
        return self.run(args, self.report, take=take)[1]

    def run(self, args: Sequence[str], report: process.Report | None = None, **how: Any) -> tuple[bytes, str]:
        """As newscast.engine.process.run() has it."""
        output, log = process.run(self.binary, _held(args, self.threads), report, **how)
        if says_misread(log):
            self.misread.append(log)
        return output, log


def perform(job: Job, store: Store, binary: Path, threads: int = 1, report: process.Report | None = None) -> None:
    """Make the job's outputs and keep them. `threads` is for each filter graph; it never changes bytes."""
    with store.in_use():
        _perform(job, store, binary, threads, report)


def _perform(job: Job, store: Store, binary: Path, threads: int, report: process.Report | None) -> None:
    scratch = store.scratch()
    try:
        # MoviePy looks for an ffmpeg of its own when it is imported, and refuses to be where it finds none.
        os.environ["FFMPEG_BINARY"] = str(binary)
        # pydub looks along the PATH when it is imported, also where cron or a service gave none.
        os.environ.setdefault("PATH", os.defpath)
        tools = Lent(scratch, binary, report, threads)
        made = [scratch / f"{n}{output.suffix}" for n, output in enumerate(job.outputs)]
        paths = {name: _path(where, store) for name, where in job.places.items()}
        with unchanging(where for where in job.places.values() if isinstance(where, File)):
            _make_whole(job, paths, made, tools)
        for path, output in zip(made, job.outputs, strict=True):
            if not path.is_file() or not path.stat().st_size:
                raise MachineError(_("A step ended without a result: {label}.").format(label=job.label))
            store.keep(path, output)
    except (OSError, MachineError) as error:
        raise _clearer(error, scratch, store, job) from error
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def _path(where: Where, store: Store) -> Path:
    return where.path if isinstance(where, File) else store.fetch(where)


def _make_whole(job: Job, paths: Mapping[str, Path], made: Sequence[Path], tools: Lent) -> None:
    """Make them of whole files. Raises MachineError where a disk or a share does not give one to its end.

    Where all can be read by now it is made once more: a share that was away for a moment does not show twice, while a
    damaged recording of which ffmpeg says the same is as it is.
    """
    try:
        _make(job, paths, made, tools)
    except (OSError, MachineError):
        refuse_unreadable(paths.values())
        raise
    if tools.misread:
        refuse_unreadable(paths.values())
        again = tools.scratch / "again"
        again.mkdir()
        _make(job, paths, made, replace(tools, scratch=again))


def _make(job: Job, paths: Mapping[str, Path], made: Sequence[Path], tools: Lent) -> None:
    if job.args:
        places = {f"@output{n}": f"file:{path}" for n, path in enumerate(made)}
        args = [places.get(arg, arg) for arg in fill(job.args, paths)]
        tools.run(args, tools.report, quiet=True)
    else:
        maker_of(job.kind)(json.loads(job.params_json), [paths[name] for name in job.inputs], made[0], tools)


def _clearer(error: OSError | MachineError, scratch: Path, store: Store, job: Job) -> MachineError:
    """What a producer is told. Whatever a full disk makes fail, and libraries fail in many ways, is a full disk."""
    log = error.log if isinstance(error, MachineError) else repr(error)
    if says_full_disk(f"{error}{log}") or _is_full(scratch):
        return disk_full(_filled(log, scratch, store), log)
    if isinstance(error, process.FailedError):
        message = _("{label}: {reason}").format(label=job.label or job.kind, reason=error)
        kind = FfmpegError if error.code == FfmpegError.code else MachineError
        return kind(message, log, _worked_on(job, log))
    if isinstance(error, MachineError):
        return error
    return MachineError(_("{label}: {reason}.").format(label=job.label, reason=reason_of(error)), log)


def _filled(log: str, scratch: Path, store: Store) -> Path:
    """The folder on whose disk there is no room: the store's, or that of the system's own temporary files."""
    temporary = Path(gettempdir())
    elsewhere = f"{temporary}{os.sep}" in log and not store.folder.is_relative_to(temporary)
    return temporary if elsewhere and not _is_full(scratch) else store.folder


def _worked_on(job: Job, log: str) -> tuple[Path, ...]:
    """The user's files that a job reads; those alone that ffmpeg names below its own command, where it does."""
    paths = [where.path for where in job.places.values() if isinstance(where, File) and where.status is not None]
    said = log.partition("\n")[2]
    return tuple(path for path in paths if str(path) in said) or tuple(paths)


def _is_full(folder: Path) -> bool:
    try:
        return shutil.disk_usage(folder).free < 64 << 10
    except OSError:
        return False


def _held(args: Sequence[str], threads: int) -> list[str]:
    """The arguments with so many threads for each filter graph, and one for each decoder; encoders are held steady.

    What several threads make of a damaged clip differs from run to run.
    """
    held = ["-filter_complex_threads", str(threads), "-filter_threads", str(threads)]
    for arg in steadied(args):
        if arg == "-i":
            held += ["-threads", "1"]
        held.append(arg)
    return held
