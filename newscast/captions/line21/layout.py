"""Where captions stand on the grid of CEA-608: low, over no other text, and beside who speaks in signs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from newscast.captions.cue import Cue
from newscast.captions.line21.codes import COLUMNS, ROWS, STEP
from newscast.captions.line21.model import PopOn
from newscast.timeline.spans import Span

BESIDE_SIGNS = 25
"""Columns that are left of a window of sign language: one that takes the picture from x = 1392 of 1920 on."""


@dataclass(frozen=True)
class Covered:
    """Frames of the programme in which a text stands in the picture, and the lowest row that is clear of it."""

    span: Span
    lowest: int


def laid_out(cues: Iterable[Cue], covered: Sequence[Covered], signer: bool = False) -> list[PopOn]:
    """Captions, in frames of the programme, each where it hides nothing from its first frame to its last.

    Lines begin one below the other, and the longest is about in the middle; with `signer` all begin at the left edge.
    """
    return [_laid(cue, _lowest(cue, covered), signer) for cue in cues]


def _laid(cue: Cue, lowest: int, signer: bool) -> PopOn:
    row = max(lowest - len(cue.lines) + 1, 1)
    return PopOn(cue.start, cue.end, row, 0 if signer else _column(max(map(len, cue.lines))), cue.lines)


def _lowest(cue: Cue, covered: Sequence[Covered]) -> int:
    seen = Span(cue.start, cue.end)
    rows = (each.lowest for each in covered if each.span.start < seen.end and seen.start < each.span.end)
    return min(rows, default=ROWS)


def _column(width: int) -> int:
    """The nearest to the middle from which the line fits, of those that need no tab."""
    nearest = (COLUMNS - width + STEP) // (2 * STEP) * STEP
    return nearest if nearest + width <= COLUMNS else nearest - STEP
