"""newscast through its public door, `newscast build`, with the CPU of every job noted by its workers."""

from __future__ import annotations

import json
import os
import sys
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.episode import Episode
from bench.measure import Cost, run

HOOK = Path(__file__).with_name("hook")
CHECKING = ("kept", "listen", "sampled", "measure", "glance", "digest", "facts", "essence", "carried")
"""Kinds of jobs that look at finished files."""
SEARCHING = ("faces", "photo-faces")
"""Kinds of jobs that find in media what is kept by content, whatever is made of them."""
CODE = HOOK.parent.parent
"""The checkout that this is part of, which is what is measured."""


@dataclass(frozen=True)
class Job:
    """What a worker did: its kind of step, label, and CPU seconds of the worker and its ffmpeg."""

    kind: str
    label: str
    cpu: float


@dataclass(frozen=True)
class Build:
    """`rendering`, `searching` and `checking` are CPU seconds of jobs; `around` is the rest: starting, planning,
    publishing."""

    cost: Cost
    jobs: tuple[Job, ...]
    manifest: dict[str, object]

    @property
    def checking(self) -> float:
        return sum(job.cpu for job in self.jobs if job.kind in CHECKING)

    @property
    def searching(self) -> float:
        return sum(job.cpu for job in self.jobs if job.kind in SEARCHING)

    @property
    def rendering(self) -> float:
        return sum(job.cpu for job in self.jobs) - self.checking - self.searching

    @property
    def around(self) -> float:
        return self.cost.cpu - self.rendering - self.checking - self.searching


def build(episode: Episode, store: Path, *options: str, code: Path = CODE) -> Build:
    """Build the episode as a producer does, with the newscast of a checkout. A failed check (exit code 3) is no failure
    here: the work was done."""
    log = episode.root / f"jobs-{uuid.uuid4().hex}.jsonl"
    log.touch()
    environment = {
        "NEWSCAST_STORE": str(store),
        "NEWSCAST_LANG": "en",
        "NEWSCAST_BENCH_JOBS": str(log),
        "PYTHONPATH": os.pathsep.join(map(str, (HOOK, code))),
    }
    cost, _said = run([*door(), "build", str(episode.rundown), *options], environment, codes=(0, 3))
    jobs = tuple(Job(**json.loads(line)) for line in log.read_text().splitlines())
    log.unlink()
    folder = episode.folder / "draft" if "--draft" in options else episode.folder
    return Build(cost, jobs, json.loads((folder / "manifest.json").read_text(encoding="utf-8")))


def door() -> Sequence[str]:
    """The command `newscast` of the Python this runs in."""
    return (str(Path(sys.executable).with_name("newscast")),)
