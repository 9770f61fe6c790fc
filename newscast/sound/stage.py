"""Where the instruments of the built-in music play: stereo, with one reverb for all of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache

import numpy as np
from scipy.signal import butter, oaconvolve, sosfilt, sosfiltfilt

from newscast.base.timecode import SAMPLE_RATE
from newscast.sound.instruments import Sound

_REVERB = 1.2
"""Seconds in which the reverb falls by 60 dB."""


@dataclass
class Stage:
    """What is dry so far, and what each instrument sends to the reverb."""

    samples: int
    dry: Sound = field(init=False)
    sent: Sound = field(init=False)

    def __post_init__(self) -> None:
        self.dry = np.zeros((self.samples, 2))
        self.sent = np.zeros((self.samples, 2))

    def play(
        self, sound: Sound | tuple[Sound, Sound], at: int, gain: float, pan: float = 0.0, wet: float = 0.25
    ) -> None:
        """Add a sound at a sample; `pan` is -1 (left) to 1; what lies outside the stage is cut off."""
        sides = sound if isinstance(sound, tuple) else (sound, sound)
        angle = (pan + 1) * np.pi / 4
        first, last = max(at, 0), min(at + len(sides[0]), self.samples)
        if first >= last:
            return
        for side, (heard, share) in enumerate(zip(sides, (np.cos(angle), np.sin(angle)), strict=True)):
            played = heard[first - at : last - at] * share * gain * np.sqrt(2)
            self.dry[first:last, side] += played
            self.sent[first:last, side] += wet * played

    def heard(self) -> Sound:
        """Dry and reverberant sound together, without anything below 30 Hz. The stage is used up by it."""
        room = _room()
        high = butter(2, 30, "highpass", fs=SAMPLE_RATE, output="sos")
        middle = self.sent.mean(axis=1, keepdims=True)
        self.sent *= 0.6
        self.sent += middle * 0.4
        del middle
        # One side after the other, in place: a bed is long, and each copy of it takes 30 MB a side.
        for side in (0, 1):
            wet = oaconvolve(self.sent[:, side], room[:, side])[: self.samples]
            wet += self.dry[:, side]
            self.dry[:, side] = sosfilt(high, wet)
            del wet
        return self.dry


@cache
def _room() -> Sound:
    """A reverb's impulse response: decaying noise, darker as it fades, half of it common to both sides."""
    time = np.arange(int(1.3 * _REVERB * SAMPLE_RATE)) / SAMPLE_RATE
    random = np.random.default_rng(5).normal(0, 1, (len(time), 3))
    sides = random[:, :2] * 0.7 + random[:, 2:] * 0.7
    dark = sosfilt(butter(1, 2500, fs=SAMPLE_RATE, output="sos"), sides, axis=0)
    blend = np.exp(-time * 5)[:, None]
    shaped = sides * blend + dark * 2 * (1 - blend)
    shaped = sosfilt(butter(2, (220, 11_000), "bandpass", fs=SAMPLE_RATE, output="sos"), shaped, axis=0)
    shaped *= (10 ** (-3 * time / _REVERB))[:, None] * np.minimum(time / 0.012, 1)[:, None]
    return np.asarray(shaped / np.sqrt(np.square(shaped).sum(axis=0)))


def room_for_speech(sound: Sound) -> Sound:
    """A bed's tone, made in place: nothing under 80 Hz, 4 dB less around 2.5 kHz where consonants are."""
    clear = butter(4, 80, "highpass", fs=SAMPLE_RATE, output="sos")
    consonants = butter(1, (1400, 4500), "bandpass", fs=SAMPLE_RATE, output="sos")
    for side in range(sound.shape[1]):
        kept = sosfilt(clear, sound[:, side])
        sound[:, side] = kept - (1 - 10 ** (-4 / 20)) * sosfiltfilt(consonants, kept)
    return sound
