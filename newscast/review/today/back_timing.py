"""When each segment of a programme begins, when it has to begin for the programme to end on time: pure.

As newsrooms count it: forwards from the start with what each lasts, and backwards from the end of the slot.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Timed:
    """When a segment is, in seconds from the start of the programme: it `starts`, then that much has run (`ends`); it
    begins at `latest` where everything from it on is to end with the slot. None of what follows from a length that is
    not known, and of `latest` without a slot."""

    starts: float | None
    ends: float | None
    latest: float | None


def timed(lasts: Sequence[float | None], slot: float | None) -> list[Timed]:
    """The segments of a programme in their order, by how many seconds each lasts."""
    starts = list(_summed(lasts))
    after = list(_summed(lasts[::-1]))[::-1]
    return [
        Timed(start, _plus(start, each), None if slot is None or (rest := _plus(left, each)) is None else slot - rest)
        for each, start, left in zip(lasts, starts, after, strict=True)
    ]


def total_of(lasts: Sequence[float | None]) -> float | None:
    """How long it is; None where that is not known of one of them."""
    return None if None in lasts else sum(each for each in lasts if each is not None)


def _summed(lasts: Sequence[float | None]) -> Iterator[float | None]:
    """What goes before each, in their order."""
    before: float | None = 0.0
    for each in lasts:
        yield before
        before = _plus(before, each)


def _plus(one: float | None, other: float | None) -> float | None:
    return None if one is None or other is None else one + other
