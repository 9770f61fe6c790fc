"""A master through a codec that moves peaks, so that what is decoded of it stays under the true-peak limit.

How far a codec overshoots depends on the sound: what it leaves out of a click or a hard consonant moves a peak by some
tenths of a dB, or by three. So the encoded sound is decoded and measured; where it is over, the master is lowered there
alone, and encoded again.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import minimum_filter1d

from newscast.sound.levels import amplitude
from newscast.sound.limiter import GRAIN, curve, peaks, smoothed
from newscast.sound.peaks import TAPS
from newscast.sound.wav import BLOCK, Samples, Wav, WavWriter, open_wav
from newscast.step.step import Tools

_ROUNDS = 8
"""Times that it is encoded again, at most: what is lowered is quantised anew, and may be over elsewhere."""
_PACKET = 128
"""Grains around what is over that are lowered with it, twice as many in each further round: what an encoder adds to a
peak is spread over a packet, 2048 samples of AAC."""
_SPARE = 0.05
"""dB under the limit at which what was over is aimed, and as much more in each further round."""

Gains = NDArray[np.float32]
"""For each GRAIN samples what they are lowered by."""


def encode_under(limit: float, master: Path, encode: Callable[[Path], Path], tools: Tools, start: int = 0) -> None:
    """`encode` a master so that nothing that is decoded rises over `limit` dBTP.

    It is called with a WAV and answers with what it wrote, whose first sample, decoded, must be sample `start` of the
    WAV, a multiple of GRAIN. Where nothing is over it is called once.
    """
    source = open_wav(master)
    needed: Gains | None = None
    lowered = tools.scratch / "lowered.wav"
    written = encode(master)
    for number in range(1, _ROUNDS + 1):
        over = _over(limit, written, source.channels, tools)
        if not over:
            return
        if needed is None:
            needed = np.ones(-(-source.samples // GRAIN), np.float32)
        aim = amplitude(limit - _SPARE * number)
        lower = np.ones_like(needed)
        for grain, peak in over.items():
            lower[min(start // GRAIN + grain, len(needed) - 1)] = aim / peak
        needed *= minimum_filter1d(lower, 2 * (_PACKET << (number - 1)) + 1, mode="nearest")
        _write_lowered(source, smoothed(needed), lowered)
        written = encode(lowered)


def _over(limit: float, encoded: Path, channels: int, tools: Tools) -> dict[int, float]:
    """The grains in which what is decoded rises over the limit, each with its highest amplitude."""
    found = _Over(channels, amplitude(limit))
    form = ["-map", "0:a:0", "-c:a", "pcm_f32le", "-f", "f32le", "pipe:1"]
    tools.stream(["-i", f"file:{encoded}", *form], found.add)
    found.end()
    return found.grains


class _Over:
    """Takes decoded sound in blocks of bytes, and keeps which grains rise over a limit."""

    def __init__(self, channels: int, limit: float) -> None:
        self.grains: dict[int, float] = {}
        self._limit, self._channels = limit, channels
        self._bytes = b""
        self._before: Samples = np.zeros((2 * GRAIN, channels), np.float32)
        self._first = -2
        """The grain that `_before` begins with."""

    def add(self, block: bytes) -> None:
        self._bytes += block
        size = 4 * self._channels * GRAIN
        whole = len(self._bytes) // size * size
        if whole:
            self._look(np.frombuffer(self._bytes[:whole], "<f4").reshape(-1, self._channels))
            self._bytes = self._bytes[whole:]

    def end(self) -> None:
        rest = np.frombuffer(self._bytes, "<f4").reshape(-1, self._channels)
        self._look(np.pad(rest, ((0, 2 * GRAIN - len(rest)), (0, 0))))

    def _look(self, samples: Samples) -> None:
        """At all grains but the first one and the last one, which have nothing beside them yet."""
        assert GRAIN >= TAPS
        joined = np.concatenate([self._before, samples])
        high = peaks(joined, self._limit, between=True)
        for grain in np.flatnonzero(high[1:-1] > self._limit) + 1:
            self.grains[max(0, self._first + int(grain))] = float(high[grain])
        self._before = joined[-2 * GRAIN :]
        self._first += len(joined) // GRAIN - 2


def _write_lowered(source: Wav, gains: NDArray[np.float64], output: Path) -> None:
    with WavWriter(output, source.channels, source.bits) as writer:
        for start in range(0, source.samples, BLOCK):
            count = min(BLOCK, source.samples - start)
            gain = curve(gains, start, count)
            writer.write((source.read(start, count) * gain[:, None]).astype(np.float32))
