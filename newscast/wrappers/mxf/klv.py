"""Key, length, value: what every byte of an MXF file lies in (SMPTE ST 336)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

KEY = 16
"""Bytes of a key, which is a universal label."""
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


def klv_at(data: bytes | memoryview, start: int) -> Klv:
    """The triplet that starts there. Raises MxfError where none does, or where the file ends inside it."""
    key = bytes(data[start : start + KEY])
    if len(key) < KEY or key[:4] != b"\x06\x0e\x2b\x34":
        raise MxfError(f"no key at byte {start}")
    value = start + KEY + 1
    if value > len(data):
        raise MxfError(f"the file ends in the length at byte {start}")
    length = data[value - 1]
    if length > 0x7F:
        value, after = value + (length & 0x7F), value
        length = int.from_bytes(data[after:value], "big")
    if value + length > len(data):
        raise MxfError(f"the file ends inside what starts at byte {start}")
    return Klv(key, start, value, value + length)


def klvs(data: bytes | memoryview, start: int, end: int) -> Iterator[Klv]:
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
