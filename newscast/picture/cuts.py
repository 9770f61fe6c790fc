"""Which whole pixels to cut out of a plate, and to how many to scale them, so that a canvas sees it moved by fractions.

ffmpeg's scaler is fast, but takes and gives whole pixels. Among many such cuts there is always one whose pixels lie
where they are wanted to a tenth of a pixel: the canvas is cut out of what the scaler made of it, a few pixels wider.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, inf

BEYOND = 48
"""Pixels of a plate that a cut may reach beyond what is seen of it, for `LUMA` and, in pixels of colour, half as many
for `CHROMA`."""
LUMA = 16
CHROMA = 8
"""How many lengths, and how many places for each, are tried."""
_TAPS = 2
"""Pixels beside those that are seen, which the scaler looks at for these."""
_NEAR = 0.02
"""Pixels of the canvas by which a cut may be wrong without another being looked for."""


@dataclass(frozen=True)
class Cut:
    """One axis: `length` pixels of the plate from `start` are scaled to `scaled`; the canvas begins at `window` of
    these."""

    start: int
    length: int
    scaled: int
    window: int


def cut(canvas: int, start: float, length: float, tries: int) -> Cut:
    """The cut that shows `length` pixels of a plate from `start` on `canvas` pixels; start and length may be any
    fractions, `length` no more than 1.3 times `canvas`."""
    best, least, near = None, inf, _NEAR * length / canvas
    grown = length / canvas
    shortest = ceil(length + (tries + _TAPS) * grown) + _TAPS
    for taken in range(shortest, shortest + tries):
        scaled = round(taken / grown)
        really = taken / scaled
        stretch = canvas * (really - grown)
        for window in range(_TAPS, _TAPS + tries):
            wanted = start - window * really
            first = round(wanted)
            error = max(abs(first - wanted), abs(first - wanted + stretch))
            if error < least:
                best, least = Cut(first, taken, scaled, window), error
                if error < near:
                    return best
    assert best
    return best
