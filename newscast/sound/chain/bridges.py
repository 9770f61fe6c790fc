"""Bridges over clicks: as wide as they have to be, and more of them where a click still rings after the first."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from newscast.sound.chain.flattening import BESIDE, USUAL
from newscast.sound.chain.mending import foretold_across
from newscast.sound.chain.patching import Span, apart
from newscast.sound.chain.ringing import EDGE, ringing
from newscast.sound.chain.unforeseen import bends
from newscast.sound.wav import Wav

_WIDER = (24, 36, 48, 48, 48)
"""Samples by which a bridge grows on the side where it still breaks: a smack dies away over 1 to 3 ms."""
_TAIL = 24
"""Samples behind a bridge in which it may not break either: half a millisecond."""


def bridges(wav: Wav, spans: Iterable[Span], heard: float) -> list[Span]:
    """The spans in order, wide enough, with what rings behind them, those that meet joined; what is less sharp than
    `heard` does not ring."""
    found = apart(smooth(wav, span) for span in spans)
    return apart(each for span in found for each in ringing(wav, span, heard))


def smooth(wav: Wav, span: Span) -> Span:
    """The span as wide as it has to be for its bridge to be no sharper than what is around it."""
    tried = [(_breaks(wav, span), span)]
    for wider in _WIDER:
        (sharpest, place), (first, last) = tried[-1]
        if sharpest <= 1:
            break
        middle = (last - first) // 2
        span = (first - wider, last) if place < middle else (first, last + wider)
        tried.append((_breaks(wav, span), span))
    return min(tried)[1]


def _breaks(wav: Wav, span: Span) -> tuple[float, int]:
    """How sharp the bridge of a span and what follows it are, against what is around them; and where they are sharpest,
    from its beginning."""
    first, last = span
    bent = bends(foretold_across(wav, (first - BESIDE, last + BESIDE), span))
    bridge = slice(BESIDE, BESIDE + last - first)
    near = slice(bridge.start - 1 - EDGE, bridge.stop - 1 + _TAIL)
    beside = np.concatenate([bent[: near.start], bent[near.stop :]])
    return float(bent[near].max() / (np.percentile(beside, USUAL) + 1e-12)), int(bent[near].argmax()) - EDGE
