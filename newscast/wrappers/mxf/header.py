"""Header metadata of MXF as sets of items, under the local tags that the primer explains (SMPTE ST 377-1, 9)."""

from __future__ import annotations

import struct
from collections.abc import Mapping
from dataclasses import dataclass, replace

from newscast.wrappers.mxf.klv import KEY, Klv, MxfError, fill, klvs
from newscast.wrappers.mxf.partition import array, batch
from newscast.wrappers.octets import Octets

PRIMER = bytes.fromhex("060e2b34020501010d01020101050100")
SET = bytes.fromhex("060e2b34025301010d0101010101")
UID = 0x3C0A
"""Tag of InstanceUID, by which sets refer to one another."""


@dataclass(frozen=True)
class MetadataSet:
    """One local set: its key, and its items by tag in their order."""

    key: bytes
    items: Mapping[int, bytes]

    @property
    def kind(self) -> int:
        """What it is, as the fifteenth byte of its key says: one of `newscast.wrappers.mxf.labels`; -1 for others."""
        return self.key[14] if self.key[:5] + self.key[6:14] == SET[:5] + SET[6:] else -1

    @property
    def uid(self) -> bytes:
        """InstanceUID: what others refer to it by."""
        return self.items.get(UID, b"")

    def number(self, tag: int) -> int | None:
        """An item as a whole number without sign."""
        value = self.items.get(tag)
        return int.from_bytes(value, "big") if value is not None else None

    def text(self, tag: int) -> str:
        """An item as text (UTF-16, big end first), "" where it is missing."""
        return self.items.get(tag, b"").decode("utf-16-be", "replace").split("\0")[0]

    def having(self, items: Mapping[int, bytes]) -> MetadataSet:
        """The set with other values for these items, or with these items beside its own."""
        return replace(self, items={**self.items, **items})

    def packed(self) -> bytes:
        """Its bytes, as MXF lays them down."""
        value = b"".join(struct.pack(">HH", tag, len(item)) + item for tag, item in self.items.items())
        return self.key + b"\x83" + len(value).to_bytes(3, "big") + value


@dataclass(frozen=True)
class Header:
    """The header metadata of one partition: which label each local tag has, and the sets. It lies in bytes `start` to
    `end` of the file, with the fill items that stand behind it."""

    start: int
    end: int
    primer: Mapping[int, bytes]
    sets: tuple[MetadataSet, ...]

    def of(self, *kinds: int) -> list[MetadataSet]:
        """The sets of these kinds, in the order of the file."""
        return [found for found in self.sets if found.kind in kinds]

    def by_uid(self, uid: bytes) -> MetadataSet:
        """The set that is meant by a reference. Raises MxfError where there is none."""
        for found in self.sets:
            if found.uid == uid:
                return found
        raise MxfError(f"no set has the identity {uid.hex()}")

    def tag_of(self, label: bytes) -> int | None:
        """The local tag of a label; the version (its eighth byte) does not count."""
        for tag, known in self.primer.items():
            if known[:7] + known[8:] == label[:7] + label[8:]:
                return tag
        return None

    def packed(self) -> bytes:
        """Its bytes in the same length: the primer names what is used alone, which leaves room; fill takes the rest.

        Raises MxfError where it does not fit.
        """
        # Index tables have no primer of their own: their tags, 3Fxx, are explained here too.
        used = {tag for found in self.sets for tag in found.items} | {tag for tag in self.primer if tag >> 8 == 0x3F}
        value = array([struct.pack(">H", tag) + label for tag, label in self.primer.items() if tag in used], 2 + KEY)
        made = PRIMER + b"\x83" + len(value).to_bytes(3, "big") + value + b"".join(one.packed() for one in self.sets)
        room = self.end - self.start - len(made)
        if 0 < room < KEY + 4 or room < 0:
            raise MxfError(f"the header metadata lacks room: {room} bytes are left")
        return made + (fill(room) if room else b"")


def read_header(data: Octets, start: int, length: int) -> Header:
    """The header metadata of `length` bytes that begins after a partition pack; fill before its primer is left out.

    Raises MxfError where it has no primer.
    """
    found = list(klvs(data, start, start + length))
    while found and found[0].is_fill:
        found.pop(0)
    if not found or found[0].key[:7] + found[0].key[8:] != PRIMER[:7] + PRIMER[8:]:
        raise MxfError("header metadata begins with a primer pack")
    sets = tuple(read_set(data, klv) for klv in found[1:] if not klv.is_fill)
    return Header(found[0].start, start + length, _primer(data, found[0]), sets)


def _primer(data: Octets, klv: Klv) -> dict[int, bytes]:
    entries = batch(data[klv.value : klv.end])
    return {int.from_bytes(entry[:2], "big"): entry[2:] for entry in entries}


def read_set(data: Octets, klv: Klv) -> MetadataSet:
    """The local set whose triplet this is."""
    value = data[klv.value : klv.end]
    items: dict[int, bytes] = {}
    at = 0
    while at < len(value):
        tag, length = struct.unpack_from(">HH", value, at)
        items[tag] = value[at + 4 : at + 4 + length]
        at += 4 + length
    return MetadataSet(klv.key, items)
