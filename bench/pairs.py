"""Two builds of one episode at a time, again and again: whatever is lost, half or left behind is counted."""

from __future__ import annotations

import hashlib
import json
import random
import shutil
from collections.abc import Iterator
from pathlib import Path

from bench.spoken import record
from bench.table import Row
from bench.warmed import begin, load
from newscast.base.threads import ALONE

_KIT = "show: 1\nname: SALA\ncanvases: {landscape: [160, 90], portrait: [90, 160], square: [90, 90]}\n"
_RUNDOWN = """\
rundown: 1
show: chica
date: 2026-11-20
title: Noticias, edición {number}
deliverables: [radio, square]
segments:
  - story: uno
    headline: Nota {number}
    bed: none
    parts: [{{vo: Hola a todos, voice: voz.wav}}]
"""
_APART = 0.5
"""Seconds by which two builds of a pair start apart at most."""
_COLD = 10
"""One pair in so many is started as a shell does; the others have loaded all they use, since that takes longest."""
_SMALLEST = "100K"
"""What collecting leaves: next to nothing."""


def measure(folder: Path, pairs: int, collected: int) -> list[Row]:
    """Faults of `pairs` pairs of builds, and of `collected` pairs with collecting beside them; none is allowed."""
    load()
    seed = random.SystemRandom().randrange(1 << 32)
    print(f"  seed {seed}", flush=True)
    chance = random.Random(seed)
    alone = sum(_pair(folder / "pairs", number, chance, collecting=False) for number in range(pairs))
    beside = sum(_pair(folder / "collected", number, chance, collecting=True) for number in range(collected))
    return [
        Row(f"faults in {pairs} pairs of builds", None, alone, "<=", 0),
        Row(f"faults in {collected} with collecting beside", None, beside, "<=", 0),
    ]


def _pair(room: Path, number: int, chance: random.Random, collecting: bool) -> int:
    """How many faults there are after two builds, each of its own deliverable, of what was changed before."""
    rundown = _written(room, number)
    environment = {"NEWSCAST_STORE": str(room / "store"), "NEWSCAST_LANG": "en", **ALONE}
    running = []
    for name in chance.sample(("radio", "square"), 2):
        arguments = ["build", str(rundown), "--only", name, "--jobs", "1"]
        cold = number % _COLD == 0
        running.append(begin(arguments, environment, room / f"{name}.txt", chance.uniform(0, _APART), cold))
    while any(build.poll() is None for build in running):
        if collecting:
            collect = ["store", str(room), "--collect", "--larger", _SMALLEST]
            begin(collect, environment, room / "collect.txt", chance.uniform(0, _APART / 4), cold=False).wait()
        for build in () if collecting else running:
            build.wait()
    faults = [f"exit code {build.poll()}: {build.text()}" for build in running if build.poll()]
    faults += _faults(room / "output/hoy")
    for fault in faults:
        print(f"  pair {number}: {fault.strip()}", flush=True)
    return len(faults)


def _written(room: Path, number: int) -> Path:
    """The newsroom, with a title and a headline that no pair had before."""
    if not number:
        shutil.rmtree(room, ignore_errors=True)
        (room / "assets/shows/chica").mkdir(parents=True)
        (room / "assets/shows/chica/show.yaml").write_text(_KIT, encoding="utf-8")
        (room / "rundowns").mkdir()
        record(room / "rundowns/voz.wav")
    rundown = room / "rundowns/hoy.yaml"
    rundown.write_text(_RUNDOWN.format(number=number), encoding="utf-8")
    return rundown


def _faults(episode: Path) -> Iterator[str]:
    """What is wrong with an episode folder: entries or files that are not there, not whole, or not asked for."""
    if not (episode / "manifest.json").is_file():
        yield "there is no manifest"
        return
    manifest = json.loads((episode / "manifest.json").read_text(encoding="utf-8"))
    listed = {file["path"]: file["sha256"] for entry in manifest["deliverables"].values() for file in entry["files"]}
    if set(manifest["deliverables"]) != {"radio", "square"}:
        yield f"the manifest lists {list(manifest['deliverables'])}"
    sums = {entry.get("rundown_sha256") for entry in manifest["deliverables"].values()}
    if len(sums) != 1:
        yield "the entries are of different rundowns"
    for path, digest in listed.items():
        file = episode / path
        if not file.is_file() or hashlib.sha256(file.read_bytes()).hexdigest() != digest:
            yield f"{path} is not what the manifest says"
    users = {user for each in _json(episode / "timeline.json")["timelines"] for user in each["used_by"]}
    if users != {"radio", "square"}:
        yield f"timeline.json knows {users}"
    if set(_json(episode / "qc.json")) != {"radio", "square"}:
        yield "qc.json lacks an entry"
    yield from (f"{left.name} was left behind" for left in episode.glob(".staging*"))


def _json(path: Path) -> dict[str, list[dict[str, list[str]]]]:
    return json.loads(path.read_text(encoding="utf-8"))  # type: ignore[no-any-return]
