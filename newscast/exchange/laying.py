"""Pieces that may overlap, in as many rows as they need, in each of which none overlaps another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Protocol, TypeVar


class _Lasting(Protocol):
    @property
    def start(self) -> int: ...
    @property
    def frames(self) -> int: ...
    @property
    def end(self) -> int: ...


Each = TypeVar("Each", bound=_Lasting)


def laid(pieces: Iterable[Each]) -> list[tuple[Each, ...]]:
    """The rows, each with its pieces in order. A sound that ends within the frame in which another begins is a frame
    shorter here."""
    rows: list[list[Each]] = []
    for piece in sorted(pieces, key=lambda each: (each.start, each.end)):
        for row in rows:
            last = row[-1]
            if last.end == piece.start + 1 and last.frames > 1:
                row[-1] = last = replace(last, frames=last.frames - 1)  # type: ignore[type-var]
            if last.end <= piece.start:
                row.append(piece)
                break
        else:
            rows.append([piece])
    return [tuple(row) for row in rows]


def with_gaps(row: Sequence[Each], frames: int) -> Iterator[Each | int]:
    """The pieces of a row and, as numbers of frames, the gaps between them, up to the last piece."""
    at = 0
    for piece in row:
        if piece.start > at:
            yield piece.start - at
        yield piece
        at = piece.end
    if at < frames:
        yield frames - at
