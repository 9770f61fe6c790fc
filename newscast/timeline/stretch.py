"""Stretches of time, and what of them is free."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Stretch:
    """Frames `start` (inclusive) to `end` (exclusive)."""

    start: int
    end: int

    @property
    def frames(self) -> int:
        return self.end - self.start

    def later(self, frames: int) -> Stretch:
        return Stretch(self.start + frames, self.end + frames)

    def inside(self, margin: int) -> Stretch:
        """What is left of it without `margin` at either end."""
        return Stretch(self.start + margin, self.end - margin)


def without(stretches: Iterable[Stretch], taken: Iterable[Stretch]) -> list[Stretch]:
    """What is left of the stretches where these are taken."""
    left = list(stretches)
    for gone in taken:
        halves = [
            half
            for each in left
            for half in (
                Stretch(each.start, min(each.end, gone.start)),
                Stretch(max(each.start, gone.end), each.end),
            )
        ]
        left = [half for half in halves if half.frames > 0]
    return left


def within(stretches: Iterable[Stretch], outer: Stretch) -> list[Stretch]:
    """What of the stretches lies in `outer`."""
    parts = [Stretch(max(each.start, outer.start), min(each.end, outer.end)) for each in stretches]
    return [part for part in parts if part.frames > 0]


def joined(stretches: Sequence[Stretch]) -> list[Stretch]:
    """Ascending stretches, those that follow each other without a gap as one."""
    whole: list[Stretch] = []
    for each in stretches:
        if whole and whole[-1].end == each.start:
            whole[-1] = Stretch(whole[-1].start, each.end)
        else:
            whole.append(each)
    return whole
