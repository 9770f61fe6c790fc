"""An MXF file as data: partitions, packages with their tracks, descriptors, index, and the walk over its essence.

What is read is what is written there; whether it is right is for others to say.
"""

from __future__ import annotations

import datetime
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from itertools import takewhile
from pathlib import Path
from typing import Literal

from newscast.wrappers.mxf import labels
from newscast.wrappers.mxf.header import Header, MetadataSet, read_header, read_set
from newscast.wrappers.mxf.index import IndexSegment, index_segment, is_index
from newscast.wrappers.mxf.klv import Klv, MxfError, klv_at, klvs
from newscast.wrappers.mxf.partition import Partition, batch, is_partition, read_partition
from newscast.wrappers.octets import Octets, octets_of

_ELEMENT = bytes.fromhex("060e2b34010201010d010301")
_SYSTEM = bytes.fromhex("060e2b34020501010d010301")
_PACKAGE_DATA = bytes.fromhex("060e2b34024301010d010301")

_SORTS: dict[int, Literal["picture", "sound", "data"]] = {
    0x05: "picture",
    0x15: "picture",
    0x06: "sound",
    0x16: "sound",
    0x07: "data",
    0x17: "data",
}


@dataclass(frozen=True)
class TimecodeComponent:
    """`start` counts frames of `base` a second from 00:00:00:00, numbers that are dropped left out."""

    start: int
    base: int
    drop: bool
    duration: int


@dataclass(frozen=True)
class SourceClip:
    """Where a component comes from: the package's UMID, the track's id there, and edit units."""

    package: bytes
    track: int
    start: int
    duration: int


@dataclass(frozen=True)
class MxfTrack:
    """One track of a package; `number` links it with essence elements. `sort` is "" for what is not known."""

    id: int
    number: int
    name: str
    sort: str
    rate: Fraction
    origin: int
    duration: int
    timecodes: tuple[TimecodeComponent, ...]
    clips: tuple[SourceClip, ...]


@dataclass(frozen=True)
class Package:
    """A material package (what is played) or a source package (what the file holds), with its UMID of 32 bytes.

    `descriptors` are those of its essence, one for each stream.
    """

    kind: Literal["material", "source"]
    umid: bytes
    name: str
    created: datetime.datetime | None
    modified: datetime.datetime | None
    tracks: tuple[MxfTrack, ...]
    descriptors: tuple[MetadataSet, ...]
    spoken: tuple[str, ...] = ()
    """Of each sound track the language of its channel (SMPTE ST 377-4), "" where it has none."""

    @property
    def timecode(self) -> TimecodeComponent | None:
        """Of its first time code track."""
        return next((found for track in self.tracks for found in track.timecodes), None)


@dataclass(frozen=True)
class Element:
    """One essence element, or one system item: `number` is that of its track (its key's last four bytes)."""

    sort: Literal["picture", "sound", "data", "system", "package", "other"]
    klv: Klv

    @property
    def number(self) -> int:
        """The number of its track."""
        return int.from_bytes(self.klv.key[12:], "big")


@dataclass(frozen=True)
class Mxf:
    """An open file. `data` are its bytes; it is good for as long as `open_mxf` holds it."""

    data: Octets
    partitions: tuple[Partition, ...]
    headers: tuple[Header, ...]

    @property
    def header(self) -> Header:
        """The metadata of the header partition."""
        return self.headers[0]

    def packages(self) -> tuple[Package, ...]:
        """The material package and the source packages of the header partition, in the order of the file."""
        return packages_of(self.header)

    def index(self) -> tuple[IndexSegment, ...]:
        """All index table segments, in the order of the file: in a partition they stand before its essence (SMPTE
        ST 377-1, 7.1)."""
        return tuple(
            index_segment(read_set(self.data, klv))
            for partition in self.partitions
            for klv in takewhile(lambda klv: _sort(klv.key) is None, self._after_metadata(partition))
            if is_index(klv.key)
        )

    def elements(self) -> Iterator[Element]:
        """Essence elements and system items of all partitions, in the order of the file."""
        for partition in self.partitions:
            if partition.body_sid:
                for klv in self._after_metadata(partition):
                    if (sort := _sort(klv.key)) is not None:
                        yield Element(sort, klv)

    def _after_metadata(self, partition: Partition) -> Iterator[Klv]:
        """What stands in a partition behind its pack, up to the next one or the file's end."""
        starts = sorted(found.klv.start for found in self.partitions)
        after = next((start for start in starts if start > partition.klv.start), len(self.data))
        return klvs(self.data, partition.klv.end, after)


@contextmanager
def open_mxf(path: Path) -> Iterator[Mxf]:
    """The file, of which nothing is read but what is looked at. Raises MxfError where it is no MXF file."""
    with octets_of(path) as data:
        yield read_mxf(data)


def read_mxf(data: Octets) -> Mxf:
    """The file whose bytes these are; partitions are found by what they say of one another, from the last to the first.

    Raises MxfError.
    """
    first = read_partition(data, _partition_at(data, 0))
    found = [first]
    at = first.footer
    if not at:
        raise MxfError("the header partition does not say where the footer is")
    while at:
        found.insert(1, read_partition(data, _partition_at(data, at)))
        if found[1].previous >= at:
            raise MxfError("the partitions do not follow one another")
        at = found[1].previous
    headers = [read_header(data, one.klv.end, _metadata_bytes(data, one)) for one in found if one.header_bytes]
    if not headers:
        raise MxfError("no partition has header metadata")
    return Mxf(data, tuple(found), tuple(headers))


def packages_of(header: Header) -> tuple[Package, ...]:
    """The packages that a header's metadata describes."""
    return tuple(_package(header, found) for found in header.of(labels.MATERIAL_PACKAGE, labels.SOURCE_PACKAGE))


def timestamp_of(value: bytes) -> datetime.datetime | None:
    """A time stamp (year, month, day, hour, minute, second, 1/250 s), without a zone; None where it says none."""
    if len(value) != 8 or not any(value):
        return None
    year, month, day, hour, minute, second, ticks = struct.unpack(">HBBBBBB", value)
    try:
        return datetime.datetime(year, month, day, hour, minute, second, ticks * 4000)
    except ValueError:
        return None


def timestamp_bytes(moment: datetime.datetime) -> bytes:
    """A moment as MXF writes it; the zone is left out."""
    date = (moment.year, moment.month, moment.day)
    return struct.pack(">HBBBBBB", *date, moment.hour, moment.minute, moment.second, moment.microsecond // 4000)


def _partition_at(data: Octets, at: int) -> Klv:
    klv = klv_at(data, at)
    if not is_partition(klv):
        raise MxfError(f"no partition begins at byte {at}")
    return klv


def _metadata_bytes(data: Octets, partition: Partition) -> int:
    """The length of the metadata, and of the fill between the partition pack and it, which is not counted."""
    klv = klv_at(data, partition.klv.end)
    return partition.header_bytes + (klv.end - klv.start if klv.is_fill else 0)


@lru_cache(256)
def _sort(key: bytes) -> Literal["picture", "sound", "data", "system", "package", "other"] | None:
    if key[:7] + key[8:12] == _ELEMENT[:7] + _ELEMENT[8:]:
        return _SORTS.get(key[12], "other")
    if key[:7] + key[8:12] == _SYSTEM[:7] + _SYSTEM[8:]:
        return "system"
    if key[:5] + key[6:7] + key[8:12] == _PACKAGE_DATA[:5] + _PACKAGE_DATA[6:7] + _PACKAGE_DATA[8:]:
        return "package"
    return None


def _package(header: Header, found: MetadataSet) -> Package:
    tracks = [_track(header, header.by_uid(uid)) for uid in batch(found.items.get(labels.PACKAGE_TRACKS, bytes(8)))]
    descriptors = tuple(_descriptors(header, found.items.get(labels.PACKAGE_DESCRIPTOR)))
    sounds = [each for each in descriptors if each.kind in labels.SOUND_DESCRIPTORS]
    return Package(
        kind="material" if found.kind == labels.MATERIAL_PACKAGE else "source",
        umid=found.items.get(labels.PACKAGE_UID, b""),
        name=found.text(labels.PACKAGE_NAME),
        created=timestamp_of(found.items.get(labels.PACKAGE_CREATED, b"")),
        modified=timestamp_of(found.items.get(labels.PACKAGE_MODIFIED, b"")),
        tracks=tuple(tracks),
        descriptors=descriptors,
        spoken=tuple(_language(header, each) for each in sounds),
    )


def _language(header: Header, sound: MetadataSet) -> str:
    """Of the first channel label of a sound track that has one."""
    children, tag = (header.tag_of(labels.CHANNEL_ITEMS[name]) for name in ("children", "language"))
    if children is None or tag is None:
        return ""
    found = [header.by_uid(uid).items.get(tag, b"") for uid in batch(sound.items.get(children, bytes(8)))]
    return next((language.decode("ascii", "replace") for language in found if language), "")


def _descriptors(header: Header, uid: bytes | None) -> Iterator[MetadataSet]:
    if uid is None:
        return
    descriptor = header.by_uid(uid)
    if descriptor.kind != labels.MULTIPLE_DESCRIPTOR:
        yield descriptor
        return
    for each in batch(descriptor.items.get(labels.SUBDESCRIPTORS, bytes(8))):
        yield header.by_uid(each)


def _track(header: Header, found: MetadataSet) -> MxfTrack:
    sequence = header.by_uid(found.items[labels.TRACK_SEQUENCE])
    # A track may hold one component without a sequence around it.
    members = batch(sequence.items[labels.COMPONENTS]) if labels.COMPONENTS in sequence.items else (sequence.uid,)
    components = [header.by_uid(uid) for uid in members]
    above, below = struct.unpack(">II", found.items.get(labels.EDIT_RATE, struct.pack(">II", 0, 1)))
    return MxfTrack(
        id=found.number(labels.TRACK_ID) or 0,
        number=found.number(labels.TRACK_NUMBER) or 0,
        name=found.text(labels.TRACK_NAME),
        sort=labels.data_definition(sequence.items.get(labels.DATA_DEFINITION, b"")),
        rate=Fraction(above, below or 1),
        origin=found.number(labels.ORIGIN) or 0,
        duration=sequence.number(labels.DURATION) or 0,
        timecodes=tuple(_timecode(one) for one in components if one.kind == labels.TIMECODE),
        clips=tuple(_clip(one) for one in components if one.kind == labels.SOURCE_CLIP),
    )


def _timecode(found: MetadataSet) -> TimecodeComponent:
    return TimecodeComponent(
        start=found.number(labels.TIMECODE_START) or 0,
        base=found.number(labels.TIMECODE_BASE) or 0,
        drop=bool(found.number(labels.TIMECODE_DROP)),
        duration=found.number(labels.DURATION) or 0,
    )


def _clip(found: MetadataSet) -> SourceClip:
    return SourceClip(
        package=found.items.get(labels.CLIP_PACKAGE, b""),
        track=found.number(labels.CLIP_TRACK) or 0,
        start=found.number(labels.CLIP_START) or 0,
        duration=found.number(labels.DURATION) or 0,
    )
