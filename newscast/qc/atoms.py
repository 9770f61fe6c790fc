"""The boxes of an MP4 file, as far as the order of its index, edit lists and key pictures go (ISO/IEC 14496-12)."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import BinaryIO

from newscast.qc.model import Structure

_CONTAINERS = (b"moov", b"trak", b"mdia", b"minf", b"stbl")
_TABLES = (b"hdlr", b"stss", b"stsz")


def structure(path: Path) -> Structure:
    """Whether the index comes first, whether anything in it edits time, and how far key pictures are apart."""
    with path.open("rb") as file:
        boxes = list(_boxes(file, path.stat().st_size))
    outer = [name for depth, name, _body in boxes if depth == 0]
    index_first = b"moov" in outer and b"mdat" in outer and outer.index(b"moov") < outer.index(b"mdat")
    return Structure(index_first, any(name == b"edts" for _, name, _body in boxes), _keys(boxes))


def _keys(boxes: list[tuple[int, bytes, bytes]]) -> tuple[int, int] | None:
    """The least and the greatest distance between key pictures of the first picture track, in frames."""
    found: list[int] | None
    kind, found = b"", None
    for _depth, name, body in boxes:
        if name == b"hdlr":
            kind = body[8:12]
        elif name == b"stss" and kind == b"vide":
            found = [number - 1 for number in struct.unpack(f">{len(body) // 4 - 2}I", body[8:])]
        elif name == b"stsz" and kind == b"vide":
            (frames,) = struct.unpack(">I", body[8:12])
            # Without a table of them every picture is one.
            distances = [after - before for before, after in pairwise([*(found or range(frames)), frames])]
            return (min(distances), max(distances)) if distances else None
    return None


def _boxes(file: BinaryIO, end: int, depth: int = 0) -> Iterator[tuple[int, bytes, bytes]]:
    """(depth, name, content where it is a table that is read) of every box up to `end`, those inside others too."""
    while file.tell() + 8 <= end:
        start = file.tell()
        size, name = int.from_bytes(file.read(4), "big"), file.read(4)
        if size == 1:
            size = int.from_bytes(file.read(8), "big")
        if size == 0 or start + size > end:
            size = end - start
        yield depth, name, file.read(start + size - file.tell()) if name in _TABLES else b""
        if name in _CONTAINERS:
            yield from _boxes(file, start + size, depth + 1)
        file.seek(start + max(size, 8))
