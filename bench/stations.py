"""Masters for stations: many episodes, five profiles, held against programs from outside; see docs/speed.md."""

from __future__ import annotations

import hashlib
import json
import os
import random
import shutil
import subprocess
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from fractions import Fraction
from functools import partial
from pathlib import Path
from typing import Any

import newscast
from bench.episode import Episode, make_episode, make_media
from bench.measure import BenchError, Cost, alternating, median, run
from bench.ours import door
from bench.shown import words_beside, words_shown
from bench.table import Row
from newscast.base.timecode import parse_time

PROFILES = {
    "gateway": "{kind: tv}",
    "blocks": "{kind: tv, blocks: true, md5: true, gop: constant}",
    "editing": "{base: prores}",
    "internet": "{base: h264-mp4}",
    "relay": "{base: h264-ts}",
}
"""Stations of newsroom.yaml: what each takes."""
RATES = ("30000/1001", "25", "30")
_TEXT = "La ciudad repara hoy los bulevares con cuadrillas de noche y ¿le gustó? Sí, señor agüero, a los pingüinos"
EXPECTED: Mapping[str, Mapping[tuple[str, str], str]] = {
    ".mxf": {
        ("General", "Format"): "MXF",
        ("General", "Format_Profile"): "OP-1a",
        ("General", "Format_Settings"): "Closed / Complete",
        ("Video", "Format"): "MPEG Video",
        ("Video", "Format_Profile"): "4:2:2",
        ("Video", "ChromaSubsampling"): "4:2:2",
        ("Video", "BitRate_Mode"): "CBR",
        ("Video", "ScanOrder"): "TFF",
        ("Video", "colour_primaries"): "BT.709",
        ("Video", "ActiveFormatDescription"): "10",
        ("Audio", "BitDepth"): "24",
        ("Audio", "SamplingRate"): "48000",
        ("Audio", "Channels"): "1",
    },
    ".mov": {
        ("General", "Format_Profile"): "QuickTime",
        ("Video", "Format"): "ProRes",
        ("Video", "Format_Profile"): "422 HQ",
        ("Video", "colour_primaries"): "BT.709",
        ("Audio", "SamplingRate"): "48000",
    },
    ".mp4": {
        ("General", "IsStreamable"): "Yes",
        ("Video", "Format_Profile"): "High",
        ("Video", "ScanType"): "Progressive",
        ("Video", "colour_primaries"): "BT.709",
        ("Audio", "Format"): "AAC",
    },
    ".ts": {
        ("General", "Format"): "MPEG-TS",
        ("Video", "Format"): "AVC",
        ("Video", "Format_Profile"): "High",
        ("Audio", "SamplingRate"): "48000",
    },
}
"""By kind of file, what programs from outside have to say of it."""
_CAPTIONS = "EIA-608"
_COUNTED = ("files", "read by both decoders", "words read back", "built twice", "told of a recording")
_HEARD_AND_SEEN = ("speech", "silence", "black", "frozen", "caption-timing", "caption-coverage")
"""Checks of what is in a recording, which no profile can mend; made-up episodes have nothing to be told by them."""
_DEARER = 1.05
"""How many times the CPU time of before the five usual deliverables may take."""


@dataclass(frozen=True)
class Master:
    """An episode to build: its newsroom, its rundown, and its name in the table."""

    name: str
    root: Path
    rundown: Path
    recorded: bool = False
    """Whether it is made of recordings that nobody chose for being right."""


@dataclass
class Tally:
    """What was counted; `faults` are told as they come."""

    counts: Counter[str] = field(default_factory=Counter)
    seconds: float = 0.0

    def fault(self, what: str, where: str) -> None:
        self.counts[what] += 1
        print(f"  {what}: {where}", flush=True)


def measure(folder: Path, masters: int, given: Path | None, again: int) -> list[Row]:
    """Build so many masters by every profile, one in `again` twice; rundowns of `given` are the last."""
    if not (shutil.which("mediainfo") and shutil.which("mediaconch")):
        raise BenchError("mediainfo and mediaconch are to be installed")
    tally = Tally()
    for number, master in enumerate(episodes(folder, masters, given)):
        _examine(master, folder, tally, twice=number % again == 0)
    refused = ("refused by newscast", "refused from outside")
    wrong = (*refused, "without captions", "other captions", "blocks not exact", "other bytes")
    return [
        Row("masters", Cost(0, tally.seconds), tally.counts["masters"], ">=", masters),
        *(Row(what, None, tally.counts[what]) for what in _COUNTED),
        *(Row(what, None, tally.counts[what], "<=", 0) for what in wrong),
    ]


def measure_cost(folder: Path, before: Path, seconds: float, story_seconds: float, runs: int) -> list[Row]:
    """The five usual deliverables with this newscast, and with that of the checkout `before`, in turn from nothing."""
    stories = max(1, round(seconds / story_seconds))
    episode = make_episode(folder / "usual", make_media(folder / "media"), seconds, stories)
    now = Path(newscast.__file__).parent.parent
    costs = alternating({"before": partial(_usual, episode, before), "now": partial(_usual, episode, now)}, runs)
    old, new = median(costs["before"]), median(costs["now"])
    return [
        Row("before", old, None),
        Row("with all that stations look for", new, new.cpu / old.cpu, "<=", _DEARER, "of the CPU time before"),
    ]


def _usual(episode: Episode, code: Path) -> Cost:
    store = episode.root / "store-usual"
    shutil.rmtree(store, ignore_errors=True)
    shutil.rmtree(episode.folder, ignore_errors=True)
    command = [*door(), "build", str(episode.rundown), "--only", "radio,tv,web,reel,square"]
    return run(command, {"NEWSCAST_STORE": str(store), "PYTHONPATH": str(code)}, codes=(0, 3))[0]


def episodes(folder: Path, count: int, given: Path | None) -> Iterator[Master]:
    """The demo, made-up ones of 1 to 25 segments with and without breaks, and those of a newsroom of recordings."""
    root = folder / "given"
    if given and not root.exists():
        shutil.copytree(given, root, symlinks=True, ignore=shutil.ignore_patterns("output", ".newscast"))
        _make_small(root)
        _add_stations(root)
    real = [Master(each.stem, root, each, True) for each in sorted((root / "rundowns").glob("*.yaml"))] if given else []
    yield _demo(folder / "demo")
    for number in range(count - 1 - len(real)):
        yield _made_up(folder / f"made-{number:02}", number)
    yield from real


def _demo(root: Path) -> Master:
    """That of this project, on small canvases."""
    if not root.exists():
        for part in ("assets", "rundowns"):
            shutil.copytree(Path(__file__).parent.parent / part, root / part)
        _make_small(root)
        _add_stations(root)
    return Master("demo", root, root / "rundowns/demo.yaml")


def _make_small(root: Path) -> None:
    for kit in root.glob("assets/shows/*/show.yaml"):
        text = kit.read_text("utf-8").rstrip("\n")
        if "\ncanvases:" not in text:
            canvases = "canvases: {landscape: [320, 180], portrait: [180, 320], square: [180, 180]}"
            kit.write_text(f"{text}\n{canvases}\n", "utf-8")


def _made_up(root: Path, number: int) -> Master:
    """Small canvases, but of the first, and synthetic voices; what differs follows from the number."""
    chance = random.Random(number)
    segments, breaks = 1 + (number * 7) % 25, chance.random() < 0.6
    kit = root / "assets/shows/banco"
    kit.mkdir(parents=True, exist_ok=True)
    (root / "rundowns").mkdir(exist_ok=True)
    size = [1920, 1080] if number == 0 else [320, 180]
    canvases = json.dumps({"landscape": size, "portrait": size[::-1], "square": [size[1], size[1]]})
    rate = RATES[number % len(RATES)]
    voice = "synth: {voice: es-419, rate: 200, on_air: true}"
    (kit / "show.yaml").write_text(f"show: 1\nname: BANCO\nrate: {rate}\ncanvases: {canvases}\n{voice}\n", "utf-8")
    (root / "assets/newsroom.yaml").write_text("newsroom: 1\nname: Banco\n", "utf-8")
    _add_stations(root)
    text = f"rundown: 1\nshow: banco\ndate: 2026-11-20\nair: 2026-11-20T07:{number:02}\nsegments:\n"
    for segment in range(segments):
        said = " ".join(chance.choice(_TEXT.split()) for _word in range(chance.randint(4, 9))).capitalize()
        text += f"  - story: nota-{segment}\n    headline: Nota {segment}\n    parts:\n"
        text += f"      - vo: {json.dumps(said + '.', ensure_ascii=False)}\n        voice: synth\n"
        text += f"        pictures: [{{card: figures, title: En un mes, items: [{chance.randint(2, 99)} baches]}}]\n"
        if breaks and segment % 4 == 1 and segment + 1 < segments:
            text += f"  - break: corte-{segment}\n"
    rundown = root / "rundowns/banco.yaml"
    rundown.write_text(text, "utf-8")
    return Master(f"{root.name}, {segments} segments{', breaks' if breaks else ''}, {rate}", root, rundown)


def _add_stations(root: Path) -> None:
    stations = "".join(f"  {name}: {profile}\n" for name, profile in PROFILES.items())
    with (root / "assets/newsroom.yaml").open("a", encoding="utf-8") as file:
        file.write(f"stations:\n{stations}")


def _examine(master: Master, folder: Path, tally: Tally, twice: bool) -> None:
    began = time.monotonic()
    manifest = _built(master, folder / "store", master.root / "output")
    tally.counts["masters"] += 1
    out = master.root / "output" / master.rundown.stem
    for station, entry in manifest["deliverables"].items():
        for check in entry["qc"]["checks"]:
            tally.counts["read by both decoders"] += check["check"] == "captions-carried" and check["verdict"] != "fail"
            if check["verdict"] == "fail":
                recorded = master.recorded and check["check"] in _HEARD_AND_SEEN
                what = "told of a recording" if recorded else "refused by newscast"
                tally.fault(what, f"{master.name}, {station}: {check['check']}: {check['message']}")
        programmes = [out / file["path"] for file in entry["files"] if file["role"] == "programme"]
        tally.counts["files"] += len(programmes)
        _look(master, station, programmes, folder, tally)
        if station == "blocks":
            _count_blocks(master, out, programmes, tally)
    if twice:
        other = folder / "again"
        _built(master, folder / "store-again", other)
        tally.counts["built twice"] += 1
        for file in sorted(out.rglob("*.m[oxp]*")) + sorted(out.rglob("*.ts")):
            if _digest(file) != _digest(other / master.rundown.stem / file.relative_to(out)):
                tally.fault("other bytes", f"{master.name}: {file.relative_to(out)}")
        shutil.rmtree(other)
        shutil.rmtree(folder / "store-again")
    spent = time.monotonic() - began
    tally.seconds += spent
    print(f"  {master.name}: {spent:.1f} s", flush=True)


def _built(master: Master, store: Path, output: Path) -> dict[str, Any]:
    """The manifest of a build of all profiles. Raises BenchError where it ends otherwise than with 0 or 3."""
    only = ",".join(PROFILES)
    command = [*door(), "build", str(master.rundown), "--only", only, "--output", str(output), "--json"]
    if output == master.root / "output":
        command = [*door(), "build", str(master.rundown), "--only", only, "--json"]
    _cost, said = run(command, {"NEWSCAST_STORE": str(store), "NEWSCAST_LANG": "en"}, codes=(0, 3))
    found: dict[str, Any] = json.loads(next(line for line in reversed(said.splitlines()) if line.startswith("{")))
    return found


def _look(master: Master, station: str, files: list[Path], folder: Path, tally: Tally) -> None:
    """What mediainfo and mediaconch say of each file."""
    policy = folder / "policy.xml"
    expected = EXPECTED[files[0].suffix]
    rules = "".join(
        f'<rule name="{name}" value="{name}" tracktype="{track}" occurrence="*" operator="=">{value}</rule>'
        for (track, name), value in expected.items()
    )
    policy.write_text(f'<?xml version="1.0"?><policy type="and" name="{station}">{rules}</policy>')

    def refusals(file: Path) -> list[str]:
        home = folder / "homes" / hashlib.sha256(str(file).encode()).hexdigest()[:16]
        home.mkdir(parents=True, exist_ok=True)
        command = ["mediaconch", "-p", str(policy), "-fs", str(file)]
        environment = {**os.environ, "HOME": str(home)}
        said = subprocess.run(command, capture_output=True, text=True, timeout=120, env=environment, check=True).stdout
        return [line.strip() for line in said.splitlines()[1:]] if said.startswith("fail") else []

    with ThreadPoolExecutor(8) as pool:
        for file, refused in zip(files, pool.map(refusals, files), strict=True):
            told = _mediainfo(file)
            for track, name in expected:
                if (found := told.get((track, name))) != expected[track, name]:
                    tally.fault("refused from outside", f"{master.name}, {file.name}: {track} {name} {found}")
            for line in refused:
                tally.fault("refused from outside", f"{master.name}, {file.name}: {line}")
            if told.get(("Video", "FrameRate_Mode")) == "VFR":
                tally.fault("refused from outside", f"{master.name}, {file.name}: pictures of any length")
            if ("General", "IsTruncated") in told:
                tally.fault("refused from outside", f"{master.name}, {file.name}: cut off")
            if told.get(("Text", "Format")) != _CAPTIONS:
                tally.fault("without captions", f"{master.name}, {file.name}: {told.get(('Text', 'Format'))}")
            shown, wanted = words_shown(file), words_beside(file)
            tally.counts["words read back"] += len(shown)
            if shown != wanted:
                tally.fault("other captions", f"{master.name}, {file.name}: {len(shown)} words for {len(wanted)}")


def _mediainfo(file: Path) -> dict[tuple[str, str], str]:
    """Of the first track of each kind."""
    command = ["mediainfo", "--Output=JSON", "--Full", str(file)]
    tracks = json.loads(subprocess.run(command, capture_output=True, check=True, text=True).stdout)["media"]["track"]
    found: dict[tuple[str, str], str] = {}
    for track in tracks:
        for name, value in {**track, **track.get("extra", {})}.items():
            if isinstance(value, str):
                found.setdefault((track["@type"], name), value)
    return found


def _count_blocks(master: Master, out: Path, files: list[Path], tally: Tally) -> None:
    """Together the blocks have every frame of the programme, and the time code of each goes on where the last ended."""
    told = [_mediainfo(file) for file in files]
    whole = _mediainfo(next((out / "gateway").glob("*.mxf")))
    rate = Fraction(int(whole["Video", "FrameRate_Num"]), int(whole["Video", "FrameRate_Den"]))
    next_frame = _frame(whole, rate)
    for file, said in zip(files, told, strict=True):
        if _frame(said, rate) != next_frame:
            tally.fault(
                "blocks not exact", f"{master.name}: {file.name} begins at {said['Other', 'TimeCode_FirstFrame']}"
            )
        next_frame += int(said["Video", "FrameCount"])
    if next_frame - _frame(whole, rate) != int(whole["Video", "FrameCount"]):
        tally.fault("blocks not exact", f"{master.name}: {len(files)} blocks have other frames than the programme")


def _frame(said: Mapping[tuple[str, str], str], rate: Fraction) -> int:
    return parse_time(said["Other", "TimeCode_FirstFrame"]).frames(rate)


def _digest(file: Path) -> str:
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()
