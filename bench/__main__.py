"""`python -m bench`: the whole benchmark, a table of ratios with the limits they are held to. See docs/speed.md."""

from __future__ import annotations

import argparse
import os
import shutil
import tempfile
from itertools import chain
from pathlib import Path

from bench import (
    board,
    changes,
    cluster,
    composites,
    idle,
    ledger,
    longtake,
    mended,
    networks,
    newsrooms,
    pairs,
    render,
    review,
    soak,
    sound,
    stations,
    words,
)
from bench.measure import load
from bench.table import print_rows

STORY_SECONDS = 30


def main() -> None:
    options = _options()
    folder = (options.folder or Path(tempfile.mkdtemp(prefix="newscast-bench-"))).resolve()
    print(f"{os.cpu_count()} cores, load {load()} at the start, in {folder}", flush=True)
    parts = options.parts.split(",")
    try:
        if "render" in parts:
            render.measure(folder, options.seconds, STORY_SECONDS, options.runs)
        if "change" in parts:
            print_rows("What a change costs", changes.measure(folder, options.seconds, STORY_SECONDS))
        if "screen" in parts:
            rows = changes.measure_screen(folder, options.runs)
            print_rows("From a save to the screen: five minutes, a draft of one deliverable", rows)
        if "long" in parts:
            print_rows("30 minutes and 25 segments, on small canvases", changes.measure_long(folder, options.runs))
        if "cluster" in parts:
            print_rows("A second Dask worker", cluster.measure(folder, options.runs))
        if "pairs" in parts:
            print_rows("Two builds of one episode at a time", pairs.measure(folder, options.pairs, options.pairs // 2))
        if "ledger" in parts:
            print_rows("The ledger under kill -9", ledger.measure(folder, options.kills))
        if "mended" in parts:
            rows = mended.measure(folder, options.runs)
            print_rows("From a correction on the page to the version that plays there: five minutes", rows)
        if "networks" in parts:
            stories = max(1, round(options.seconds / STORY_SECONDS))
            episode = folder, options.seconds, stories, options.runs
            print_rows("What four further networks add", networks.measure(*episode))
            if options.before:
                told = networks.measure_before(folder, options.before, *episode[1:])
                print_rows("Pictures against those of before", told)
        if "newsrooms" in parts:
            rows = newsrooms.measure(folder / "newsrooms", options.newsrooms)
            print_rows("Newsrooms at random: edits, builds and words of approval, killed at any moment", rows)
        if "words" in parts:
            listened = chain(words.measure(), longtake.measure(folder / "longtake"))
            print_rows("Words in recordings: where they are, and where they are not the text's", listened)
        if "idle" in parts:
            print_rows("A watcher with nothing to do: 500 rundowns, 20,000 recordings", idle.measure(folder / "idle"))
        if "review" in parts:
            rows = review.measure(folder / "review", seconds=options.watched)
            print_rows("The page: 50 people watch and read, 500 episodes", rows)
        if "board" in parts:
            rows = board.measure(folder, options.runs)
            print_rows("From a save to the storyboard: five minutes, ten stories", rows)
        if "stations" in parts:
            rows = stations.measure(folder / "stations", options.masters, options.given, options.again)
            if options.before:
                rows += stations.measure_cost(folder, options.before, options.seconds, STORY_SECONDS, options.runs)
            print_rows("Masters for stations: every episode by five profiles, read by programs from outside", rows)
        if "composites" in parts:
            if not options.given:
                raise SystemExit("composites: --given NEWSROOM says whose rundowns are measured")
            rundowns = sorted((options.given / "rundowns").glob("*.yaml"))
            scored = composites.measure(folder / "composites", rundowns, options.pieces)
            print_rows("Finished pictures against what was composed: VMAF", scored)
        if "sound" in parts:
            print_rows("Half an hour of sound, from takes to WAV and MP3", sound.measure(folder / "sound"))
        if "soak" in parts:
            rows = soak.measure(folder / "soak", options.acts, options.acts // 50)
            print_rows("A newsroom at random, its watcher killed again and again", rows)
        print(f"load {load()} at the end")
    finally:
        if not options.folder:
            shutil.rmtree(folder, ignore_errors=True)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--seconds", type=float, default=30.0, help="running time of the episode at 1080p")
    parser.add_argument("--runs", type=int, default=1, help="alternating runs whose medians are shown")
    parser.add_argument("--full", action="store_true", help="180 seconds and 3 runs")
    parser.add_argument(
        "--parts",
        default="render,change,screen,long",
        help="which parts; when named: board, cluster, composites, idle, ledger, mended, networks, newsrooms, pairs, "
        "review, soak, sound, stations, words",
    )
    parser.add_argument("--pairs", type=int, default=200, help="pairs of builds; half as many with collecting beside")
    parser.add_argument("--kills", type=int, default=200, help="kills of processes that work in the ledger")
    parser.add_argument("--newsrooms", type=int, default=1000, help="newsrooms that are played at random")
    parser.add_argument("--acts", type=int, default=1000, help="saves and drops; one kill of the watcher in fifty")
    parser.add_argument("--masters", type=int, default=30, help="episodes, each built by five profiles")
    parser.add_argument("--again", type=int, default=5, help="one in so many of them is built twice")
    parser.add_argument("--before", type=Path, help="a checkout that stations and networks are held against")
    parser.add_argument("--given", type=Path, help="a newsroom whose rundowns are the last of them")
    parser.add_argument("--pieces", type=int, default=3, help="pieces of each kind whose pictures are measured")
    parser.add_argument("--watched", type=float, default=60.0, help="seconds for which people are at the page")
    parser.add_argument("--folder", type=Path, help="work here and leave all there; media there are used again")
    options = parser.parse_args()
    if options.full:
        options.seconds, options.runs = 180.0, 3
    return options


if __name__ == "__main__":
    main()
