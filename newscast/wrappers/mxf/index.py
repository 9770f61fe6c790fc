"""Index tables of MXF: where each picture lies, and what it hangs on (SMPTE ST 377-1, 11)."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from fractions import Fraction

from newscast.wrappers.mxf.header import MetadataSet

KEY_BYTES = bytes.fromhex("060e2b34025301010d01020101100100")

_RATE, _START, _DURATION, _UNIT_BYTES, _ENTRIES = 0x3F0B, 0x3F0C, 0x3F0D, 0x3F05, 0x3F0A
_ENTRY = struct.Struct(">bbBQ")


@dataclass(frozen=True)
class IndexEntry:
    """One edit unit: how far away the picture is that is shown in its place, and the key picture; `offset` in bytes
    from the start of the essence container."""

    temporal: int
    key: int
    flags: int
    offset: int


@dataclass(frozen=True)
class IndexSegment:
    """`duration` edit units from `start`, in edit units of `rate` a second; `unit_bytes` is 0 where they differ."""

    rate: Fraction
    start: int
    duration: int
    unit_bytes: int
    entries: tuple[IndexEntry, ...]


def is_index(key: bytes) -> bool:
    """Whether it is the key of an index table segment."""
    return key[:5] + key[6:7] + key[8:15] == KEY_BYTES[:5] + KEY_BYTES[6:7] + KEY_BYTES[8:15]


def index_segment(found: MetadataSet) -> IndexSegment:
    """What an index table segment says."""
    above, below = struct.unpack(">II", found.items[_RATE])
    table = found.items.get(_ENTRIES, bytes(8))
    count, size = struct.unpack_from(">II", table)
    return IndexSegment(
        Fraction(above, below or 1),
        found.number(_START) or 0,
        found.number(_DURATION) or 0,
        found.number(_UNIT_BYTES) or 0,
        tuple(IndexEntry(*_ENTRY.unpack_from(table, 8 + size * number)) for number in range(count)),
    )
