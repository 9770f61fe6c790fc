"""An MXF master that is finished says what it is, everywhere the same, in equal length."""

from __future__ import annotations

import datetime
import re
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from newscast.step.step import Tools
from newscast.wrappers.mpeg2.headers import PictureHead, picture_head
from newscast.wrappers.mpeg2.user_data import ROOM, afd_in, room_in
from newscast.wrappers.mxf import labels
from newscast.wrappers.mxf.describing import Described
from newscast.wrappers.mxf.finishing import finish
from newscast.wrappers.mxf.klv import MxfError
from newscast.wrappers.mxf.reading import Mxf, open_mxf, read_mxf

AIR = datetime.datetime(2026, 11, 20, 7, 5)
SAID = Described("seed", AIR, title="INFO LEÓN, edición de mañana", languages=("es-MX", "es-MX"), afd=0b1010)
OLD = bytes.fromhex("060a2b340101010501010d0013000000")
pytestmark = pytest.mark.real


@pytest.fixture
def finished(small_master: Path, tmp_path: Path) -> Callable[[Described], Path]:
    """finished(said): a copy of the small master, finished."""
    made: list[Path] = []

    def copy(said: Described) -> Path:
        made.append(tmp_path / f"{len(made)}.mxf")
        shutil.copyfile(small_master, made[-1])
        finish(made[-1], said)
        return made[-1]

    return copy


def heads(mxf: Mxf) -> list[PictureHead]:
    pictures = [element.klv for element in mxf.elements() if element.sort == "picture"]
    return [picture_head(mxf.data[klv.value : min(klv.value + 600, klv.end)]) for klv in pictures]


def test_the_number_of_the_material_is_its_own_wherever_it_stands(
    finished: Callable[[Described], Path], small_master: Path
) -> None:
    path = finished(SAID)
    data = path.read_bytes()
    assert len(data) == small_master.stat().st_size
    assert small_master.read_bytes().count(OLD) > 40 and data.count(OLD) == 0
    with open_mxf(path) as mxf:
        material, source = mxf.packages()
        between = [mxf.data[one.klv.value : one.klv.end] for one in mxf.elements() if one.sort == "package"]
        linked = [found.items[labels.LINKED_PACKAGE] for found in mxf.header.of(labels.ESSENCE_DATA)]
    assert material.umid != source.umid
    # A basic UMID (SMPTE ST 330): its label, its length, no instance, and a UUID of version 5 by RFC 9562.
    for umid in (material.umid, source.umid):
        assert umid[:16] == bytes.fromhex("060a2b340101010501010d2013000000")
        assert (umid[22] >> 4, umid[24] >> 6) == (5, 2)
    assert {clip.package for track in material.tracks for clip in track.clips} == {source.umid}
    assert linked == [source.umid]
    assert len(between) == 40 and all(source.umid in value for value in between)


def test_the_same_content_has_the_same_bytes_and_another_has_other_numbers(
    finished: Callable[[Described], Path],
) -> None:
    first, again, other = finished(SAID), finished(SAID), finished(replace(SAID, seed="other"))
    assert first.read_bytes() == again.read_bytes()
    with open_mxf(first) as one, open_mxf(other) as another:
        numbers = [package.umid for mxf in (one, another) for package in mxf.packages()]
    assert len(set(numbers)) == 4


def test_finishing_what_is_finished_says_the_same(finished: Callable[[Described], Path]) -> None:
    path = finished(SAID)
    before = path.read_bytes()
    with open_mxf(path) as mxf:
        assert len(mxf.header.of(labels.IDENTIFICATION)) == 2
    finish(path, replace(SAID, title="Otro"))
    with open_mxf(path) as mxf:
        assert [package.name for package in mxf.packages()] == ["Otro", ""]
        assert len(mxf.header.of(labels.CHANNEL_LABEL, labels.IDENTIFICATION)) == 4
    finish(path, SAID)
    assert path.read_bytes() == before


def test_dates_names_and_languages_are_said(finished: Callable[[Described], Path]) -> None:
    with open_mxf(finished(SAID)) as mxf:
        material, source = mxf.packages()
        preface = mxf.header.of(labels.PREFACE)[0]
        programs = mxf.header.of(labels.IDENTIFICATION)
        spoken = mxf.header.of(labels.CHANNEL_LABEL)
        primer, sets = mxf.header.primer, mxf.header.sets
    assert {material.created, material.modified, source.created, source.modified} == {AIR}
    stamp = bytes.fromhex("07ea0b1407050000")
    assert preface.items[labels.LAST_MODIFIED] == stamp
    assert [program.items[labels.MODIFIED] for program in programs] == [stamp, stamp]
    assert [program.text(labels.COMPANY) for program in programs] == ["FFmpeg", "newscast"]
    assert (material.name, [track.name for track in source.tracks]) == (SAID.title, ["TC1", "V1", "A1", "A2"])
    assert [b"es-MX" in label.items.values() for label in spoken] == [True, True]
    assert {tag for found in sets for tag in found.items} <= set(primer)
    # Index tables use them, and have no primer of their own.
    assert {0x3F05, 0x3F06, 0x3F07, 0x3F08, 0x3F09, 0x3F0A, 0x3F0B, 0x3F0C, 0x3F0D} <= set(primer)
    assert not any(found.kind == labels.TAGGED_VALUE for found in sets)


def test_time_codes_before_groups_run_on_over_joins_as_the_container_says(
    finished: Callable[[Described], Path],
) -> None:
    with open_mxf(finished(SAID)) as mxf:
        pictures = heads(mxf)
    groups = [(number, head.group) for number, head in enumerate(pictures) if head.group]
    # The first picture is 07:05:00;02: two numbers are dropped.
    assert [(number, group.timecode) for number, group in groups] == [
        (0, "07:05:00;02"),
        (13, "07:05:00;15"),
        (20, "07:05:00;22"),
        (33, "07:05:01;05"),
    ]
    assert all(group.closed and group.drop and not group.broken for _number, group in groups)


def test_the_descriptor_says_what_the_groups_are(finished: Callable[[Described], Path]) -> None:
    with open_mxf(finished(SAID)) as mxf:
        (picture,) = mxf.header.of(*labels.PICTURE_DESCRIPTORS)
        longest, closed = (mxf.header.tag_of(label) for label in (labels.MAX_GOP, labels.CLOSED_GOP))
    assert longest and closed
    assert (picture.number(longest), picture.number(closed)) == (13, 1)
    assert picture.number(labels.AFD) == 0b1010 << 3 | 1 << 2


def test_outside_readers_see_it(finished: Callable[[Described], Path], tools: Tools) -> None:
    path = finished(SAID)
    said = tools.ffmpeg(["-i", str(path), "-vf", "showinfo", "-f", "null", "-"])
    with open_mxf(path) as mxf:
        material, _source = mxf.packages()
    assert f"material_package_umid: 0x{material.umid.hex().upper()}" in said
    assert "modification_date: 2026-11-20T07:05:00" in said
    assert said.count("(spa): Audio: pcm_s24le") == 2 and f"material_package_name: {SAID.title}" in said
    assert said.count("Active format description: value of 10") == 40
    groups = re.findall(r"GOP timecode: (\S+)", said)
    assert groups[:1] == ["07:05:00;02"] and "07:05:01;05" in groups


def test_pictures_are_decoded_as_before(
    finished: Callable[[Described], Path], small_master: Path, tools: Tools
) -> None:
    options = ["-map", "0:v", "-map", "0:a", "-f", "streamhash", "pipe:1"]
    assert tools.decode(["-i", str(finished(SAID)), *options]) == tools.decode(["-i", str(small_master), *options])
    assert afd_in(heads(read_mxf(finished(SAID).read_bytes()))[-1]) == 0b1010


def test_pictures_are_those_of_their_pieces_wherever_they_stand(
    finished: Callable[[Described], Path], small_master: Path
) -> None:
    """But for the time code before each group, and the user data that had its room."""

    def pictures(path: Path) -> list[bytes]:
        with open_mxf(path) as mxf:
            klvs = [element.klv for element in mxf.elements() if element.sort == "picture"]
            return [neutral(mxf.data[klv.value : klv.end]) for klv in klvs]

    def neutral(picture: bytes) -> bytes:
        head = picture_head(picture)
        room = room_in(head)
        assert room
        spans = [(room.at, ROOM), *([(head.group_at, 4)] if head.group else [])]
        for at, length in spans:
            picture = picture[:at] + bytes(length) + picture[at + length :]
        return picture

    pieces = pictures(small_master.with_name("a.mxf")) + pictures(small_master.with_name("b.mxf"))
    assert pictures(finished(SAID)) == pieces


def test_without_room_it_is_refused(small_master: Path, tmp_path: Path) -> None:
    shutil.copyfile(small_master, tmp_path / "full.mxf")
    with pytest.raises(MxfError, match="lacks room"):
        finish(tmp_path / "full.mxf", replace(SAID, title="Ñ" * 4000))
