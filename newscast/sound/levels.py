"""The levels at which sounds meet in the mix, before the whole is set to a deliverable's own target."""

from __future__ import annotations

SPEECH = -20.0
"""LUFS of prepared speech as heard from both loudspeakers (a mono take counts twice, as BS.1770 counts it)."""
MUSIC = -20.0
"""LUFS of prepared music; gains on top of it place it against speech."""
CEILING = -3.0
"""dBTP that no built-in music exceeds."""
SPEECH_CEILING = -0.3
"""dBTP that no prepared speech exceeds: what 24 bits hold. Voices peak at up to 19 dB over their loudness, and what is
limited here is limited for all; a deliverable limits what its own target asks for."""

BED_UNDER_SPEECH = -19.5
"""dB of the bed while somebody speaks: 18-20 LU under speech is heard as music and does not mask words."""
BED_ALONE = -8.0
"""dB of the bed in long pauses and under silent cards."""
NATURAL_LIFT = 10.0
"""dB by which natural sound comes up in long pauses, as a bed does, but never over its own level."""
HEADLINES_LIFT = 1.0
"""dB that the bed, with its drums, is louder in the headlines: 18.5 LU under speech, so that the words of one headline
that happen to be quiet are still 18 above it."""
MUSIC_UNDER_SPEECH = -14.0
"""dB of opener, closing and sting music where somebody speaks over it."""

FADE = 1440
"""Samples of a fade at a cut: 30 ms."""
ENDING = 24_000
"""Samples of the fade of music that does not end by itself when the programme does: half a second."""
EDGE = 240
"""Samples of a fade at the ends of music: 5 ms, which leaves a first hit its attack."""


def amplitude(decibels: float) -> float:
    """The factor that raises a signal by so many dB."""
    return float(10 ** (decibels / 20))
