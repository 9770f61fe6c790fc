"""Runs of pictures that begin on a grid, so that all groups of pictures of what is encoded of them are of one length.

Where a run begins off the grid, what is missing to the next multiple goes to the end of the run before. So what is
encoded depends on where it stands in the programme: that is the price.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import accumulate, pairwise

from newscast.picture.painting import Picture, counted
from newscast.picture.slices import Run, cut_out
from newscast.step.nodes import concatenated


@dataclass(frozen=True)
class _Part:
    """The pictures of a run from `start` to before `end`, counted from its first."""

    run: Run
    start: int
    end: int

    @property
    def whole(self) -> bool:
        return self.start == 0 and self.end == self.run.frames


def on_a_grid(runs: Sequence[Run], grid: int, rate: Fraction) -> Iterator[Run]:
    """The same pictures, at `rate` a second, in runs that begin at multiples of `grid`; a run that does is left as it
    is."""
    ends = list(accumulate(run.frames for run in runs))
    starts = [0, *ends[:-1]]
    marks = sorted({-(-start // grid) * grid for start in starts if start < ends[-1]})
    for first, last in pairwise([*(mark for mark in marks if mark < ends[-1]), ends[-1]]):
        among = [
            _Part(run, max(first, start) - start, min(last, end) - start)
            for run, start, end in zip(runs, starts, ends, strict=True)
            if start < last and end > first
        ]
        yield _joined(among, rate)


def _joined(parts: Sequence[_Part], rate: Fraction) -> Run:
    head = parts[0]
    if len(parts) == 1 and head.whole:
        return head.run
    streams = [
        part.run.picture.stream if part.whole else cut_out(part.run.picture.stream, part.start, part.end)
        for part in parts
    ]
    stream = counted(concatenated(streams), rate) if len(parts) > 1 else streams[0]
    picture = Picture(stream)
    for part in parts:
        picture.inputs += part.run.picture.inputs
        picture.drawn += part.run.picture.drawn
    frames = sum(part.end - part.start for part in parts)
    return replace(head.run, first=head.run.first + head.start, frames=frames, picture=picture)
