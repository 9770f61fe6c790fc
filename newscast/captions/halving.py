"""A caption in two lines as even as its words allow: as narrow as it can be in its size."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from newscast.captions.breaking import set_lines
from newscast.captions.cue import Cue

if TYPE_CHECKING:
    from newscast.show.model import CaptionStyle

_EVEN, _UNEVEN = 0.5, 0.65
"""The shares of all its characters that the longer of two lines may have: a break that reads well is worth some."""


def in_two(cue: Cue, style: CaptionStyle, language: str) -> Cue:
    """The caption in two even lines; as it is where its words cannot be parted so, or it has more lines."""
    return replace(cue, lines=_halves(cue.lines, style, language)) if len(cue.lines) <= 2 else cue


@lru_cache(maxsize=512)
def _halves(lines: tuple[str, ...], style: CaptionStyle, language: str) -> tuple[str, ...]:
    words = " ".join(lines).split()
    for characters in _lengths(sum(map(len, words)) + len(words) - 1):
        halves = set_lines(words, style.model_copy(update={"lines": 2, "characters": characters}), language)
        if len(halves) == 2:
            return halves
    return lines


def _lengths(characters: int) -> Iterator[int]:
    """How long a line may be, the length that leaves a choice first."""
    usual = round(characters * (_EVEN + _UNEVEN) / 2)
    yield usual
    yield from range(usual + 1, round(characters * _UNEVEN) + 1)
