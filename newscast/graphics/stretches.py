"""The time of a layer in stretches: where each of its pictures is another, and where one is held.

As long as a picture of a layer is still to come, ffmpeg's overlay copies every picture that it is laid over, all of the
canvas, also before the layer begins. Stretches that are laid by themselves wait for nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

_HELD = 4
"""Frames from which a picture is held."""
_WORTH = 12
"""Frames that have to wait at least for it to be worth while: parting costs something too."""
_MOST = 12
"""Stretches that a layer is parted into at most."""


@dataclass(frozen=True)
class Stretch:
    """Pictures of a layer from its number `first` on, each seen from its frame of `times`, until the next stretch."""

    first: int
    times: tuple[int, ...]

    @property
    def start(self) -> int:
        """Its first frame."""
        return self.times[0]

    @property
    def end(self) -> int:
        """The number of the first picture that is no longer of it."""
        return self.first + len(self.times)

    @property
    def since(self) -> tuple[int, ...]:
        """The times, counted from its first frame."""
        return tuple(at - self.start for at in self.times)


def stretches_of(times: Sequence[int], last: int) -> list[Stretch]:
    """The stretches of a layer whose pictures are seen from these frames on, the last of them until `last`; one where
    parting them spares too little."""
    ends = [*times[1:], last + 1]
    whole, found, run = [Stretch(0, tuple(times))], [], 0
    for number, (at, end) in enumerate(zip(times, ends, strict=True)):
        if end - at >= _HELD:
            found += [Stretch(run, tuple(times[run:number]))] * (run < number) + [Stretch(number, (at,))]
            run = number + 1
    found += [Stretch(run, tuple(times[run:]))] * (run < len(times))
    waiting = times[-1] - (len(times) - 1)
    return found if len(found) <= _MOST and waiting >= _WORTH else whole
