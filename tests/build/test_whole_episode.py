"""One rundown with every kind of segment and part, built whole; what it leaves, and what a second build does."""

from __future__ import annotations

import datetime
import hashlib
import itertools
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from commands import asked_for, needed, noting
from described import assert_as_described
from outside import NEEDED, mediainfo

from bench.stations import EXPECTED
from newscast.base.timecode import parse_time, timecode_of
from newscast.build.door import build
from newscast.build.request import Options
from newscast.cli.build_report import print_deliverable
from newscast.qc.names import name_of
from newscast.wrappers.mpeg2.headers import picture_head
from newscast.wrappers.mpeg2.user_data import afd_in
from newscast.wrappers.mxf.reading import open_mxf

pytestmark = pytest.mark.slow

EVERYTHING = """\
rundown: 1
show: chica
date: 2026-11-20
air: 2026-11-20T07:00
slot: 1m
presenters: [ana]
segments:
  - open: corto
    parts:
      - read: Buenos días a todos.
        camera: camara.mp4
  - headlines: [bacheo, feria]
    voice: synth
  - story: bacheo
    headline: Concluye el bacheo
    tease: Mil baches menos.
    department: Obras Públicas
    summary: La ciudad repara mil baches.
    social: true
    transition: dissolve
    parts:
      - sot: charla.mp4
        who: laura
        transcript: Trabajamos de noche.
        cover: [{file: foto.jpg, at: 1.1s, for: 0.5s}]
      - vo: La ciudad reparó mil baches en un mes.
        voice: synth
        pictures:
          - {file: camara.mp4, in: 0.2s, out: 1s, sound: -18dB, credit: Archivo}
          - {file: foto.jpg, move: push-in}
          - {card: figures, title: En un mes, items: ["1,000 baches"]}
        supers: [{at: 0.2s, for: 1s, title: Noviembre}]
        versions: {radio: {copy: Ya son mil.}}
      - card: figures
        title: En un mes
        items: ["1,000 baches", 38 colonias]
        duration: 1s
        skip: [radio, reel]
  - sting: main
    slug: golpe
  - break: corte
  - spot: entrada.mp4
    slug: vacuna
    versions: {radio: {file: spot.wav}}
    skip: [square]
  - story: feria
    headline: Arranca la feria
    social: true
    transition: wipe
    transition_duration: 0.3s
    parts:
      - read: Buenos días a todos los que.
        voice: voz.wav
        pictures: [mudo.mp4]
        only: [tv, web]
      - package: cfr.mp4
  - story: museo
    headline: Se queda
    float: true
    parts: [{vo: Nada., voice: synth}]
  - close: corto
    parts: [{read: Hasta mañana., voice: synth}]
"""
STEM = "hoy"
RATE = Fraction(30000, 1001)
CANVASES = ("landscape", "portrait", "square")
FILES = {
    "radio": {
        f"radio/{STEM}.wav": "programme",
        f"radio/{STEM}.mp3": "programme",
        "radio/loudness.json": "loudness",
    },
    "tv": {f"tv/{STEM}.mxf": "programme", f"tv/{STEM}.ttml": "captions", "tv/loudness.json": "loudness"},
    "web": {
        f"web/{STEM}.mp4": "programme",
        f"web/{STEM}.srt": "captions",
        f"web/{STEM}.vtt": "captions",
        f"web/{STEM}.es_LA.srt": "captions",
        "web/thumbnail.jpg": "thumbnail",
        "web/post.txt": "post",
        "web/loudness.json": "loudness",
    },
    "reel": {
        f"reel/{STEM}-{slug}{suffix}": role
        for slug in ("bacheo", "feria")
        for suffix, role in (
            (".mp4", "programme"),
            (".es_LA.srt", "captions"),
            ("-cover.jpg", "cover"),
            ("-post.txt", "post"),
            ("-loudness.json", "loudness"),
        )
    },
    "square": {
        f"square/{STEM}.mp4": "programme",
        f"square/{STEM}.es_LA.srt": "captions",
        "square/cover.jpg": "cover",
        "square/post.txt": "post",
        "square/loudness.json": "loudness",
    },
}


@dataclass
class Rendered:
    """The steps the engine made in one build, by label."""

    labels: list[str]

    def of(self, word: str) -> list[str]:
        return [label for label in self.labels if word in label]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory, recordings: Path, shared_store: Path, salas: Any) -> Iterator[Any]:
    """The newsroom with the episode built once; tests may build on it; all but the last leave it as they found it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("NEWSCAST_STORE", str(shared_store))
        patch.setenv("NEWSCAST_LANG", "en")
        patch.setenv("NEWSCAST_FFMPEG", str(noting(tmp_path_factory.mktemp("ffmpeg"))))
        sala = salas(tmp_path_factory.mktemp("whole").resolve())
        path = sala.write(EVERYTHING, STEM)
        list(build([path], Options()))
        yield sala


@pytest.fixture
def rendered(monkeypatch: pytest.MonkeyPatch) -> Rendered:
    """What builds of this test make; by the plans the engine is given."""
    import newscast.engine.engine as engine

    kept = Rendered([])
    original = engine.make_plan

    def noted(*args: Any) -> Any:
        plan = original(*args)
        kept.labels += [f"{step.kind} {step.label}" for job in plan.jobs for step in job.steps]
        return plan

    monkeypatch.setattr(engine, "make_plan", noted)
    return kept


def folder_of(sala: Any) -> Path:
    return sala.root / "output" / STEM


def manifest_of(sala: Any) -> dict[str, Any]:
    return json.loads((folder_of(sala) / "manifest.json").read_text(encoding="utf-8"))


def state_of(folder: Path) -> dict[str, tuple[int, int]]:
    """Inode and time of change of every file but the manifest and the lock."""
    files = [path for path in folder.rglob("*") if path.is_file() and path.name not in ("manifest.json", ".lock")]
    return {str(path.relative_to(folder)): (path.stat().st_ino, path.stat().st_mtime_ns) for path in files}


def test_every_listed_file_is_there_with_its_sum(whole: Any) -> None:
    manifest, folder = manifest_of(whole), folder_of(whole)
    listed = {name: {f["path"]: f["role"] for f in entry["files"]} for name, entry in manifest["deliverables"].items()}
    assert listed == FILES and list(listed) == list(FILES)
    for entry in manifest["deliverables"].values():
        for file in entry["files"]:
            data = (folder / file["path"]).read_bytes()
            assert (len(data), hashlib.sha256(data).hexdigest()) == (file["bytes"], file["sha256"]), file["path"]
    there = {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}
    extra = {"manifest.json", "timeline.json", "qc.json", ".lock", "history/0001.json"}
    assert there == extra.union(*FILES.values())
    assert not any(path.is_symlink() or path.stat().st_nlink > 1 for path in folder.rglob("*") if path.is_file())


def test_every_check_is_told_in_a_line(whole: Any, capfd: pytest.CaptureFixture[str]) -> None:
    """As builds of a watcher tell them, whatever it is that was measured."""
    for name, entry in manifest_of(whole)["deliverables"].items():
        print_deliverable(name, entry, verbose=True)
    said = capfd.readouterr().err
    assert all(
        name_of(check["check"]) in said
        for each in json.loads((folder_of(whole) / "qc.json").read_text(encoding="utf-8")).values()
        for check in each["checks"]
    )
    assert not any(sign in said for sign in "{}[]")


def test_the_manifest_says_what_was_made(whole: Any) -> None:
    manifest = manifest_of(whole)
    rundown = whole.root / "rundowns" / f"{STEM}.yaml"
    digest = hashlib.sha256(rundown.read_bytes()).hexdigest()
    assert manifest["rundown"] == {"path": f"rundowns/{STEM}.yaml", "sha256": digest, "newsroom": "../.."}
    assert (manifest["manifest"], manifest["episode"], manifest["show"], manifest["date"], manifest["draft"]) == (
        1,
        STEM,
        "chica",
        "2026-11-20",
        False,
    )
    tv = manifest["deliverables"]["tv"]
    assert manifest["duration"] == tv["duration"] and manifest["segments"] == tv["segments"]
    kinds = ["open", "headlines", "story", "sting", "break", "spot", "story", "close"]
    slugs = ["open", "headlines", "bacheo", "golpe", "break", "vacuna", "feria", "close"]
    assert [(s["kind"], s["slug"]) for s in tv["segments"]] == list(zip(kinds, slugs, strict=True))
    assert "vacuna" not in [s["slug"] for s in manifest["deliverables"]["square"]["segments"]]
    for name, entry in manifest["deliverables"].items():
        assert entry["rundown_sha256"] == digest
        # A clip of white flashes on black is what it looks like.
        noticed = {check["check"] for check in entry["qc"]["checks"] if check["verdict"] != "pass"}
        assert noticed <= {"black"} and entry["qc"]["verdict"] in ("pass", "warn"), (name, noticed)
        measured = {check["check"] for check in entry["qc"]["checks"]}
        wanted = {"loudness", "true_peak", "duration", "audio", "sync", "delivery", "synthetic-voice"}
        assert measured >= wanted | ({"video"} if name != "radio" else set())
        if name != "reel":
            ends = [s["start"] + s["duration"] for s in entry["segments"]]
            assert [0, *ends] == pytest.approx([*(s["start"] for s in entry["segments"]), entry["duration"]], abs=2e-6)
    assert json.loads((folder_of(whole) / "qc.json").read_text()) == {
        name: entry["qc"] for name, entry in manifest["deliverables"].items()
    }


def test_media_is_described(whole: Any) -> None:
    entries = manifest_of(whole)["deliverables"]
    media = {f["path"]: f["media"] for entry in entries.values() for f in entry["files"] if f["role"] == "programme"}
    stereo = {"rate": 48000, "channels": 2}
    mono = {"codec": "pcm_s24le", "rate": 48000, "channels": 1}
    h264 = {"codec": "h264", "rate": "30000/1001", "scan": "progressive", "pix_fmt": "yuv420p"}
    aac = {"codec": "aac", **stereo}
    assert media[f"radio/{STEM}.wav"] == {"container": "wav", "audio": {"codec": "pcm_s24le", **stereo}}
    assert media[f"radio/{STEM}.mp3"] == {"container": "mp3", "audio": {"codec": "mp3", **stereo}}
    assert media[f"tv/{STEM}.mxf"] == {
        "container": "mxf",
        "video": {
            "codec": "mpeg2video",
            "width": 320,
            "height": 180,
            "rate": "30000/1001",
            "scan": "tff",
            "pix_fmt": "yuv422p",
        },
        "audio": [mono, mono],
    }
    sizes = (("web/hoy.mp4", 320, 180), ("reel/hoy-feria.mp4", 180, 320), ("square/hoy.mp4", 180, 180))
    for path, width, height in sizes:
        assert media[path] == {"container": "mp4", "video": {**h264, "width": width, "height": height}, "audio": aac}


def test_the_master_says_what_it_is(whole: Any) -> None:
    with open_mxf(folder_of(whole) / f"tv/{STEM}.mxf") as mxf:
        material, source = mxf.packages()
        pictures = [element.klv for element in mxf.elements() if element.sort == "picture"]
        heads = [picture_head(mxf.data[klv.value : min(klv.value + 512, klv.end)]) for klv in pictures]
    assert {material.created, source.created, source.modified} == {datetime.datetime(2026, 11, 20, 7)}
    assert material.name == manifest_of(whole)["title"]
    assert (len(material.umid), len(set(material.umid[16:])) > 1) == (32, True)
    assert {afd_in(head) for head in heads} == {0b1010}
    groups = [(number, head.group) for number, head in enumerate(heads) if head.group]
    lengths = [after - before for (before, _), (after, _) in itertools.pairwise([*groups, (len(heads), None)])]
    assert max(lengths) == 15 and all(group.closed and not group.broken for _, group in groups)
    codings = "".join(head.coding for head in heads)
    whole_groups = {codings[at : at + 15] for (at, _), length in zip(groups, lengths, strict=True) if length == 15}
    assert whole_groups == {"I" + "PBB" * 4 + "PB"}
    start = parse_time("07:00:00;00").frames(RATE)
    assert [group.timecode for _, group in groups] == [timecode_of(start + number, RATE) for number, _ in groups]
    # Pieces are joined where groups are short: their encoder began each at nought.
    assert min(lengths) < 13 and len(groups) > 10


@NEEDED
def test_programs_from_outside_take_what_is_delivered(whole: Any) -> None:
    files = [folder_of(whole) / "tv" / f"{STEM}.mxf", folder_of(whole) / "web" / f"{STEM}.mp4"]
    for file, said in zip(files, mediainfo(files), strict=True):
        first = {field: values.split("\n")[0] for field, values in said.items()}
        assert {field: first.get(field) for field in EXPECTED[file.suffix]} == EXPECTED[file.suffix]
        assert ("General", "IsTruncated") not in first
    assert first["Audio", "Language"] == "es"


def test_files_of_one_story_carry_its_slug(whole: Any) -> None:
    entries = manifest_of(whole)["deliverables"]
    slugs = {file["path"]: file.get("slug") for entry in entries.values() for file in entry["files"]}
    reels = {path: slug for path, slug in slugs.items() if path.startswith("reel/")}
    assert all(slug and path.startswith(f"reel/{STEM}-{slug}") for path, slug in reels.items())
    assert {slug for path, slug in slugs.items() if path not in reels} == {None}


def test_what_it_leaves_is_as_the_schemas_say(whole: Any) -> None:
    assert_as_described(folder_of(whole))


def test_versions_are_heard_where_they_belong(whole: Any) -> None:
    timelines = json.loads((folder_of(whole) / "timeline.json").read_text(encoding="utf-8"))["timelines"]
    said = {name: json.dumps(each, ensure_ascii=False) for each in timelines for name in each["used_by"]}
    assert "Ya son mil." in said["radio"] and "reparó" not in said["radio"]
    assert "reparó" in said["tv"] and "Ya son mil." not in said["tv"]
    users = [each["used_by"] for each in timelines]
    assert users == [["radio"], ["tv", "web"], ["reel/bacheo"], ["reel/feria"], ["square"]]
    spots = {
        users[0]: [s for s in each["segments"] if s["slug"] == "vacuna"]
        for users, each in zip(users, timelines, strict=True)
    }
    assert spots["square"] == [] and spots["tv"][0]["shots"] and not spots["radio"][0]["shots"]
    assert "Buenos días a todos los que." in said["web"] and "Buenos días a todos los que." not in said["square"]


def test_a_second_build_renders_nothing(whole: Any, rendered: Rendered) -> None:
    before, manifest = state_of(folder_of(whole)), manifest_of(whole)
    built = next(iter(build([whole.root / "rundowns" / f"{STEM}.yaml"], Options())))
    assert rendered.labels == [] and built.manifest["built"]["rendered"] == 0
    assert state_of(folder_of(whole)) == before, "what did not change is not copied again"
    assert {**manifest_of(whole), "built": 0} == {**manifest, "built": 0}


def test_a_build_with_nothing_to_do_loads_little(whole: Any) -> None:
    """And is quick: what is not imported takes no time. (Templates write its posts; what lies over pictures that are
    black is drawn, to know how much of them it covers.)"""
    heavy = ["numpy", "scipy", "av", "moviepy", "pydub"]
    code = "import sys; from newscast.cli.main import run; code = run(['build', sys.argv[1]])"
    code += f"; print(code, [name for name in {heavy} if name in sys.modules])"
    path = whole.root / "rundowns" / f"{STEM}.yaml"
    done = subprocess.run([sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=True)
    assert done.stdout == "0 []\n", done.stderr


def test_every_command_used_what_was_asked_for(whole: Any) -> None:
    """Those of the final, and those of a draft."""
    list(build([whole.root / "rundowns" / f"{STEM}.yaml"], Options(draft=True)))
    used = needed(Path(os.environ["NEWSCAST_FFMPEG"]))
    assert {"filter showinfo", "codec libx264", "codec mpeg2video", "format concat"} <= used
    assert sorted(used - asked_for()) == []


def test_one_deliverable_leaves_the_others_alone(whole: Any, rendered: Rendered) -> None:
    before, files = manifest_of(whole), state_of(folder_of(whole))
    path = whole.write(EVERYTHING.replace("mil baches.\n    social", "mil hoyos.\n    social"), STEM)
    try:
        list(build([path], Options(only=("web",))))
        after, changed = manifest_of(whole), state_of(folder_of(whole))
        assert list(after["deliverables"]) == list(before["deliverables"])
        for name in ("radio", "tv", "reel", "square"):
            assert after["deliverables"][name] == {**before["deliverables"][name], "outdated": True}
        assert after["rundown"]["sha256"] != before["rundown"]["sha256"]
        assert after["deliverables"]["web"]["rundown_sha256"] == after["rundown"]["sha256"]
        assert changed.keys() - files.keys() == {"history/0002.json"}
        touched = {path for path in files if changed[path] != files[path]}
        assert "web/post.txt" in touched and touched <= {"web/post.txt", "timeline.json", "qc.json"}
        assert rendered.labels == [], "a text that only a post shows renders nothing"
        timelines = json.loads((folder_of(whole) / "timeline.json").read_text(encoding="utf-8"))["timelines"]
        assert {name for each in timelines for name in each["used_by"]} >= {"radio", "tv", "web", "square"}
        assert "mil hoyos" in (folder_of(whole) / "web/post.txt").read_text(encoding="utf-8")
    finally:
        list(build([whole.write(EVERYTHING, STEM)], Options()))


def test_changing_one_story_renders_that_story(whole: Any, rendered: Rendered) -> None:
    copy = "      - vo: La ciudad reparó mil baches en un mes."
    path = whole.write(EVERYTHING.replace(copy, "      - vo: La ciudad reparó ya todos los baches de noviembre."), STEM)
    list(build([path], Options()))
    encoded = {label for canvas in CANVASES for label in rendered.of(f", {canvas}")}
    assert encoded == {f"{kind} bacheo, {canvas}" for kind in ("ffmpeg", "sampled") for canvas in CANVASES}
