"""The multiples of a tone brought down to zero hertz, and raised to where they are heard again.

Each is looked at through a bell of 40 ms every 10 ms, so a voice that is elsewhere leaks little into it. All lines of
some moments are one product of matrices.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from newscast.base.timecode import SAMPLE_RATE
from newscast.sound.wav import Samples, Wav

SLOT = SAMPLE_RATE // 100
"""Samples from one value of a line to the next: 10 ms."""
BLOCK = 64 * SLOT
"""Samples that are raised at once, at most."""
_SIDE = 2 * SLOT
"""Samples on each side of the middle of a slot that count for it."""
_EXACTLY = 2e-3
"""Hz to which a tone's frequency is known within a block: a twentieth of a turn in a bell, for the 200th multiple."""

Lines = NDArray[np.complex64]
"""The lines at zero hertz, shape (multiples, slots, channels)."""


@dataclass(frozen=True)
class Tones:
    """A tone's multiples; `turned` is by how far it is ahead of an even one of `base` Hz in each slot, in radians."""

    base: float
    multiples: tuple[int, ...]
    turned: NDArray[np.float64]

    def at(self, slots: NDArray[np.int64]) -> NDArray[np.complex64]:
        """The lines as waves of amplitude 1 in the middles of these slots, shape (slots, multiples)."""
        middles = slots * SLOT + SLOT // 2
        phase = 2 * np.pi * np.mod(self.base / SAMPLE_RATE * middles, 1.0) + self.turned[self._known(slots)]
        return np.exp(1j * np.outer(phase, self.multiples)).astype(np.complex64)

    def frequency(self, slots: NDArray[np.int64]) -> float:
        """The tone's own around these slots, in Hz."""
        first, last = self._known(np.array([slots[0] - 1, slots[-1] + 1]))
        turned = float(self.turned[last] - self.turned[first])
        further = turned / (2 * np.pi * max(1, last - first)) * SAMPLE_RATE / SLOT
        return round(float(self.base + further) / _EXACTLY) * _EXACTLY

    def _known(self, slots: NDArray[np.int64]) -> NDArray[np.int64]:
        return slots.clip(0, len(self.turned) - 1)


def lowered(wav: Wav, tones: Tones, known: Lines | None = None) -> tuple[Lines, NDArray[np.float64]]:
    """The lines by the slot, and the energy of all that is heard in each; without what is `known` of the lines."""
    count = len(tones.turned)
    lines = np.zeros((len(tones.multiples), count, wav.channels), np.complex64)
    energy = np.zeros(count)
    for first in range(0, count, BLOCK // SLOT):
        slots = np.arange(first, min(first + BLOCK // SLOT, count))
        block = without(wav, first * SLOT + SLOT // 2 - _SIDE, (len(slots) - 1) * SLOT + 2 * _SIDE, tones, known)
        own = block[_SIDE - SLOT // 2 :][: len(slots) * SLOT]
        energy[slots] = np.square(own).reshape(len(slots), -1).mean(axis=1)
        bells = _bells(tones.frequency(slots), tones.multiples)
        back = (tones.at(slots).conj() / _heard(slots, wav.samples)[:, None]).T
        for channel in range(wav.channels):
            seen = sliding_window_view(block[:, channel], 2 * _SIDE)[::SLOT]
            lines[:, slots, channel] = _product(seen, bells) * back
    return lines, energy


def without(wav: Wav, start: int, count: int, tones: Tones, lines: Lines | None) -> Samples:
    """What is heard from a sample on, without these lines."""
    block = wav.read(start, count)
    if lines is None:
        return block
    inside = slice(max(0, -start), max(0, min(count, wav.samples - start)))
    block[inside] -= _raised(start, count, tones, lines)[inside]
    return block


def _raised(start: int, count: int, tones: Tones, lines: Lines) -> Samples:
    """The lines as they are heard, all together: each goes evenly from one slot to the next."""
    first, last = (start - SLOT // 2) // SLOT, (start + count - SLOT // 2) // SLOT + 1
    slots = np.arange(first, last + 1)
    slopes = _slopes(tones.frequency(slots), tones.multiples)
    turning, known = tones.at(slots), lines[:, slots.clip(0, lines.shape[1] - 1)]
    skipped = start - (first * SLOT + SLOT // 2)
    heard = np.zeros((count, lines.shape[2]), np.float32)
    for channel in range(lines.shape[2]):
        wave = turning * known[:, :, channel].T
        # Before the middle of a slot it rises, after it falls.
        each = (wave.real @ slopes.real - wave.imag @ slopes.imag).reshape(len(slots), 2, SLOT)
        heard[:, channel] = (each[:-1, 1] + each[1:, 0]).ravel()[skipped : skipped + count]
    return heard


def _product(seen: NDArray[np.float32], bells: NDArray[np.complex64]) -> NDArray[np.complex64]:
    return np.asarray(bells.real @ seen.T + 1j * (bells.imag @ seen.T), np.complex64)


def _heard(slots: NDArray[np.int64], samples: int) -> NDArray[np.float64]:
    """The share of each slot's bell that lies in the take."""
    shape = np.concatenate([[0.0], np.cumsum(_bell())])
    starts = slots * SLOT + SLOT // 2 - _SIDE
    within = shape[(samples - starts).clip(0, 2 * _SIDE)] - shape[(-starts).clip(0, 2 * _SIDE)]
    return np.asarray(np.maximum(within, 0.25))


def _bell() -> NDArray[np.float64]:
    shape = 1 + np.cos(np.pi * np.arange(-_SIDE, _SIDE) / _SIDE)
    return np.asarray(shape / shape.sum())


@lru_cache(maxsize=2)
def _bells(base: float, multiples: tuple[int, ...]) -> NDArray[np.complex64]:
    """What brings each multiple to zero hertz around the middle of a slot, shape (multiples, samples)."""
    return _waves(base, multiples, _SIDE).conj() * _bell().astype(np.float32)


@lru_cache(maxsize=2)
def _slopes(base: float, multiples: tuple[int, ...]) -> NDArray[np.complex64]:
    """Each multiple as it comes and goes around the middle of a slot, shape (multiples, samples)."""
    return 2 * _waves(base, multiples, SLOT) * (1 - np.abs(np.arange(-SLOT, SLOT)) / SLOT).astype(np.float32)


def _waves(base: float, multiples: tuple[int, ...], side: int) -> NDArray[np.complex64]:
    places = np.arange(-side, side) * (2 * np.pi * base / SAMPLE_RATE)
    return np.exp(1j * np.outer(multiples, places)).astype(np.complex64)
