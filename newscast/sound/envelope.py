"""Gain over time as numbers: how music makes room for words, and when it is out altogether.

An envelope is a tuple of (sample, factor) points, ascending; between them the factor runs straight.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from math import pi, sin

from newscast.base.timecode import SAMPLE_RATE
from newscast.sound.levels import amplitude
from newscast.timeline.form import BED_OUT
from newscast.timeline.spans import Span, merged

Envelope = tuple[tuple[int, float], ...]

DOWN = SAMPLE_RATE * 3 // 10
"""Samples in which music goes down, before the first word."""
UP = SAMPLE_RATE * 8 // 10
"""Samples in which it comes up, after the last."""
PAUSE = 2 * SAMPLE_RATE
"""A pause in which music comes up is longer than this."""
BREATH = SAMPLE_RATE
"""A pause that is no longer than this is a breath to music that somebody speaks over."""
AT_ONCE = SAMPLE_RATE // 10
"""Samples before the end of the last word in which such music is back."""
OUT = BED_OUT
"""Samples in which music goes out when a sound begins that must be alone, and comes back before its end."""
ENTER = SAMPLE_RATE * 3 // 4
"""Samples in which a bed comes in under the end of other music."""
LEAD = SAMPLE_RATE // 4
"""Samples in which a bed meets another, or comes in where nothing was heard before it."""

_STEPS = 8
"""Straight pieces that stand for a curve."""


def ducked(speech: Iterable[Span], under: float, alone: float) -> Envelope:
    """`under` dB while somebody speaks, `alone` dB in pauses longer than PAUSE."""
    low, high = amplitude(under), amplitude(alone)
    points: list[tuple[int, float]] = []
    for span in merged(speech, PAUSE):
        points += [(span.start - DOWN, high), (span.start, low), (span.end, low), (span.end + UP, high)]
    return tuple(points) or ((0, high),)


def met(speech: Iterable[Span], under: float) -> Envelope:
    """`under` dB while somebody speaks over music that stands for itself, 0 dB at once when they have finished: what
    hits then is heard whole."""
    low = amplitude(under)
    points: list[tuple[int, float]] = []
    for span in merged(speech, BREATH):
        end = max(span.start, span.end - AT_ONCE)
        points += [(span.start - DOWN, 1.0), (span.start, low), (end, low), (end + AT_ONCE, 1.0)]
    return tuple(points) or ((0, 1.0),)


def silent_in(quiet: Iterable[Span]) -> Envelope:
    """1, but 0 in the quiet spans, in which it goes out and comes back; those nearer than PAUSE are one."""
    points: list[tuple[int, float]] = []
    for span in merged(quiet, PAUSE):
        edge = min(OUT, span.length // 2)
        points += [(span.start, 1.0), (span.start + edge, 0.0), (span.end - edge, 0.0), (span.end, 1.0)]
    return tuple(points) or ((0, 1.0),)


def faded(start: int, end: int, rise: int, fall: int) -> Envelope:
    """0 outside `start` to `end`, rising and falling inside it; 0 samples is a hard edge."""
    room = end - start
    if rise + fall > room:
        rise, fall = rise * room // (rise + fall), fall * room // (rise + fall)
    points: list[tuple[int, float]] = []
    points += [(start, 0.0), (start + rise, 1.0)] if rise else [(start, 1.0)]
    points += [(end - fall, 1.0), (end, 0.0)] if fall else [(end, 1.0)]
    return tuple(points)


def crossfaded(start: int, end: int, rise: int, fall: int) -> Envelope:
    """As `faded`, but of equal power, for music that is faded into other music: the sum does not sag."""
    shape = [(step, sin(pi / 2 * step / _STEPS)) for step in range(_STEPS + 1)]
    up = [(start + rise * step // _STEPS, factor) for step, factor in shape] if rise else [(start, 1.0)]
    down = [(end - fall * step // _STEPS, factor) for step, factor in reversed(shape)] if fall else [(end, 1.0)]
    return (*up, *down)


def at(envelope: Envelope, sample: int) -> float:
    """The factor at a sample; before the first point and after the last it stays."""
    after = bisect_right(envelope, sample, key=lambda point: point[0])
    if after == 0:
        return envelope[0][1]
    if after == len(envelope):
        return envelope[-1][1]
    (left, low), (right, high) = envelope[after - 1], envelope[after]
    return low + (high - low) * (sample - left) / (right - left)


def product(envelopes: Sequence[Envelope], start: int, end: int) -> Envelope:
    """One envelope between two samples; it is exact at the points of all, and straight in between."""
    places = {start, end} | {sample for envelope in envelopes for sample, _ in envelope if start < sample < end}
    points = []
    for sample in sorted(places):
        factor = 1.0
        for envelope in envelopes:
            factor *= at(envelope, sample)
        points.append((sample, round(factor, 7)))
    return tuple(_thinned(points))


def _thinned(points: list[tuple[int, float]]) -> list[tuple[int, float]]:
    """Without points that lie between two of the same factor."""
    kept: list[tuple[int, float]] = []
    for number, point in enumerate(points):
        inner = 0 < number < len(points) - 1
        if inner and kept[-1][1] == point[1] == points[number + 1][1]:
            continue
        kept.append(point)
    return kept
