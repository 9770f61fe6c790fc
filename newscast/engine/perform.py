"""Do one job: in a scratch folder, then into the store. Runs in a worker process, here or on another machine."""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from newscast.engine import process
from newscast.engine.encode import fill
from newscast.engine.makers import maker_of
from newscast.engine.plan import Job
from newscast.engine.store import Store, machine_errors
from newscast.errors import MachineError
from newscast.i18n import _


@dataclass(frozen=True)
class Lent:
    """The tools a maker gets; see newscast.step.Tools."""

    scratch: Path
    binary: Path
    report: process.Report | None
    threads: int

    def ffmpeg(self, args: Sequence[str]) -> str:
        return process.run(self.binary, _with_threads(args, self.threads), self.report)[1]

    def decode(self, args: Sequence[str]) -> bytes:
        return process.run(self.binary, _with_threads(args, self.threads), capture=True)[0]


def perform(job: Job, store: Store, binary: Path, threads: int = 1, report: process.Report | None = None) -> None:
    """Make the job's outputs and keep them. `threads` is for decoders and filters; 0 lets ffmpeg choose."""
    scratch = store.scratch()
    tools = Lent(scratch, binary, report, threads)
    made = [scratch / f"{n}{output.suffix}" for n, output in enumerate(job.outputs)]
    try:
        if job.args:
            places = {f"@output{n}": f"file:{path}" for n, path in enumerate(made)}
            args = [places.get(arg, arg) for arg in fill(job.args, job.paths)]
            process.run(binary, _with_threads(args, threads), report, quiet=True)
        else:
            with machine_errors(scratch):
                maker_of(job.kind)(
                    json.loads(job.params_json), [job.paths[name] for name in job.inputs], made[0], tools
                )
        for path, output in zip(made, job.outputs, strict=True):
            if not path.is_file() or not path.stat().st_size:
                raise MachineError(_("A step ended without a result: {label}.").format(label=job.label))
            store.keep(path, output.key, output.suffix)
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def _with_threads(args: Sequence[str], threads: int) -> list[str]:
    """One thread for each decoder and filter graph, where many processes share the machine. Never changes bytes."""
    if not threads:
        return list(args)
    held = ["-filter_complex_threads", str(threads), "-filter_threads", str(threads)]
    for arg in args:
        if arg == "-i":
            held += ["-threads", str(threads)]
        held.append(arg)
    return held
