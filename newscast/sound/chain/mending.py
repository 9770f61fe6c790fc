"""Bridges over several clicks at once: what stands beside one, another click or its tail, is no part of the voice."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from newscast.base.timecode import SAMPLE_RATE
from newscast.sound.chain.flattening import BESIDE, flatten
from newscast.sound.chain.patching import Span
from newscast.sound.chain.prediction import bridge
from newscast.sound.wav import Samples, Wav

_FAR = 1200
"""Samples between bridges that know nothing of each other: what they are worked out from ends before."""
_LONGEST = SAMPLE_RATE
"""Samples of bridges that know of each other, at most: a record may crackle from its beginning to its end."""


def mended(wav: Wav, within: Span, spans: Sequence[Span]) -> Samples:
    """What is within, with bridges over these spans of it, which bend no more than what is around them."""
    sound = _bridged(wav, within, spans)
    flatten(sound, _gaps(within, spans))
    return sound.astype(np.float32)


def foretold_across(wav: Wav, within: Span, span: Span) -> Samples:
    """What is within, with what was foretold across one span, however it bends."""
    return _bridged(wav, within, [span]).astype(np.float32)


def stretches(spans: Iterable[Span]) -> dict[Span, Sequence[Span]]:
    """Spans in order, by the stretch of the take in which they know of each other."""
    found: list[list[Span]] = []
    for span in spans:
        if found and span[0] - found[-1][-1][1] < _FAR and span[1] - found[-1][0][0] <= _LONGEST:
            found[-1].append(span)
        else:
            found.append([span])
    return {(group[0][0], group[-1][1]): group for group in found}


def mended_stretch(wav: Wav, stretch: Span, spans: Sequence[Span]) -> Samples:
    return mended(wav, (stretch[0] - BESIDE, stretch[1] + BESIDE), spans)[BESIDE:-BESIDE]


def _bridged(wav: Wav, within: Span, spans: Sequence[Span]) -> NDArray[np.float64]:
    sound = wav.read(within[0], within[1] - within[0]).astype(np.float64)
    bridge(sound, _gaps(within, spans))
    return sound


def _gaps(within: Span, spans: Sequence[Span]) -> list[slice]:
    return [slice(first - within[0], last - within[0]) for first, last in spans]
