"""The instruments of the built-in music: an airy pad, a plucked string, a low tom, a shaker, air that swells.

Every function gives samples of about full scale 1; the same arguments give the same samples. Nothing starts within
less than 4 ms, so no attack is a click.
"""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import NDArray
from scipy.signal import butter, sosfilt

from newscast.base.timecode import SAMPLE_RATE

Sound = NDArray[np.float64]

_SPREAD = 6.0
"""Cents to either side over which the voices of a pad are spread: warm, not out of tune."""
_WIDTH = 0.5
"""How much of a pad differs between left and right: a correlation of 0.6, and 1 dB less in mono."""
_AIR = (3000.0, 15_000.0)
"""Hz between which a pad has breath."""
_HIGHEST = 9000.0
"""Hz above which no note has a harmonic."""
_STIFFNESS = 1.5e-4
"""How much a string's higher partials are stretched."""
_PLUCKED_AT = 0.23
"""Where the string is plucked, as a share of its length."""


def frequency(note: int) -> float:
    """Hz of a MIDI note number; 69 is A4."""
    return float(440.0 * 2 ** ((note - 69) / 12))


@cache
def pad(
    notes: tuple[int, ...], samples: int, attack: float, release: float, bright: float, air: float
) -> tuple[Sound, Sound]:
    """A chord held for `samples`, then released over seconds; left and right.

    Drawn as a spectrum and turned into sound at once (PADsynth, Paul 2003): every harmonic is a line with a narrow band
    around it. The higher `bright`, the darker the tone; `air` is the breath's amplitude beside the chord's.
    """
    total = samples + int(release * SAMPLE_RATE)
    size = 1 << (total - 1).bit_length()
    lines = np.zeros(size // 2 + 1)
    for note in notes:
        _harmonics(lines, note, bright, size)
    breath = _breath(size)
    random = np.random.default_rng(sum(notes))
    middle, side = (_sounded(lines, random) + air * _sounded(breath, random) for _ in range(2))
    shape = 0.22 * swell(total, attack, release)
    return (middle + _WIDTH * side)[:total] * shape, (middle - _WIDTH * side)[:total] * shape


def _harmonics(lines: Sound, note: int, bright: float, size: int) -> None:
    """Add a note to the amplitudes of a spectrum."""
    grid = SAMPLE_RATE / size
    for number in range(1, int(_HIGHEST / frequency(note)) + 1):
        middle = number * frequency(note)
        width = middle * (2 ** (_SPREAD / 1200) - 1) / grid
        first, last = int(middle / grid - 3 * width - 1), int(middle / grid + 3 * width + 2)
        band = np.exp(-0.5 * ((np.arange(first, last) - middle / grid) / max(width, 0.5)) ** 2)
        level = number**-bright * (200 / frequency(note)) ** 0.3
        # The line in the middle is stronger than its band: a band alone is noise, which comes and goes.
        lines[first:last] += 0.6 * level * band / np.sqrt(np.square(band).sum())
        lines[round(middle / grid)] += level


def _breath(size: int) -> Sound:
    """Amplitudes of noise, 3 dB less for each octave up."""
    places = np.fft.rfftfreq(size, 1 / SAMPLE_RATE)
    low, high = _AIR
    octaves = low / np.maximum(places, 1)
    return np.asarray(octaves**0.5 / ((1 + octaves**6) * (1 + (places / high) ** 12)))


def _sounded(amplitudes: Sound, random: np.random.Generator) -> Sound:
    """A spectrum with any phases as sound, of RMS 1."""
    phases = np.exp(2j * np.pi * random.random(len(amplitudes)))
    sound = np.fft.irfft(amplitudes * phases)
    return np.asarray(sound / np.sqrt(np.square(sound).mean()))


@cache
def pluck(note: int, seconds: float, bright: float = 1.2) -> Sound:
    """A plucked string as the sum of its partials, of which the higher die sooner. The higher `bright`, the darker."""
    time = np.arange(int(seconds * SAMPLE_RATE)) / SAMPLE_RATE
    base, heard = frequency(note), np.zeros(len(time))
    count = int(_HIGHEST / base)
    for number in range(1, count + 1):
        pitch = number * base * np.sqrt(1 + _STIFFNESS * number**2)
        level = number**-bright * np.sin(np.pi * _PLUCKED_AT * number)
        # Phases that grow with the square keep the partials from meeting in one peak (Schroeder 1970).
        phase = np.pi * number**2 / (count + 1)
        falling = np.exp(-time * (5.0 / seconds) * (1 + 0.15 * (number - 1)))
        heard += level * np.sin(2 * np.pi * pitch * time + phase) * falling
    heard *= swell(len(heard), 0.005, 0.1)
    # By the loudness of its attack, so that no note of a melody sticks out.
    return np.asarray(heard / (3 * np.sqrt(np.square(heard[: SAMPLE_RATE // 10]).mean())))


@cache
def tom(seconds: float = 0.9, low: float = 62.0, high: float = 120.0) -> Sound:
    """A low drum: a sine that falls from `high` to `low` Hz under a short soft stroke."""
    time = np.arange(int(seconds * SAMPLE_RATE)) / SAMPLE_RATE
    pitch = low + (high - low) * np.exp(-time * 28)
    body = np.sin(2 * np.pi * np.cumsum(pitch) / SAMPLE_RATE) * np.exp(-time * 5.5)
    stroke = noise(seconds, 300, 2500, seed=7) * np.exp(-time * 60)
    return (body + 0.25 * stroke) * swell(len(time), 0.006, 0.1)


def noise(seconds: float, low: float, high: float, seed: int) -> Sound:
    """Noise between two frequencies in Hz."""
    raw = np.random.default_rng(seed).normal(0, 1, int(seconds * SAMPLE_RATE))
    band = sosfilt(butter(3, (low, high), "bandpass", fs=SAMPLE_RATE, output="sos"), raw)
    return np.asarray(band / np.abs(band).max())


@cache
def rise(seconds: float, seed: int = 11) -> Sound:
    """Air that swells up to a hit at its end."""
    heard = noise(seconds, 400, 7000, seed)
    return np.asarray(heard * np.linspace(0, 1, len(heard)) ** 3 * swell(len(heard), 0.01, 0.05))


@cache
def shaker(seed: int = 21) -> Sound:
    """A short, soft stroke of filtered noise, which comes within 12 ms and goes within 60."""
    heard = noise(0.11, 4500, 10_000, seed)
    return np.asarray(heard * np.exp(-np.arange(len(heard)) / 1100) * swell(len(heard), 0.012, 0.03))


def swell(samples: int, attack: float, release: float) -> Sound:
    """Raised-cosine rise and fall, in seconds."""
    shape = np.ones(samples)
    up, down = (min(int(seconds * SAMPLE_RATE), samples // 2) for seconds in (attack, release))
    shape[:up] *= 0.5 - 0.5 * np.cos(np.pi * np.arange(up) / max(up, 1))
    shape[samples - down :] *= 0.5 + 0.5 * np.cos(np.pi * np.arange(1, down + 1) / max(down, 1))
    return shape
