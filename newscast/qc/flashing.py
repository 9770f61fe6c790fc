"""Flashes as ITU-R BT.1702 counts them, found in samples of brightness.

A screen of 200 cd/m2 is assumed, as there, with the curve of ITU-R BT.1886. Luminance is averaged over blocks, so that
fine moving patterns, which flicker at each point and nowhere as a whole, are none.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

from newscast.qc.measured import Flashing
from newscast.qc.redness import CHANGE as RED_CHANGE
from newscast.qc.redness import GAMMA, may_be_red, redness

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from newscast.qc.glimpses import Samples

    Light = NDArray[np.float32]
    Marks = NDArray[np.int8]
    Chosen = NDArray[np.bool_]

PEAK = 200.0
"""cd/m2 of white on the screen (BT.1702)."""
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
    """Takes samples in order, and keeps what is flashing: light, or saturated red."""

    def __init__(self, rate: Fraction) -> None:
        import numpy as np

        coded = np.clip((np.arange(256) - 16) / 219, 0, 1)
        self._luminance = (PEAK * coded**GAMMA).astype(np.float32)
        self._second = max(1, round(rate))
        self._lately: deque[Samples] = deque(maxlen=self._second + self._second // 4)
        self._light, self._red = _Count(rate, _of_light, self._fills_enough), _Count(rate, _of_red)

    def take(self, brightness: Samples, colors: Samples) -> None:
        """(pictures, high, wide) of brightness, and (pictures, 2, high / 2, wide / 2) of colour, blue and red."""
        for picture, luminance in zip(brightness, self._averaged(brightness), strict=True):
            self._lately.append(picture)
            self._light.take(luminance)
        if not may_be_red(colors):
            self._red.rest(len(colors))
            return
        for reds, saturated in zip(*redness(brightness, colors, ACROSS, DOWN), strict=True):
            self._red.take(reds, saturated)

    def _fills_enough(self) -> bool:
        """Whether it is more than AREA by single samples too: a block of which a small part flashes hard counts as a
        whole one."""
        import numpy as np

        pictures = [self._luminance[picture].reshape(-1) for picture in self._lately]
        blocks, count = _Blocks(pictures[0], _of_light, None), np.zeros(pictures[0].shape, np.int32)
        for number, luminance in enumerate(pictures[1:], 1):
            for changed in blocks.changed(luminance, None):
                count += changed if number >= len(pictures) - self._second else 0
        return bool((count > 2 * MOST).mean() > AREA)

    def found(self) -> list[Flashing]:
        """In order; where both flash, light is told."""
        reds = [
            replace(red, red=True)
            for red in self._red.found
            if not any(each.start < red.end and red.start < each.end for each in self._light.found)
        ]
        return sorted([*self._light.found, *reds], key=lambda each: each.start)

    def _averaged(self, samples: Samples) -> Light:
        """(pictures, blocks) in cd/m2."""
        pictures, high, wide = samples.shape
        parted = self._luminance[samples].reshape(pictures, high // DOWN, DOWN, wide // ACROSS, ACROSS)
        averaged: Light = parted.mean(axis=(2, 4)).reshape(pictures, -1)
        return averaged


def _of_light(darker: Light) -> Light:
    import numpy as np

    return np.maximum(CHANGE, darker / 8)


def _of_red(_less: Light) -> float:
    return RED_CHANGE


class _Count:
    """Counts in every second how often each block changes; `step` says by how much at least, from its lesser value,
    `sure` whether it is so where it seems to."""

    def __init__(
        self, rate: Fraction, step: Callable[[Light], Light | float], sure: Callable[[], bool] = lambda: True
    ) -> None:
        self.found: list[Flashing] = []
        self._second = max(1, round(rate))
        self._step, self._sure = step, sure
        self._blocks: _Blocks | None = None
        self._counted: deque[tuple[int, Marks]] = deque()
        self._seen = 0

    def take(self, values: Light, marked: Chosen | None = None) -> None:
        """One picture; where some are `marked`, only changes to or from a marked one count."""
        if self._blocks is None:
            self._blocks = _Blocks(values, self._step, marked)
        for changed in self._blocks.changed(values, marked):
            self._counted.append((self._seen, changed))
            self._judge()
        self._seen += 1

    def rest(self, pictures: int) -> None:
        """So many pictures in which nothing has any value."""
        self._blocks = None
        self._seen += pictures

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
        if changes > 2 * MOST and self._sure():
            self._tell(self._counted[0][0], max(MOST + 1, changes // 2))

    def _tell(self, start: int, flashes: int) -> None:
        last = self.found[-1] if self.found else None
        if last and start <= last.end:
            self.found[-1] = Flashing(last.start, self._seen + 1, max(last.most, flashes))
        else:
            self.found.append(Flashing(start, self._seen + 1, flashes))


class _Blocks:
    """Follows each block from one turn of its value to the next."""

    def __init__(self, first: Light, step: Callable[[Light], Light | float], marked: Chosen | None) -> None:
        import numpy as np

        self._step = step
        self._low, self._high = first.copy(), first.copy()
        self._way = np.zeros(first.shape, np.int8)
        self._turned = np.full(first.shape, -_AT_ONCE, np.int32)
        self._told = np.ones(first.shape, np.bool_)
        self._begun = np.ones(first.shape, np.bool_) if marked is None else marked
        self._frame = 0

    def changed(self, now: Light, marked: Chosen | None) -> Iterator[Marks]:
        """Which blocks have grown, and which shrunk, by a flash's change together with AREA of the screen; 1 for each,
        0 for the others. Each change of a block is told once. What has grown is marked then, and so it was when it
        shrinks."""
        import numpy as np

        self._frame += 1
        np.minimum(self._low, now, out=self._low)
        np.maximum(self._high, now, out=self._high)
        rose = (now - self._low >= self._step(self._low)) & (self._way <= 0)
        fell = (self._high - now >= self._step(now)) & (self._way >= 0)
        if marked is not None:
            rose &= marked
            fell &= (self._way > 0) | self._begun
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
