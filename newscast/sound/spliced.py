"""What of a bed's recording sounds: its music as if the silences in it were not there.

Where the recording is silent for long it goes over at once into what comes next. Silence before the first and after the
last sound stays: how a bed comes in and ends is its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from newscast.base.timecode import SAMPLE_RATE
from newscast.sound.levels import EDGE, amplitude
from newscast.sound.meter import STEP, integrated, lufs
from newscast.sound.normalise import INAUDIBLE
from newscast.sound.wav import Samples, Wav
from newscast.timeline.spans import Span

_LONG = 8
"""Steps of silence that are a gap: a second that they are most of is not heard beside the music around it."""
_MUSIC = 2 * SAMPLE_RATE
"""Samples that go on before and after a gap. Strokes that are far from each other are a rhythm, and stay."""
_MEETING = SAMPLE_RATE // 10
"""Samples in which what was heard goes out under what comes next."""
_FEWEST = 2
"""Bars, or beats, that are left of a stretch that ends earlier so that what comes next is in time."""


@dataclass(frozen=True)
class Spliced(Wav):
    """The stretches of a recording one after another; each goes out over what was recorded after it."""

    kept: tuple[Span, ...] = ()
    recording: Wav | None = None

    def read(self, start: int, count: int) -> Samples:
        assert self.recording
        out = np.zeros((count, self.channels), np.float32)
        at = 0
        for number, span in enumerate(self.kept):
            last = number == len(self.kept) - 1
            edges = (EDGE if number else 0, 0 if last else _MEETING)
            self._add(out, start - at, span, edges)
            at += span.length
        return out

    def _add(self, out: Samples, since: int, span: Span, edges: tuple[int, int]) -> None:
        """Add what of a stretch is heard, of which the first sample of `out` is sample `since`."""
        rise, fall = edges
        first, last = max(0, since), min(since + len(out), span.length + fall)
        if first >= last or self.recording is None:
            return
        heard = self.recording.read(span.start + first, last - first)
        places = np.arange(first, last)
        if rise > first:
            heard *= np.clip(places / rise, 0.0, 1.0).astype(np.float32)[:, None]
        if last > span.length:
            heard *= np.clip((span.length + fall - places) / fall, 0.0, 1.0).astype(np.float32)[:, None]
        out[first - since : last - since] += heard


def spliced(wav: Wav, kept: Sequence[Span]) -> Wav:
    """A recording of which these stretches are heard, one after another; as it is where there are none."""
    if not kept:
        return wav
    samples = sum(span.length for span in kept)
    return Spliced(wav.path, wav.channels, samples, wav.data, wav.bits, tuple(kept), wav)


def sounding(wav: Wav, energies: NDArray[np.float64], beat: Fraction | None = None) -> tuple[Span, ...]:
    """The stretches of a recording with these energies between its gaps, in time where a `beat` is known; none where
    it has no gap."""
    level = integrated(energies) - INAUDIBLE
    gaps = [_exact(wav, gap, level) for gap in _gaps(energies, level)]
    edges = [0, *(edge for gap in gaps for edge in (gap.start, gap.end)), wav.samples]
    lengths = [last - first for first, last in zip(edges[::2], edges[1::2], strict=True)]
    kept = [gap for gap, around in zip(gaps, pairwise(lengths), strict=True) if min(around) >= _MUSIC]
    found, start = [], 0
    for gap in kept:
        found.append(Span(start, _left(start, gap, beat)))
        start = gap.end
    return (*found, Span(start, wav.samples)) if kept else ()


def _gaps(energies: NDArray[np.float64], level: float) -> list[Span]:
    """Where music is silent for long between two sounds, in samples, as exactly as its energies tell."""
    heard = np.flatnonzero(lufs(energies) > level)
    pairs = [(int(before) + 1, int(after)) for before, after in pairwise(heard)]
    return [Span(first * STEP, last * STEP) for first, last in pairs if last - first >= _LONG]


def _exact(wav: Wav, gap: Span, level: float) -> Span:
    """A gap from its last sound to the first of the next, which are within a step of where it was found."""
    height = amplitude(level)
    before, after = wav.read(gap.start - STEP, STEP), wav.read(gap.end, STEP)
    last, first = (np.flatnonzero(np.abs(each).max(axis=1) > height) for each in (before, after))
    end = int(last[-1]) + 1 if len(last) else STEP
    start = int(first[0]) if len(first) else 0
    return Span(gap.start - STEP + end, max(gap.start, gap.end + start - EDGE))


def _left(start: int, gap: Span, beat: Fraction | None) -> int:
    """Where a stretch that starts there is left for what comes after a gap: as many bars earlier as make it enter in
    time, or beats where few bars are left, or else just before its last sound has gone out."""
    for unit in (4 * beat, beat) if beat else ():
        left = gap.end - round(-(-gap.length // unit) * unit)
        if left - start >= _FEWEST * unit:
            return left
    return max(start, gap.start - _MEETING)
