"""The spectrum of a take: power in bands, window by window, and which windows are speech."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.fft import rfft

from newscast.base.timecode import SAMPLE_RATE
from newscast.sound.wav import Samples, Wav, in_mono

SIZE = 4096
"""Samples of a window: 85 ms, 11.7 Hz from bin to bin."""
EDGES = (12, 60, 150, 300, 1000, 2500, 4300, 5500, 7300, 9000, 12000, 20000)
"""Hz between which the bands lie."""
_MOST = 4000
"""Windows that are looked at in a long take, evenly: what a stage asks of the spectrum is true of all of a take."""
_BATCH = 256
SILENT = 1e-14
"""Power that stands for none: -140 dB."""


@dataclass(frozen=True)
class Spectrum:
    """`powers` has shape (windows, bands), mean square of a channel; `loud` and `quiet` say which windows are words
    and which are pauses: a third of those that sound, and a fifth, by what lies between 150 and 4300 Hz."""

    powers: NDArray[np.float64]
    loud: NDArray[np.bool_]
    quiet: NDArray[np.bool_]

    def band(self, low: int, high: int) -> NDArray[np.float64]:
        """The power between two EDGES, shape (windows,)."""
        powers: NDArray[np.float64] = self.powers[:, EDGES.index(low) : EDGES.index(high)].sum(axis=1)
        return powers

    @property
    def speech(self) -> float:
        """The power of words between 150 and 4300 Hz; 0 where nothing sounds."""
        return float(self.band(150, 4300)[self.loud].mean()) if self.loud.any() else 0.0

    def of_speech(self, power: float) -> float:
        """A power in dB against that of words."""
        return float(10 * np.log10((power + SILENT) / (self.speech + SILENT)))


def spectrum_of(wav: Wav) -> Spectrum:
    """Of all windows of a take that is not long; windows beside each other do not overlap."""
    count = wav.samples // SIZE
    places = np.linspace(0, count - 1, min(count, _MOST)).astype(np.int64) * SIZE
    shape = np.hanning(SIZE).astype(np.float32)[:, None]
    first = np.searchsorted(np.fft.rfftfreq(SIZE, 1 / SAMPLE_RATE), EDGES)
    rows = [np.zeros((0, len(EDGES) - 1))]
    for begin in range(0, len(places), _BATCH):
        windows = _windows(wav, places[begin : begin + _BATCH]) * shape
        found = in_mono(np.square(np.abs(rfft(windows, axis=1))))
        rows.append(np.add.reduceat(found, first, axis=1)[:, : len(EDGES) - 1].astype(np.float64))
    powers = np.concatenate(rows) * 2 / (SIZE * float(np.square(shape).sum()))
    return Spectrum(powers, *_parted(powers[:, EDGES.index(150) : EDGES.index(4300)].sum(axis=1)))


def _windows(wav: Wav, places: NDArray[np.int64]) -> Samples:
    """Shape (windows, SIZE, channels)."""
    first, last = int(places[0]), int(places[-1]) + SIZE
    if last - first == len(places) * SIZE:
        return wav.read(first, last - first).reshape(len(places), SIZE, -1)
    return np.stack([wav.read(int(place), SIZE) for place in places])


def _parted(voice: NDArray[np.float64]) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    sounding = voice > SILENT
    if not sounding.any():
        return sounding, sounding
    low, high = np.quantile(voice[sounding], (0.2, 0.67))
    return sounding & (voice >= high), sounding & (voice <= low)
