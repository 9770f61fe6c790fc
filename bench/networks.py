"""What pictures cost against those of another checkout, and what four further networks add to the five usual files."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from statistics import median

from bench.episode import Episode, make_episode, make_media
from bench.measure import Cost
from bench.ours import CODE, Build, build
from bench.table import Row

USUAL = ("radio", "tv", "web", "reel", "square")
FURTHER = ("shorts", "facebook", "instagram", "tiktok")
ADDED = 0.10
"""What the further networks may cost, of a build of the usual ones."""
DEARER = 1.15
"""How many times pictures may cost what they did."""
_PICTURES = ("ffmpeg", "layer", "opener", "still", "page", "travel")
"""Kinds of jobs that paint, compose and encode pictures."""


def measure(folder: Path, seconds: float, stories: int, runs: int) -> Iterator[Row]:
    """The usual deliverables from nothing, and then all nine: what the second build does is what the further ones add,
    with starting and planning once more."""
    episode = _episode(folder, seconds, stories)
    shares, costs = [], []
    for _number in range(runs):
        five = _built(episode, USUAL, CODE)
        nine = build(episode, _store(episode), "--only", ",".join((*USUAL, *FURTHER)))
        shares.append(nine.cost.cpu / five.cost.cpu)
        costs.append((five.cost, nine))
    five_cost, nine = sorted(costs, key=lambda each: each[1].cost.cpu)[len(costs) // 2]
    yield Row(f"{len(USUAL)} deliverables from nothing", five_cost, None)
    yield Row(f"{len(FURTHER)} further networks", nine.cost, median(shares), "<=", ADDED, "of a build of the five")
    yield Row("  jobs that render, of that", Cost(nine.rendering, 0), None)
    yield Row("  starting, planning, copying", Cost(nine.around, 0), None)


def measure_before(folder: Path, before: Path, seconds: float, stories: int, runs: int) -> list[Row]:
    """Pictures of this newscast and of the checkout `before`, in turns, each from nothing."""
    episode = _episode(folder, seconds, stories)
    ways = {"before": partial(_built, episode, USUAL, before), "now": partial(_built, episode, USUAL, CODE)}
    builds: dict[str, list[Build]] = {name: [] for name in ways}
    for _number in range(runs):
        for name, way in ways.items():
            builds[name].append(way())
    old, new = (median(map(pictures, builds[name])) for name in ("before", "now"))
    return [
        Row("pictures before", Cost(old, 0), None),
        Row("pictures now", Cost(new, 0), new / old, "<=", DEARER, "of the CPU time before"),
    ]


def pictures(made: Build) -> float:
    """CPU seconds of a build's pictures."""
    return sum(job.cpu for job in made.jobs if job.kind in _PICTURES)


def _episode(folder: Path, seconds: float, stories: int) -> Episode:
    return make_episode(folder / "networks", make_media(folder / "media"), seconds, stories)


def _store(episode: Episode) -> Path:
    return episode.root / "store"


def _built(episode: Episode, names: Sequence[str], code: Path) -> Build:
    """A build from nothing."""
    shutil.rmtree(_store(episode), ignore_errors=True)
    shutil.rmtree(episode.folder, ignore_errors=True)
    return build(episode, _store(episode), "--only", ",".join(names), code=code)
