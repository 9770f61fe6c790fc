"""What is told of finished files, where each measures what was wanted of it: checks, loudness.json, delivery notes."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from as_wanted import made_as_wanted

from newscast.build.examining import examine
from newscast.build.finishing import finished
from newscast.build.record.entries import made_manifest
from newscast.build.record.sources import origins_of
from newscast.build.rehearsing import rehearse
from newscast.build.request import Options
from newscast.build.stages import Composed, Finished, Ready
from newscast.episode.manifest import Counts
from newscast.qc.measure import read_measurement, write_measurement

OFFICE = """\
newsroom: 1
name: Oficina de pruebas
stations:
  canal4: {kind: tv, name: "{show}_{block}", tracks: 8, layout: [full, international], start: 01:00:00;00, slate: true,
    blocks: true, length: slot, md5: true, caption_files: [imsc, scc], sidecars: [xml, json, ficha]}
  canal5: {kind: tv, sidecars: [json]}
  radio9: {kind: radio, container: wav, blocks: true, md5: true, sidecars: [json]}
"""
RUNDOWN = """\
rundown: 1
show: chica
date: 2026-11-20
air: 2026-11-20T07:05
title: "Emisión de pruebas: la ñ"
slot: 11s
deliverables: [canal4, canal5, radio9, web, square]
segments:
  - story: uno
    headline: ¿Qué pasó en la ciudad?
    social: true
    parts: [{vo: Buenos días a todos, voice: voz.wav, pictures: foto.jpg}]
  - break: corte-1
  - story: dos
    headline: Habla el vecino
    parts: [{sot: charla.mp4, transcript: Hablo de la plaza}]
"""
SEEN = ("video", "black", "frozen", "flashes")
SHOWN = ("caption-speed", "caption-length", "caption-gaps", "caption-glyphs", "caption-timing", "caption-coverage")


@pytest.fixture(scope="module")
def composed(tmp_path_factory: Any, salas: Any, acquainted: Any) -> Composed:
    """With a store of its own: what other tests had made is known nowhere."""
    store = tmp_path_factory.mktemp("vacio")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("NEWSCAST_STORE", str(store))
        patch.setenv("NEWSCAST_LANG", "en")
        sala = salas(tmp_path_factory.mktemp("terminado").resolve())
        acquainted(store, sala.root)
        (sala.root / "assets/newsroom.yaml").write_text(OFFICE, encoding="utf-8")
        return rehearse(examine([sala.write(RUNDOWN)], Options())[0])


@pytest.fixture(scope="module")
def whole(composed: Composed, tmp_path_factory: Any) -> dict[str, Ready]:
    """All that is finished, by its path."""
    made: Finished = finished(composed, made_as_wanted(composed, tmp_path_factory.mktemp("hecho")))
    return {each.piece.product.path: each for each in made.ready}


def note(whole: dict[str, Ready], path: str) -> dict[str, Any]:
    content = whole[path].content
    assert isinstance(content, bytes)
    found: dict[str, Any] = json.loads(content)
    return found


def test_every_file_has_its_checks_and_passes_them(whole: dict[str, Ready]) -> None:
    refused = [(path, check.check) for path, each in whole.items() for check in each.checks if check.verdict != "pass"]
    # A block begins with words, and captions of CEA-608 take their time to be sent.
    assert refused == [("canal4/chica_1.scc", "caption-file"), ("canal4/chica_2.scc", "caption-file")]
    found = {path: {check.check for check in each.checks} for path, each in whole.items()}
    heard = {"true_peak", "duration", "audio", "sync", "container", "silence", "speech", "loudness", "delivery"}
    assert found["canal5/hoy.mxf"] == {*heard, *SEEN, "speech-speed"}
    assert found["radio9/hoy-2.wav"] == {*heard, "same-essence"}
    assert found["web/hoy.mp4"] == {*heard, *SEEN, "combs", "same-essence", "speech-speed", "captions-carried"}
    assert found["square/hoy.mp4"] == {*heard, *SEEN, "combs", *SHOWN, "speech-speed", "key-pictures"}
    assert found["web/hoy.vtt"] == {"caption-file", *SHOWN}
    assert found["web/post.txt"] == {"limits"}
    assert found["radio9/hoy-1.wav.md5"] == found["radio9/hoy-1.json"] == {"delivery"}
    assert found["radio9/loudness.json"] == set()
    carried = {"same-essence", "captions-carried", "caption-characters"}
    assert found["canal4/chica_1.mxf"] == {*heard, *SEEN, *carried, "speech-speed"}
    assert found["canal4/chica_1.scc"] == {"caption-file"}


def test_a_block_for_television_is_told_to_the_frame(whole: dict[str, Ready]) -> None:
    """Its leader goes before 01:00:00;00, the time code runs on, the last frame is one before what comes after it."""
    first, second = (note(whole, f"canal4/chica_{number}.json") for number in (1, 2))
    keys = ("title", "show", "episode", "date", "air", "station", "kind", "language", "slot", "contact")
    assert [first[key] for key in keys] == [second[key] for key in keys]
    assert [first[key] for key in keys] == [
        "Emisión de pruebas: la ñ",
        "SALA CHICA",
        "hoy",
        "2026-11-20",
        "2026-11-20T07:05:00",
        "canal4",
        "tv",
        "es-MX",
        11.011,
        "Oficina de pruebas",
    ]
    assert [each["block"] for each in (first, second)] == [{"number": 1, "of": 2}, {"number": 2, "of": 2}]
    assert (first["start"], first["som"], first["eom"]) == ("00:58:32;00", "01:00:00;00", "01:00:01;14")
    assert (second["start"], second["som"], second["eom"]) == ("00:58:33;15", "01:00:01;15", "01:00:10;29")
    assert first["duration"] == {"seconds": 1.5015, "timecode": "00:00:01;15", "frames": 45}
    assert second["duration"] == {"seconds": 9.5095, "timecode": "00:00:09;15", "frames": 285}
    # What fills the slot with black is no segment of anybody's.
    assert [each["segments"] for each in (first, second)] == [
        [
            {
                "slug": "uno",
                "kind": "story",
                "title": "¿Qué pasó en la ciudad?",
                "som": "01:00:00;00",
                "duration": first["duration"],
            }
        ],
        [
            {
                "slug": "dos",
                "kind": "story",
                "title": "Habla el vecino",
                "som": "01:00:01;15",
                "duration": {"seconds": 1.968633, "timecode": "00:00:01;29", "frames": 59},
            }
        ],
    ]
    assert [each["breaks"] for each in (first, second)] == [[{"slug": "break", "at": "01:00:01;15"}], []]
    holds = {"1-2": "full", "3-4": "international", "5-8": "silence"}
    assert {each["tracks"]: each["holds"] for each in first["tracks"]} == holds


def test_files_are_told_as_they_were_measured(whole: dict[str, Ready]) -> None:
    told = note(whole, "canal4/chica_2.json")
    made, checksum = whole["canal4/chica_2.mxf"], whole["canal4/chica_2.mxf.md5"].content
    assert isinstance(checksum, Path)
    (file,) = told["files"]
    assert file == {
        "name": "chica_2.mxf",
        "bytes": made.digest.bytes,
        "sha256": made.digest.sha256,
        "md5": checksum.read_text().split()[0],
        "container": "mxf",
        "video": {
            "codec": "mpeg2video",
            "width": 320,
            "height": 180,
            "rate": "30000/1001",
            "scan": "tff",
            "pixels": "yuv422p",
            "aspect": "16:9",
        },
        "sound": {"codec": "pcm_s24le", "rate": 48000, "channels": 1, "streams": 8},
    }
    asked = {"integrated": -23.96, "range": 4.3, "true_peak": -3.5, "target": -24.0, "limit": -2.0}
    assert told["loudness"] == {**asked, "programme": -24.21}
    assert told["captions"] == {"carried": ["cea-608"], "files": ["chica_2.ttml", "chica_2.scc"]}


def test_a_programme_in_one_piece_has_its_loudness_alone(whole: dict[str, Ready]) -> None:
    told = note(whole, "canal5/hoy.json")
    assert told["block"] is None and "programme" not in told["loudness"]
    assert told["files"][0]["md5"] is None
    assert [each["slug"] for each in told["segments"]] == ["uno", "dos"]
    assert told["captions"] == {"carried": [], "files": ["hoy.ttml"]}
    assert (told["start"], told["som"], told["eom"]) == ("07:05:00;02", "07:05:00;02", "07:05:03;15")


def test_radio_is_told_by_the_clock(whole: dict[str, Ready]) -> None:
    """Times count from the start of each file, whose end is the last of them; there are no frames and tracks."""
    told = note(whole, "radio9/hoy-2.json")
    assert (told["kind"], told["tracks"], told["captions"]) == ("radio", [], {"carried": [], "files": []})
    assert (told["start"], told["som"], told["eom"]) == ("00:00:00.000", "00:00:00.000", "00:00:01.969")
    assert told["duration"] == {"seconds": 1.968633, "timecode": "00:00:01.969", "frames": None}
    (file,) = told["files"]
    assert file["video"] is None and file["sound"]["channels"] == 2
    assert note(whole, "radio9/hoy-1.json")["breaks"] == [{"slug": "break", "at": "00:00:01.502"}]


def test_who_asks_for_no_note_gets_none_and_a_draft_has_none(composed: Composed, tmp_path: Path) -> None:
    asked = {"canal4/chica_1", "canal4/chica_2", "canal5/hoy", "radio9/hoy-1", "radio9/hoy-2"}
    assert sidecars(composed, tmp_path / "a") == asked
    drafts = tuple(replace(each, cut=replace(each.cut, draft=True)) for each in composed.pieces if not each.product.of)
    assert sidecars(replace(composed, pieces=drafts), tmp_path / "b") == set()


def sidecars(composed: Composed, folder: Path) -> set[str]:
    folder.mkdir()
    made = finished(composed, made_as_wanted(composed, folder))
    return {each.piece.product.path.partition(".")[0] for each in made.ready if each.piece.product.role == "sidecar"}


def test_loudness_is_told_over_time(whole: dict[str, Ready]) -> None:
    """Of each programme, in the order of its blocks; speech is what is said in it, by the milliseconds."""
    told = note(whole, "radio9/loudness.json")
    assert told["loudness"] == 1
    first, second = told["programmes"]
    assert [first["file"], second["file"]] == ["radio9/hoy-1.wav", "radio9/hoy-2.wav"]
    curve = second.pop("momentary")
    assert curve["every"] == 0.1 and len(curve["values"]) == 16
    assert [curve["values"][n] for n in (0, 4, 6, 15)] == [-23.0, -23.0, -22.9, -22.9]
    assert second == {
        "file": "radio9/hoy-2.wav",
        "target": None,
        "limit": -1.0,
        "integrated": -22.96,
        "dialogue": {"loudness": -22.9, "seconds": 1.3},
        "range": 4.3,
        "true_peak": {"value": -2.5, "at": 0.3},
        "momentary_max": {"value": -12.3, "at": 0.47},
        "short_term_max": None,
        "short_term": None,
        "encoded": True,
    }
    (web,) = note(whole, "web/loudness.json")["programmes"]
    assert (web["target"], web["limit"], web["short_term"]) == (-16.0, -1.0, {"every": 1.0, "values": [-16.0]})


Spoil = Callable[[Any], Any]


@pytest.mark.parametrize(
    ("path", "spoil", "check"),
    [
        ("radio9/hoy-1.wav", lambda found: replace(found, container="mp3"), "container"),
        ("web/hoy.mp4", lambda found: replace(found, video=replace(found.video, frames=3)), "duration"),
        ("canal5/hoy.mxf", lambda found: replace(found, sound=replace(found.sound, integrated=-30.0)), "loudness"),
    ],
)
def test_what_was_measured_otherwise_is_told(
    composed: Composed, path: str, spoil: Spoil, check: str, tmp_path: Path
) -> None:
    engine = made_as_wanted(composed, tmp_path)
    (piece,) = (each for each in composed.pieces if each.product.path == path)
    assert piece.measure
    made = engine.path(piece.measure)
    write_measurement(spoil(read_measurement(made)), made)
    (ready,) = (each for each in finished(composed, engine).ready if each.piece is piece)
    assert check in {each.check for each in ready.checks if each.verdict != "pass"}


def test_a_file_that_says_something_else_of_itself_is_refused(composed: Composed, tmp_path: Path) -> None:
    engine = made_as_wanted(composed, tmp_path)
    (piece,) = (each for each in composed.pieces if each.product.path == "canal5/hoy.mxf")
    assert piece.facts
    made = engine.path(piece.facts)
    made.write_text(json.dumps({**json.loads(made.read_text()), "drop": False}))
    (ready,) = (each for each in finished(composed, engine).ready if each.piece is piece)
    assert [each.check for each in ready.checks if each.verdict != "pass"] == ["delivery"]


def test_the_manifest_lists_what_was_made(composed: Composed, tmp_path: Path) -> None:
    """Each deliverable with its length, its files, what they hold, where the programme is in each, and its checks."""
    made = finished(composed, made_as_wanted(composed, tmp_path))
    origins = origins_of(made, (cut.deliverable for cut in made.cuts))
    found = made_manifest(made, made.loaded.root / "output/hoy", origins, Counts(7, 3, 4, 1.5))
    assert (found.episode, found.title, found.date, found.air) == (
        "hoy",
        "Emisión de pruebas: la ñ",
        "2026-11-20",
        "2026-11-20T07:05:00",
    )
    assert (found.draft, found.built) == (False, Counts(7, 3, 4, 1.5)) and found.slot == pytest.approx(11.011)
    assert list(found.deliverables) == ["canal4", "canal5", "radio9", "web", "square"]
    assert found.rundown.path == "rundowns/hoy.yaml" and found.rundown.newsroom == "../.."
    entry = found.deliverables["canal4"]
    assert found.duration == entry.duration == pytest.approx(11.011)
    assert [(each.slug, each.start, each.duration) for each in entry.segments] == [
        ("uno", 0.0, 1.5015),
        ("break", 1.5015, 0.0),
        ("dos", 1.5015, 1.968633),
        ("black", 3.470133, 7.540867),
    ]
    assert found.segments == entry.segments
    assert entry.station and (entry.station.kind, entry.station.profile, entry.station.timecode) == (
        "tv",
        "canal4",
        "01:00:00;00",
    )
    radio = found.deliverables["radio9"].station
    assert radio and (radio.kind, radio.timecode) == ("radio", None)
    assert found.deliverables["web"].station is None
    first, second = (each for each in entry.files if each.role == "programme")
    assert first.extent and (first.extent.start, first.extent.frames, first.extent.lead) == (0, 45, 2638)
    assert second.extent and (second.extent.start, second.extent.frames, second.extent.lead) == (45, 285, 2638)
    assert (first.duration, second.duration) == (1.5015, 9.5095)
    assert first.media and first.media["audio"] and first.media["container"] == "mxf"
    assert all(
        (each.media, each.duration, each.extent) == (None, None, None)
        for each in entry.files
        if each.role != "programme"
    )
    (whole,) = (each for each in found.deliverables["canal5"].files if each.role == "programme")
    assert whole.extent is None and whole.duration == 3.470133
    assert {name: each.qc.verdict for name, each in found.deliverables.items() if each.qc.verdict != "pass"} == {
        "canal4": "warn"
    }
    late = [each for each in entry.qc.checks if each.verdict == "warn"]
    assert [(w.slug, w.start, w.end, w.timecode, w.file, w.line, w.text) for each in late for w in each.where] == [
        ("uno", 0.0, 0.868, "00:00:00;00", "rundowns/hoy.yaml", 12, "Buenos días"),
        ("dos", 1.502, 2.336, "00:00:01;15", "rundowns/hoy.yaml", 16, "Hablo de"),
    ]
    told = {each.path for each in entry.files if not each.path.endswith("loudness.json")}
    assert {each.file for each in entry.qc.checks} == told


def test_what_a_check_speaks_of_is_told_on_the_clock_of_the_whole_programme(composed: Composed, tmp_path: Path) -> None:
    """A block counts from its own start; the manifest, of all blocks, from that of the programme."""
    engine = made_as_wanted(composed, tmp_path)
    for path in ("canal4/chica_1.mxf", "canal4/chica_2.mxf"):
        (piece,) = (each for each in composed.pieces if each.product.path == path)
        assert piece.measure
        made = engine.path(piece.measure)
        found = read_measurement(made)
        assert found.sound
        silent = replace(found.sound, levels=(-90,) * len(found.sound.levels))
        write_measurement(replace(found, sound=silent), made)
    done = finished(composed, engine)
    origins = origins_of(done, (cut.deliverable for cut in done.cuts))
    entry = made_manifest(done, done.loaded.root / "output/hoy", origins, Counts(0, 0, 0, 0.0)).deliverables["canal4"]
    assert [
        (each.file, [(where.slug, where.start, where.end, where.timecode, where.line) for where in each.where])
        for each in entry.qc.checks
        if each.check == "silence" and each.verdict != "pass"
    ] == [
        ("canal4/chica_1.mxf", [("uno", 0.0, 1.502, "", None)]),
        ("canal4/chica_2.mxf", [("dos", 1.502, 3.471, "", None), ("black", 3.471, 11.011, "", None)]),
    ]
