"""A caption on the grid of CEA-608, as it is planned and as it is read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from newscast.captions.line21.codes import COLUMNS, ROWS


@dataclass(frozen=True)
class PopOn:
    """`start` (inclusive) and `end` (exclusive) are frames of the programme; `row`, from 1, is that of the first of its
    `lines`, `column`, from 0, where all of them begin. Lines hold only signs that there are."""

    start: int
    end: int
    row: int
    column: int
    lines: tuple[str, ...]

    def __post_init__(self) -> None:
        if not 1 <= self.row <= ROWS - len(self.lines) + 1 or self.column + max(map(len, self.lines)) > COLUMNS:
            raise ValueError(f"no place on the grid: {self}")

    @property
    def text(self) -> str:
        return " ".join(self.lines)


PopOns = Sequence[PopOn]
"""Ascending and disjoint."""
