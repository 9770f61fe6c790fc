"""What is compared of two voices: the shape of their spectra every 10 ms, freed of what is not speech."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from math import log10

import numpy as np
from numpy.typing import NDArray

from newscast.sound.align.rows import ENOUGH, TOGETHER, Rows, Sheet, blocks, picked, some_of
from newscast.sound.align.surroundings import echo_of, in_room, steadied

RATE = 16_000
"""Samples a second that are looked at."""
HOP = RATE // 100
"""Samples between frames: 10 ms."""
_WINDOW, _SPECTRUM = 400, 512
"""Samples of a window (25 ms) and of its transform."""
_BANDS, _LOW, _HIGH = 32, 80.0, 7600.0
"""Bands of equal width on the mel scale, in Hz."""
_TOGETHER = 8
"""Bands that are worked out at a time."""
_SHAPE = 13
"""Coefficients of a spectrum's shape that are kept, level included (Davis and Mermelstein 1980)."""
_AROUND = 2
"""Frames on either side of one by which its change is told."""
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
    own then. `echo` is how much of a room is in it, from 0 to 1.
    """

    bands: Sheet
    speech: NDArray[np.float32]
    usual: Voice | None = None
    echo: float = 0.0


def voice(sound: Iterable[NDArray[np.float32]], usual: Voice | None = None) -> Voice:
    """Look at mono sound at RATE, given in blocks."""
    bands = Rows(_spectra(sound), _BANDS)
    return Voice(bands, _speech(bands, usual.bands if usual else bands), usual)


def recorded(sound: Iterable[NDArray[np.float32]]) -> Voice:
    """Look at a recording, mono at RATE, given in blocks: at the voice rather than at where it was recorded."""
    heard = Rows(_spectra(sound), _BANDS)
    echo = echo_of(heard)
    # Where a room goes on, it would be taken for noise that swells.
    bands = heard if echo else Rows(steadied(heard), _BANDS)
    return Voice(bands, _speech(bands, bands), echo=echo)


def _spectra(sound: Iterable[NDArray[np.float32]]) -> Iterable[Frames]:
    """Frame n is around sample n x HOP."""
    window = np.hanning(_WINDOW).astype(np.float32)
    rest, last = np.zeros(_WINDOW // 2, np.float32), np.float32(0)
    for block in _ended(sound):
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
            yield _in_bands(power.astype(np.float32))
            rest = rest[count * HOP :]


def _ended(sound: Iterable[NDArray[np.float32]]) -> Iterable[NDArray[np.float32]]:
    """With half a window of silence behind, so that the last frame has its own."""
    yield from sound
    yield np.zeros(_WINDOW // 2, np.float32)


def _in_bands(power: Frames) -> Frames:
    """The energy of spectra in each band: some bands at a time, from the lowest to the highest bin that these have."""
    found = np.empty((len(power), _BANDS), np.float32)
    for first, last, low, high, weights in _some_bands():
        np.einsum("tf,bf->tb", power[:, low:high], weights, out=found[:, first:last])
    return found


@cache
def _some_bands() -> tuple[tuple[int, int, int, int, Frames], ...]:
    """Bands from the first to before the second; bins from the third to before the fourth; their weights."""
    weights, found = _mel(), []
    for first in range(0, _BANDS, _TOGETHER):
        some = weights[first : first + _TOGETHER]
        bins = np.flatnonzero(some.any(axis=0))
        low, high = int(bins[0]), int(bins[-1]) + 1
        found.append((first, first + len(some), low, high, np.ascontiguousarray(some[:, low:high])))
    return tuple(found)


def _mel() -> Frames:
    low, high = (2595 * log10(1 + edge / 700) for edge in (_LOW, _HIGH))
    corners = 700 * (10 ** (np.linspace(low, high, _BANDS + 2) / 2595) - 1)
    hertz = np.arange(_SPECTRUM // 2 + 1) * RATE / _SPECTRUM
    below, centre, above = corners[:-2, None], corners[1:-1, None], corners[2:, None]
    rising, falling = (hertz - below) / (centre - below), (above - hertz) / (above - centre)
    return np.asarray(np.maximum(0, np.minimum(rising, falling)), np.float32)


def _speech(bands: Sheet, usual: Sheet) -> NDArray[np.float32]:
    """By how much all bands together stand out from what is heard in pauses of `usual`."""
    if not len(bands):
        return np.zeros(0, np.float32)
    some = _decibels(picked(usual, some_of(np.arange(len(usual)))))
    faint = np.percentile(some, 95) - _DEPTH
    quiet = np.percentile(np.maximum(some, faint), 10, axis=0)

    def over(sheet: Sheet) -> NDArray[np.float32]:
        means = [(np.maximum(_decibels(block), faint) - quiet).mean(axis=1) for block in blocks(sheet)]
        return _smooth(np.concatenate(means))

    often = over(usual)
    smooth = often if usual is bands else over(bands)
    low, high = np.percentile(often, 5), np.percentile(often, 95)
    reach = max(float(high - low), 1e-3)
    return np.asarray(np.clip((smooth - low - _RISE * reach) / (_SLOPE * reach), -1, 1), np.float32)


def _decibels(bands: Frames) -> Frames:
    return np.asarray(10 * np.log10(bands + 1e-9))


def _smooth(levels: NDArray[np.float32]) -> NDArray[np.float32]:
    return np.asarray(np.convolve(np.pad(levels, 1, "edge"), [0.25, 0.5, 0.25], "valid"))


def shapes(reference: Voice, heard: Voice) -> tuple[Sheet, Sheet, NDArray[np.float32]]:
    """The spectra of both as shapes that can be compared, with how they change; and of each frame of the reference how
    much of it is heard over the noise of the recording, from 0 to 1.

    The reference is first given the room, the colour and the noise of the recording: what a telephone leaves out of it
    is no difference then, nor what a fan adds. Both get as much again of the noise, steady as no noise is: what is
    faint in it is then chance of no weight.
    """
    reference = _in_room(reference, heard.echo) if heard.echo else reference
    usual = reference.usual or reference
    quiet = _where(heard, heard.speech <= np.percentile(heard.speech, 10)).mean(axis=0)
    said = _where(heard, heard.speech > 0)
    loud = said.mean(axis=0)
    colour = np.maximum(loud - quiet, loud / 20) / (_where(usual, usual.speech > 0).mean(axis=0) + 1e-12)
    least = np.float32(np.percentile(said, 95) * _FLOOR + 1e-12)
    floor = quiet + least
    known = _cepstra((block * colour + quiet for block in blocks(usual.bands)), floor)
    spoken = known if usual is reference else _cepstra((b * colour + quiet for b in blocks(reference.bands)), floor)
    ours = _shape(spoken, known, usual.speech > 0)
    over = [10 * np.log10(1 + block * colour / floor).mean(axis=1) for block in blocks(reference.bands)]
    audible = np.clip((_smooth(np.concatenate(over)) - _DROWNED) / (_CLEAR - _DROWNED), 0, 1).astype(np.float32)
    cepstra = _cepstra(blocks(heard.bands), floor)
    return ours, _shape(cepstra, cepstra, heard.speech > 0), audible


def _in_room(spoken: Voice, echo: float) -> Voice:
    usual = spoken.usual and _in_room(spoken.usual, echo)
    return replace(spoken, bands=Rows(in_room(blocks(spoken.bands), echo), _BANDS), usual=usual)


def _where(spoken: Voice, wanted: NDArray[np.bool_]) -> Frames:
    """What is heard in the frames that are wanted, or in enough of them."""
    return picked(spoken.bands, some_of(np.flatnonzero(wanted)))


def _cepstra(bands: Iterable[Frames], floor: NDArray[np.float32]) -> Rows:
    turned = _cosines(len(floor))
    return Rows((np.einsum("tb,bs->ts", np.log(each + floor), turned) for each in bands), _SHAPE)


def _shape(cepstra: Sheet, usual: Sheet, spoken: NDArray[np.bool_]) -> Rows:
    """`spoken` says of which frames of `usual` the spread is that of 1."""
    known = picked(usual, some_of(np.flatnonzero(spoken)))
    mean, spread = known.mean(axis=0), known.std(axis=0) + 1e-6
    every = max(1, -(-len(usual) // ENOUGH))
    # Copies: a part of a block would hold all of it.
    steps = [change[-first % every :: every].copy() for first, _block, change in _changing(usual, mean, spread)]
    size = np.concatenate(steps).std(axis=0) + 1e-6
    told = _changing(cepstra, mean, spread)
    return Rows((np.hstack([block, change / size]) for _first, block, change in told), 2 * _SHAPE)


def _changing(cepstra: Sheet, mean: Frames, spread: Frames) -> Iterator[tuple[int, Frames, Frames]]:
    """Blocks from a frame on, in units of their spread, and the slope of a line through each and two on either side."""
    for first in range(0, len(cepstra), TOGETHER):
        start, end = max(0, first - _AROUND), min(first + TOGETHER, len(cepstra))
        values = (np.asarray(cepstra[start : end + _AROUND]) - mean) / spread
        own = slice(first - start, end - start)
        yield first, values[own], _change(values)[own]


def _cosines(count: int) -> Frames:
    """What makes the first of the cepstrum's values of so many bands: the orthonormal cosine transform (DCT-II)."""
    places, orders = np.arange(count) + 0.5, np.arange(_SHAPE)
    waves = np.cos(np.pi / count * places[:, None] * orders) * np.sqrt(2 / count)
    waves[:, 0] /= np.sqrt(2)
    return np.asarray(waves, np.float32)


def _change(values: Frames) -> Frames:
    padded = np.pad(values, ((_AROUND, _AROUND), (0, 0)), "edge")
    count = len(values)
    return np.asarray(sum(step * padded[2 + step : 2 + step + count] for step in (-2, -1, 1, 2)) / 10)
