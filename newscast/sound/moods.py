"""The moods of the built-in music: what each plays under one motif, in one key, at one tempo.

A pattern is a bar of sixteenths, a character each: `.` is a rest, `1` to `9` how strong; in `pulse`, `a` to `d` are the
notes of the chord from the lowest up, capitals an octave higher.
"""

from __future__ import annotations

from dataclasses import dataclass

Chord = tuple[int, ...]
"""MIDI notes from the lowest up."""


@dataclass(frozen=True)
class Mood:
    """Chords come round every eight bars, which is where a bed repeats; all notes are of D major."""

    chords: tuple[Chord, ...]
    home: Chord
    """The chord a piece ends on."""
    pulse: tuple[str, str]
    """Plucked notes, in every other bar the second."""
    short: float
    """Seconds that a plucked note of the pulse lasts."""
    tone: float
    """How dark the pulse is."""
    pad: float
    """How dark the pad is."""
    low: str = "................"
    """The low tom."""
    high: str = "................"
    """The higher tom, in headlines and with the motif."""
    shaker: str = "................"
    lively: str = "................"
    """The shaker in headlines."""


_HOME = (50, 57, 62, 66, 69)
_NEWS = Mood(
    chords=((50, 57, 64, 66), (50, 57, 62, 66), (47, 57, 62, 66), (47, 54, 62, 66),
            (43, 57, 59, 62), (43, 55, 59, 62), (45, 57, 62, 64), (45, 57, 61, 64)),
    home=_HOME,
    pulse=("A.c.d.c.B.c.d.c.", "A.c.d.C.B.d.c.d."),
    short=0.55,
    tone=0.7,
    pad=1.3,
    low="6.......5.......",
    high="....7.......7...",
    shaker="2.3.4.3.2.3.4.3.",
    lively="5243724352437243",
)  # fmt: skip
_CULTURE = Mood(
    chords=((43, 59, 62, 66), (43, 57, 62, 66), (50, 57, 61, 66), (50, 57, 62, 64),
            (40, 55, 62, 66), (40, 59, 62, 67), (45, 55, 59, 62), (45, 57, 61, 64)),
    home=(50, 57, 61, 66, 69),
    pulse=("a..b..c.D..c..b.", "a..c..d.C..d.c.b"),
    short=1.1,
    tone=0.85,
    pad=1.4,
    low="5.....3...4.....",
    high="......5.....5...",
    shaker="3..2..4.3..2..4.",
    lively="4.24.25.4.24.254",
)  # fmt: skip
_URGENT = Mood(
    chords=((47, 54, 59, 62), (47, 54, 62, 66), (43, 55, 59, 62), (43, 57, 59, 62),
            (40, 55, 59, 64), (40, 55, 62, 64), (42, 54, 57, 61), (42, 54, 61, 64)),
    home=(47, 54, 62, 66, 69),
    pulse=("AaaAaaAaAaaAaaAb", "AaaAaaAaAaaAacAd"),
    short=0.28,
    tone=0.8,
    pad=1.3,
    low="7.....4.6...4...",
    high="....6.......6..5",
    shaker="3233423332334233",
    lively="5344734453447344",
)  # fmt: skip
_CALM = Mood(
    chords=((50, 57, 64, 69), (50, 57, 62, 66), (43, 57, 62, 66), (43, 59, 62, 69),
            (47, 57, 62, 66), (47, 54, 62, 64), (45, 57, 62, 64), (45, 57, 61, 64)),
    home=_HOME,
    pulse=("A.......D.......", "A.....C.....D..."),
    short=1.8,
    tone=0.9,
    pad=1.35,
)  # fmt: skip
PLAYED: dict[str, Mood] = {"news": _NEWS, "culture": _CULTURE, "urgent": _URGENT, "calm": _CALM}
"""By the names that kits and rundowns give them; `calm` has no drums."""
