"""Blends: films of 24 pictures a second at 30, in which two of five pictures are each two of the film in one.

A recording made so has picture after picture B, half B and half C, half C and half D, D. So the first less twice the
second, with twice the third, less the fourth, leaves nothing, five pictures later again; of pictures that were taken
one by one half of what moved is left at least. A slow shutter leaves no such turn.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from newscast.media.combing import columns_of

Points = Sequence[int]
_TURN = 5
"""Pictures after which it begins anew."""
_WINDOW = 6
"""One picture, two blends and one, with those beside them."""
_LOOKED = 40
"""How many of the first pictures are looked at: eight turns."""
_EACH_WAY = (2, 120)
"""Every second of the columns at which combs are sought, and how many points of each."""
_LINES = 4
_MOVED = 100.0
"""Steps of brightness, of four lines together and squared, by which pictures differ where something moved: more than
what coding leaves."""
_LEFT = 0.3
"""Of what moved, how much may be left: of fine detail coding leaves up to so much, of even motion half is left."""
_HELD = 0.1
"""A picture that comes twice differs from itself by less than this share of what moved next to it."""
_UNEVEN = 0.08
"""How much of what moved is left at least of a picture that is no mixture of those beside it: of slow and even motion
every picture is one, and steps of one and two pictures in turn look like blends."""
_TURNS, _OFTEN, _SELDOM = 3, 0.75, 0.25
"""In how many turns blends have to be, in which share of them at least, and of what is elsewhere at the most."""


class Blends:
    """Looks for blends in pictures that follow on each other, from the first on."""

    def __init__(self) -> None:
        self._points: list[Points] = []
        self._closed = False

    def take(self, frame: Any) -> None:
        """The next picture; none that is interlaced."""
        self._closed = self._closed or bool(frame.interlaced_frame)
        if not self._closed and len(self._points) < _LOOKED:
            self._points.append(points_of(columns_of(frame)))

    @property
    def found(self) -> bool:
        """Whether two of five pictures are blends."""
        return not self._closed and are_blended(self._points)


def points_of(columns: Sequence[bytes]) -> Points:
    """A few points of a picture's columns, each of four lines: of both fields as much."""
    every, most = _EACH_WAY
    return [
        sum(lines)
        for column in columns[::every]
        for lines in zip(*(column[line :: max(_LINES, len(column) // most)] for line in range(_LINES)), strict=False)
    ]


def are_blended(pictures: Sequence[Points]) -> bool:
    """Whether pictures that follow on each other have blends, in one place of every five."""
    windows = [_is_blend(pictures[at : at + _WINDOW]) for at in range(len(pictures) - _WINDOW + 1)]
    for place in range(_TURN):
        here = [blend for blend in windows[place::_TURN] if blend is not None]
        others = [blend for at, blend in enumerate(windows) if blend is not None and at % _TURN != place]
        if sum(here) >= max(_TURNS, _OFTEN * len(here)) and sum(others) <= _SELDOM * len(others):
            return True
    return False


def _is_blend(pictures: Sequence[Points]) -> bool | None:
    """Whether the inner four of six pictures are one, two blends, one; None where too little moves to tell."""
    before, first, second, third, fourth, after = pictures
    if not first or any(len(picture) != len(first) for picture in pictures):
        return None
    coming, going, middle = apart(first, second), apart(third, fourth), apart(second, third)
    if min(coming, going) < max(_MOVED, _HELD * middle):
        return None
    left = sum((a - 2 * b + 2 * c - d) ** 2 for a, b, c, d in zip(first, second, third, fourth, strict=True))
    if left / len(first) >= _LEFT * (coming + going):
        return False
    uneven = max(_left_of(before, first, second), _left_of(third, fourth, after))
    return True if uneven >= _UNEVEN else None


def apart(one: Points, other: Points) -> float:
    """The mean square of how far two pictures are apart."""
    return sum((a - b) ** 2 for a, b in zip(one, other, strict=True)) / len(one)


def _left_of(before: Points, here: Points, after: Points) -> float:
    """What is left of a picture when the best mixture of those beside it is taken away, as a share of what moved."""
    moved = apart(before, after)
    if not moved:
        return 0.0
    along = sum((h - a) * (b - a) for b, h, a in zip(before, here, after, strict=True)) / len(here)
    return max(0.0, apart(here, after) - along * along / moved) / moved
