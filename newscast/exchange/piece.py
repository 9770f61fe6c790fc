"""A cut as data: tracks of pieces, each a stretch of a file, and how pieces are parted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Literal

from newscast.base.timecode import round_half_up
from newscast.episode.timeline import ListedTransition
from newscast.exchange.source import Finished, Source

Kind = Literal["Video", "Audio"]


@dataclass(frozen=True)
class Piece:
    """A stretch of a track, `start` and `frames` in frames of the cut. `source` is what is seen or heard, from its
    frame or sample `first` on, counted from its beginning; None where there is no file to be had: `absent` is what it
    would be. A picture that is `held` is that one frame. `gain` is in dB."""

    start: int
    frames: int
    name: str
    source: Source | None
    first: int = 0
    held: bool = False
    gain: float = 0.0
    absent: str = ""
    entered: ListedTransition | None = None
    note: str = ""

    @property
    def end(self) -> int:
        return self.start + self.frames


@dataclass(frozen=True)
class Lane:
    """A track: its pieces ascend and do not overlap; between them it is empty."""

    name: str
    kind: Kind
    pieces: tuple[Piece, ...]


@dataclass(frozen=True)
class Cut:
    """A deliverable, or a story of it, as tracks; the picture first. `notes` are what an editor should know."""

    rate: Fraction
    frames: int
    lanes: tuple[Lane, ...]
    notes: tuple[str, ...]


def pieces_of(programme: Iterable[Finished], whole: Piece, rate: Fraction) -> Iterator[Piece]:
    """A piece as it is in the files of the finished programme, one after another; as it is where there are none."""
    there = False
    for each in programme:
        begins, ends = (round_half_up(frame * rate / each.rate) for frame in (each.start, each.start + each.frames))
        start, end = max(whole.start, begins), min(whole.end, ends)
        there = True
        if start < end:
            first = each.at + round_half_up((start - begins) * each.source.rate / rate)
            yield replace(whole, start=start, frames=end - start, source=each.source, first=first, absent="")
    if not there:
        yield whole


def part_of(piece: Piece, start: int, end: int, rate: Fraction) -> Piece:
    """The frames from `start` to before `end` of a piece."""
    part = replace(piece, start=start, frames=end - start)
    if start == piece.start:
        return part
    part = replace(part, entered=None)
    if piece.source is None or piece.held or piece.source.length is None:
        return part
    return replace(part, first=piece.first + round_half_up((start - piece.start) * piece.source.rate / rate))


def without(row: Iterable[Piece], others: Sequence[Piece], rate: Fraction) -> list[Piece]:
    """What is left of pieces where these others are not."""
    left = list(row)
    for gone in others:
        halves = (
            part_of(each, start, end, rate)
            for each in left
            for start, end in ((each.start, min(each.end, gone.start)), (max(each.start, gone.end), each.end))
            if start < end
        )
        left = list(halves)
    return left


def one_at_a_time(row: Iterable[Piece]) -> list[Piece]:
    """Pieces of one recording that goes on: each ends where the next begins."""
    made: list[Piece] = []
    for each in sorted(row, key=lambda piece: (piece.start, piece.end)):
        if made and made[-1].end > each.start:
            last = made.pop()
            if each.start > last.start:
                made.append(replace(last, frames=each.start - last.start))
        made.append(each)
    return made


def within(row: Iterable[Piece], start: int, frames: int, rate: Fraction) -> tuple[Piece, ...]:
    """What of a track lies in a stretch of the timeline, counted from there."""
    ends = ((each, max(each.start, start), min(each.end, start + frames)) for each in row)
    kept = [part_of(each, first, last, rate) for each, first, last in ends if first < last]
    return tuple(replace(e, start=e.start - start, entered=e.entered if e.start > start else None) for e in kept)
