"""Black bars that are part of a recording: beside an old film, above and below a wide one.

A bar is black in every picture, ends along one straight line, and has its like on the other side. The dark of a night
scene ends raggedly, and a fade or a dark picture says nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

DARK = 30
"""Luma, of 255, up to which a pixel of a bar may be for noise; black is 16, or 0 in full range."""
LEAST = 0.02
"""The share of a side under which a bar is an edge that nobody notices."""
MOST = 0.45
"""The share of a side that both bars may have together."""
_LINES = 32
"""Rows and columns that are looked at, evenly."""
_PICTURES = 4
"""How many pictures have to say something."""
_SEEN = 0.9
"""The share of lines that show something in a picture that says anything."""
_STRAIGHT, _ROOM = 0.5, 4
"""The share of lines that begin within so many pixels of the edge, of all pictures together."""
_UNLIKE = 0.25
"""How much a bar may differ from the one across, in shares of it."""
_EVEN = 4
"""Bars are whole multiples of so many pixels: fields and colours stay where they are."""

Sides = tuple[int, int, int, int]
"""Left, top, right and bottom, in pixels."""
_BLACK = bytes(range(DARK + 1))


@dataclass
class Bars:
    """What was seen of a recording's edges, picture by picture."""

    size: tuple[int, int] = (0, 0)
    _across: list[list[tuple[int, int]]] = field(default_factory=list)
    _down: list[list[tuple[int, int]]] = field(default_factory=list)

    def note(self, frame: Any) -> None:
        """Look at a decoded picture; at none that is not of 8 bits, or of another size than the first."""
        if not frame.format.name.startswith(("yuv4", "yuvj4", "nv12")) or frame.format.components[0].bits != 8:
            return
        self.size = self.size if any(self.size) else (frame.width, frame.height)
        if self.size != (frame.width, frame.height):
            return
        plane = frame.planes[0]
        pixels, stride, (wide, high) = bytes(plane), plane.line_size, self.size
        rows = [pixels[top * stride : top * stride + wide] for top in _evenly(high)]
        columns = [pixels[left : stride * high : stride] for left in _evenly(wide)]
        self._across.append([_ends(row) for row in rows])
        self._down.append([_ends(column) for column in columns])

    def found(self) -> Sides | None:
        """The bars of the recording; None where it has none, or too little was seen to say."""
        wide, high = self.size
        across, down = _pair(self._across, wide), _pair(self._down, high)
        if not _fills(self._across, wide, sum(down) / max(1, high)):
            across = 0, 0
        if not _fills(self._down, high, sum(across) / max(1, wide)):
            down = 0, 0
        bars = across[0], down[0], across[1], down[1]
        return bars if any(bars) else None


def turned(bars: Sides, degrees: int) -> Sides:
    """Those of the picture turned clockwise by a multiple of 90."""
    left, top, right, bottom = bars
    for _quarter in range(degrees // 90 % 4):
        left, top, right, bottom = bottom, left, top, right
    return left, top, right, bottom


def _evenly(length: int) -> range:
    apart = max(1, length // _LINES)
    return range(apart // 2, length, apart)


def _ends(line: bytes) -> tuple[int, int]:
    """How many dark pixels a line begins and ends with; all of it where it shows nothing."""
    return len(line) - len(line.lstrip(_BLACK)), len(line) - len(line.rstrip(_BLACK))


def _told(pictures: Sequence[Sequence[tuple[int, int]]], length: int) -> list[list[tuple[int, int]]]:
    """The lines of each picture that show something, of pictures in which nearly as many do as in any."""
    told = [[line for line in picture if line[0] < length] for picture in pictures]
    most = max((len(picture) for picture in told), default=0)
    return [picture for picture in told if picture and len(picture) >= _SEEN * most]


def _fills(pictures: Sequence[Sequence[tuple[int, int]]], length: int, barred: float) -> bool:
    """Whether nearly all lines show something, but for the share of them that lies in bars; not of a logo on black."""
    most = max((len(picture) for picture in _told(pictures, length)), default=0)
    return most >= _SEEN * (1 - barred) * max(map(len, pictures), default=0)


def _pair(pictures: Sequence[Sequence[tuple[int, int]]], length: int) -> tuple[int, int]:
    """The bars at both ends of lines of that length; nothing where they are none."""
    told = _told(pictures, length)
    if len(told) < _PICTURES:
        return 0, 0
    lines = [line for picture in told for line in picture]
    edges = [min(line[end] for line in lines) for end in (0, 1)]
    straight = [sum(line[end] <= edges[end] + _ROOM for line in lines) >= _STRAIGHT * len(lines) for end in (0, 1)]
    alike = abs(edges[0] - edges[1]) <= max(2 * _EVEN, _UNLIKE * max(edges))
    if not all(straight) or not alike or min(edges) < LEAST * length or sum(edges) > MOST * length:
        return 0, 0
    first, last = (-(-edge // _EVEN) * _EVEN for edge in edges)
    return first, last
