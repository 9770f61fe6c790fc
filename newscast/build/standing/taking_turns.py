"""Texts that leave as a caption comes, or come as one leaves: they part where it does, so that it stands at its place.

Captions without a place of their own stand above the texts that are seen with them, and do not move while they are
read. So one that begins while a text leaves would stay high over nothing until it is over.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from newscast.base.timecode import round_half_up
from newscast.captions.cue import Cue
from newscast.timeline.model import PlacedSuper
from newscast.timeline.spans import Span
from newscast.timeline.supers import LEAST

_BRIEFLY = Fraction(1, 2)
"""Seconds under which a text and a caption are not seen together."""


def taking_turns(
    supers: Sequence[PlacedSuper], cues: Sequence[Cue], cuts: Sequence[int], rate: Fraction
) -> tuple[PlacedSuper, ...]:
    """The texts of a segment, none of which is seen with one of its captions for a moment only, or beyond one of its
    cuts; what could not be read any more stays as it is."""
    briefly, least = round_half_up(_BRIEFLY * rate), LEAST * rate
    return tuple(shown if shown.stands else _parted(shown, cues, cuts, briefly, least) for shown in supers)


def _parted(shown: PlacedSuper, cues: Sequence[Cue], cuts: Iterable[int], briefly: int, least: Fraction) -> PlacedSuper:
    start, end = shown.span.start, shown.span.end
    comes = max((cue.end for cue in cues if start < cue.end <= start + briefly), default=start)
    leaves = min(_after(end, briefly, [*(cue.start for cue in cues), *cuts]), default=end)
    for span in (Span(comes, leaves), Span(start, leaves), Span(comes, end)):
        if span.length >= least:
            return replace(shown, start=span.start, frames=span.length)
    return shown


def _after(end: int, briefly: int, edges: Iterable[int]) -> Iterator[int]:
    """Those right before which something would be seen a little longer."""
    return (edge for edge in edges if end - briefly <= edge < end)
