"""Partition packs: where in an MXF file its metadata, its index and its essence lie (SMPTE ST 377-1, 7)."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from typing import Literal

from newscast.wrappers.mxf.klv import Klv
from newscast.wrappers.octets import Octets

_PACK = bytes.fromhex("060e2b34020501010d010201")
_KINDS: dict[int, Literal["header", "body", "footer"]] = {2: "header", 3: "body", 4: "footer"}
_FIXED = struct.Struct(">HHIQQQQQIQI16s")


@dataclass(frozen=True)
class Partition:
    """One partition pack. Offsets and counts are in bytes; `this`, `previous` and `footer` count from the first byte
    of the header partition; `kag` is the grid on which triplets are laid."""

    kind: Literal["header", "body", "footer"]
    closed: bool
    complete: bool
    klv: Klv
    kag: int
    this: int
    previous: int
    footer: int
    header_bytes: int
    index_bytes: int
    index_sid: int
    body_offset: int
    body_sid: int
    pattern: bytes
    containers: tuple[bytes, ...]


def is_partition(klv: Klv) -> bool:
    """Whether it is a partition pack of any kind."""
    return klv.key[:12] == _PACK and klv.key[13] in _KINDS and 1 <= klv.key[14] <= 4


def read_partition(data: Octets, klv: Klv) -> Partition:
    """What the partition pack `klv` says."""
    value = data[klv.value : klv.end]
    fields = _FIXED.unpack_from(value)
    _, _, kag, this, previous, footer, header, index, index_sid, offset, body_sid, pattern = fields
    status = klv.key[14]
    return Partition(
        kind=_KINDS[klv.key[13]],
        closed=status in (2, 4),
        complete=status in (3, 4),
        klv=klv,
        kag=kag,
        this=this,
        previous=previous,
        footer=footer,
        header_bytes=header,
        index_bytes=index,
        index_sid=index_sid,
        body_offset=offset,
        body_sid=body_sid,
        pattern=pattern,
        containers=batch(value[_FIXED.size :]),
    )


def batch(value: bytes) -> tuple[bytes, ...]:
    """The members of a batch or an array: number and size of them, each four bytes, then they themselves."""
    count, size = struct.unpack_from(">II", value)
    return tuple(value[8 + size * number : 8 + size * (number + 1)] for number in range(count))


def array(members: list[bytes] | tuple[bytes, ...], size: int = 16) -> bytes:
    """A batch or an array of members of one size."""
    return struct.pack(">II", len(members), size) + b"".join(members)
