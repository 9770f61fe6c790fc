"""Repairs here and there in a take: everything else of it stays as it is, to the bit."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from newscast.sound.wav import BLOCK, Samples, Wav

Span = tuple[int, int]
"""First sample, and the one after the last."""


def patched(wav: Wav, spans: Sequence[Span], patch: Callable[[Span], Samples]) -> Iterator[Samples]:
    """The take with what `patch` gives for each of the spans, which ascend and do not meet."""
    waiting = list(reversed(spans))
    current: tuple[Span, Samples] | None = None
    for start in range(0, wav.samples, BLOCK):
        end = min(start + BLOCK, wav.samples)
        block = wav.read(start, end - start)
        while True:
            if current is None and waiting and waiting[-1][0] < end:
                span = waiting.pop()
                current = span, patch(span)
            if current is None:
                break
            (first, last), samples = current
            begin, stop = max(first, start), min(last, end)
            block[begin - start : stop - start] = samples[begin - first : stop - first]
            if last > end:
                break
            current = None
        yield block


def spans_of(chosen: NDArray[np.bool_], unit: int, around: int, samples: int) -> list[Span]:
    """Runs of chosen units as spans with so many samples `around` them, those that meet joined."""
    edges = np.flatnonzero(np.diff(np.concatenate([[False], chosen, [False]]).astype(np.int8)))
    runs = zip(edges[::2] * unit - around, edges[1::2] * unit + around, strict=True)
    return apart((int(begin), min(samples, int(end))) for begin, end in runs)


def apart(spans: Iterable[Span]) -> list[Span]:
    """Spans in order, none of them before the take, those that meet joined."""
    found: list[Span] = []
    for first, last in sorted(spans):
        if found and first <= found[-1][1]:
            found[-1] = found[-1][0], max(last, found[-1][1])
        else:
            found.append((max(0, first), last))
    return found


def risen(length: int, edge: int) -> NDArray[np.float64]:
    """From 0 to 1 and back again, shape (length, 1), by raised cosines of `edge` samples."""
    edge = max(1, min(edge, length // 2))
    places = np.arange(length)
    inside = np.clip(np.minimum(places + 1, length - places) / (edge + 1), 0.0, 1.0)
    shape: NDArray[np.float64] = (0.5 - 0.5 * np.cos(np.pi * inside))[:, None]
    return shape
