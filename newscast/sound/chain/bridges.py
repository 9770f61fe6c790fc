"""Bridges over clicks: as wide as they have to be, and more of them where a click still rings after the first."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from newscast.sound.chain.patching import Span
from newscast.sound.chain.prediction import bridged
from newscast.sound.chain.unforeseen import bends
from newscast.sound.wav import Wav

EDGE = 6
"""Samples bridged on either side of a tick."""
_WIDER = (24, 36, 48, 48, 48)
"""Samples by which a bridge grows on the side where it still breaks: a smack dies away over 1 to 3 ms."""
_TAIL = 24
"""Samples behind a bridge in which it may not break either: half a millisecond."""
_BESIDES = 2400
"""Samples on either side, 50 ms, that say how sharp a bridge may be: as their 99.5th percentile."""
_BEFORE, RINGS = 72, 480
"""Samples before a bridge in which a click of a narrow band rings, and behind it in which a click may still break off:
1.5 and 10 ms."""
_MORE = 1.2
"""Times as sharp as the sharpest that is farther away, from which it does: a voice has pulses."""
_EVEN = 6.0
"""Times as sharp as half of it, up to which its 99.5th percentile is that of noise (4.2), and counts there."""
_TURNS = 4
"""Times a bridge is looked behind."""
_NEAR = 48
"""Samples between two breaks that are bridged as one: a millisecond."""


def bridges(wav: Wav, spans: Iterable[Span], heard: float) -> list[Span]:
    """The spans in order, wide enough, with what rings behind them, those that meet joined; what is less sharp than
    `heard` does not ring."""
    found = apart(smooth(wav, span) for span in spans)
    return apart(each for span in found for each in _ringing(wav, span, heard))


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


def apart(spans: Iterable[Span]) -> list[Span]:
    """Spans in order, those that meet joined."""
    found: list[Span] = []
    for first, last in sorted(spans):
        if found and first <= found[-1][1]:
            found[-1] = found[-1][0], max(last, found[-1][1])
        else:
            found.append((max(0, first), last))
    return found


def _breaks(wav: Wav, span: Span) -> tuple[float, int]:
    """How sharp the bridge of a span and what follows it are, against what is around them; and where they are sharpest,
    from its beginning."""
    first, last = span
    bent = _bent(wav, (first - _BESIDES, last + _BESIDES), [span])
    bridge = slice(_BESIDES, _BESIDES + last - first)
    near = slice(bridge.start - 1 - EDGE, bridge.stop - 1 + _TAIL)
    beside = np.concatenate([bent[: near.start], bent[near.stop :]])
    return float(bent[near].max() / (np.percentile(beside, 99.5) + 1e-12)), int(bent[near].argmax()) - EDGE


def _ringing(wav: Wav, span: Span, heard: float) -> list[Span]:
    """The span, and what still breaks beside it."""
    found = [span]
    start, end = max(EDGE, span[0] - _BEFORE), min(wav.samples - EDGE, span[1] + RINGS)
    within = start - _BESIDES, end + _BESIDES
    for _turn in range(_TURNS):
        bent = _bent(wav, within, found)
        beside = np.concatenate([bent[: _BESIDES - _NEAR], bent[-_BESIDES + _NEAR :]])
        half, usual = np.percentile(beside, (50, 99.5))
        limit = max(_MORE * float(usual if usual < _EVEN * half else beside.max()), heard)
        broken = np.flatnonzero(bent[_BESIDES:-_BESIDES] > limit) + start + 1
        if not len(broken):
            break
        runs = np.split(broken, np.flatnonzero(np.diff(broken) > _NEAR) + 1)
        found = apart([*found, *((int(run[0]) - EDGE, int(run[-1]) + 1 + EDGE) for run in runs)])
    return found


def _bent(wav: Wav, within: Span, spans: Iterable[Span]) -> NDArray[np.float64]:
    """How sharply the take bends from one sample to another with these spans bridged; the first is the sample after
    that of `within`."""
    start, end = within
    around = wav.read(start, end - start)
    for first, last in spans:
        around[first - start : last - start] = bridged(wav, (first, last))
    return bends(around).astype(np.float64)
