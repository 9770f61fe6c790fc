"""Bytes that are put down one after another and taken up again from the last to the first."""

from __future__ import annotations

from tempfile import SpooledTemporaryFile

import numpy as np
from numpy.typing import NDArray

_HELD = 1 << 20
"""Bytes up to which they are held in memory. More are in a file without a name."""
_LENGTH = 8


def spool() -> SpooledTemporaryFile[bytes]:
    """A file for bytes that may be many."""
    return SpooledTemporaryFile(_HELD)


class Tape:
    def __init__(self) -> None:
        # Closed with what it belongs to.
        self._file = spool()

    def put(self, values: NDArray[np.generic]) -> None:
        told = values.tobytes()
        self._file.write(told)
        self._file.write(len(told).to_bytes(_LENGTH, "little"))

    def take(self) -> NDArray[np.uint8]:
        """The bytes of what was put down last and not taken yet. Raises OSError where there are none."""
        end = self._file.seek(-_LENGTH, 1)
        length = int.from_bytes(self._file.read(_LENGTH), "little")
        self._file.seek(end - length)
        told = self._file.read(length)
        self._file.seek(end - length)
        return np.frombuffer(told, np.uint8)
