"""How loud speech is in a finished file: BS.1770 over the places where somebody speaks, and nothing else.

That is what ATSC A/85 calls the loudness of the anchor element and Netflix “dialogue-gated”: the absolute gate of
BS.1770 holds, the relative one does not, since what is no speech is left out already (ITU-R BS.1770-1 has none). Where
somebody speaks is known from the takes before they were mixed, so that nobody has to tell speech from music here.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import log10

from newscast.qc.measured import EVERY_MOMENTARY, MOMENTARY, QUIETEST
from newscast.timeline.spans import Span, merged

_SHORT = MOMENTARY
"""Milliseconds up to which a pause belongs to what is said: a window as long would hold some of either."""


def dialogue(momentary: Sequence[float], speech: Iterable[Span]) -> tuple[float | None, float]:
    """Its loudness in LUFS, None where too little is said; and how many seconds of windows that is of.

    `momentary` as Loudness has it, `speech` in milliseconds. The windows of 400 ms that lie wholly in speech count.
    """
    blocks = [value for span in merged(speech, _SHORT) for value in _inside(momentary, span) if value > QUIETEST]
    if not blocks:
        return None, 0.0
    mean = sum(10 ** (value / 10) for value in blocks) / len(blocks)
    return round(10 * log10(mean), 2), round(len(blocks) * EVERY_MOMENTARY / 1000, 1)


def _inside(momentary: Sequence[float], span: Span) -> Sequence[float]:
    """The values of windows in the span: that with the number n ends at (n + 1) tenths of a second."""
    first = -(-(span.start + MOMENTARY) // EVERY_MOMENTARY) - 1
    return momentary[max(first, 0) : max(span.end // EVERY_MOMENTARY, 0)]
