"""What is compared of two voices: the shape of their spectra every 10 ms, freed of what is not speech."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import log10

import numpy as np
from numpy.typing import NDArray

RATE = 16_000
"""Samples a second that are looked at."""
HOP = RATE // 100
"""Samples between frames: 10 ms."""
_WINDOW, _SPECTRUM = 400, 512
"""Samples of a window (25 ms) and of its transform."""
_BANDS, _LOW, _HIGH = 32, 80.0, 7600.0
"""Bands of equal width on the mel scale, in Hz."""
_SHAPE = 13
"""Coefficients of a spectrum's shape that are kept, level included (Davis and Mermelstein 1980)."""
_DEPTH = 50.0
"""dB under loud parts below which nothing counts."""
_RISE = 0.3
"""How far from the level of pauses to that of loud syllables, in dB, speech begins."""
_SLOPE = 0.35
"""How far it is, on the same way, from surely silent to surely spoken, on either side."""
_FLOOR = 1e-4
"""Energy in a band, against loud speech, that nobody hears."""
_DROWNED, _CLEAR = 2.0, 6.0
"""dB over the noise of a recording, on average of all bands, up to which nothing of a sound is heard, and from which on
all of it is."""

Frames = NDArray[np.float32]
"""Shape (frames, bands or coefficients)."""


@dataclass(frozen=True)
class Voice:
    """`bands` are energies; `speech` says of each frame how surely somebody speaks: -1 surely not, 1 surely.

    `usual` is the same voice in other words, where its levels and spreads are measured: they depend on no word of its
    own then.
    """

    bands: Frames
    speech: NDArray[np.float32]
    usual: Voice | None = None


def voice(blocks: Iterable[NDArray[np.float32]], usual: Voice | None = None) -> Voice:
    """Look at mono sound at RATE, given in blocks."""
    bands = np.concatenate([np.zeros((0, _BANDS), np.float32), *_spectra(blocks)])
    return Voice(bands, _speech(bands, usual.bands if usual else bands), usual)


def _spectra(blocks: Iterable[NDArray[np.float32]]) -> Iterable[Frames]:
    """Frame n is around sample n x HOP."""
    weights, window = _mel(), np.hanning(_WINDOW).astype(np.float32)
    rest, last = np.zeros(_WINDOW // 2, np.float32), np.float32(0)
    for block in _ended(blocks):
        if not len(block):
            continue
        # Speech falls off by 6 dB an octave.
        raised = block - np.float32(0.97) * np.concatenate([[last], block[:-1]]).astype(np.float32)
        last = block[-1]
        rest = np.concatenate([rest, raised])
        count = 1 + (len(rest) - _WINDOW) // HOP if len(rest) >= _WINDOW else 0
        if count > 0:
            windows = np.lib.stride_tricks.sliding_window_view(rest, _WINDOW)[::HOP][:count]
            # In double precision, which pocketfft is three times faster in.
            padded = np.zeros((count, _SPECTRUM))
            np.multiply(windows, window, out=padded[:, :_WINDOW])
            power = np.square(np.abs(np.fft.rfft(padded, axis=1)))
            yield np.einsum("tf,bf->tb", power.astype(np.float32), weights)
            rest = rest[count * HOP :]


def _ended(blocks: Iterable[NDArray[np.float32]]) -> Iterable[NDArray[np.float32]]:
    """With half a window of silence behind, so that the last frame has its own."""
    yield from blocks
    yield np.zeros(_WINDOW // 2, np.float32)


def _mel() -> Frames:
    low, high = (2595 * log10(1 + edge / 700) for edge in (_LOW, _HIGH))
    corners = 700 * (10 ** (np.linspace(low, high, _BANDS + 2) / 2595) - 1)
    hertz = np.arange(_SPECTRUM // 2 + 1) * RATE / _SPECTRUM
    below, centre, above = corners[:-2, None], corners[1:-1, None], corners[2:, None]
    rising, falling = (hertz - below) / (centre - below), (above - hertz) / (above - centre)
    return np.asarray(np.maximum(0, np.minimum(rising, falling)), np.float32)


def _speech(bands: Frames, usual: Frames) -> NDArray[np.float32]:
    """By how much all bands together stand out from what is heard in pauses of `usual`."""
    if not len(bands):
        return np.zeros(0, np.float32)
    level, known = _decibels(bands), _decibels(usual)
    faint = np.percentile(known, 95) - _DEPTH
    quiet = np.percentile(np.maximum(known, faint), 10, axis=0)
    smooth, often = (_smooth((np.maximum(each, faint) - quiet).mean(axis=1)) for each in (level, known))
    low, high = np.percentile(often, 5), np.percentile(often, 95)
    reach = max(float(high - low), 1e-3)
    return np.asarray(np.clip((smooth - low - _RISE * reach) / (_SLOPE * reach), -1, 1), np.float32)


def _decibels(bands: Frames) -> Frames:
    return np.asarray(10 * np.log10(bands + 1e-9))


def _smooth(levels: NDArray[np.float32]) -> NDArray[np.float32]:
    return np.asarray(np.convolve(np.pad(levels, 1, "edge"), [0.25, 0.5, 0.25], "valid"))


def shapes(reference: Voice, heard: Voice) -> tuple[Frames, Frames, NDArray[np.float32]]:
    """The spectra of both as shapes that can be compared, with how they change; and of each frame of the reference how
    much of it is heard over the noise of the recording, from 0 to 1.

    The reference is first given the colour and the noise of the recording: what a telephone leaves out of it is no
    difference then, nor what a fan adds. Both get as much again of the noise, steady as no noise is: what is faint in
    it is then chance of no weight.
    """
    usual = reference.usual or reference
    spoken, said = usual.speech > 0, heard.speech > 0
    quiet = heard.bands[heard.speech <= np.percentile(heard.speech, 10)].mean(axis=0)
    loud = heard.bands[said].mean(axis=0)
    colour = np.maximum(loud - quiet, loud / 20) / (usual.bands[spoken].mean(axis=0) + 1e-12)
    least = np.float32(np.percentile(heard.bands[said], 95) * _FLOOR + 1e-12)
    floor = quiet + least
    ours = _shape(reference.bands * colour + quiet, usual.bands * colour + quiet, spoken, floor)
    over = _smooth(10 * np.log10(1 + reference.bands * colour / floor).mean(axis=1))
    audible = np.clip((over - _DROWNED) / (_CLEAR - _DROWNED), 0, 1).astype(np.float32)
    return ours, _shape(heard.bands, heard.bands, said, floor), audible


def _shape(bands: Frames, usual: Frames, spoken: NDArray[np.bool_], floor: NDArray[np.float32]) -> Frames:
    """`spoken` says of which frames of `usual` the spread is that of 1."""
    turned = _cosines(bands.shape[1])
    cepstra, known = (np.einsum("tb,bs->ts", np.log(each + floor), turned) for each in (bands, usual))
    mean, spread = known[spoken].mean(axis=0), known[spoken].std(axis=0) + 1e-6
    change, steps = _change((cepstra - mean) / spread), _change((known - mean) / spread)
    return np.asarray(np.hstack([(cepstra - mean) / spread, change / (steps.std(axis=0) + 1e-6)]), np.float32)


def _cosines(count: int) -> Frames:
    """What makes the first of the cepstrum's values of so many bands: the orthonormal cosine transform (DCT-II)."""
    places, orders = np.arange(count) + 0.5, np.arange(_SHAPE)
    waves = np.cos(np.pi / count * places[:, None] * orders) * np.sqrt(2 / count)
    waves[:, 0] /= np.sqrt(2)
    return np.asarray(waves, np.float32)


def _change(values: Frames) -> Frames:
    """The slope of a line through each frame and two on either side."""
    padded = np.pad(values, ((2, 2), (0, 0)), "edge")
    count = len(values)
    return np.asarray(sum(step * padded[2 + step : 2 + step + count] for step in (-2, -1, 1, 2)) / 10)
