"""What an MXF file says of itself: partitions, packages, time codes, descriptors, and what its essence shows."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

from newscast.base.timecode import timecode_of
from newscast.qc.delivered.reading import mpeg2
from newscast.wrappers.mxf import labels
from newscast.wrappers.mxf.header import MetadataSet
from newscast.wrappers.mxf.klv import klv_at
from newscast.wrappers.mxf.reading import Element, Mxf, MxfTrack, Package, TimecodeComponent, open_mxf

_PATTERN = bytes.fromhex("060e2b34040101010d010201")
_LAYOUTS = {0: "full frame", 1: "separate fields", 3: "mixed fields", 4: "segmented frame"}
_SHOWN_HEIGHT, _SHOWN_WIDTH = 0x3208, 0x3209
"""Tags of what is shown of the picture that is stored, whose sides are multiples of 16 (SMPTE ST 377-1, F.4)."""
_SUBSAMPLING = {(2, 1): "4:2:2", (2, 2): "4:2:0", (1, 1): "4:4:4"}
_LIST = bytes.fromhex("060e2b34020501010d01020101110100")
"""The key of a random index pack."""


def read(path: Path) -> dict[str, Any]:
    """The facts, by name. Raises MxfError where the file cannot be followed."""
    with open_mxf(path) as file:
        elements = list(file.elements())
        packages = file.packages()
        material = next((each for each in packages if each.kind == "material"), None)
        sources = [each for each in packages if each.kind == "source"]
        return {
            **_partitions(file),
            **_index(file, elements),
            **_identity(material, sources),
            **_times(material, sources),
            **_sounds(sources),
            **_data(sources),
            **_essence(file, elements, sources),
        }


def _partitions(file: Mxf) -> dict[str, Any]:
    pattern = file.partitions[0].pattern
    op1a = pattern[:7] + pattern[8:12] == _PATTERN[:7] + _PATTERN[8:] and pattern[12:14] == b"\1\1"
    return {
        "pattern": "OP1a" if op1a else pattern.hex(),
        "partitions": sorted({_status(each.closed, each.complete) for each in file.partitions}),
        "footer": file.partitions[-1].kind == "footer",
        "offsets": _offsets(file),
        "random_index": _random_index(file),
    }


def _status(closed: bool, complete: bool) -> str:
    return f"{'closed' if closed else 'open'} {'complete' if complete else 'incomplete'}"


def _offsets(file: Mxf) -> bool:
    """Whether each partition says where it stands, which stood before it, and where the footer is."""
    starts = [each.klv.start for each in file.partitions]
    befores = [0, *starts[:-1]]
    return all(
        (each.this, each.previous, each.footer) == (start, before, starts[-1])
        for each, start, before in zip(file.partitions, starts, befores, strict=True)
    )


def _random_index(file: Mxf) -> bool:
    """Whether the file ends with a list of its partitions that is right (SMPTE ST 377-1, 12)."""
    data, size = file.data, len(file.data)
    start = size - int.from_bytes(data[size - 4 : size], "big")
    if not 0 < start < size:
        return False
    pack = klv_at(data, start)
    pairs = bytes(data[pack.value : pack.end - 4])
    listed = [
        (int.from_bytes(pairs[at : at + 4], "big"), int.from_bytes(pairs[at + 4 : at + 12], "big"))
        for at in range(0, len(pairs), 12)
    ]
    return pack.key == _LIST and listed == [(each.body_sid, each.klv.start) for each in file.partitions]


def _index(file: Mxf, elements: list[Element]) -> dict[str, Any]:
    """How many pictures do not lie where the index says, or are not in it."""
    segments = sorted(file.index(), key=lambda each: each.start)
    entries = [entry.offset for segment in segments for entry in segment.entries]
    units = _units(file, elements)
    wrong = sum(entry != at for entry, at in zip(entries, units, strict=False))
    return {"misplaced": wrong + abs(len(entries) - len(units))}


def _units(file: Mxf, elements: list[Element]) -> list[int]:
    """Where each edit unit begins in the essence container, which goes on from partition to partition."""
    bodies = [each for each in file.partitions if each.body_sid]
    starts = [each.klv.start for each in bodies]
    begun: dict[int, int] = {}
    units = []
    for each in elements:
        body = bisect_right(starts, each.klv.start) - 1
        begun.setdefault(body, each.klv.start)
        if each.klv.key == elements[0].klv.key:
            units.append(each.klv.start - begun[body] + bodies[body].body_offset)
    return units


def _identity(material: Package | None, sources: list[Package]) -> dict[str, Any]:
    umids = [each.umid for each in (*([material] if material else []), *sources)]
    dates = [moment for each in (material, *sources) if each for moment in (each.created, each.modified)]
    return {
        "umids_differ": len(set(umids)) == len(umids) > 1,
        "umid_unique": material is not None and _unique(material.umid),
        "dated": bool(dates) and all(dates),
        "date": str(dates[0].date()) if dates and dates[0] else None,
    }


def _unique(umid: bytes) -> bool:
    """Whether its material number says anything: not one byte again and again, nor zeros with a last byte."""
    number = umid[16:]
    return len(umid) == 32 and len(set(number[:-1])) > 2


def _times(material: Package | None, sources: list[Package]) -> dict[str, Any]:
    packages = [each for each in (material, *sources) if each]
    codes = [each.timecode for each in packages if each.timecode]
    tracks = [track for each in packages for track in each.tracks if track.sort in ("picture", "sound", "data")]
    lengths = {track.duration / track.rate for track in tracks if track.rate}
    return {
        "timecodes": [_start(code, material) for code in codes],
        "drop": [code.drop for code in codes],
        "track_lengths": len(lengths),
        "edit_frames": next((track.duration for track in tracks if track.sort == "picture"), None),
    }


def _start(code: TimecodeComponent, material: Package | None) -> str:
    rate = _rate(material) or Fraction(code.base)
    return timecode_of(code.start, rate, code.drop)


def _rate(package: Package | None) -> Fraction | None:
    tracks: list[MxfTrack] = [track for track in package.tracks if track.sort == "picture"] if package else []
    return tracks[0].rate if tracks else None


def _of(sources: list[Package], kinds: tuple[int, ...]) -> Iterator[MetadataSet]:
    return (each for source in sources for each in source.descriptors if each.kind in kinds)


def _sounds(sources: list[Package]) -> dict[str, Any]:
    found = list(_of(sources, labels.SOUND_DESCRIPTORS))
    rates = [_ratio(each.items.get(labels.AUDIO_RATE, b"")) for each in found]
    return {
        "tracks": len(found),
        "channels": [each.number(labels.CHANNELS) for each in found],
        "sound_bits": sorted({each.number(labels.BITS) or 0 for each in found}),
        "sample_rates": sorted({int(rate or 0) for rate in rates}),
        "sound_codecs": ["pcm"] if found else [],
        "spoken": [tongue for source in sources for tongue in source.spoken],
    }


def _data(sources: list[Package]) -> dict[str, Any]:
    return {"data_tracks": sum(1 for _each in _of(sources, labels.DATA_DESCRIPTORS))}


def _essence(file: Mxf, elements: list[Element], sources: list[Package]) -> dict[str, Any]:
    descriptor = next(_of(sources, labels.PICTURE_DESCRIPTORS), None)
    pictures = [each.klv for each in elements if each.sort == "picture"]
    rate = next((found for each in sources if (found := _rate(each))), None)
    facts = mpeg2.read(file.data, [(klv.value, klv.end) for klv in pictures], rate)
    return {
        "frames": len(pictures),
        **(_descriptor(descriptor) if descriptor else {}),
        **facts,
        "rate": str(rate) if rate else None,
    }


def _descriptor(found: MetadataSet) -> dict[str, Any]:
    across, down = found.number(labels.SUBSAMPLING_ACROSS), found.number(labels.SUBSAMPLING_DOWN)
    width, height = found.number(_SHOWN_WIDTH), found.number(_SHOWN_HEIGHT)
    afd = found.number(labels.AFD)
    layout = _LAYOUTS.get(found.number(labels.FRAME_LAYOUT) or 0)
    shape = _ratio(found.items.get(labels.ASPECT, b""))
    return {
        "described_size": f"{width}x{(height or 0) * (2 if layout == 'separate fields' else 1)}",
        "layout": layout,
        "described_chroma": _SUBSAMPLING.get((across or 0, down or 1)),
        "described_aspect": f"{shape.numerator}:{shape.denominator}" if shape else None,
        "afd": None if afd is None else afd >> 3 & 15,
    }


def _ratio(raw: bytes) -> Fraction | None:
    """A rational number of two times four bytes."""
    below = int.from_bytes(raw[4:8], "big")
    return Fraction(int.from_bytes(raw[:4], "big"), below) if below else None
