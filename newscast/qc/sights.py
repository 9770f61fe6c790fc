"""Stretches of pictures that were measured, as the places of a programme that checks speak of."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from math import floor

from newscast.base.timecode import timecode_of
from newscast.qc.model import Measurement, Noted, Run, Seen, Wanted


def sights(run: Run, measurement: Measurement, wanted: Wanted, of: Callable[[Seen], bool]) -> Iterator[Noted]:
    """What of a stretch lies in each picture of some kind, in seconds of the programme; the leader is none of it."""
    assert measurement.video
    rate = measurement.video.rate
    lead = wanted.lead / wanted.video.rate if wanted.video else 0
    start, end = (float(frame / rate - lead) for frame in (run.start, run.end))
    for seen in wanted.seen:
        first, last = max(start, seen.start), min(end, seen.end)
        if of(seen) and last - first > 0.5 / float(rate):
            code = timecode_of(floor(first * float(rate) + 0.5), rate)
            yield Noted(seen.slug, round(first, 3), round(last, 3), code, seen.place)


def moves(seen: Seen) -> bool:
    """Whether something should move in a picture."""
    return not (seen.still or seen.black)


def are_known(measurement: Measurement, wanted: Wanted) -> bool:
    """Whether pictures were looked at, and it is known what is to be seen in them."""
    return bool(measurement.glimpsed and measurement.video and measurement.video.rate and wanted.seen)
