"""How long people need to read a text: fifteen characters a second, and time to notice it."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from newscast.base.languages.spoken import Say, spoken_forms

PACE = 15
"""Characters a second."""
REVEAL = Fraction(6, 10)
"""Seconds from one figure of a card to the next."""
FIGURES_HOLD = 2
"""Seconds a card stays after its last figure has come."""
_SHOWN_ALONE = ("url",)
"""What nobody reads letter by letter: a code stands for it."""
SHORTEST_CARD = Fraction(7, 2)
WORDS_A_MINUTE = 150
"""How fast copy is read aloud, where there is no recording to measure."""
COMPARED = Fraction(13, 2)
"""Seconds that two pictures are compared for at least: each is seen whole for two, and the line has its way."""


def super_seconds(characters: int) -> Fraction:
    """Seconds a text over picture stays."""
    return max(Fraction(4), Fraction(3, 2) + Fraction(characters, PACE))


def card_seconds(fields: Mapping[str, Any]) -> Fraction:
    """Seconds a silent card stays: until all of it is there and read."""
    listed = fields.get("items") or fields.get("rows") or ()
    items = (listed,) if isinstance(listed, str) else listed
    named = [value for name, value in fields.items() if isinstance(value, str) and name not in _SHOWN_ALONE]
    texts = named + [str(item) for item in items if not isinstance(listed, str)]
    revealed = REVEAL * (len(items) + 1) + FIGURES_HOLD if items else Fraction(0)
    return max(SHORTEST_CARD, revealed, Fraction(3, 2) + Fraction(sum(map(len, texts)), PACE))


def headline_seconds(text: str) -> Fraction:
    """Seconds a headline card stays at least."""
    return max(SHORTEST_CARD, Fraction(len(text), PACE))


def spoken_seconds(copy: str, language: str, say: Say = ()) -> Fraction:
    """Seconds somebody needs to read a copy aloud; numbers count as the words they are read as."""
    return read_seconds(" ".join(spoken_forms(copy, language, say)))


def read_seconds(words: str) -> Fraction:
    """The same of words as they are said."""
    return Fraction(sum(1 for word in words.split() if any(map(str.isalnum, word))) * 60, WORDS_A_MINUTE)
