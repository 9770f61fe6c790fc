"""A watcher that has nothing to do: what it costs in a newsroom of years."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import time
from pathlib import Path

from bench.soak import Office, furnished, rest
from bench.spoken import record
from bench.table import Row

_RUNDOWN = """\
rundown: 1
show: chica
date: 20{year}-{month:02}-{day:02}
title: Noticias {number}
segments:
  - story: uno
    headline: Nota {number}
    parts:
{parts}
"""
_PART = "      - {{vo: Hola a todos, voice: media/{number:03}/voz-{each:02}.wav}}"
_A_PART = 40
"""Media of one rundown; one in fifty rundowns is of the future, and open."""
_SECONDS = 60.0
_TICKS = os.sysconf("SC_CLK_TCK")


def measure(folder: Path, rundowns: int = 500) -> list[Row]:
    """Start a watcher twice on so many rundowns, and let it be."""
    office = furnished(folder / "years", random.Random(1))
    _fill(office.root, rundowns)
    rows = []
    for start in ("first", "second"):
        began = time.monotonic()
        office.start()
        while not (office.desk / "watching.json").exists():
            time.sleep(0.02)
        ready = time.monotonic() - began
        rest(office)
        if start == "second":
            rows += [Row(f"ready at its second start, {rundowns} rundowns", None, ready, "<=", 5.0, "s")]
            rows += _idle(office)
        office.end(signal.SIGTERM)
    shutil.rmtree(office.root)
    return rows


def _fill(root: Path, rundowns: int) -> None:
    record(root / "voz.wav")
    for number in range(rundowns):
        media = root / f"rundowns/media/{number:03}"
        media.mkdir(parents=True)
        for each in range(_A_PART):
            # Different content, as recordings have.
            (media / f"voz-{each:02}.wav").write_bytes((root / "voz.wav").read_bytes() + bytes([number % 256, each]))
        parts = "\n".join(_PART.format(number=number, each=each) for each in range(_A_PART))
        when = {"year": 90 if number % 50 == 0 else 20 + number % 5, "month": 1 + number % 12, "day": 1 + number % 28}
        path = root / f"rundowns/{number:03}.yaml"
        path.write_text(_RUNDOWN.format(number=number, parts=parts, **when), encoding="utf-8")
        if when["year"] < 90:
            os.utime(path, (1.6e9, 1.6e9))


def _idle(office: Office) -> list[Row]:
    assert office.watcher
    # The warm child ends after ten minutes; it is measured beside the watcher.
    children = [int(each) for each in _children(office.watcher)]
    before = _seconds(office.watcher.pid)
    time.sleep(_SECONDS)
    used = (_seconds(office.watcher.pid) - before) / _SECONDS
    own, with_children = _megabytes(office.watcher.pid), sum(map(_megabytes, [office.watcher.pid, *children]))
    return [
        Row("of a core, idle", None, used * 100, "<=", 1.0, "%"),
        Row("memory without a warm child", None, own, "<=", 120.0, "MB"),
        Row(f"memory with {len(children)} processes that are warm", None, with_children, "<=", 200.0, "MB"),
    ]


def _children(process: subprocess.Popen[bytes]) -> list[str]:
    tasks = Path(f"/proc/{process.pid}/task")
    own = [child for task in tasks.iterdir() for child in (task / "children").read_text().split()]
    inner = [
        c
        for child in own
        for task in Path(f"/proc/{child}/task").iterdir()
        for c in (task / "children").read_text().split()
    ]
    return [*own, *inner]


def _seconds(process: int) -> float:
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / _TICKS


def _megabytes(process: int) -> float:
    """The share of memory that is a process's own (PSS)."""
    for line in Path(f"/proc/{process}/smaps_rollup").read_text().splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) / 1024
    return 0.0
