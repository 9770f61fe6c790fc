"""Stretches of pictures that were measured, as the places of a programme that checks speak of."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from fractions import Fraction
from functools import partial
from math import floor

from newscast.base.timecode import timecode_of
from newscast.qc.cells import are_within
from newscast.qc.measured import Celled, Measurement, Run
from newscast.qc.wanted import Noted, Seen, Wanted
from newscast.timeline.spans import Span, merged


def sights(run: Run, measurement: Measurement, wanted: Wanted, of: Callable[[Seen], bool]) -> Iterator[Noted]:
    """What of a stretch lies in each picture of some kind, in seconds of the programme; the leader is none of it."""
    start, end = _seconds(run, measurement, wanted)
    rate = _rate(measurement)
    for seen in wanted.seen:
        first, last = max(start, seen.start), min(end, seen.end)
        if of(seen) and last - first > 0.5 / float(rate):
            code = timecode_of(floor(first * float(rate) + 0.5), rate)
            yield Noted(seen.slug, round(first, 3), round(last, 3), code, seen.place)


def below_graphics(
    runs: Iterable[Celled],
    measurement: Measurement,
    wanted: Wanted,
    of: Callable[[Seen], bool],
    burned: bool = False,
) -> Iterator[Run]:
    """Stretches of some pictures in which nothing is marked but where graphics lie over them, and what is `burned`
    into them."""
    for run in runs:
        start, end = _seconds(run, measurement, wanted)
        over = any(of(seen) and seen.start < end and start < seen.end for seen in wanted.seen)
        if over and are_within(run.cells, partial(wanted.graphics, start, end), burned):
            yield Run(run.start, run.end)


def black_runs(measurement: Measurement, wanted: Wanted) -> list[Run]:
    """Where pictures are black, but for graphics over them and a time that is burned in."""
    if measurement.glimpsed is None:
        return []
    below = below_graphics(measurement.glimpsed.dim, measurement, wanted, moves, burned=True)
    return joined([*measurement.glimpsed.black, *below])


def joined(runs: Iterable[Run]) -> list[Run]:
    """Stretches that overlap or follow on each other as one, ascending."""
    return [Run(span.start, span.end) for span in merged(Span(run.start, run.end) for run in runs)]


def _seconds(run: Run, measurement: Measurement, wanted: Wanted) -> tuple[float, float]:
    """Start and end in the programme."""
    rate = _rate(measurement)
    lead = wanted.lead / wanted.video.rate if wanted.video else 0
    return float(run.start / rate - lead), float(run.end / rate - lead)


def _rate(measurement: Measurement) -> Fraction:
    assert measurement.video
    return measurement.video.rate


def moves(seen: Seen) -> bool:
    """Whether something should move in a picture."""
    return not (seen.still or seen.black)


def are_known(measurement: Measurement, wanted: Wanted) -> bool:
    """Whether pictures were looked at, and it is known what is to be seen in them."""
    return bool(measurement.glimpsed and measurement.video and measurement.video.rate and wanted.seen)
