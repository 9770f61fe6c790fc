"""A full build at 1080p against everything else that makes the same files."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from bench import peers, quality
from bench.byhand import Encodings, encoder_alone, separate, together
from bench.crafts import BEST, USUAL
from bench.episode import Episode, make_episode, make_media
from bench.measure import Cost, alternating, median, run
from bench.ours import Build, build
from bench.placed import CANVAS, Sheet, read_sheets
from bench.table import Row, print_rows
from newscast.deliverables.encodings import Encoding

MOVIEPY_SECONDS = 2.0
PIX_FMT = {"tv": "yuv422p", "web": "yuv420p", "reel": "yuv420p", "square": "yuv420p"}
JOBS = 2
"""Processes at a time for builds and for encoders alone: what runs beside it makes a process dearer."""


@dataclass(frozen=True)
class Bench:
    """What is compared: the episode, its sheets, the raw frames of each video, and where by-hand files go."""

    episode: Episode
    store: Path
    binary: Path
    sheets: Mapping[str, Sheet]
    raws: Mapping[str, Path]
    hand: Path

    @property
    def ours(self) -> Encodings:
        """The encodings of a build."""
        return {name: sheet.encoding for name, sheet in self.sheets.items()}

    @property
    def usual(self) -> Encodings:
        """Those that one finds written down everywhere; see usual_encoding()."""
        return {name: usual_encoding(sheet.encoding) for name, sheet in self.sheets.items()}


def usual_encoding(encoding: Encoding) -> Encoding:
    """`veryfast` for H.264, field motion for interlaced MPEG-2."""
    options = {name: value for name, value in encoding.options.items() if name not in ("mbtree", "rc-lookahead")}
    if options["vcodec"] == "mpeg2video":
        return replace(encoding, options={**options, "flags:v": "+bitexact+ildct+ilme"})
    return replace(encoding, options={**options, "preset": "veryfast"})


def measure(folder: Path, seconds: float, story_seconds: float, runs: int) -> None:
    """Run all candidates in turns and print what they cost, where ours went, and how good it is."""
    episode = make_episode(
        folder / "episode", make_media(folder / "media"), seconds, max(1, round(seconds / story_seconds))
    )
    # The first run of ours comes before everything else, because the sheets are read from it.
    builds = [_fresh(episode, folder / "store")]
    bench = _prepare(episode, folder)
    taken: list[Cost] = []

    def ours() -> Cost:
        if len(taken) == len(builds):
            builds.append(_fresh(episode, bench.store))
        taken.append(builds[len(taken)].cost)
        return taken[-1]

    costs = {name: median(each) for name, each in alternating({"ours": ours, **_candidates(bench)}, runs).items()}
    made = sorted(builds, key=lambda each: each.rendering)[len(builds) // 2]
    print_rows(f"{seconds:g} seconds, tv + web + reel + square + radio, 1080p 29.97", _rows(made, costs))
    _print_jobs(made)
    _print_quality(bench)
    for line in peers.left_out():
        print(f"  {line}")


def _fresh(episode: Episode, store: Path) -> Build:
    shutil.rmtree(store, ignore_errors=True)
    shutil.rmtree(episode.folder, ignore_errors=True)
    return build(episode, store, "--jobs", str(JOBS))


def _prepare(episode: Episode, folder: Path) -> Bench:
    hand = folder / "by-hand"
    shutil.rmtree(hand, ignore_errors=True)
    hand.mkdir(parents=True)
    store = folder / "store"
    sheets, composed, engine = read_sheets(episode, store, hand)
    raws = {name: quality.raw_composite(composed, engine, name, PIX_FMT[name], hand / f"{name}.raw") for name in CANVAS}
    return Bench(episode, store, engine.binary.path, sheets, raws, hand)


def _candidates(bench: Bench) -> dict[str, Callable[[], Cost]]:
    sheets, hand = bench.sheets, bench.hand
    melt = {"melt": partial(_melt, sheets, hand)} if peers.has_melt() else {}
    return {
        "a": lambda: _in_turn(bench, separate(sheets, bench.ours, USUAL, hand)),
        "a usual": lambda: _in_turn(bench, separate(sheets, bench.usual, USUAL, hand)),
        "b": lambda: _in_turn(bench, [together(sheets, bench.ours, USUAL, hand)]),
        "b best": lambda: _in_turn(bench, [together(sheets, bench.ours, BEST, hand)]),
        "c": partial(_encoders, bench, bench.ours, ""),
        "c usual": partial(_encoders, bench, bench.usual, "-usual"),
        "moviepy": partial(_moviepy, sheets, hand),
        **melt,
    }


def _in_turn(bench: Bench, commands: Sequence[Sequence[str]]) -> Cost:
    """One after another, each with as many threads as ffmpeg likes."""
    return sum((run([bench.binary, *command])[0] for command in commands), Cost(0, 0))


def _encoders(bench: Bench, encodings: Encodings, mark: str) -> Cost:
    """Encoders alone, as many at a time as a build has; the files carry the mark in their names."""
    commands = [
        encoder_alone(sheet, encodings[name], bench.raws[name], PIX_FMT[name], _alone(bench, sheet, mark))
        for name, sheet in bench.sheets.items()
    ]
    with ThreadPoolExecutor(JOBS) as pool:
        costs = pool.map(lambda command: run([bench.binary, *command])[0], commands)
    return sum(costs, Cost(0, 0))


def _alone(bench: Bench, sheet: Sheet, mark: str) -> Path:
    return bench.hand / f"alone-{sheet.name}{mark}{sheet.encoding.suffix}"


def _moviepy(sheets: Mapping[str, Sheet], folder: Path) -> Cost:
    """The four videos for their first seconds, scaled to the whole by frames."""
    total = Cost(0, 0)
    for sheet in sheets.values():
        frames = min(sheet.frames, round(MOVIEPY_SECONDS * sheet.rate))
        total += peers.moviepy(peers.sampled(sheet, frames), folder).times(sheet.frames / frames)
    return total


def _melt(sheets: Mapping[str, Sheet], folder: Path) -> Cost:
    """The four videos, whole."""
    return sum((peers.melt(sheet, folder) for sheet in sheets.values()), Cost(0, 0))


def _rows(made: Build, costs: Mapping[str, Cost]) -> list[Row]:
    ours, whole = made.rendering, made.cost
    outside = (made.checking + made.around) / (whole.cpu - made.searching)

    def against(name: str, label: str, limit: float | None, note: str) -> Row:
        return Row(label, costs[name], ours / costs[name].cpu, "<=", limit, note)

    melt = (
        [Row("(e) melt, four videos", costs["melt"], costs["melt"].cpu / ours, note="(e) / ours")]
        if "melt" in costs
        else []
    )
    return [
        Row("ours: rendering and joining", Cost(ours, whole.wall, whole.memory), None),
        Row("ours: looking for faces, once for each clip and photo", Cost(made.searching, 0), None),
        Row("ours: checking and hashing", Cost(made.checking, 0), None),
        Row("ours: starting, planning, copying", Cost(made.around, 0), None),
        Row("  not rendering, of all but faces", None, outside, "<=", 0.20),
        against("a", "(a) by hand, one command each", 0.62, "ours / (a)"),
        against("a usual", "(a) with the usual encoder settings", 0.55, "ours / (a), at equal VMAF"),
        against("b", "(b) by hand, one command with splits", 1.02, "ours / (b)"),
        against("b best", "(b) with all that newscast knows", None, "ours / (b)"),
        Row("(c) encoders alone on raw frames", costs["c"], costs["c"].cpu / ours, ">=", 0.78, "(c) / ours"),
        # What a build would cost with encoders that are so much dearer.
        Row(
            "(c) with the usual encoder settings",
            costs["c usual"],
            _share(ours, costs),
            ">=",
            0.78,
            "(c) / ours with them",
        ),
        Row("(d) MoviePy, four videos", costs["moviepy"], costs["moviepy"].cpu / ours, ">=", 3.5, "(d) / ours"),
        *melt,
    ]


def _share(ours: float, costs: Mapping[str, Cost]) -> float:
    """The part of a build with the usual encoder settings that the encoders have; all else costs the same."""
    usual = costs["c usual"].cpu
    return usual / (ours - costs["c"].cpu + usual)


def _print_jobs(made: Build) -> None:
    """Where the CPU of our build went, by kind of step."""
    kinds: dict[str, float] = {}
    for job in made.jobs:
        kinds[job.kind] = kinds.get(job.kind, 0.0) + job.cpu
    shown = sorted(kinds.items(), key=lambda item: -item[1])
    print("  ours by kind of step, CPU seconds: " + ", ".join(f"{kind} {cpu:.1f}" for kind, cpu in shown))


def _print_quality(bench: Bench) -> None:
    """VMAF of what we made, and of the usual encoder settings on the same frames."""
    for name, sheet in bench.sheets.items():
        (finished,) = (bench.episode.folder / name).glob(f"*{sheet.encoding.suffix}")
        score, rate = _scored(bench, sheet, finished)
        limit = "" if name not in ("tv", "web") else "  ok, >= 95" if score >= 95 else "  NOT OK, >= 95"
        theirs, their_rate = _scored(bench, sheet, _alone(bench, sheet, "-usual"))
        print(
            f"  VMAF, {name}: {score:.1f} at {rate:.1f} Mb/s{limit}; "
            f"usual settings: {theirs:.1f} at {their_rate:.1f} Mb/s"
        )


def _scored(bench: Bench, sheet: Sheet, finished: Path) -> tuple[float, float]:
    """VMAF and Mb/s of a file against the raw frames of its deliverable."""
    name, size = sheet.name, (sheet.width, sheet.height)
    score = quality.vmaf(bench.binary, finished, bench.raws[name], size, sheet.rate, PIX_FMT[name])
    return score, float(finished.stat().st_size * 8 / 1e6 / (sheet.frames / sheet.rate))
