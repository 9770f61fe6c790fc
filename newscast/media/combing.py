"""Combs: two fields of an interlaced recording in one picture that says it is progressive.

Where something moved between the fields, every other line is shifted: from line to line brightness goes up and down.
"""

from __future__ import annotations

from itertools import islice
from typing import Any

STEP = 10
"""Steps of brightness, of 219, from one line to the next that are a tooth; noise and grain are less."""
SHARE = 0.01
"""The share of places at which five lines go up and down in a picture with combs. Measured: of each of six recordings
that were interlaced half of the pictures had 1 to 8 % and more; of 20 others no picture had more than 0.8 %."""
_COLUMNS = 16
"""Columns that are looked at, evenly over the width."""


def is_combed(frame: Any) -> bool:
    """Whether a decoded picture has combs. Of pictures that are no plain 8 bits that is not known: false."""
    name = frame.format.name
    if not name.startswith(("yuv4", "yuvj4", "nv12")) or frame.format.components[0].bits != 8:
        return False
    plane = frame.planes[0]
    pixels, stride = bytes(plane), plane.line_size
    apart = max(1, frame.width // _COLUMNS)
    columns = [pixels[left : stride * frame.height : stride] for left in range(apart // 2, frame.width, apart)]
    return bool(sum(map(teeth, columns)) > SHARE * len(columns) * frame.height)


def teeth(column: bytes) -> int:
    """At how many places of a column five lines go up and down in turn."""
    ways = bytes(
        1 if below - above > STEP else 2 if above - below > STEP else 0
        for above, below in zip(column, islice(column, 1, None), strict=False)
    )
    return sum(
        ways[at : at + 4] in (b"\1\2\1\2", b"\2\1\2\1") for at in range(len(ways) - 3) if ways[at] and ways[at + 1]
    )
