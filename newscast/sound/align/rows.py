"""Rows of numbers, such as what is heard in each frame of a recording: in a file where they are many."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from newscast.sound.align.tape import spool

TOGETHER = 2048
"""Rows that are read at a time."""
_PICKED = 512
"""Rows that are picked at a time from all that are between them."""
ENOUGH = 20_000
"""Rows of which an average or a percentile is that of all: frames of 200 s."""

Floats = NDArray[np.float32]
Whole = NDArray[np.signedinteger[Any]]


class Rows:
    """Shape (rows, columns). A part of them is cheap; numpy makes an array of it."""

    def __init__(self, blocks: Iterable[Floats], columns: int) -> None:
        # Closed with what it belongs to.
        self._file = spool()
        self._columns, self._first, self._count = columns, 0, 0
        for block in blocks:
            self._file.write(np.ascontiguousarray(block, np.float32).data)
            self._count += len(block)

    def __len__(self) -> int:
        return self._count

    def __getitem__(self, part: slice) -> Rows:
        first, last, _step = part.indices(self._count)
        found = object.__new__(Rows)
        found._file, found._columns = self._file, self._columns
        found._first, found._count = self._first + first, max(0, last - first)
        return found

    def __array__(self, dtype: Any = None, copy: bool | None = None) -> Floats:
        size = 4 * self._columns
        self._file.seek(self._first * size)
        found = np.frombuffer(self._file.read(self._count * size), np.float32).reshape(-1, self._columns)
        found = found if dtype is None else found.astype(dtype)
        return found.copy() if copy else found


Sheet = Floats | Rows


def columns_of(sheet: Sheet) -> int:
    return int(np.asarray(sheet[:1]).shape[1])


def blocks(sheet: Sheet) -> Iterator[Floats]:
    """All rows, some at a time."""
    for first in range(0, len(sheet), TOGETHER):
        yield np.asarray(sheet[first : first + TOGETHER])


def picked(sheet: Sheet, places: Whole) -> Floats:
    """The rows at places that never fall."""
    found = np.empty((len(places), columns_of(sheet)), np.float32)
    for start in range(0, len(places), _PICKED):
        found[start : start + _PICKED] = _between(sheet, places[start : start + _PICKED])
    return found


def _between(sheet: Sheet, places: Whole) -> Floats:
    first, last = int(places[0]), int(places[-1])
    return np.asarray(np.asarray(sheet[first : last + 1])[places - first])


def some_of(places: Whole, enough: int = ENOUGH) -> Whole:
    """Places that stand for all of these, spread evenly; all where there are no more than are enough."""
    return places[:: -(-len(places) // enough) or 1]


def kept_of(sheet: Sheet, places: Whole) -> Rows:
    """All rows at places that rise."""
    pieces = (places[start : start + TOGETHER] for start in range(0, len(places), TOGETHER))
    return Rows((picked(sheet, piece) for piece in pieces), columns_of(sheet))
