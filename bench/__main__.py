"""`python -m bench`: the whole benchmark, a table of ratios with the limits they are held to. See docs/speed.md."""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

from bench import changes, cluster, peers, quality
from bench.byhand import encoder_alone, separate, together
from bench.episode import Episode, make_episode, make_media
from bench.measure import Cost, alternating, load, median, run
from bench.ours import Build, build
from bench.placed import CANVAS, Sheet, read_sheets
from bench.table import Row, print_rows

STORY_SECONDS = 10
MOVIEPY_SECONDS = 2.0
PIX_FMT = {"tv": "yuv422p", "web": "yuv420p", "reel": "yuv420p", "square": "yuv420p"}


def main() -> None:
    options = _options()
    folder = (options.folder or Path(tempfile.mkdtemp(prefix="newscast-bench-"))).resolve()
    print(f"{os.cpu_count()} cores, load {load()} at the start, in {folder}", flush=True)
    parts = options.parts.split(",")
    try:
        if "render" in parts:
            _render(folder, options)
        if "change" in parts:
            print_rows("What a change costs", changes.measure(folder, options.seconds, STORY_SECONDS))
        if "long" in parts:
            print_rows("30 minutes and 25 segments, on small canvases", changes.measure_long(folder, options.runs))
        if "cluster" in parts:
            print_rows("A second Dask worker", cluster.measure(folder, options.runs))
        print(f"load {load()} at the end")
    finally:
        if not options.folder:
            shutil.rmtree(folder, ignore_errors=True)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--seconds", type=float, default=20.0, help="running time of the episode at 1080p")
    parser.add_argument("--runs", type=int, default=1, help="alternating runs whose medians are shown")
    parser.add_argument("--full", action="store_true", help="180 seconds and 3 runs")
    parser.add_argument("--parts", default="render,change,long", help="which parts; cluster only when named")
    parser.add_argument("--folder", type=Path, help="work here and leave all there; media there are used again")
    options = parser.parse_args()
    if options.full:
        options.seconds, options.runs = 180.0, 3
    return options


def _render(folder: Path, options: argparse.Namespace) -> None:
    """A full build against everything else that makes the same files."""
    stories = max(1, round(options.seconds / STORY_SECONDS))
    episode = make_episode(folder / "episode", make_media(folder / "media"), options.seconds, stories)
    hand = _emptied(folder / "by-hand")
    builds = [_fresh(episode, folder)]
    sheets, composed, engine = read_sheets(episode, folder / "store")
    binary = engine.binary.path
    raws = {name: quality.raw_composite(composed, engine, name, PIX_FMT[name], hand / f"{name}.raw") for name in CANVAS}

    def ours() -> Cost:
        # The first run of ours came before everything else, because the sheets are read from it.
        if len(taken) == len(builds):
            builds.append(_fresh(episode, folder))
        taken.append(builds[len(taken)].cost)
        return taken[-1]

    taken: list[Cost] = []
    candidates: dict[str, Callable[[], Cost]] = {
        "ours": ours,
        "a": lambda: _each([[binary, *args] for args in separate(sheets, hand).values()]),
        "b": lambda: _each([[binary, *together(sheets, hand)]]),
        "c": lambda: _each(
            [[binary, *encoder_alone(s, raws[name], PIX_FMT[name], hand)] for name, s in sheets.items()]
        ),
        "moviepy": partial(_moviepy, sheets, hand),
    }
    costs = {name: median(each) for name, each in alternating(candidates, options.runs).items()}
    made = sorted(builds, key=lambda each: each.rendering)[len(builds) // 2]
    print_rows(f"{episode.seconds:g} seconds, tv + web + reel + square + radio, 1080p 29.97", _rows(made, costs))
    _print_jobs(made)
    _print_quality(episode, sheets, raws, binary)
    for name in peers.missing():
        print(f"  {name}: not installed here, not compared")


def _fresh(episode: Episode, folder: Path) -> Build:
    shutil.rmtree(folder / "store", ignore_errors=True)
    shutil.rmtree(episode.folder, ignore_errors=True)
    return build(episode, folder / "store")


def _emptied(folder: Path) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


def _each(commands: list[list[str | Path]]) -> Cost:
    total = Cost(0, 0)
    for command in commands:
        total += run(command)[0]
    return total


def _moviepy(sheets: dict[str, Sheet], folder: Path) -> Cost:
    """The four videos for their first seconds, scaled to the whole by frames."""
    total = Cost(0, 0)
    for sheet in sheets.values():
        frames = min(sheet.frames, round(MOVIEPY_SECONDS * sheet.rate))
        total += peers.moviepy(peers.sampled(sheet, frames), folder).times(sheet.frames / frames)
    return total


def _rows(made: Build, costs: dict[str, Cost]) -> list[Row]:
    ours, whole = made.rendering, made.cost
    outside = (made.checking + made.around) / whole.cpu
    return [
        Row("ours: rendering and joining", Cost(ours, whole.wall, whole.memory), None),
        Row("ours: checking and hashing", Cost(made.checking, 0), None),
        Row("ours: starting, planning, copying", Cost(made.around, 0), None),
        Row("  not rendering, of all", None, outside, "<=", 0.20),
        Row("(a) by hand, one command each", costs["a"], ours / costs["a"].cpu, "<=", 0.62, "ours / (a)"),
        Row("(b) by hand, one command with splits", costs["b"], ours / costs["b"].cpu, "<=", 1.02, "ours / (b)"),
        Row("(c) encoders alone on raw frames", costs["c"], costs["c"].cpu / ours, ">=", 0.78, "(c) / ours"),
        Row("(d) MoviePy, four videos", costs["moviepy"], costs["moviepy"].cpu / ours, ">=", 3.5, "(d) / ours"),
    ]


def _print_jobs(made: Build) -> None:
    """Where the CPU of our build went, by kind of step."""
    kinds: dict[str, float] = {}
    for job in made.jobs:
        kinds[job.kind] = kinds.get(job.kind, 0.0) + job.cpu
    shown = sorted(kinds.items(), key=lambda item: -item[1])
    print("  ours by kind of step, CPU seconds: " + ", ".join(f"{kind} {cpu:.1f}" for kind, cpu in shown))


def _print_quality(episode: Episode, sheets: dict[str, Sheet], raws: dict[str, Path], binary: Path) -> None:
    for name, sheet in sheets.items():
        (finished,) = (episode.folder / name).glob(f"*{sheet.encoding.suffix}")
        score = quality.vmaf(binary, finished, raws[name], (sheet.width, sheet.height), sheet.rate, PIX_FMT[name])
        megabits = finished.stat().st_size * 8 / 1e6 / (sheet.frames / sheet.rate)
        limit = "" if name not in ("tv", "web") else "  ok, >= 95" if score >= 95 else "  NOT OK, >= 95"
        print(f"  VMAF of ours, {name}: {score:.1f} at {float(megabits):.1f} Mb/s{limit}")


if __name__ == "__main__":
    sys.exit(main())
