"""Combs: two fields of an interlaced recording in one picture that says it is progressive.

Where something moved between the fields, every other line is shifted: from line to line brightness goes up and down.
"""

from __future__ import annotations

from itertools import islice
from typing import Any

STEP = 10
"""Steps of brightness, of 219, from one line to the next that are a tooth; noise and grain are less."""
SHARE = 0.01
"""The share of places at which five lines go up and down in a picture with combs. Measured: of each of six recordings
that were interlaced half of the pictures had 1 to 8 % and more; of 20 others no picture had more than 0.8 %."""
_COLUMNS = 16
"""Columns that are looked at, evenly over the width."""
_BYTE = 8
_COMBED, _PART = 2, 6
"""Pictures with combs from which a recording is taken to have two fields in each: two, and one of six; windows of
houses at night look so now and then."""
_FIRST, _MOST = 8, 20
"""How many pictures are looked at near the start, and over the whole recording."""
_NEAR, _FAR = 6, 30
"""How many pictures from one to the next near the start, and after that."""


class Combs:
    """Looks for combs in pictures that follow on each other, in those in which something changed: where nothing moves,
    two fields make a whole picture."""

    def __init__(self) -> None:
        self._seen = self._due = self._looked = self._combed = 0
        self._before: list[bytes] = []

    @property
    def found(self) -> bool:
        """Whether the recording has two fields in each picture."""
        return self._combed >= _COMBED and self._combed * _PART >= self._looked

    def take(self, frame: Any, apart: bool = False) -> None:
        """The next picture; one that is far `apart` from the one before is looked at in any case."""
        if self._looked < _MOST and not frame.interlaced_frame and (apart or self._seen >= self._due):
            columns = columns_of(frame)
            if columns and columns != self._before:
                self._looked += 1
                self._combed += have_teeth(columns)
                self._before = columns
            self._due = self._seen + (_NEAR if self._looked < _FIRST else _FAR)
        self._seen += 1


def columns_of(frame: Any) -> list[bytes]:
    """Columns of a decoded picture, as brightness in 8 bits; none of pictures of which that is no plane of its own."""
    name, bits = frame.format.name, frame.format.components[0].bits
    if not name.startswith(("yuv4", "yuvj4", "nv12")) or name.endswith("be"):
        return []
    plane = frame.planes[0]
    pixels, stride = bytes(plane), plane.line_size
    apart = max(1, frame.width // _COLUMNS)
    lefts = range(apart // 2, frame.width, apart)
    if bits == _BYTE:
        return [pixels[left : stride * frame.height : stride] for left in lefts]
    words, row = memoryview(pixels).cast("H"), stride // 2
    return [bytes(value >> bits - _BYTE for value in words[left : row * frame.height : row].tolist()) for left in lefts]


def have_teeth(columns: list[bytes]) -> bool:
    """Whether there are combs in a picture's columns."""
    return sum(map(teeth, columns)) > SHARE * sum(map(len, columns))


def teeth(column: bytes) -> int:
    """At how many places of a column five lines go up and down in turn."""
    ways = bytes(
        1 if below - above > STEP else 2 if above - below > STEP else 0
        for above, below in zip(column, islice(column, 1, None), strict=False)
    )
    return sum(
        ways[at : at + 4] in (b"\1\2\1\2", b"\2\1\2\1") for at in range(len(ways) - 3) if ways[at] and ways[at + 1]
    )
