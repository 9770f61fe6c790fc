"""Spans of time: what of them is free, what lies in another, and what goes together."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True)
class Span:
    """`start` (inclusive) to `end` (exclusive): samples, or frames where that is said."""

    start: int
    end: int

    @property
    def length(self) -> int:
        return self.end - self.start

    def later(self, shift: int) -> Span:
        return Span(self.start + shift, self.end + shift)

    def inside(self, margin: int) -> Span:
        """What is left of it without `margin` at either end."""
        return Span(self.start + margin, self.end - margin)


def without(spans: Iterable[Span], taken: Iterable[Span]) -> list[Span]:
    """What is left of the spans where these are taken."""
    left = list(spans)
    for gone in taken:
        halves = [
            half
            for each in left
            for half in (Span(each.start, min(each.end, gone.start)), Span(max(each.start, gone.end), each.end))
        ]
        left = [half for half in halves if half.length > 0]
    return left


def within(spans: Iterable[Span], outer: Span) -> list[Span]:
    """What of the spans lies in `outer`."""
    parts = [Span(max(each.start, outer.start), min(each.end, outer.end)) for each in spans]
    return [part for part in parts if part.length > 0]


def common(spans: Iterable[Span], others: Sequence[Span]) -> list[Span]:
    """What each of the spans has in common with each of the others, whose beginnings and ends ascend."""
    ends, found = [each.end for each in others], []
    for span in spans:
        for at in range(bisect_right(ends, span.start), len(others)):
            if others[at].start >= span.end:
                break
            found.append(Span(max(span.start, others[at].start), min(span.end, others[at].end)))
    return [each for each in found if each.length > 0]


def parted(span: Span, others: Iterable[Span]) -> list[Span]:
    """The span in parts, in each of which the same of the others go on."""
    edges = {edge for each in others for edge in (each.start, each.end) if span.start < edge < span.end}
    marks = [span.start, *sorted(edges), span.end]
    return [Span(*part) for part in pairwise(marks)]


def merged(spans: Iterable[Span], gap: int = 0) -> tuple[Span, ...]:
    """Ascending, disjoint spans; those at most `gap` apart become one."""
    joined: list[Span] = []
    for span in sorted(spans, key=lambda span: (span.start, span.end)):
        if joined and span.start - joined[-1].end <= gap:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        elif span.end > span.start:
            joined.append(span)
    return tuple(joined)
