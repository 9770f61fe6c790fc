"""A caption in two lines as even as its words allow: as narrow as it can be in its size."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from newscast.base.languages.all import language_of
from newscast.captions.breaking import set_lines
from newscast.captions.cue import Cue
from newscast.captions.gaps import gap_costs
from newscast.captions.prices import BOUND

if TYPE_CHECKING:
    from newscast.show.model import CaptionStyle

_EVEN, _UNEVEN, _LONGEST = 0.5, 0.65, 0.75
"""The shares of all its characters that the longer of two lines may have: a break that reads well is worth some, and
more where there is none that does not part what nobody parts, such as an article from its noun."""


def in_two(cue: Cue, style: CaptionStyle, language: str) -> Cue:
    """The caption in two even lines; as it is where its words cannot be parted so, or it has more lines."""
    return replace(cue, lines=_halves(cue.lines, style, language)) if len(cue.lines) <= 2 else cue


@lru_cache(maxsize=512)
def _halves(lines: tuple[str, ...], style: CaptionStyle, language: str) -> tuple[str, ...]:
    words = " ".join(lines).split()
    costs = gap_costs(words, language_of(language).grammar)
    whole = sum(map(len, words)) + len(words) - 1
    usual, uneven, most = (round(whole * share) for share in ((_EVEN + _UNEVEN) / 2, _UNEVEN, _LONGEST))
    even: tuple[str, ...] | None = None
    for characters in range(usual, max(uneven, min(most, max(map(len, lines)) - 1)) + 1):
        halves = set_lines(words, style.model_copy(update={"lines": 2, "characters": characters}), language)
        if len(halves) != 2:
            continue
        if costs[len(halves[0].split()) - 1] < BOUND:
            return halves
        even = even or (halves if characters <= uneven else None)
    return even or lines
