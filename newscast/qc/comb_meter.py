"""Combs in a finished file: two fields in pictures that are progressive, found where something moves.

Of two pictures that follow on each other, twice a second, a few columns are kept with all of their lines, as the
decoder gives them. Where brightness goes up and down from line to line in places that changed, and not in those that
stood still, these are teeth: stripes of a shirt or a drawing are there whether they move or not. Leaves and other fine
detail go up and down as often in every second line, where one field has no teeth.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

from newscast.media.combing import STEP
from newscast.qc.measured import Run

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Columns = NDArray[np.int16]
    """(pictures, lines, COLUMNS) of brightness as it is coded."""
    Marks = NDArray[np.bool_]

COLUMNS = 24
_PAIRS = 2
"""Pairs of pictures a second."""
_LINES = 7
"""Over how many lines brightness is averaged to tell whether a place changed: of teeth nothing is left of it."""
_CHANGED = 4
"""Steps of brightness by which a place changed: more than coding leaves."""
_MOVED = 0.005
"""The share of places that change in a picture in which something moves."""
_TEETH, _FEWEST = 0.002, 12
"""The share of places that changed at which there are teeth in a picture with combs, and how many there are at least.
Measured: a recording of 1080 lines that was taken for progressive 0.008 to 0.013; a finished film without combs, and
clips with a ticker, no more than 0.0003."""
_ELSEWHERE = 0.5
"""The share of that at which stripes are taken for what stands in the picture itself."""
_FIELD = 1.5
"""How many times as many teeth there are as in the two fields, each by itself. Measured in pairs of pictures:
interlaced recordings 2 to 20 and more; leaves at 540 lines 0.1."""
_AGAIN = 3
"""Within how many pairs in which something moves teeth are seen again where a stretch has combs."""


def every(rate: Fraction) -> int:
    """Pictures from one pair to the next."""
    return max(2, round(rate / _PAIRS))


def sampling(rate: Fraction) -> str:
    """The filter that keeps the columns of pairs of pictures."""
    pairs = f"select=lt(mod(n\\,{every(rate)})\\,2)"
    return f"{pairs},scale={COLUMNS}:ih:flags=neighbor,format=yuv420p"


def measure_combs(path: Path, rate: Fraction, lines: int) -> tuple[Run, ...]:
    """The stretches with combs, from the columns that ffmpeg wrote of pictures of so many lines at a rate."""
    return combed_stretches([Pairs(0, combed_pairs(path, lines))], rate)


def combed_pairs(path: Path, lines: int) -> list[bool | None]:
    """Of each pair, from the columns that ffmpeg wrote of pictures of so many lines: whether it has combs; None where
    too little moves to tell."""
    import numpy as np

    size = COLUMNS * lines * 3 // 2
    if not path.exists() or lines % 2 or path.stat().st_size < 2 * size:
        return []
    pictures = np.memmap(path, np.uint8, "r", shape=(path.stat().st_size // (2 * size), 2, size))
    return [_is_combed(*pair[:, : COLUMNS * lines].reshape(2, lines, COLUMNS).astype(np.int16)) for pair in pictures]


@dataclass(frozen=True)
class Pairs:
    """What was told of each pair of a run of pictures that begins with picture `start` of a file."""

    start: int
    combed: Sequence[bool | None]


def combed_stretches(runs: Iterable[Pairs], rate: Fraction) -> tuple[Run, ...]:
    """The stretches with combs of a file of such runs: teeth that are seen once may be anything."""
    apart = every(rate)
    told = ((run.start + number * apart, combed) for run in runs for number, combed in enumerate(run.combed))
    moving = [(picture, combed) for picture, combed in told if combed is not None]
    found: list[list[int]] = []
    last = -_AGAIN
    for place, (picture, combed) in enumerate(moving):
        if combed:
            if place - last < _AGAIN and found:
                found[-1].append(picture)
            else:
                found.append([picture])
            last = place
    return tuple(Run(each[0], each[-1] + apart) for each in found if len(each) > 1)


def _is_combed(first: Columns, second: Columns) -> bool | None:
    """Whether the second of two pictures has combs; None where too little moves to tell."""
    changed, toothed = _changed(first, second), _teeth(second)
    changed = changed[: len(toothed)]
    moved = int(changed.sum())
    if moved < _MOVED * changed.size:
        return None
    there = int((toothed & changed).sum())
    elsewhere = int((toothed & ~changed).sum()) / max(1, changed.size - moved)
    enough = max(_FEWEST, _TEETH * moved, _FIELD * _in_fields(second, changed))
    return there >= enough and elsewhere < _ELSEWHERE * there / moved


def _in_fields(picture: Columns, changed: Marks) -> int:
    """How many teeth there are in places that changed where every second line is left out."""
    fields = ((_teeth(picture[first::2]), changed[first::2]) for first in (0, 1))
    return sum(int((toothed[: len(moved)] & moved[: len(toothed)]).sum()) for toothed, moved in fields)


def _changed(first: Columns, second: Columns) -> Marks:
    import numpy as np

    apart = np.cumsum(np.pad(second - first, ((_LINES // 2 + 1, _LINES // 2), (0, 0))), axis=0, dtype=np.int32)
    found: Marks = np.abs(apart[_LINES:] - apart[:-_LINES]) > _CHANGED * _LINES
    return np.pad(found, ((0, len(first) - len(found)), (0, 0)))


def _teeth(picture: Columns) -> Marks:
    """At which places of columns five lines go up and down in turn, as in media.combing."""
    step = picture[1:] - picture[:-1]
    up, down = step > STEP, step < -STEP
    ways = ((up, down, up, down), (down, up, down, up))
    one, other = (a[:-3] & b[1:-2] & c[2:-1] & d[3:] for a, b, c, d in ways)
    found: Marks = one | other
    return found
