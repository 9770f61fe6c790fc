"""Stretches in which little of a picture is lit, or moves, and in which cells of it: texts may be all that does.

What lies over pictures is known from the timeline alone, so nothing is judged here: checks ask whether graphics stand
where something was lit or moved (sights.below_graphics).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from fractions import Fraction
from typing import TYPE_CHECKING

from newscast.base.box import Box
from newscast.qc.measured import Celled

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from newscast.qc.glimpses import Samples

    Marks = NDArray[np.bool_]

ACROSS, DOWN = 16, 9
"""Cells of a picture: each of 4 by 4 of its samples."""
_SIDE = 4
_MOST = 0.45
"""The share of cells beyond which it is no longer graphics alone: a window of sign language with a caption, a strap
and a ticker around it cover 0.4."""
_ALONE, _OFTEN = 2, 0.25
"""How many samples of a cell count in a single picture, and in which share of pictures one by itself does: coders
touch a sample now and then."""
_HOP = Fraction(1, 10)
"""Seconds from one stretch to the next: what stands still for so much over two seconds is always told."""
_LIT = 3
"""Hops in which it is told together what is lit: noise lights a sample in one picture, and not in the next."""
_BURNED_ROWS, _BURNED = 2, 6
"""In how many rows of cells, and in how many cells at most, a time is that a camera has burned in."""
_CALM = Fraction(2)
"""Seconds over which nothing has to move: a slow push or fade does within that."""


class CellMeter:
    """Takes samples in order, and keeps the stretches of about a quarter of a second in which little is brighter than
    `black`, and those of two seconds in which little changes by more than `alike` from their first picture."""

    def __init__(self, rate: Fraction, black: int, alike: int) -> None:
        self.dim: list[Celled] = []
        self.calm: list[Celled] = []
        self._hop, self._window = round(_HOP * rate), round(_CALM * rate) + 1
        self._black, self._alike = black, alike
        self._lit = _LIT * self._hop
        self._start = 0
        self._held: Samples | None = None

    def take(self, samples: Samples) -> None:
        """(pictures, 36, 64) of brightness."""
        import numpy as np

        held = samples if self._held is None else np.concatenate([self._held, samples])
        first = 0
        while first + self._window <= len(held):
            self._look(held[first : first + self._window], self._start + first)
            first += self._hop
        self._start += first
        self._held = held[first:]

    def end(self) -> None:
        """What is left at the end is too short to tell whether it moves; whether it is lit is told."""
        if self._held is None:
            return
        for first in range(-self._start % self._lit, len(self._held), self._lit):
            self._dim(self._held[first : first + self._lit], self._start + first)

    def _look(self, pictures: Samples, start: int) -> None:
        import numpy as np

        if start % self._lit == 0:
            self._dim(pictures[: self._lit], start)
        # Where much has changed by the end, the pictures between need not be looked at.
        ends = pictures[[0, len(pictures) // 2, -1]]
        if _share(_cells(_apart(ends, pictures[0]) > self._alike)) <= _MOST:
            self._keep(self.calm, _apart(pictures, pictures[0]) > np.uint8(self._alike), start)

    def _dim(self, pictures: Samples, start: int) -> None:
        if _share(_cells(pictures[:1] > self._black)) <= _MOST:
            self._keep(self.dim, pictures > self._black, start)

    @staticmethod
    def _keep(kept: list[Celled], marks: Marks, start: int) -> None:
        cells = _cells(marks)
        if _share(cells) <= _MOST:
            kept.append(Celled(start, start + len(marks), _packed(cells)))


def _apart(pictures: Samples, first: Samples) -> Samples:
    """Differences of bytes go round at 256: the smaller of both ways is how far they are apart."""
    import numpy as np

    apart: Samples = np.minimum(pictures - first, first - pictures)
    return apart


def _cells(marks: Marks) -> Marks:
    """(DOWN, ACROSS): in which cells something is marked in these pictures."""
    import numpy as np

    count = marks.reshape(len(marks), DOWN, _SIDE, ACROSS, _SIDE).sum(axis=(2, 4), dtype=np.uint8)
    found: Marks = (count >= _ALONE).any(axis=0) | ((count > 0).mean(axis=0) >= _OFTEN)
    return found


def _share(cells: Marks) -> float:
    return float(cells.mean())


def _packed(cells: Marks) -> str:
    """As hexadecimal digits, row by row, the first cell in the highest bit."""
    import numpy as np

    return np.packbits(cells).tobytes().hex()


def are_within(cells: str, boxes: Callable[[], Iterable[Box]], burned: bool = False) -> bool:
    """Whether all marked cells meet one of the boxes, which are asked for only where a cell is marked; `burned` lets a
    line of text be that somebody burned in."""
    bits = f"{int(cells, 16):0{ACROSS * DOWN}b}"
    marked = [divmod(number, ACROSS) for number, bit in enumerate(bits) if bit == "1"]
    if not marked:
        return True
    meeting = list(boxes())
    left = [(row, column) for row, column in marked if not any(_meet(row, column, box) for box in meeting)]
    if not left or not burned:
        return not left
    rows = [row for row, _column in left]
    return len(left) <= _BURNED and max(rows) - min(rows) < _BURNED_ROWS


def _meet(row: int, column: int, box: Box) -> bool:
    left, top, wide, high = box
    across = left < (column + 1) / ACROSS and column / ACROSS < left + wide
    return across and top < (row + 1) / DOWN and row / DOWN < top + high
