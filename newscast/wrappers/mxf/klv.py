"""Key, length, value: what every byte of an MXF file lies in (SMPTE ST 336)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from newscast.wrappers.octets import Octets

KEY = 16
"""Bytes of a key, which is a universal label."""
_HEAD = KEY + 1 + 8
"""A key and the longest length there is."""
FILL = bytes.fromhex("060e2b34010101020301021001000000")


class MxfError(ValueError):
    """Bytes that are not what MXF says they have to be; str(error) is a stable English reason."""


@dataclass(frozen=True, slots=True)
class Klv:
    """One triplet: its key, where it starts, and from where to where its value goes, in bytes of the file."""

    key: bytes
    start: int
    value: int
    end: int

    @property
    def is_fill(self) -> bool:
        """Whether it holds nothing; the version of the key (its eighth byte) is 1 or 2."""
        return self.key[:7] == FILL[:7] and self.key[8:] == FILL[8:]


def klv_at(data: Octets, start: int) -> Klv:
    """The triplet that starts there. Raises MxfError where none does, or where the file ends inside it."""
    head = data[start : start + _HEAD]
    if len(head) <= KEY or head[:4] != b"\x06\x0e\x2b\x34":
        raise MxfError(f"no key at byte {start}")
    more = head[KEY] & 0x7F if head[KEY] > 0x7F else 0
    length = int.from_bytes(head[KEY + 1 : KEY + 1 + more], "big") if more else head[KEY]
    value = start + KEY + 1 + more
    if more > 8 or value + length > len(data):
        raise MxfError(f"the file ends inside what starts at byte {start}")
    return Klv(head[:KEY], start, value, value + length)


def klvs(data: Octets, start: int, end: int) -> Iterator[Klv]:
    """All triplets from byte `start` to before byte `end`."""
    while start < end:
        found = klv_at(data, start)
        yield found
        start = found.end


def fill(length: int) -> bytes:
    """A fill item of so many bytes, key and length among them. Raises MxfError below 20, for which there is none."""
    if length < KEY + 4:
        raise MxfError(f"no fill item has {length} bytes")
    return FILL + b"\x83" + (length - KEY - 4).to_bytes(3, "big") + bytes(length - KEY - 4)
