"""The cheapest way through states that are gone through in their order, in little memory (Viterbi 1967).

Frames are taken a block at a time: only what one frame needs of the one before is done frame by frame, and where each
state was come from, in two bits, is put down on a tape.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.lib.stride_tricks import as_strided
from numpy.typing import NDArray

from newscast.sound.align.rows import Floats
from newscast.sound.align.tape import Tape

STAY, SKIP, SKIP_TWO = 1.0, 1.0, 2.5
"""What it costs to stay in a state, and to leave out one, or two."""
MOST = 3
"""States that are gone on by at most."""
BLOCK = 32
"""Frames of a block."""

Near = Callable[[int, int, int, int], Floats]
"""The costs of the frames from the first to before the second in the states from the third to before the fourth."""


class Walk:
    """A way from the first two states, of which the `reach` on either side of a place are looked at. Where `pauses`,
    staying costs nothing; elsewhere, as leaving states out, so many times `unit`."""

    def __init__(self, near: Near, frames: int, pauses: NDArray[np.bool_], reach: int, unit: float = 1.0) -> None:
        self._near, self._frames, self._reach, self._states = near, frames, reach, len(pauses)
        self.width = min(2 * reach + 1 + MOST * BLOCK, len(pauses))
        self._stay = np.where(pauses, 0, STAY * unit).astype(np.float32)
        self._prices = np.zeros((MOST + 1, self.width), np.float32)
        self._prices[2:] = np.array([[SKIP * unit], [SKIP_TWO * unit]], np.float32)
        # MOST states before the first one, in which nobody ever is.
        self._rows = np.full((BLOCK + 1, MOST + self.width), np.inf, np.float32)
        self._sums = np.empty((MOST + 1, BLOCK, self.width), np.float32)
        row, item = self._rows.strides
        self._ways = list(as_strided(self._rows[:, MOST:], (BLOCK, MOST + 1, self.width), (row, -item, item)))
        self._lows: list[int] = []
        self._tape = Tape()
        self._bits, self._count = b"", 0

    @property
    def low(self) -> int:
        """The first state that is looked at."""
        return self._lows[-1] if self._lows else 0

    @property
    def costs(self) -> Floats:
        """What it costs to be in the states from `low` on after the last block."""
        return self._rows[0, MOST:]

    def open(self, first: int, centre: int) -> int:
        """Go to the block that begins with a frame, around this state; how many frames it has."""
        before = self.low
        furthest = before + MOST * BLOCK if first else 0
        low = max(before, min(centre - self._reach, furthest, self._states - self.width))
        costs = self._rows[0, MOST:]
        if moved := low - before:
            costs[:-moved], costs[-moved:] = costs[moved:].copy(), np.inf
        self._lows.append(low)
        self._prices[0] = self._stay[low : low + self.width]
        self._here = self._near(first, min(first + BLOCK, self._frames), low, low + self.width)
        return len(self._here)

    def go_on(self, number: int) -> Floats:
        """By the frame of this number in the block; what it costs to be in each state, which may be changed."""
        found = self._rows[number + 1, MOST:]
        if len(self._lows) == 1 and not number:
            found[:2] = 0
            self._sums[:, 0] = 0
        else:
            sums = np.add(self._ways[number], self._prices, out=self._sums[:, number])
            np.minimum.reduce(sums, axis=0, out=found)
        found += self._here[number]
        return found

    def close(self) -> None:
        """Put down where each state of the block was come from."""
        count = len(self._here)
        self._tape.put(_came(self._sums[:, :count]))
        self._rows[0] = self._rows[count]

    def back(self, first: int) -> None:
        """Turn to the block before, which begins with this frame, on the way back."""
        self._bits = self._tape.take().tobytes()
        self._count = min(BLOCK, self._frames - first)
        self._low = self._lows.pop()

    def came(self, number: int, at: int) -> int:
        """From how many states before a state it was come to in the frame of this number in the block."""
        byte, bit = divmod(at - self._low, 8)
        width = -(-self.width // 8)
        high, low = self._bits[number * width + byte], self._bits[(self._count + number) * width + byte]
        return (high >> 7 - bit & 1) << 1 | low >> 7 - bit & 1


def _came(sums: Floats) -> NDArray[np.uint8]:
    """Of each state which way to it costs least, the first where two do, in bits: the high ones, the low ones."""
    bits = np.empty((2, *sums.shape[1:]), np.bool_)
    high = np.less(np.minimum(sums[2], sums[3]), np.minimum(sums[0], sums[1]), out=bits[0])
    low = np.greater(sums[1] < sums[0], high, out=bits[1])
    low |= (sums[3] < sums[2]) & high
    return np.packbits(bits, axis=2)
