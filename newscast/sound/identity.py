"""The music that the package brings: one motif, one key, 100 beats a minute, played by the project's own instruments.

Each piece is there in every mood (newscast/show/moods.py), and made only where something asks for it.
A show that gives its own files uses those instead.
"""

from __future__ import annotations

from fractions import Fraction

from newscast.base.i18n import _
from newscast.base.timecode import SAMPLE_RATE, samples_lasting
from newscast.show.moods import MOODS, mood_of
from newscast.sound.bed import BAR
from newscast.step.step import Step, step
from newscast.timeline.form import OPENER_TAIL as OPENER_TAIL_SECONDS
from newscast.timeline.form import STING_PICKUP
from newscast.timeline.heard import Take

BEAT = BAR // 4
STING_HIT = STING_PICKUP
"""Samples after a sting's start at which it hits; this is what lands on the cut."""
OPENER_TAIL = int(OPENER_TAIL_SECONDS * SAMPLE_RATE)
"""Samples at an opener's end that sound on under the greeting."""
LENGTHS = {
    "opener": 15 * SAMPLE_RATE // 2,
    "opener-short": 2 * SAMPLE_RATE,
    "radio-opener": 4 * BAR,
    "bed": 32 * BAR,
    "headlines-bed": 32 * BAR,
    "sting": 22 * SAMPLE_RATE // 10,
    "closing": 7 * SAMPLE_RATE,
    "tick": SAMPLE_RATE // 2,
}
"""Samples of each piece as it was written; opener, sting and closing can be asked for at another length."""


def music_step(take: Take, rate: Fraction) -> Step:
    """A built-in piece, prepared; with `take.frames` exactly that long."""
    mood, piece = mood_of(take.music)
    if piece not in LENGTHS or mood not in MOODS:
        raise ValueError(f"there is no built-in music {take.music}")
    samples = LENGTHS[piece]
    if take.frames is not None:
        samples = samples_lasting(take.start, take.frames, rate)
    params = {"piece": piece, "mood": mood, "samples": samples}
    return step("music", params, suffix=".wav", label=_("music"), weight=2.0)
