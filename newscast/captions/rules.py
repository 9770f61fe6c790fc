"""The numbers of captions, in one place: how long they stay, how far apart they are, how fast they may be read.

How long lines are, how many there are and how fast a viewer reads is the kit's choice: `CaptionStyle`, with the same
guide's 42, 2 and 17 unless said. Frames are those of the show's rate. Sources: Netflix, Timed Text Style Guide: General
Requirements and Timing Guidelines; UNE 153010 asks for the same order of things.
"""

from __future__ import annotations

from fractions import Fraction

SHORTEST = Fraction(5, 6)
"""Seconds that a caption is on screen at least."""
LONGEST = Fraction(7)
"""Seconds that a caption is on screen at most."""
GAP = 2
"""Frames between captions that follow each other, and before what a caption must not hang over."""
APART = 12
"""Frames that captions are apart at least where they do not follow each other: a shorter gap flickers."""
LINGER = 12
"""Frames that a caption stays after its last word at most, unless SHORTEST asks for more."""
NEAR = 3
"""Frames that a caption's start may lie from its first word."""
FAST_SPEECH = 20
"""Characters a second of speech above which verbatim captions cannot be read along."""
CLEAR = 6
"""Frames before the end of its segment by which a caption is gone: with the quarter of a second that a take has before
its first word, it is APART from the next one, whichever segment follows."""


def may_part(gap: int) -> bool:
    """Whether so many frames may lie between two captions."""
    return gap == GAP or gap >= APART
