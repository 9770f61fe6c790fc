"""The bytes of a file, sliced like those in memory: nothing is read but what is looked at, so memory stays flat.

A mapped file would do as well, but each page that was looked at counts as the process's own.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Protocol


class Octets(Protocol):
    """Bytes that are sliced with a start and an end, both from the front: `bytes`, or those of a file."""

    def __len__(self) -> int: ...

    def __getitem__(self, part: slice, /) -> bytes: ...


class FileOctets:
    """The bytes of an open file; `write` puts others in their place, as many as there were."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._descriptor = file.fileno()
        self._size = file.seek(0, 2)

    def __len__(self) -> int:
        return self._size

    def __getitem__(self, part: slice, /) -> bytes:
        start, end, _step = part.indices(self._size)
        return os.pread(self._descriptor, max(0, end - start), start)

    def write(self, at: int, octets: bytes) -> None:
        """Put these bytes at `at`. Raises ValueError where the file would become longer."""
        if at < 0 or at + len(octets) > self._size:
            raise ValueError(f"byte {at + len(octets)} is behind the end")
        self._file.seek(at)
        self._file.write(octets)


@contextmanager
def octets_of(path: Path, writable: bool = False) -> Iterator[FileOctets]:
    """The file's bytes, for as long as it is open."""
    with path.open("r+b" if writable else "rb", buffering=0) as file:
        yield FileOctets(file)
