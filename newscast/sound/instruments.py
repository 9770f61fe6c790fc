"""The instruments of the built-in music: soft pads, a plucked string, a low tom, filtered noise, one shared reverb.

Every function gives mono samples of full scale 1; the same arguments give the same samples.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache

import numpy as np
from numpy.typing import NDArray
from scipy.signal import butter, lfilter, oaconvolve, sosfilt, sosfiltfilt

from newscast.base.timecode import SAMPLE_RATE

Sound = NDArray[np.float64]

_DETUNED = (-6.0, 0.0, 6.0)
"""Cents between the voices of a pad: warm, not out of tune."""
_HARMONICS = 6
_REVERB = 1.2
"""Seconds in which the reverb falls by 60 dB."""


def frequency(note: int) -> float:
    """Hz of a MIDI note number; 69 is A4."""
    return float(440.0 * 2 ** ((note - 69) / 12))


@cache
def pad(
    notes: tuple[int, ...], samples: int, attack: float, release: float, bright: float = 2.2
) -> tuple[Sound, Sound]:
    """A chord held for `samples`, then released; left and right. The higher `bright`, the darker the tone."""
    total = samples + int(release * SAMPLE_RATE)
    time = np.arange(total) / SAMPLE_RATE
    sides = [np.zeros(total), np.zeros(total)]
    for place, note in enumerate(notes):
        for voice, cents in enumerate(_DETUNED):
            phase = 2 * np.pi * frequency(note) * 2 ** (cents / 1200) * time + 1.7 * place + 2.1 * voice
            tone = _harmonics(phase, frequency(note), bright)
            share = 0.5 + 0.22 * (voice - 1)
            sides[0] += tone * (1 - share)
            sides[1] += tone * share
    shape = _swell(total, attack, release) / (len(notes) * len(_DETUNED))
    return sides[0] * shape, sides[1] * shape


@cache
def pluck(note: int, seconds: float, soft: float = 3000.0, seed: int = 1) -> Sound:
    """A plucked string (Karplus and Strong, 1983): a burst of noise in a damped delay line; `soft` is Hz."""
    period = SAMPLE_RATE / frequency(note) - 0.5
    whole = int(period)
    part = period - whole
    damping = 0.001 ** (1 / (frequency(note) * seconds * 1.3))
    burst = np.random.default_rng(seed * 1000 + note).uniform(-1, 1, whole + 1)
    burst = sosfilt(butter(2, soft, fs=SAMPLE_RATE, output="sos"), np.tile(burst, 3))[whole + 1 : 2 * whole + 2]
    loop = np.zeros(whole + 3)
    loop[0] = 1.0
    # Half a sample of delay comes from averaging two neighbours, the rest of the fraction from interpolation.
    loop[whole : whole + 3] -= damping * np.convolve([1 - part, part], [0.5, 0.5])
    excited = np.zeros(int(seconds * SAMPLE_RATE))
    excited[: len(burst)] = burst - burst.mean()
    heard = lfilter([1.0], loop, excited)
    heard *= _swell(len(heard), 0.002, 0.08)
    # By the loudness of its attack, so that no note of a melody sticks out.
    return np.asarray(heard / (3 * np.sqrt(np.square(heard[: SAMPLE_RATE // 10]).mean())))


@cache
def tom(seconds: float = 0.9, low: float = 62.0, high: float = 120.0) -> Sound:
    """A low drum: a sine that falls from `high` to `low` Hz under a short soft stroke."""
    time = np.arange(int(seconds * SAMPLE_RATE)) / SAMPLE_RATE
    pitch = low + (high - low) * np.exp(-time * 28)
    body = np.sin(2 * np.pi * np.cumsum(pitch) / SAMPLE_RATE) * np.exp(-time * 5.5)
    stroke = noise(seconds, 150, 900, seed=7) * np.exp(-time * 70)
    return (body + 0.5 * stroke) * _swell(len(time), 0.002, 0.1)


def noise(seconds: float, low: float, high: float, seed: int) -> Sound:
    """Noise between two frequencies in Hz."""
    raw = np.random.default_rng(seed).normal(0, 1, int(seconds * SAMPLE_RATE))
    band = sosfilt(butter(2, (low, high), "bandpass", fs=SAMPLE_RATE, output="sos"), raw)
    return np.asarray(band / np.abs(band).max())


@cache
def rise(seconds: float, seed: int = 11) -> Sound:
    """Air that swells up to a hit at its end."""
    heard = noise(seconds, 300, 3000, seed)
    return np.asarray(heard * np.linspace(0, 1, len(heard)) ** 3 * _swell(len(heard), 0.01, 0.03))


@cache
def shaker(seed: int = 21) -> Sound:
    """A short, soft stroke of filtered noise."""
    heard = noise(0.09, 5000, 9000, seed)
    return np.asarray(heard * np.exp(-np.arange(len(heard)) / 900) * _swell(len(heard), 0.004, 0.02))


def _harmonics(phase: Sound, base: float, bright: float) -> Sound:
    """The first harmonics by Chebyshev's recurrence, each weaker by a power; none above 6 kHz."""
    first = np.cos(phase)
    before, now = np.ones_like(first), first
    total = first.copy()
    for number in range(2, _HARMONICS + 1):
        if base * number > 6000:
            break
        before, now = now, 2 * first * now - before
        total += now / number**bright
    return total


def _swell(samples: int, attack: float, release: float) -> Sound:
    """Raised-cosine rise and fall, in seconds."""
    shape = np.ones(samples)
    up, down = (min(int(seconds * SAMPLE_RATE), samples // 2) for seconds in (attack, release))
    shape[:up] *= 0.5 - 0.5 * np.cos(np.pi * np.arange(up) / max(up, 1))
    shape[samples - down :] *= 0.5 + 0.5 * np.cos(np.pi * np.arange(1, down + 1) / max(down, 1))
    return shape


@dataclass
class Stage:
    """Where instruments play: stereo, dry, and what each sends to the reverb."""

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
        left, right = sound if isinstance(sound, tuple) else (sound, sound)
        angle = (pan + 1) * np.pi / 4
        stereo = np.stack([left * np.cos(angle), right * np.sin(angle)], axis=1) * gain * np.sqrt(2)
        first, last = max(at, 0), min(at + len(left), self.samples)
        if first < last:
            self.dry[first:last] += stereo[first - at : last - at]
            self.sent[first:last] += wet * stereo[first - at : last - at]

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
    dark = sosfilt(butter(1, 1800, fs=SAMPLE_RATE, output="sos"), sides, axis=0)
    blend = np.exp(-time * 6)[:, None]
    shaped = sides * blend + dark * 2 * (1 - blend)
    shaped = sosfilt(butter(2, (220, 6000), "bandpass", fs=SAMPLE_RATE, output="sos"), shaped, axis=0)
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
