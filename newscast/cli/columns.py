"""Texts in columns, for a terminal of any width, or for a pipe: cells are folded, never cut off."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TextIO

GAP = 2
"""Blanks between two columns."""


@dataclass(frozen=True)
class Column:
    """`least` is the width to which its cells may be folded, None where they stay whole; `right` aligns them there."""

    title: str
    least: int | None = None
    right: bool = False


def width_of(stream: TextIO) -> int | None:
    """The columns of the terminal that a stream writes to; None where that is a file or a pipe, which have room."""
    return shutil.get_terminal_size().columns if stream.isatty() else None


def takes_colour(stream: TextIO) -> bool:
    """Whether a stream is a terminal that draws, and nobody asked for plain text."""
    plain = os.environ.get("NO_COLOR") or os.environ.get("TERM", "") in ("", "dumb")
    return not plain and stream.isatty()


def laid_out(columns: Sequence[Column], rows: Sequence[Sequence[str]], width: int | None) -> list[list[str]] | None:
    """The lines of the head and of every row, no wider than that; None where there is no room for columns."""
    widths = _widths(columns, rows, width)
    if widths is None:
        return None
    return [_lines(columns, row, widths) for row in [[column.title for column in columns], *rows]]


def folded(text: str, width: int) -> list[str]:
    """A text on lines of so many columns, broken between words where that goes; at least one line."""
    from rich.cells import cell_len, chop_cells

    lines = [""]
    for word in text.split():
        joined = f"{lines[-1]} {word}".lstrip()
        if cell_len(joined) <= width:
            lines[-1] = joined
            continue
        pieces = chop_cells(word, width) if cell_len(word) > width else [word]
        lines[-1:] = [*filter(None, lines[-1:]), *pieces]
    return lines


def _widths(columns: Sequence[Column], rows: Sequence[Sequence[str]], width: int | None) -> list[int] | None:
    from rich.cells import cell_len

    cells = zip(columns, *rows, strict=True)
    widths = [max(cell_len(column.title), *map(cell_len, texts), 0) for column, *texts in cells]
    over = sum(widths) + GAP * (len(widths) - 1) - (width or 10**6)
    while over > 0:
        spare = [found - column.least if column.least else 0 for column, found in zip(columns, widths, strict=True)]
        if max(spare) <= 0:
            return None
        # The one with most to give is narrowed first, so that all that can be folded end up alike.
        widths[spare.index(max(spare))] -= 1
        over -= 1
    return widths


def _lines(columns: Sequence[Column], row: Sequence[str], widths: Sequence[int]) -> list[str]:
    cells = [folded(text, width) for text, width in zip(row, widths, strict=True)]
    return [
        (" " * GAP).join(_padded(*each) for each in zip(line, widths, columns, strict=True)).rstrip()
        for line in _across(cells)
    ]


def _across(cells: Sequence[Sequence[str]]) -> Iterator[list[str]]:
    """The first line of every cell, the second..., "" where a cell has no more."""
    for number in range(max(map(len, cells))):
        yield [cell[number] if number < len(cell) else "" for cell in cells]


def _padded(text: str, width: int, column: Column) -> str:
    from rich.cells import cell_len

    blanks = " " * (width - cell_len(text))
    return blanks + text if column.right else text + blanks
