"""How long a programme may last: its slot, less the commercials whose length is fixed."""

from __future__ import annotations

from fractions import Fraction

from newscast.rundown.model import Break, Rundown


def own_slot(rundown: Rundown, rate: Fraction) -> int | None:
    """Frames of the slot that are the programme's own; None without a slot.

    Whole frames nearest to the time on the wall: what people and play-out systems mean by five minutes.
    """
    if rundown.slot is None:
        return None
    breaks = [each.duration for each in rundown.segments if isinstance(each, Break) and each.duration]
    return max(0, rundown.slot.frames(rate) - sum(each.frames(rate) for each in breaks))
