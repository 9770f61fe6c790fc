"""The score of the built-in music, in D major: the motif is D E A F# E, and it comes home to D."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from newscast.base.timecode import SAMPLE_RATE
from newscast.sound.bed import BAR
from newscast.sound.identity import BEAT, OPENER_TAIL, STING_HIT
from newscast.sound.instruments import pad, pluck, rise, shaker, swell, tom
from newscast.sound.levels import CEILING, EDGE, MUSIC
from newscast.sound.moods import PLAYED, Chord, Mood
from newscast.sound.normalise import Shape, normalise
from newscast.sound.stage import Stage, room_for_speech
from newscast.sound.wav import Samples, WavWriter, open_wav
from newscast.step.step import Params, Tools

Played = NDArray[np.float64]
"""Shape (samples, 2)."""

MOTIF = ((0.0, 74), (0.75, 76), (1.5, 81), (2.5, 78), (3.25, 76))
"""(beat, MIDI note)."""
_LEAD_IN = SAMPLE_RATE // 10
"""Samples before an opener's first hit."""
_SIXTEENTH = BEAT // 4
_GRID = 2.0**-20
"""What samples are rounded to, so that processors whose last bits differ make the same bytes."""


def make_music(params: Params, inputs: Sequence[Path], output: Path, tools: Tools) -> None:
    """Play a piece and set it to the level of music."""
    raw = tools.scratch / "raw.wav"
    with WavWriter(raw, 2) as writer:
        writer.write(play(params["piece"], params["samples"], params["mood"]))
    normalise(open_wav(raw), output, MUSIC, Shape(CEILING, fade=EDGE))


def play(piece: str, samples: int, mood: str = "news") -> Samples:
    """A piece of exactly so many samples, stereo."""
    played = _PLAYERS[piece](samples, PLAYED[mood])
    played /= _GRID
    np.rint(played, out=played)
    played *= _GRID
    return played.astype(np.float32)


def _opener(samples: int, mood: Mood) -> Played:
    """A hit, the motif twice, and home with a tail; a short one has only the hit and the last notes."""
    if samples < 3 * BAR // 2:
        return _short_opener(samples, mood)
    stage = Stage(samples)
    home = samples - OPENER_TAIL - SAMPLE_RATE // 2
    bars = max(1, min(2, (home - _LEAD_IN - BEAT) // BAR))
    first = home - bars * BAR
    # On the grid of the motif, and within the first third of a second.
    start = first % (BEAT // 2) if first > 0 else _LEAD_IN
    _hit(stage, mood, start, 0.8)
    _chord(stage, mood, mood.home, start, max(first - start, BEAT), 0.9)
    for bar in range(bars):
        _accompany(stage, mood, 4 * bar, first + bar * BAR)
        _motif(stage, first + bar * BAR, 0.5 + 0.1 * bar)
    stage.play(rise(1.2), home - int(1.2 * SAMPLE_RATE), 0.12)
    _resolve(stage, mood, home, tail=2.4)
    return _rung_out(stage.heard(), 0.8)


def _short_opener(samples: int, mood: Mood) -> Played:
    """The first three notes run up to home, within two seconds."""
    stage = Stage(samples)
    for number, note in enumerate((74, 76, 81)):
        stage.play(pluck(note, 1.2), number * BEAT // 2 + 240, 0.4, pan=-0.3 + 0.3 * number)
    stage.play(_pad(mood, mood.home, samples, 0.05, 0.3), 0, 0.35)
    _resolve(stage, mood, min(BEAT * 3 // 2, samples // 2), tail=samples / SAMPLE_RATE)
    return _rung_out(stage.heard(), 0.3)


def _radio_opener(samples: int, mood: Mood) -> Played:
    """The motif, bars that leave room for the spoken name, the motif again, and home."""
    stage = Stage(samples)
    home = samples - BAR
    bars = max(1, home // BAR)
    _hit(stage, mood, _LEAD_IN, 0.8)
    for bar in range(bars):
        start = home - (bars - bar) * BAR
        _accompany(stage, mood, 2 * bar, start, 1.0 if bar in (0, bars - 1) else 0.75)
        if bar in (0, bars - 1):
            _motif(stage, max(start, _LEAD_IN), 0.55)
    stage.play(rise(1.2), home - int(1.2 * SAMPLE_RATE), 0.12)
    _resolve(stage, mood, home, tail=2.4)
    return _rung_out(stage.heard(), 0.8)


def _sting(samples: int, mood: Mood) -> Played:
    """The motif's last notes, hitting home at STING_HIT."""
    stage = Stage(samples)
    stage.play(pluck(78, 0.9), 120, 0.4, pan=-0.25)
    stage.play(pluck(76, 0.9), 120 + BEAT // 2, 0.4, pan=0.25)
    stage.play(rise(0.5), STING_HIT - SAMPLE_RATE // 2, 0.12)
    _resolve(stage, mood, STING_HIT, tail=1.2)
    return _rung_out(stage.heard(), 0.4)


def _closing(samples: int, mood: Mood) -> Played:
    """Laid backwards from its end: the last chord rings out as the picture ends."""
    stage = Stage(samples)
    home = max(0, samples - int(2.2 * SAMPLE_RATE))
    for bar in range(1, home // BAR + 2):
        _accompany(stage, mood, (6, 4, 0, 2)[(bar - 1) % 4], home - bar * BAR)
        _motif(stage, home - bar * BAR, 0.5)
    _resolve(stage, mood, home, tail=(samples - home) / SAMPLE_RATE)
    return _rung_out(stage.heard(), 1.4)


def _tick(samples: int, mood: Mood) -> Played:
    """A soft mark for a new card."""
    stage = Stage(samples)
    stage.play(pluck(81, 0.35), 0, 0.4, wet=0.4)
    stage.play(shaker(), 0, 0.03)
    return _rung_out(stage.heard(), 0.1)


def _bed(samples: int, mood: Mood, lively: bool = False) -> Played:
    """Pulse and pad without a melody, and an ending of four bars: IV, V, and home ringing out."""
    bars = samples // BAR
    stage = Stage(samples)
    for bar in range(bars - 2):
        number = bar % 8 if bar < bars - 4 else (4, 6)[bar - bars + 4]
        chord = mood.chords[number]
        _chord(stage, mood, chord, bar * BAR, BAR, 0.75)
        _pulse(stage, mood, chord, bar * BAR, 0.40, odd=bar % 2 == 1)
        _drums(stage, mood.low, bar * BAR, 0.045)
        _shakers(stage, mood.lively if lively else mood.shaker, bar * BAR)
        if lively:
            _drums(stage, mood.high, bar * BAR, 0.05, higher=True)
    home = (bars - 2) * BAR
    _chord(stage, mood, mood.home, home, BAR, 0.8, release=2.2)
    stage.play(pluck(50, 3.0, 1.6), home, 0.35)
    if mood.low.strip("."):
        stage.play(tom(), home, 0.25, wet=0.15)
    return room_for_speech(stage.heard())


def _headlines_bed(samples: int, mood: Mood) -> Played:
    return _bed(samples, mood, lively=True)


_PLAYERS: dict[str, Callable[[int, Mood], Played]] = {
    "opener": _opener,
    "opener-short": _short_opener,
    "radio-opener": _radio_opener,
    "sting": _sting,
    "closing": _closing,
    "tick": _tick,
    "bed": _bed,
    "headlines-bed": _headlines_bed,
}


def _rung_out(heard: Played, seconds: float) -> Played:
    """A last chord that is gone when the piece ends."""
    heard *= swell(len(heard), 0, seconds)[:, None]
    return heard


def _accompany(stage: Stage, mood: Mood, number: int, at: int, gain: float = 1.0) -> None:
    """A bar under the motif: pad, pulse, drums."""
    chord = mood.chords[number]
    _chord(stage, mood, chord, at, BAR, 0.9 * gain)
    _pulse(stage, mood, chord, at, 0.20 * gain)
    _drums(stage, mood.low, at, 0.05 * gain)
    _shakers(stage, mood.lively, at)


def _pad(mood: Mood, notes: Chord, samples: int, attack: float, release: float) -> tuple[Played, Played]:
    return pad(notes, samples, attack, release, mood.pad, _AIR)


_AIR = 0.03
"""Amplitude of a pad's breath beside its chord."""


def _chord(stage: Stage, mood: Mood, notes: Chord, at: int, samples: int, gain: float, release: float = 0.45) -> None:
    # A little early and overlapping, so that one chord grows out of the other.
    attack = SAMPLE_RATE // 10
    stage.play(_pad(mood, notes, samples, 0.25, release), at - attack, gain, wet=0.3)


def _motif(stage: Stage, at: int, gain: float) -> None:
    for number, (beat, note) in enumerate(MOTIF):
        start, side = at + int(beat * BEAT), (-0.25, 0.2)[number % 2]
        stage.play(pluck(note, 1.6), start, gain * 0.7, pan=side, wet=0.35)
        stage.play(pluck(note - 12, 1.4, 1.5), start, gain * 0.45, wet=0.3)


def _pulse(stage: Stage, mood: Mood, chord: Chord, at: int, gain: float, odd: bool = False) -> None:
    """The plucked notes of a bar, the first of each half a little stronger."""
    for sixteenth, letter in enumerate(mood.pulse[odd]):
        if letter != ".":
            note = chord["abcd".index(letter.lower())] + 12 * letter.isupper()
            strength = 1.0 if sixteenth % 8 == 0 else 0.75 if sixteenth % 2 == 0 else 0.6
            side = (-0.4, 0.4, -0.2, 0.25)[sixteenth // 2 % 4]
            stage.play(pluck(note, mood.short, mood.tone), at + sixteenth * _SIXTEENTH, gain * strength, pan=side)


def _drums(stage: Stage, pattern: str, at: int, gain: float, higher: bool = False) -> None:
    drum = tom(0.6, 95, 170) if higher else tom(0.5, 75, 110)
    for place, strength in _struck(pattern):
        stage.play(drum, at + place, gain * strength, pan=0.15 if higher else 0.0, wet=0.12)


def _shakers(stage: Stage, pattern: str, at: int) -> None:
    for number, (place, strength) in enumerate(_struck(pattern)):
        stage.play(shaker(21 + number % 4), at + place, 0.07 * strength, pan=(0.3, -0.3)[number % 2])


def _struck(pattern: str) -> list[tuple[int, int]]:
    """(samples from the bar's start, strength) of each stroke."""
    return [(number * _SIXTEENTH, int(each)) for number, each in enumerate(pattern) if each != "."]


def _hit(stage: Stage, mood: Mood, at: int, gain: float) -> None:
    if mood.low.strip("."):
        stage.play(tom(1.1), at, 0.6 * gain, wet=0.2)
    for number, note in enumerate(mood.home):
        stage.play(pluck(note, 2.0, 1.3), at + number * 90, 0.24 * gain, pan=-0.4 + 0.2 * number, wet=0.35)


def _resolve(stage: Stage, mood: Mood, at: int, tail: float = 2.0) -> None:
    """Home: the chord, the drum and the high D, ringing for `tail` seconds."""
    _hit(stage, mood, at, 1.0)
    stage.play(_pad(mood, mood.home, int(tail * 0.35 * SAMPLE_RATE), 0.03, tail * 0.6), at, 0.7, wet=0.35)
    for note, gain in ((74, 0.35), (86, 0.12)):
        stage.play(pluck(note, max(1.0, tail)), at, gain, wet=0.4)
