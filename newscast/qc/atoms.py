"""The boxes of an MP4 file, as far as the order of its index and its edit lists go (ISO/IEC 14496-12)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from newscast.qc.model import Structure

_CONTAINERS = (b"moov", b"trak")


def structure(path: Path) -> Structure:
    """Whether the index comes first and whether anything in it edits time."""
    with path.open("rb") as file:
        names = list(_boxes(file, path.stat().st_size))
    outer = [name for depth, name in names if depth == 0]
    index_first = b"moov" in outer and b"mdat" in outer and outer.index(b"moov") < outer.index(b"mdat")
    return Structure(index_first, any(name == b"edts" for _, name in names))


def _boxes(file: BinaryIO, end: int, depth: int = 0) -> Iterator[tuple[int, bytes]]:
    """(depth, name) of every box up to `end`, those inside `moov` and `trak` too."""
    while file.tell() + 8 <= end:
        start = file.tell()
        size, name = int.from_bytes(file.read(4), "big"), file.read(4)
        if size == 1:
            size = int.from_bytes(file.read(8), "big")
        if size == 0 or start + size > end:
            size = end - start
        yield depth, name
        if name in _CONTAINERS:
            yield from _boxes(file, start + size, depth + 1)
        file.seek(start + max(size, 8))
