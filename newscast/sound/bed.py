"""Which stretches of a bed's recording make up the time in which it plays.

A bed ends on its own ending: it is laid backwards from where it must end, and repeated in its middle when it is short.
"""

from __future__ import annotations

from dataclasses import dataclass

from newscast.base.timecode import SAMPLE_RATE

BAR = 115_200
"""Samples of a bar at 100 beats a minute: 2.4 s."""
_HEAD = 4
"""Bars of a built-in bed before the part that repeats; its harmony comes round every eight bars."""
_BODY = 24
"""Bars that repeat; the rest is the ending."""
_ENDING = 8 * SAMPLE_RATE
"""Samples taken for the ending of a bed of which only the length is known."""
_BRIEF = 12 * SAMPLE_RATE
"""Samples under which a bed has no ending of its own: all of it repeats."""


@dataclass(frozen=True)
class Piece:
    """A stretch of a bed's recording: `start` in the run, from `offset` in the recording.

    `rise` and `fall` are samples of crossfade with the piece before and after; they lie inside the stretch.
    """

    start: int
    samples: int
    offset: int
    rise: int = 0
    fall: int = 0

    @property
    def alone(self) -> Piece:
        """The same where one piece alone can be heard at a time: two that are crossfaded meet in the middle."""
        first, last = self.rise // 2, self.samples - self.fall // 2
        return Piece(self.start + first, last - first, self.offset + first)


@dataclass(frozen=True)
class Loop:
    """What repeats of a recording, from `first` to `last`, in samples of it; in the `cross` samples before either the
    one goes over into the other. Where the two are `alike`, straight fades add up to one sound."""

    first: int
    last: int
    cross: int
    alike: bool = False


def bar_loop(length: int) -> Loop:
    """The loop of a built-in bed of that length, which repeats on its bars."""
    if length >= (_HEAD + _BODY) * BAR:
        return Loop(_HEAD * BAR, (_HEAD + _BODY) * BAR, SAMPLE_RATE // 10, alike=True)
    return plain_loop(length)


def plain_loop(length: int) -> Loop:
    """The loop of a recording of which only the length is known: all but its ending."""
    if length < _BRIEF:
        return whole_loop(0, length)
    cross = min(2 * SAMPLE_RATE, length // 4)
    return Loop(cross, max(length - _ENDING, length - length // 3), cross)


def whole_loop(first: int, last: int) -> Loop:
    """All between two samples as a loop, of which nothing more is known."""
    cross = min(SAMPLE_RATE // 2, (last - first) // 4)
    return Loop(first + cross, last, cross)


def pieces(samples: int, length: int, loop: Loop | None = None, begin: int = 0) -> tuple[Piece, ...]:
    """Stretches of a recording that fill `samples`, the last one ending where it does; it is heard from `begin` to
    `length`."""
    if length <= begin or samples <= 0:
        return ()
    if samples <= length - begin:
        return (Piece(0, samples, length - samples),)
    loop = loop or plain_loop(length)
    begin = min(begin, loop.first - loop.cross)
    found: list[Piece] = []
    end, source_end, fall = samples, length, 0
    while end > 0:
        # A piece starts `cross` before its loop point, and the one before it fades out over the same time.
        room = source_end - (loop.first - loop.cross)
        if end <= source_end - begin:
            found.append(Piece(0, end, source_end - end, 0, fall))
            break
        start = end - room
        found.append(Piece(start, room, loop.first - loop.cross, loop.cross, fall))
        end, source_end, fall = start + loop.cross, loop.last, loop.cross
    return tuple(reversed(found))
