"""The chunks of a RIFF file, or of an RF64 one, which is the same past 4 GiB (EBU Tech 3306)."""

from __future__ import annotations

import os
import struct
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

_UNKNOWN = 0xFFFFFFFF
"""What stands for a size that ds64 tells."""
_LONGEST = 1 << 20
"""Bytes of a chunk other than `data` that are read at most: a damaged size shall not fill the memory."""


class RiffError(ValueError):
    """A file that is no RIFF WAVE, or whose chunks do not fit into it; the text says which, in English."""


@dataclass(frozen=True)
class Chunk:
    """A chunk of `size` bytes whose contents begin at byte `start` of the file."""

    name: bytes
    start: int
    size: int


@dataclass(frozen=True)
class Riff:
    """A WAVE file: `long` where it is RF64, and its chunks in the order of the file."""

    path: Path
    long: bool
    chunks: tuple[Chunk, ...]

    def find(self, name: bytes) -> Chunk | None:
        """The first chunk of that name."""
        return next((chunk for chunk in self.chunks if chunk.name == name), None)

    def read(self, name: bytes) -> bytes:
        """The contents of the first chunk of that name. Raises RiffError where there is none, or too much."""
        chunk = self.find(name)
        if chunk is None:
            raise RiffError(f"no chunk {name.decode('ascii', 'replace')!r}")
        if chunk.size > _LONGEST:
            raise RiffError(f"chunk {name.decode('ascii', 'replace')!r} is too long")
        with self.path.open("rb") as file:
            file.seek(chunk.start)
            return file.read(chunk.size)


def read_riff(path: Path) -> Riff:
    """Find the chunks. Raises RiffError for another file, and for one that ends before its chunks do."""
    with path.open("rb") as file:
        head = file.read(12)
        if len(head) < 12 or head[:4] not in (b"RIFF", b"RF64") or head[8:] != b"WAVE":
            raise RiffError("not a WAVE file")
        chunks = tuple(_chunks(file, os.fstat(file.fileno()).st_size))
    return Riff(path, head[:4] == b"RF64", chunks)


def _chunks(file: BinaryIO, end: int) -> Iterator[Chunk]:
    data_size = 0
    while len(head := file.read(8)) == 8:
        name, size = head[:4], int.from_bytes(head[4:], "little")
        start = file.tell()
        if name == b"data" and size == _UNKNOWN:
            size = data_size
        if start + size > end:
            raise RiffError(f"the file ends within chunk {name.decode('ascii', 'replace')!r}")
        if name == b"ds64":
            data_size = struct.unpack("<8xQ", file.read(16))[0]
        yield Chunk(name, start, size)
        file.seek(start + size + size % 2)


def head(chunks: Iterable[tuple[bytes, bytes]], data: int, frame: int) -> bytes:
    """All of a WAVE file that stands before its samples: the `chunks`, and a `data` chunk of so many bytes, `frame`
    bytes a sample of all channels. It is RF64, with the sizes in a ds64 chunk first, where RIFF cannot count so far."""
    body = b"".join(_chunk(name, content) for name, content in chunks)
    total = 4 + len(body) + 8 + data + data % 2
    if total < _UNKNOWN:
        return b"RIFF" + struct.pack("<I", total) + b"WAVE" + body + b"data" + struct.pack("<I", data)
    sizes = struct.pack("<QQQI", total + 36, data, data // frame, 0)
    unknown = struct.pack("<I", _UNKNOWN)
    return b"RF64" + unknown + b"WAVE" + _chunk(b"ds64", sizes) + body + b"data" + unknown


def _chunk(name: bytes, content: bytes) -> bytes:
    return name + struct.pack("<I", len(content)) + content + bytes(len(content) % 2)
