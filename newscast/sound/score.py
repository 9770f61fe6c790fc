"""The score of the built-in music, in D major: the motif is D E A F# E, and it comes home to D."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from newscast.base.timecode import SAMPLE_RATE
from newscast.sound.bed import BAR
from newscast.sound.identity import BEAT, OPENER_TAIL, STING_HIT
from newscast.sound.instruments import Stage, pad, pluck, rise, room_for_speech, shaker, tom
from newscast.sound.levels import CEILING, EDGE, MUSIC
from newscast.sound.normalise import Shape, normalise
from newscast.sound.wav import Samples, WavWriter, open_wav
from newscast.step.step import Params, Tools

Played = NDArray[np.float64]
"""Shape (samples, 2)."""

MOTIF = ((0.0, 74), (0.75, 76), (1.5, 81), (2.5, 78), (3.25, 76))
"""(beat, MIDI note)."""
HOME = (50, 57, 62, 66, 69)
CHORDS = ((50, 57, 64, 66), (50, 57, 62, 66), (47, 57, 62, 66), (47, 54, 62, 66),
          (43, 57, 59, 62), (43, 55, 59, 62), (45, 57, 62, 64), (45, 57, 61, 64))  # fmt: skip
"""One chord a bar; the bed's harmony comes round every eight bars."""
_LEAD_IN = SAMPLE_RATE // 10
"""Samples before an opener's first hit."""


def make_music(params: Params, inputs: Sequence[Path], output: Path, tools: Tools) -> None:
    """Play a piece and set it to the level of music."""
    raw = tools.scratch / "raw.wav"
    with WavWriter(raw, 2) as writer:
        writer.write(play(params["piece"], params["samples"]))
    normalise(open_wav(raw), output, MUSIC, Shape(CEILING, fade=EDGE))


def play(piece: str, samples: int) -> Samples:
    """A piece of exactly so many samples, stereo."""
    players: dict[str, Callable[[int], Played]] = {
        "opener": _opener,
        "opener-short": _short_opener,
        "radio-opener": _radio_opener,
        "sting": _sting,
        "closing": _closing,
        "tick": _tick,
        "bed": lambda length: _bed(length, percussion=False),
        "headlines-bed": lambda length: _bed(length, percussion=True),
    }
    return players[piece](samples).astype(np.float32)


def _opener(samples: int) -> Played:
    """A hit, the motif twice, and home with a tail; a short one has only the hit and the last notes."""
    if samples < 3 * BAR // 2:
        return _short_opener(samples)
    stage = Stage(samples)
    home = samples - OPENER_TAIL - SAMPLE_RATE // 2
    bars = max(1, min(2, (home - _LEAD_IN - BEAT) // BAR))
    first = home - bars * BAR
    # On the grid of the motif, and within the first third of a second.
    start = first % (BEAT // 2) if first > 0 else _LEAD_IN
    _hit(stage, start, 0.8)
    _chord(stage, HOME, start, max(first - start, BEAT), 0.5)
    for bar in range(bars):
        _chord(stage, CHORDS[(0, 4)[bar]], first + bar * BAR, BAR, 0.55)
        _motif(stage, first + bar * BAR, 0.5 + 0.1 * bar)
        _pulse(stage, CHORDS[(0, 4)[bar]], first + bar * BAR, 0.22)
    stage.play(rise(1.2), home - int(1.2 * SAMPLE_RATE), 0.10)
    _resolve(stage, home, tail=2.4)
    return _rung_out(stage.heard(), 0.8)


def _short_opener(samples: int) -> Played:
    """The first three notes run up to home, within two seconds."""
    stage = Stage(samples)
    for number, note in enumerate((74, 76, 81)):
        stage.play(pluck(note, 1.2), number * BEAT // 2 + 240, 0.4, pan=-0.3 + 0.3 * number)
    _resolve(stage, min(BEAT * 3 // 2, samples // 2), tail=samples / SAMPLE_RATE)
    return stage.heard()


def _radio_opener(samples: int) -> Played:
    """The motif, a bar that leaves room for the spoken name, the motif again, and home."""
    stage = Stage(samples)
    home = samples - BAR
    _hit(stage, _LEAD_IN, 0.8)
    for bar, chord in enumerate((CHORDS[0], CHORDS[2], CHORDS[4])):
        start = home - (3 - bar) * BAR
        _chord(stage, chord, start, BAR, 0.55)
        _pulse(stage, chord, start, 0.22)
        if bar != 1:
            _motif(stage, max(start, _LEAD_IN) if bar == 0 else start, 0.55)
    stage.play(rise(1.2), home - int(1.2 * SAMPLE_RATE), 0.10)
    _resolve(stage, home, tail=2.4)
    return _rung_out(stage.heard(), 0.8)


def _sting(samples: int) -> Played:
    """The motif's last notes, hitting home at STING_HIT."""
    stage = Stage(samples)
    stage.play(pluck(78, 0.9), 120, 0.45, pan=-0.25)
    stage.play(pluck(76, 0.9), 120 + BEAT // 2, 0.45, pan=0.25)
    stage.play(rise(0.5), STING_HIT - SAMPLE_RATE // 2, 0.10)
    _resolve(stage, STING_HIT, tail=1.2)
    return stage.heard()


def _closing(samples: int) -> Played:
    """Laid backwards from its end: the last chord rings out as the picture ends."""
    stage = Stage(samples)
    home = max(0, samples - int(2.2 * SAMPLE_RATE))
    for bar in range(1, home // BAR + 2):
        chord = CHORDS[(6, 4, 0, 2)[(bar - 1) % 4]]
        _chord(stage, chord, home - bar * BAR, BAR, 0.55)
        _pulse(stage, chord, home - bar * BAR, 0.22)
        _motif(stage, home - bar * BAR, 0.5)
    _resolve(stage, home, tail=(samples - home) / SAMPLE_RATE)
    return _rung_out(stage.heard(), 1.4)


def _tick(samples: int) -> Played:
    """A soft mark for a new card."""
    stage = Stage(samples)
    stage.play(pluck(81, 0.35, soft=2000), 0, 0.4, wet=0.4)
    stage.play(shaker(), 0, 0.08)
    return stage.heard()


def _bed(samples: int, percussion: bool) -> Played:
    """Pulse and pad without a melody, and an ending of four bars: IV, V, and home ringing out."""
    bars = samples // BAR
    stage = Stage(samples)
    for bar in range(bars - 2):
        chord = CHORDS[bar % 8] if bar < bars - 4 else CHORDS[(4, 6)[bar - bars + 4]]
        _chord(stage, chord, bar * BAR, BAR, 0.5)
        _pulse(stage, chord, bar * BAR, 0.30)
        _shakers(stage, bar, 0.035)
        if percussion:
            _drums(stage, bar)
    home = (bars - 2) * BAR
    _chord(stage, HOME, home, BAR, 0.55, release=2.2)
    stage.play(pluck(50, 3.0, soft=1200), home, 0.35)
    stage.play(tom(), home, 0.35, wet=0.15)
    return room_for_speech(stage.heard())


def _rung_out(heard: Played, seconds: float) -> Played:
    """A last chord that is gone when the piece ends."""
    ring = min(len(heard), int(seconds * SAMPLE_RATE))
    heard[len(heard) - ring :] *= (0.5 + 0.5 * np.cos(np.pi * np.linspace(0, 1, ring)))[:, None]
    return heard


def _chord(stage: Stage, notes: tuple[int, ...], at: int, samples: int, gain: float, release: float = 0.45) -> None:
    # A little early and overlapping, so that one chord grows out of the other.
    attack = SAMPLE_RATE // 10
    stage.play(pad(notes, samples, 0.25, release), at - attack, gain, wet=0.3)


def _motif(stage: Stage, at: int, gain: float) -> None:
    for number, (beat, note) in enumerate(MOTIF):
        stage.play(
            pluck(note, 1.6, soft=2600), at + int(beat * BEAT), gain * 0.8, pan=(-0.25, 0.2)[number % 2], wet=0.35
        )
        stage.play(pluck(note - 12, 1.4, soft=1500, seed=2), at + int(beat * BEAT), gain * 0.5, wet=0.3)


def _pulse(stage: Stage, chord: tuple[int, ...], at: int, gain: float) -> None:
    """Muted plucks in eighths, the first of each half bar a little stronger."""
    for eighth in range(8):
        note = chord[0] + 12 if eighth % 4 == 0 else (chord[1], chord[2])[eighth % 2]
        strength = (1.0, 0.5, 0.7, 0.5)[eighth % 4]
        stage.play(
            pluck(note, 0.5, soft=900, seed=3), at + eighth * BEAT // 2, gain * strength, pan=(-0.35, 0.35)[eighth % 2]
        )
    for beat in (0, 2):
        stage.play(tom(0.5, 70, 100), at + beat * BEAT, gain * 0.7, wet=0.1)


def _shakers(stage: Stage, bar: int, gain: float) -> None:
    for beat in range(4):
        stage.play(shaker(21 + beat), bar * BAR + beat * BEAT + BEAT // 2, gain, pan=(0.3, -0.3)[beat % 2])


def _drums(stage: Stage, bar: int) -> None:
    for beat in (1, 3):
        stage.play(tom(0.6, 95, 170), bar * BAR + beat * BEAT, 0.28, pan=0.15)
    for sixteenth in range(16):
        strength = (1.0, 0.35, 0.6, 0.35)[sixteenth % 4]
        stage.play(shaker(31 + sixteenth % 4), bar * BAR + sixteenth * BEAT // 4, 0.06 * strength, pan=-0.2)


def _hit(stage: Stage, at: int, gain: float) -> None:
    stage.play(tom(1.1), at, 0.7 * gain, wet=0.2)
    for number, note in enumerate(HOME):
        stage.play(pluck(note, 2.0, soft=2200), at + number * 90, 0.22 * gain, pan=-0.4 + 0.2 * number, wet=0.35)


def _resolve(stage: Stage, at: int, tail: float = 2.0) -> None:
    """Home: the chord, the drum and the high D, ringing for `tail` seconds."""
    _hit(stage, at, 1.0)
    stage.play(pad(HOME, int(tail * 0.35 * SAMPLE_RATE), 0.02, tail * 0.6), at, 0.7, wet=0.35)
    for note, gain in ((74, 0.45), (86, 0.12)):
        stage.play(pluck(note, max(1.0, tail), soft=2600), at, gain, wet=0.4)
