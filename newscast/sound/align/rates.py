"""Sound at the rate at which voices are compared, by numpy alone: to load scipy takes longer than to listen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

import numpy as np
from numpy.typing import NDArray

_TAPS, _SHAPE = 121, 8.0
"""Of the low-pass filter, and of its Kaiser window: what is 2 kHz above its edge is 80 dB down."""
_ROUND = 32
"""By what the length of a sound that is transformed can be divided."""


def lowered(blocks: Iterable[NDArray[np.floating]], step: int, edge: float) -> Iterator[NDArray[np.float32]]:
    """Mono sound, given in blocks, as every `step`-th sample, without what is above `edge`, a share of its rate.

    Nothing is late by the filter: a sample is where `step` of them were.
    """
    place = np.arange(_TAPS) - _TAPS // 2
    taps = (2 * edge * np.sinc(2 * edge * place) * np.kaiser(_TAPS, _SHAPE)).astype(np.float32)
    rest, skipped = np.zeros(_TAPS // 2, np.float32), 0
    for block in chain(blocks, [np.zeros(_TAPS // 2)]):
        rest = np.concatenate([rest, np.asarray(block, np.float32)])
        if len(rest) >= _TAPS + skipped:
            yield _every(rest[skipped:], taps, step)
        if len(rest) >= _TAPS:
            count = len(rest) - _TAPS + 1
            skipped = (skipped - count) % step
            rest = rest[count:]


def _every(sound: NDArray[np.floating], taps: NDArray[np.float32], step: int) -> NDArray[np.float32]:
    """Every `step`-th sample of a filtered sound, and no other: so only those are worked out."""
    windows = np.lib.stride_tricks.sliding_window_view(sound, len(taps))[::step]
    return np.asarray(np.einsum("ij,j->i", windows, taps))


def resampled(sound: NDArray[np.floating], rate: int, wanted: int) -> NDArray[np.float64]:
    """All of a short mono sound at another rate, by its spectrum: what is above half of the lower one is gone."""
    # A length with a large prime in it takes twice as long to transform.
    round_length = rate // int(np.gcd(rate, wanted)) * _ROUND
    padded = np.concatenate([sound, np.zeros(_TAPS + -(len(sound) + _TAPS) % round_length)])
    length = len(padded) * wanted // rate
    spectrum = np.fft.rfft(padded)[: length // 2 + 1]
    return np.fft.irfft(spectrum, length)[: -(-len(sound) * wanted // rate)] * (wanted / rate)
