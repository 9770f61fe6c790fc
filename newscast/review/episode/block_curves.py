"""How loud a programme in blocks is over time: the curves of its blocks, one after the other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from newscast.base.timecode import SAMPLE_RATE
from newscast.episode.extents import samples_of
from newscast.episode.manifest import ListedFile

Told = Mapping[str, Any]
"""What loudness.json says of one file."""
_CURVES = ("momentary", "short_term")


def of_programme(files: Sequence[ListedFile], told: Sequence[Told]) -> dict[str, Any]:
    """As loudness.json would say it of the whole programme, which is nowhere measured as a whole: its curves, and what
    was wanted. Files and what is told of them are in the programme's order, one at least."""
    whole = {**told[0], **dict.fromkeys(set(told[0]) - {"file", "target", "limit", "encoded"})}
    return whole | {name: _curve(files, [each[name] for each in told]) for name in _CURVES}


def _curve(files: Sequence[ListedFile], curves: Sequence[Told | None]) -> dict[str, Any] | None:
    """Each value is the one of its block that is nearest in time; nothing where a block has no curve."""
    known = [curve for curve in curves if curve and curve["values"]]
    if len(known) < len(files):
        return None
    every, values = known[0]["every"], list[float]()
    for file, curve in zip(files, known, strict=True):
        there = samples_of(file)
        end = (there.start + there.frames) / SAMPLE_RATE
        begun = there.start / SAMPLE_RATE
        while (at := (len(values) + 1) * every) <= end:
            values.append(curve["values"][min(max(round((at - begun) / every) - 1, 0), len(curve["values"]) - 1)])
    return {"every": every, "values": values}
