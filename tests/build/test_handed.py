"""What is handed to a station, built and read again: blocks to the frame, a leader before each, notes that say so."""

from __future__ import annotations

import hashlib
import json
import subprocess
import xml.etree.ElementTree as ET
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import imageio_ffmpeg
import numpy as np
import pytest
from numpy.typing import NDArray

from newscast.base.records import as_json, read_record
from newscast.base.timecode import parse_time, sample_at
from newscast.build.door import build
from newscast.build.request import Options
from newscast.deliverables.leader import leader_before
from newscast.episode.extents import forms_of
from newscast.episode.manifest import known_manifest
from newscast.episode.note import Note
from newscast.handing.xml import note_xml

OFFICE = """\
newsroom: 1
name: Oficina de pruebas
contact: Área técnica, 555 0100
stations:
  canal4: {kind: tv, name: "{show}_{block}", tracks: 8, layout: [full, international], slate: true, start: 01:00:00;00,
    blocks: true, length: slot, md5: true, sidecars: [xml, json, ficha]}
  radio9: {kind: radio, container: wav, blocks: true, md5: true, sidecars: [json]}
"""
RUNDOWN = """\
rundown: 1
show: chica
date: 2026-11-20
air: 2026-11-20T07:05
title: "Emisión de pruebas: la ñ y los acentos"
slot: 11s
segments:
  - story: uno
    headline: ¿Qué pasó en la ciudad?
    parts: [{vo: Buenos días a todos, voice: voz.wav, pictures: foto.jpg}]
  - break: corte-1
  - story: dos
    headline: Habla el vecino
    parts: [{sot: charla.mp4, transcript: Hablo de la plaza}]
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: Any, salas: Any, shared_store: Path) -> Path:
    """The episode, built by two stations' profiles."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("NEWSCAST_STORE", str(shared_store))
        sala = salas(tmp_path_factory.mktemp("entrega").resolve())
        (sala.root / "assets/newsroom.yaml").write_text(OFFICE, encoding="utf-8")
        (built,) = build([sala.write(RUNDOWN)], Options(only=("canal4", "radio9")))
    found: Path = built.folder
    return found


def note(folder: Path, name: str) -> Note:
    return read_record(Note, json.loads((folder / name).read_text(encoding="utf-8")))


def checks(folder: Path, deliverable: str) -> list[dict[str, Any]]:
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    found: list[dict[str, Any]] = manifest["deliverables"][deliverable]["qc"]["checks"]
    return found


def heard(file: Path, stream: int) -> NDArray[np.float32]:
    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", "-i", file, "-map", f"0:a:{stream}", "-f", "f32le", "-"]
    return np.frombuffer(subprocess.run(command, check=True, capture_output=True).stdout, "<f4")


@pytest.mark.slow
@pytest.mark.real
def test_blocks_are_the_slot_to_the_frame_each_behind_its_leader(folder: Path) -> None:
    notes = [note(folder, f"canal4/chica_{number}.json") for number in (1, 2)]
    assert sum(each.duration.frames or 0 for each in notes) == round(11 * Fraction(30000, 1001))
    assert [(each.block.number, each.block.of) for each in notes if each.block] == [(1, 2), (2, 2)]
    assert (notes[0].start, notes[0].som) == ("00:58:32;00", "01:00:00;00")
    for each in notes:
        leader = leader_before(each.som, rate_of(each))
        with av.open(str(folder / "canal4" / each.files[0].name)) as file:
            assert file.metadata["timecode"] == each.start == leader.timecode
            pictures = sum(packet.size > 0 for packet in file.demux(video=0))
        assert pictures == leader.frames + (each.duration.frames or 0)
        counted = parse_time(each.eom).frames(leader.rate) - parse_time(each.som).frames(leader.rate)
        assert counted + 1 == each.duration.frames
    assert parse_time(notes[1].som).frames(leader.rate) == 1 + parse_time(notes[0].eom).frames(leader.rate)
    assert [each.at for each in notes[0].breaks] == [notes[1].som] and notes[1].breaks == ()


@pytest.mark.slow
@pytest.mark.real
def test_the_manifest_says_where_the_programme_is_in_each_file(folder: Path) -> None:
    manifest = known_manifest(folder)
    assert manifest
    for deliverable, lead in (("canal4", True), ("radio9", False)):
        programmes = [each for each in manifest.deliverables[deliverable].files if each.role == "programme"]
        at = 0
        for file in programmes:
            assert file.extent and (file.extent.rate, file.extent.start) == ("30000/1001", at)
            at += file.extent.frames
            if lead:
                told = note(folder, str(Path(file.path).with_suffix(".json")))
                assert file.extent.lead == leader_before(told.som, rate_of(told)).frames
                assert file.extent.frames == told.duration.frames
            else:
                assert file.extent.lead == 0
        assert float(at / Fraction(30000, 1001)) == pytest.approx(manifest.deliverables[deliverable].duration, abs=1e-5)
        assert forms_of(programmes) == [tuple(programmes)]
    assert all(each.extent is None for each in manifest.deliverables["canal4"].files if each.role != "programme")


def rate_of(note: Note) -> Fraction:
    assert note.files[0].video
    return Fraction(note.files[0].video.rate)


@pytest.mark.slow
@pytest.mark.real
def test_tracks_hold_what_the_layout_says_behind_the_tone(folder: Path) -> None:
    told = note(folder, "canal4/chica_1.json")
    assert [(each.tracks, each.holds) for each in told.tracks] == [
        ("1-2", "full"),
        ("3-4", "international"),
        ("5-8", "silence"),
    ]
    file, leader = folder / "canal4/chica_1.mxf", leader_before(told.som, rate_of(told))
    full, other, silent = (heard(file, track) for track in (0, 2, 7))
    assert len(full) == len(other) == len(silent)
    assert abs(len(full) - sample_at(leader.frames + (told.duration.frames or 0), leader.rate)) <= 1
    tone = slice(0, sample_at(leader.bars, leader.rate))
    for track in (full, other):
        assert 20 * np.log10(np.abs(track[tone]).max()) == pytest.approx(-20, abs=0.01)
        quiet = track[tone.stop : sample_at(leader.frames - 60, leader.rate)]
        assert not quiet.any()
    assert not silent.any()
    programme = slice(leader.samples + 4800, leader.samples + 48_000)
    # Of the presenter only the music under them is left.
    assert np.abs(other[programme]).max() < 0.5 * np.abs(full[programme]).max()


@pytest.mark.slow
@pytest.mark.real
def test_notes_agree_with_each_other_and_with_the_files(folder: Path) -> None:
    told = note(folder, "canal4/chica_1.json")
    (file,) = told.files
    content = (folder / "canal4" / file.name).read_bytes()
    assert (file.bytes, file.sha256) == (len(content), hashlib.sha256(content).hexdigest())
    assert file.md5 == hashlib.md5(content).hexdigest()
    sums = (folder / "canal4/chica_1.mxf.md5").read_text()
    assert sums == f"{file.md5}  chica_1.mxf\n"
    assert (folder / "canal4/chica_1.xml").read_bytes() == note_xml(told)
    assert told.title == "Emisión de pruebas: la ñ y los acentos" and told.contact == "Área técnica, 555 0100"
    assert told.loudness and told.loudness.programme == pytest.approx(-24, abs=0.2)
    assert [each.slug for each in told.segments] == ["uno"]
    assert as_json(told) == json.loads((folder / "canal4/chica_1.json").read_text(encoding="utf-8"))


@pytest.mark.slow
@pytest.mark.real
def test_the_sheet_has_the_facts_and_the_script(folder: Path) -> None:
    text = (folder / "canal4/chica_2.ficha.html").read_text(encoding="utf-8")
    told = note(folder, "canal4/chica_2.json")
    for said in (told.title, told.som, told.eom, told.files[0].md5 or "", "Habla el vecino", "Hablo de la plaza"):
        assert said in text
    assert "Buenos días a todos" not in text, "that is said in the other block"
    assert "http" not in text


@pytest.mark.slow
@pytest.mark.real
def test_radio_comes_in_blocks_too(folder: Path) -> None:
    notes = [note(folder, f"radio9/hoy-{number}.json") for number in (1, 2)]
    for number, each in enumerate(notes, 1):
        assert (each.kind, each.som, each.tracks) == ("radio", "00:00:00.000", ())
        content = (folder / f"radio9/hoy-{number}.wav").read_bytes()
        assert each.files[0].md5 == hashlib.md5(content).hexdigest()
    assert notes[0].segments[0].title == "¿Qué pasó en la ciudad?"


@pytest.mark.slow
@pytest.mark.real
def test_every_block_passes_and_the_programme_has_its_loudness(folder: Path) -> None:
    for deliverable, target in (("canal4", -24), ("radio9", -23)):
        found = checks(folder, deliverable)
        assert {each["verdict"] for each in found if each["check"] not in ("speech", "speech-speed")} == {"pass"}
        loudness = [each for each in found if each["check"] == "loudness"]
        assert [each["wanted"] for each in loudness] == [target, target]
        assert len({each["measured"] for each in loudness}) == 1


def test_xml_has_an_element_for_each_key_and_no_sign_that_xml_lacks() -> None:
    root = ET.fromstring(note_xml(read_record(Note, NOTE)))
    assert root.tag == "note" and root.get("format") == "1"
    assert [each.tag for each in root] == [key for key, value in NOTE.items() if key != "note" and value is not None]
    assert root.findtext("title") == "Ñandú <&> uno" and root.findtext("files/file/name") == "a.wav"
    assert [each.text for each in root.findall("captions/files/file")] == ["a.vtt", "a.srt"]
    assert root.findtext("captions/carried/format") == "cea-608"
    assert (root.findtext("tracks/pair/holds"), root.findtext("breaks/break/slug")) == ("full", "corte")
    assert root.findtext("segments/segment/duration/seconds") == "1.0"


NOTE: dict[str, Any] = {
    "note": 1,
    "title": "Ñandú <&>\x0b uno",
    "show": "X",
    "episode": "hoy",
    "date": "2026-11-20",
    "air": None,
    "station": "radio1",
    "kind": "radio",
    "block": None,
    "language": "es-MX",
    "files": [
        {
            "name": "a.wav",
            "bytes": 1,
            "sha256": "0" * 64,
            "md5": None,
            "container": "wav",
            "video": None,
            "sound": {"codec": "pcm_s24le", "rate": 48000, "channels": 2, "streams": 1},
        }
    ],
    "duration": {"seconds": 1.0, "timecode": "00:00:01.000", "frames": None},
    "slot": None,
    "start": "00:00:00.000",
    "som": "00:00:00.000",
    "eom": "00:00:01.000",
    "segments": [
        {
            "slug": "uno",
            "kind": "story",
            "title": "Uno",
            "som": "00:00:00.000",
            "duration": {"seconds": 1.0, "timecode": "00:00:01.000", "frames": None},
        }
    ],
    "breaks": [{"slug": "corte", "at": "00:00:00.500"}],
    "tracks": [{"tracks": "1-2", "holds": "full"}],
    "loudness": None,
    "captions": {"carried": ["cea-608"], "files": ["a.vtt", "a.srt"]},
    "contact": "",
}
