"""Delivery notes and checksums with one fault each, held against the files that they go with."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from faults import Fault

from newscast.base.records import read_record
from newscast.deliverables.noting import Handed, note_delivery
from newscast.episode.note import Note, note_json
from newscast.handing.xml import note_xml
from newscast.qc.delivered.checks import check_delivery
from newscast.qc.delivered.facts import facts_of, facts_of_note
from newscast.qc.delivered.model import Delivery
from newscast.qc.measured import BT709, AudioFacts, Measurement, SoundFacts, VideoFacts
from newscast.step.checksum import md5_line
from newscast.step.digest import Digest

RATE = Fraction(30000, 1001)
LEAD = 2638
PICTURE = VideoFacts("mpeg2video", 1920, 1080, RATE, "tff", "yuv422p", BT709, LEAD + 300, Fraction(0))
SOUND = (AudioFacts("pcm_s24le", 48_000, 1),) * 4
LEVELS = SoundFacts(480_480, Fraction(0), -24.02, -3.1, range=5.04)
MASTER = Handed("ñ.mxf", Digest("a" * 64, 1_000), "b" * 32, Measurement("mxf", PICTURE, SOUND, LEVELS), LEAD)
RADIO = Handed("hoy.wav", Digest("c" * 64, 900), None, Measurement("wav", None, SOUND[:1], LEVELS), 0)
VIDEO = {"codec": "mpeg2video", "width": 1920, "height": 1080, "rate": "30000/1001", "scan": "tff"}
MINUTE = {"start": "23:58:32;00", "som": "00:00:00;00", "eom": "00:00:09;29"}
TV: dict[str, Any] = {
    "note": 1,
    "title": "Ñandú <&> uno",
    "show": "X",
    "episode": "hoy",
    "date": "2026-11-20",
    "air": None,
    "station": "canal4",
    "kind": "tv",
    "block": None,
    "language": "es-MX",
    "files": [
        {
            "name": "ñ.mxf",
            "bytes": 1_000,
            "sha256": "a" * 64,
            "md5": "b" * 32,
            "container": "mxf",
            "video": {**VIDEO, "pixels": "yuv422p", "aspect": "16:9"},
            "sound": {"codec": "pcm_s24le", "rate": 48_000, "channels": 1, "streams": 4},
        }
    ],
    "duration": {"seconds": 10.01, "timecode": "00:00:10;00", "frames": 300},
    "slot": None,
    **MINUTE,
    "segments": [
        {"slug": slug, "kind": "story", "title": slug, "som": som, "duration": lasting}
        for slug, som, lasting in (
            ("uno", "00:00:00;00", {"seconds": 4.004, "timecode": "00:00:04;00", "frames": 120}),
            ("dos", "00:00:04;00", {"seconds": 6.006, "timecode": "00:00:06;00", "frames": 180}),
        )
    ],
    "breaks": [],
    "tracks": [{"tracks": "1-2", "holds": "full"}],
    "loudness": {
        "integrated": -24.02,
        "range": 5.0,
        "true_peak": -3.1,
        "target": -24.0,
        "limit": -2.0,
        "programme": None,
    },
    "captions": {"carried": ["cea-608"], "files": ["ñ.scc", "ñ.srt"]},
    "contact": "",
}
LASTING = {"seconds": 10.01, "timecode": "00:00:10.010", "frames": None}
HEARD = {**TV["files"][0], "name": "hoy.wav", "bytes": 900, "sha256": "c" * 64, "md5": None, "video": None}
SPOKEN = {
    **TV,
    "kind": "radio",
    "files": [{**HEARD, "sound": {**HEARD["sound"], "streams": 1}}],
    "duration": LASTING,
    "start": "00:00:00.000",
    "som": "00:00:00.000",
    "eom": "00:00:10.010",
    "segments": [{**TV["segments"][0], "som": "00:00:00.000", "duration": LASTING}],
}
CAPTIONS = ("ñ.scc", "ñ.srt")
WRITERS: dict[str, Callable[[Note], bytes]] = {"xml": note_xml, "json": note_json}

WRONG: list[tuple[str, tuple[str | int, ...], Any]] = [
    ("note-names", ("files", 0, "name"), "n.mxf"),
    ("note-bytes", ("files", 0, "bytes"), 1_001),
    ("note-sha256", ("files", 0, "sha256"), "d" * 64),
    ("note-md5", ("files", 0, "md5"), None),
    ("note-picture", ("files", 0, "video", "scan"), "progressive"),
    ("note-sound", ("files", 0, "sound", "streams"), 2),
    ("note-loudness", ("loudness", "integrated"), -23.0),
    ("note-captions", ("captions", "files"), ["ñ.scc"]),
    ("note-frames", ("duration", "frames"), 299),
    ("note-seconds", ("duration", "seconds"), 9.9),
    ("note-length", ("duration", "timecode"), "00:00:10;01"),
    ("note-ends", ("eom",), "00:00:10;00"),
    ("note-lead", ("start",), "23:58:32;01"),
    ("note-segments", ("segments", 1, "som"), "00:00:04;02"),
]


def changed(tree: Any, path: tuple[str | int, ...], value: Any) -> Any:
    """The tree with another value at a place; the tree itself stays."""
    if not path:
        return value
    copy: Any = list(tree) if isinstance(tree, list) else dict(tree)
    copy[path[0]] = changed(copy[path[0]], path[1:], value)
    return copy


def written(kind: str, note: dict[str, Any]) -> bytes:
    return WRITERS[kind](read_record(Note, note))


def asked(kind: str, file: Handed = MASTER) -> Delivery:
    return note_delivery(kind, [file], CAPTIONS)


def found(kind: str, note: dict[str, Any], file: Handed = MASTER) -> set[str]:
    return set(check_delivery(facts_of_note(written(kind, note)), asked(kind, file)).measured)


@pytest.mark.parametrize("kind", WRITERS)
def test_a_good_note_is_taken(kind: str) -> None:
    assert check_delivery(facts_of_note(written(kind, TV)), asked(kind)).verdict == "pass"
    assert found(kind, SPOKEN, RADIO) == set()


@pytest.mark.parametrize("kind", WRITERS)
@pytest.mark.parametrize(("rule", "path", "value"), WRONG, ids=[each[0] for each in WRONG])
def test_a_fault_is_found(kind: str, rule: str, path: tuple[str | int, ...], value: Any) -> None:
    assert found(kind, changed(TV, path, value)) == {rule}


@pytest.mark.parametrize("kind", WRITERS)
def test_faults_of_radio_are_found(kind: str) -> None:
    for rule, path, value in (
        ("note-seconds", ("duration", "seconds"), 9.9),
        ("note-length", ("duration", "timecode"), "00:00:09.900"),
        ("note-ends", ("eom",), "00:00:10.110"),
        ("note-segments", ("segments", 0, "duration", "timecode"), "00:00:10.100"),
    ):
        assert found(kind, changed(SPOKEN, path, value), RADIO) == {rule}


def test_what_is_not_well_formed_is_told_with_its_reason() -> None:
    for kind, content in (
        ("xml", written("xml", TV)[:-9]),
        ("json", written("json", TV)[:-9]),
        ("xml", written("xml", TV).replace(b"00:00:09;29", b"00:00:99;29")),
        ("json", written("json", TV).replace(b'"30000/1001"', b'"30000/0"')),
        ("json", written("json", TV).replace("ñ".encode(), b"\xf1")),
    ):
        check = check_delivery(facts_of_note(content), asked(kind))
        assert check.verdict == "fail" and "unreadable" in check.measured


@pytest.mark.parametrize("kind", WRITERS)
def test_what_is_missing_is_found(kind: str) -> None:
    empty = b"<note/>" if kind == "xml" else b"[]"
    told = check_delivery(facts_of_note(empty), asked(kind)).measured
    assert {"note-format", "note-names", "note-ends", "note-segments"} <= set(told)
    later = re.sub(rb'format="1"|"note": 1', lambda at: at[0].replace(b"1", b"2"), written(kind, TV))
    assert set(check_delivery(facts_of_note(later), asked(kind)).measured) == {"note-format"}


def test_the_master_is_what_was_measured_and_not_what_the_note_was_made_of() -> None:
    shorter = replace(MASTER.measured, video=replace(PICTURE, frames=LEAD + 299))
    assert {"note-frames", "note-ends", "note-length"} <= found("xml", TV, replace(MASTER, measured=shorter))


def summed(line: str, folder: Path, name: str = "ñ.mxf") -> set[str]:
    master, sums = folder / "stored", folder / "stored.md5"
    master.write_bytes(b"a master")
    sums.write_text(line, encoding="utf-8")
    return set(check_delivery(facts_of(sums, "md5", master), Delivery("md5", {"names": [name]})).measured)


def test_a_checksum_is_that_of_the_file_beside_it(tmp_path: Path) -> None:
    right = hashlib.md5(b"a master").hexdigest()
    assert summed(md5_line(right, "ñ.mxf"), tmp_path) == set()
    assert summed(md5_line(right, "n.mxf"), tmp_path) == {"md5-name"}
    assert summed(md5_line(hashlib.md5(b"another").hexdigest(), "ñ.mxf"), tmp_path) == {"md5-sum"}
    for line in ("", right, f"{right} ñ.mxf\n", f"{right[1:]}  ñ.mxf\n", md5_line(right, "ñ.mxf") * 2):
        assert summed(line, tmp_path) == {"unreadable"}


FAULTS = [Fault(rule, bytes, None) for rule in ("note-format", *(each[0] for each in WRONG))]
SUMS = [Fault(rule, bytes, None) for rule in ("md5-name", "md5-sum")]
