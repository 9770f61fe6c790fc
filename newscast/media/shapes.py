"""The sizes that the pictures of one recording have: a phone was turned, a window resized, a connection got better."""

from __future__ import annotations

from bisect import insort
from collections import defaultdict
from fractions import Fraction
from itertools import pairwise
from typing import NamedTuple

ALIKE = Fraction(1, 100)
"""Shapes that differ by less are one: sizes are rounded to whole blocks of pixels."""


class Size(NamedTuple):
    """Stored pixels, and the shape of one."""

    width: int
    height: int
    pixel: Fraction

    @property
    def shape(self) -> Fraction:
        return self.width * self.pixel / self.height


class Sizes:
    """What was seen of sizes, at times in any order."""

    def __init__(self) -> None:
        self._seen: list[tuple[int, Size]] = []

    def note(self, time: int | None, width: int, height: int, pixel: Fraction | None) -> None:
        """A picture that begins at `time` is of this size."""
        if time is not None and width and height:
            insort(self._seen, (time, Size(width, height, pixel or Fraction(1))))

    @property
    def differ(self) -> bool:
        """Whether pictures have different shapes, not only more and fewer pixels."""
        shapes = {size.shape for _time, size in self._seen}
        return bool(shapes) and max(shapes) > min(shapes) * (1 + ALIKE)

    def usual_from(self, end: int) -> int | None:
        """The time of the first picture of the size that most of the time has; None where that is the first one's.

        `end` is when the last picture ends.
        """
        if len({size for _time, size in self._seen}) < 2:
            return None
        shown: dict[Size, int] = defaultdict(int)
        for (time, size), (until, _next) in pairwise([*self._seen, (end, self._seen[-1][1])]):
            shown[size] += until - time
        usual = max(shown, key=lambda size: shown[size])
        first = next(time for time, size in self._seen if size == usual)
        return None if usual == self._seen[0][1] else first
