"""Every picture of a finished file as a few samples of its brightness and colour, and what is found in them.

They are picked out of each decoded picture without any filtering, which costs next to nothing; faults that fill the
screen, or a part of it that people notice, show in them all the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

from newscast.qc.measured import Glimpsed, Run

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Samples = NDArray[np.uint8]
    """(pictures, HIGH, WIDE), brightness as it is coded: 16 is black, 235 is white; of colour half as many each way."""

WIDE, HIGH = 64, 36
"""Samples across and down, whatever the shape of the picture is."""
SAMPLING = f"scale={WIDE}:{HIGH}:flags=neighbor,format=yuv420p"
"""Format last: the brightness is taken as it stands."""
PICTURE_BYTES = WIDE * HIGH * 3 // 2
"""The brightness, then half as many samples each way of either colour difference, blue and red."""
_TOGETHER = 1_800
"""Pictures that are looked at together, so that memory does not grow with a programme."""

BLACK = 33
"""The brightest sample of a black picture, as coded: 16 is black, and 33 gives 0.4 cd/m2 on a screen of 200 (ITU-R
BT.1886), which is what noise and coders leave over it."""
SPECKS, LAID_OVER = 0.002, 0.03
"""The share of samples that may be brighter in it: a mark burned in by a camera, a time; and a logo over it,
which does not move as the lights of a night do. Measured: a logo 0.7 %, a face in a dark room 6 %."""

_ALIKE = 5
"""Steps of brightness by which a sample of a still picture may change: what encoders do to it over time."""
_MOVED = 0.0015
"""The share of samples that change more where something moves: 3 of 2304, 0.2 % of a picture."""
_COVERED, _COMING, _REST = 0.25, Fraction(3, 4), Fraction(1)
"""The share of a picture that a text covers at most which comes or goes over it, in how many seconds, and for how many
seconds the picture stands still on either side of that."""
_SHORTEST, _BRIEFEST = Fraction(1), Fraction(1, 4)
"""Seconds from which a still and a black stretch are told; checks ask for more."""


def measure_glimpses(path: Path, rate: Fraction) -> Glimpsed:
    """What is found in the samples that ffmpeg wrote, of pictures at `rate`."""
    from newscast.qc.cells import CellMeter
    from newscast.qc.flashing import FlashMeter

    black, still, flashes = _Blackness(), _Stillness(rate), FlashMeter(rate)
    cells = CellMeter(rate, BLACK, _ALIKE)
    for samples, colors in _read(path):
        black.take(samples)
        still.take(samples)
        flashes.take(samples, colors)
        cells.take(samples)
    cells.end()
    dark = [run for run in black.runs() if run.frames >= _BRIEFEST * rate]
    stood = [run for run in still.runs() if run.frames >= max(2, round(_SHORTEST * rate))]
    stood = [run for run in stood if not any(map(run.is_mostly_in, dark))]
    return Glimpsed(tuple(dark), tuple(stood), tuple(flashes.found()), tuple(cells.dim), tuple(cells.calm))


def _read(path: Path) -> Iterator[tuple[Samples, Samples]]:
    """Brightness, and (pictures, 2, HIGH / 2, WIDE / 2) of colour."""
    import numpy as np

    if not path.exists() or path.stat().st_size < PICTURE_BYTES:
        return
    pictures = path.stat().st_size // PICTURE_BYTES
    whole = np.memmap(path, np.uint8, "r", shape=(pictures, PICTURE_BYTES))
    for first in range(0, pictures, _TOGETHER):
        some = np.asarray(whole[first : first + _TOGETHER])
        parts = np.split(some, [WIDE * HIGH], axis=1)
        yield parts[0].reshape(-1, HIGH, WIDE), parts[1].reshape(-1, 2, HIGH // 2, WIDE // 2)


def _moves(picture: Samples, other: Samples, most: float = _MOVED) -> bool:
    """Whether more than a share of the samples of two pictures differ."""
    import numpy as np

    # Differences of bytes go round at 256: the smaller of both ways is how far they are apart.
    apart = np.minimum(picture - other, other - picture)
    return bool(np.count_nonzero(apart > _ALIKE) > most * WIDE * HIGH)


class _Blackness:
    """Finds the stretches of black pictures."""

    def __init__(self) -> None:
        self._found: list[Run] = []
        self._seen = 0
        self._before: Samples | None = None

    def take(self, samples: Samples) -> None:
        bright = (samples > BLACK).mean(axis=(1, 2))
        for number, share in enumerate(bright):
            before = samples[number - 1] if number else self._before
            if share > LAID_OVER or (share > SPECKS and (before is None or _moves(samples[number], before))):
                continue
            frame = self._seen + number
            last = self._found[-1] if self._found else None
            if last and last.end == frame:
                self._found[-1] = Run(last.start, frame + 1)
            else:
                self._found.append(Run(frame, frame + 1))
        self._seen += len(samples)
        self._before = samples[-1]

    def runs(self) -> list[Run]:
        return self._found


class _Stillness:
    """Finds the stretches in which no picture differs from the first: so a slow fade or push is no stillness.

    Where a text comes or goes over a still picture, it goes on.
    """

    def __init__(self, rate: Fraction) -> None:
        self._found: list[tuple[Run, Samples]] = []
        self._rest, self._coming = round(_REST * rate), round(_COMING * rate)
        self._first: Samples | None = None
        self._start = self._seen = 0

    def take(self, samples: Samples) -> None:
        for picture in samples:
            if self._first is not None and not _moves(picture, self._first):
                self._seen += 1
                continue
            self._end()
            self._first, self._start = picture, self._seen
            self._seen += 1

    def _end(self) -> None:
        if self._first is None or self._seen - self._start < self._rest:
            return
        start = self._start
        if self._found:
            before, picture = self._found[-1]
            if start - before.end <= self._coming and not _moves(self._first, picture, _COVERED):
                start = before.start
                self._found.pop()
        self._found.append((Run(start, self._seen), self._first))

    def runs(self) -> list[Run]:
        self._end()
        self._first = None
        return [run for run, _picture in self._found]
