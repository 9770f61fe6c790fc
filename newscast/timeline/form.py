"""The form of a deliverable: what placing has to know of it. Deliverables of equal form share their timelines."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal


@dataclass(frozen=True)
class Form:
    """`canvas` is the one it is seen on ("": it is only heard); `opener` and `closing` are seconds of the built-in

    animations (0: none); `*_music` names the built-in piece.
    """

    canvas: str
    opener: Fraction
    opener_music: str
    closing: Fraction
    closing_music: str
    mark: Literal["hook", "strap"] | None = None
    """The graphic with which a story says at its start what it is about."""
    cuts: bool = False
    """Whether stories marked `social` become cuts of their own."""
    loop: bool = False
    """Whether it plays again and again, and nobody hears it: stories and a closing, whose end leads to the start."""

    @property
    def picture(self) -> bool:
        """Whether there is something to be seen."""
        return bool(self.canvas)


OPENER_TAIL = Fraction(3, 2)
"""Seconds that the built-in opener's music sounds on after its picture, under what follows."""
STING_PICKUP = 28_800
"""Samples of the built-in sting before its hit, which lands on the cut: one beat at 100 a minute."""
SPEAKING = frozenset({"opener", "radio-opener"})
"""Built-in openers that are long enough for somebody to speak in them."""
HEADLINES_BED = "headlines"
"""Name of the built-in bed of the headlines."""
BED_OUT = 24_000
"""Samples in which a bed goes out when a sound begins that must be alone, and comes back before its end: 0.5 s."""
TICK_GAIN = -8.0
"""dB of the soft mark with which the built-in music meets each headline card."""

BROADCAST = Form("landscape", Fraction(7), "opener", Fraction(7), "closing", mark="strap")
SOUND_ONLY = Form("", Fraction(81, 10), "radio-opener", Fraction(7), "closing")
VERTICAL = Form("portrait", Fraction(0), "", Fraction(2), "closing", mark="hook", cuts=True)
FEED = Form("landscape", Fraction(2), "opener-short", Fraction(2), "closing", mark="strap", cuts=True)
LOOP = Form("landscape", Fraction(0), "", Fraction(8), "closing", mark="strap", loop=True)
SQUARE = Form("square", Fraction(2), "opener-short", Fraction(2), "closing", mark="strap")
