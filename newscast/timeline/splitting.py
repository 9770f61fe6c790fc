"""One take of several texts is cut where one ends and the next begins, as if each had been recorded alone."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate, pairwise

from newscast.base.timecode import SAMPLE_RATE
from newscast.timeline.spans import Span
from newscast.timeline.trim import AFTER, BEFORE

_FEW = 5
"""Times as many words as are heard of a text that is not read: a few may sound like others."""
_NEAR = SAMPLE_RATE * 3 // 10
"""Samples that the beginning of a text may be away from that of the speech it is in, and its end likewise."""


@dataclass(frozen=True)
class Heard:
    """What is known of a take, in its samples: where each word of its texts is said, None for one that is not; where
    somebody speaks (ascending, disjoint); and its length."""

    words: tuple[Span | None, ...]
    speech: tuple[Span, ...]
    samples: int


def stretches(counts: Sequence[int], heard: Heard, trim: bool = True) -> list[tuple[Fraction, Fraction] | None]:
    """Where each text begins and ends in the take, in samples; None for one of which next to nothing is said.

    `counts` are the words of each text, in the order in which they are read. As of any take, BEFORE its first word and
    AFTER its last are kept, and where less lies between two of them, or between one and something else that is said,
    it is parted in that proportion. Without `trim` all that lies between is. Texts begin and end with the speech around
    a pause, so that a word that is corrected in one moves none of the others.
    """
    said = [_said(heard.words[first:last], heard.speech) for first, last in pairwise([0, *accumulate(counts)])]
    words = [each for each in said if each]
    starts = sorted([*(span.start for span in heard.speech), *(each.start for each in words)])
    ends = sorted([*(span.end for span in heard.speech), *(each.end for each in words)])
    return [_kept(each, starts, ends, heard.samples, trim) if each else None for each in said]


def _said(words: Sequence[Span | None], speech: Sequence[Span]) -> Span | None:
    spoken = [word for word in words if word]
    if not spoken or _FEW * len(spoken) < len(words):
        return None
    start = _nearest(spoken[0].start, [span.start for span in speech])
    end = _nearest(spoken[-1].end, [span.end for span in speech])
    return Span(start, max(end, start + 1))


def _nearest(sample: int, edges: Sequence[int]) -> int:
    """The edge of speech that is meant; the sample itself where none is near."""
    edge = min(edges, key=lambda each: abs(each - sample), default=sample)
    return edge if abs(edge - sample) <= _NEAR else sample


def _kept(
    said: Span, starts: Sequence[int], ends: Sequence[int], samples: int, trim: bool
) -> tuple[Fraction, Fraction]:
    earlier, later = bisect_right(ends, said.start) - 1, bisect_left(starts, said.end)
    before = _part_of(said.start - ends[earlier], BEFORE, trim) if earlier >= 0 else _edge(said.start, BEFORE, trim)
    left = samples - said.end
    after = _part_of(starts[later] - said.end, AFTER, trim) if later < len(starts) else _edge(left, AFTER, trim)
    return said.start - before, said.end + after


def _part_of(pause: int, wanted: Fraction, trim: bool) -> Fraction:
    """What of a pause between two texts belongs to the one that wants so many seconds of it."""
    share = pause * wanted / (BEFORE + AFTER)
    return min(share, wanted * SAMPLE_RATE) if trim else share


def _edge(rest: int, wanted: Fraction, trim: bool) -> Fraction:
    return min(Fraction(rest), wanted * SAMPLE_RATE) if trim else Fraction(rest)
