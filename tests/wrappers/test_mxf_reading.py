"""What stands in an MXF file, read from its bytes."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from pathlib import Path

import pytest

from newscast.step.step import Tools
from newscast.wrappers.mxf import labels
from newscast.wrappers.mxf.header import read_header
from newscast.wrappers.mxf.klv import MxfError
from newscast.wrappers.mxf.reading import open_mxf, read_mxf

RATE = Fraction(30000, 1001)
pytestmark = pytest.mark.real


def test_partitions_and_packages_are_read(small_master: Path) -> None:
    with open_mxf(small_master) as mxf:
        kinds = [(one.kind, one.closed, one.complete) for one in mxf.partitions]
        material, source = mxf.packages()
    assert kinds == [("header", True, True), ("body", True, True), ("footer", True, True)]
    assert [track.sort for track in material.tracks] == ["timecode", "picture", "sound", "sound"]
    assert {track.rate for track in material.tracks + source.tracks} == {RATE}
    assert {clip.package for track in material.tracks for clip in track.clips} == {source.umid}
    assert [clip.duration for track in material.tracks for clip in track.clips] == [40, 40, 40]
    # 07:05:00;02: 12,750 seconds of 30 numbers, without the two of each of 425 minutes but every tenth.
    assert material.timecode and material.timecode.start == 425 * 60 * 30 + 2 - 2 * (425 - 42)
    assert (material.timecode.base, material.timecode.drop, material.timecode.duration) == (30, True, 40)
    assert [found.kind for found in source.descriptors] == [0x51, 0x47, 0x47]
    assert source.descriptors[0].number(labels.STORED_WIDTH) == 320


def test_essence_is_walked_and_agrees_with_the_index(small_master: Path) -> None:
    with open_mxf(small_master) as mxf:
        elements = list(mxf.elements())
        index = mxf.index()
    assert Counter(element.sort for element in elements) == {"system": 40, "package": 40, "picture": 40, "sound": 80}
    first = elements[0].klv.start
    starts = [element.klv.start - first for element in elements if element.sort == "system"]
    assert [entry.offset for entry in index[0].entries] == starts
    assert (index[0].rate, index[0].duration) == (RATE, 40)


def test_metadata_packs_into_the_same_length_with_room_to_spare(small_master: Path) -> None:
    with open_mxf(small_master) as mxf:
        header = mxf.header
        packed = header.packed()
    assert len(packed) == header.end - header.start
    assert read_header(packed, 0, len(packed)).sets == header.sets
    assert packed[-100:] == bytes(100)


def test_what_outside_readers_say_is_what_is_read(small_master: Path, tools: Tools) -> None:
    with open_mxf(small_master) as mxf:
        material, _source = mxf.packages()
    said = tools.ffmpeg(["-i", str(small_master), "-c", "copy", "-f", "null", "-"])
    assert f"material_package_umid: 0x{material.umid.hex().upper()}" in said


@pytest.mark.parametrize("kept", [0, 10, 600, 5000])
def test_what_is_cut_off_is_no_mxf(small_master: Path, kept: int) -> None:
    with pytest.raises(MxfError):
        read_mxf(small_master.read_bytes()[:kept])
