"""Boxes of MP4 and QuickTime: where each lies in the bytes it is read from (ISO/IEC 14496-12, 4.2)."""

from __future__ import annotations

import mmap
import struct
from collections.abc import Iterator
from dataclasses import dataclass

Data = bytes | bytearray | memoryview | mmap.mmap


class Mp4Error(ValueError):
    """Bytes that are not what MP4 says they have to be; str(error) is a stable English reason."""


@dataclass(frozen=True)
class Atom:
    """One box: its type, and where it, and its content, begin and end."""

    type: bytes
    start: int
    content: int
    end: int


def atoms(data: Data, start: int = 0, end: int | None = None) -> Iterator[Atom]:
    """The boxes one after another in these bytes. Raises Mp4Error where one ends outside them."""
    last = len(data) if end is None else end
    while start + 8 <= last:
        size, kind = struct.unpack_from(">I4s", data, start)
        content = start + 8
        if size == 1:
            (size,) = struct.unpack_from(">Q", data, content)
            content += 8
        after = start + size if size else last
        if after > last or after < content:
            raise Mp4Error(f"a box of {size} bytes at {start} ends outside what it is in")
        yield Atom(bytes(kind), start, content, after)
        start = after


def inside(data: Data, path: str, start: int = 0, end: int | None = None) -> list[Atom]:
    """All boxes at a path of types, such as `moov/trak/mdia`."""
    head, _slash, rest = path.partition("/")
    found = [each for each in atoms(data, start, end) if each.type == head.encode()]
    if not rest:
        return found
    return [inner for each in found for inner in inside(data, rest, each.content, each.end)]


def only(found: list[Atom], name: str) -> Atom:
    """The one box that there has to be. Raises Mp4Error where there is none, or several."""
    if len(found) != 1:
        raise Mp4Error(f"there are {len(found)} boxes {name}")
    return found[0]
