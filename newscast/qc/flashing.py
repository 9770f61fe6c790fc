"""Flashes as ITU-R BT.1702 counts them, found in samples of brightness.

A screen of 200 cd/m2 is assumed, as there, with the curve of ITU-R BT.1886. Luminance is averaged over blocks, so that
fine moving patterns, which flicker at each point and nowhere as a whole, are none.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from fractions import Fraction
from typing import TYPE_CHECKING

from newscast.qc.model import Flashing

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from newscast.qc.glimpses import Samples

    Luminance = NDArray[np.float32]
    Marks = NDArray[np.int8]

PEAK = 200.0
"""cd/m2 of white on the screen (BT.1702)."""
GAMMA = 2.4
"""ITU-R BT.1886."""
CHANGE = 20.0
"""cd/m2 by which a flash changes at least where the darker of its pictures is under 160; above, by a 17th of Michelson
contrast, which is an eighth of the darker one and meets the 20 at 160."""
AREA = 0.25
"""The share of the screen of which more has to flash at once."""
MOST = 3
"""Flashes that there may be in any second; each is a pair of opposing changes."""
ACROSS, DOWN = 8, 6
"""Samples in a block: 8 by 6 of 64 by 36 leave 48 blocks, of which one is 2 % of the screen."""
_AT_ONCE = 3
"""Pictures within which blocks change together: the light of a flash comes and goes in that time."""


class FlashMeter:
    """Takes samples in order, and keeps what is flashing."""

    def __init__(self, rate: Fraction) -> None:
        import numpy as np

        coded = np.clip((np.arange(256) - 16) / 219, 0, 1)
        self._luminance = (PEAK * coded**GAMMA).astype(np.float32)
        self._second = max(1, round(rate))
        self._blocks: _Blocks | None = None
        self._counted: deque[tuple[int, Marks]] = deque()
        self._seen = 0
        self._found: list[Flashing] = []

    def take(self, samples: Samples) -> None:
        for luminance in self._averaged(samples):
            if self._blocks is None:
                self._blocks = _Blocks(luminance)
            for changed in self._blocks.changed(luminance):
                self._counted.append((self._seen, changed))
                self._judge()
            self._seen += 1

    def found(self) -> list[Flashing]:
        return self._found

    def _averaged(self, samples: Samples) -> Luminance:
        """(pictures, blocks) in cd/m2."""
        pictures, high, wide = samples.shape
        parted = self._luminance[samples].reshape(pictures, high // DOWN, DOWN, wide // ACROSS, ACROSS)
        averaged: Luminance = parted.mean(axis=(2, 4)).reshape(pictures, -1)
        return averaged

    def _judge(self) -> None:
        """Tell it where more than AREA of the screen changed more often in the last second than it may."""
        while self._counted[0][0] <= self._seen - self._second:
            self._counted.popleft()
        if len(self._counted) <= 2 * MOST:
            return
        often = sorted(
            map(sum, zip(*(changed.tolist() for _frame, changed in self._counted), strict=True)), reverse=True
        )
        changes = often[int(AREA * len(often))]
        if changes > 2 * MOST:
            self._tell(self._counted[0][0], max(MOST + 1, changes // 2))

    def _tell(self, start: int, flashes: int) -> None:
        last = self._found[-1] if self._found else None
        if last and start <= last.end:
            self._found[-1] = Flashing(last.start, self._seen + 1, max(last.most, flashes))
        else:
            self._found.append(Flashing(start, self._seen + 1, flashes))


class _Blocks:
    """Follows each block from one turn of its luminance to the next."""

    def __init__(self, first: Luminance) -> None:
        import numpy as np

        self._low, self._high = first.copy(), first.copy()
        self._way = np.zeros(first.shape, np.int8)
        self._turned = np.full(first.shape, -_AT_ONCE, np.int32)
        self._told = np.ones(first.shape, np.bool_)
        self._frame = 0

    def changed(self, now: Luminance) -> Iterator[Marks]:
        """Which blocks have grown brighter, and which darker, by a flash's change together with AREA of the screen; 1
        for each, 0 for the others. Each change of a block is told once."""
        import numpy as np

        self._frame += 1
        np.minimum(self._low, now, out=self._low)
        np.maximum(self._high, now, out=self._high)
        rose = (now - self._low >= np.maximum(CHANGE, self._low / 8)) & (self._way <= 0)
        fell = (self._high - now >= np.maximum(CHANGE, now / 8)) & (self._way >= 0)
        turned = rose | fell
        if not turned.any():
            return
        self._way[rose], self._way[fell] = 1, -1
        self._turned[turned], self._told[turned] = self._frame, False
        self._low[turned] = self._high[turned] = now[turned]
        lately = self._turned > self._frame - _AT_ONCE
        for way in (1, -1):
            together = lately & (self._way == way)
            if together.mean() > AREA and not self._told[together].all():
                yield (together & ~self._told).astype(np.int8)
                self._told |= together
