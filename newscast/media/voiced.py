"""Where somebody speaks in one channel of sound: Silero's detector, and by levels where it has no wheel."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from newscast.media.info import HEARD_RATE
from newscast.media.silero import CHUNK, Listener, network

_CERTAIN, _LIKELY = 0.5, 0.25
"""Probability of speech that every stretch reaches, and that all of it has."""
_LEVEL = -20.0
"""dBFS (RMS) to which the loudest second is raised for the detector, which hears faint words late."""
_MOST_GAIN = 36.0
"""dB that it is raised at most."""
_PAUSE = HEARD_RATE // 4
"""Samples of a pause that does not end a stretch of speech."""
_WORD = HEARD_RATE // 5
"""Samples that a stretch lasts at least. A click, or a note of music taken for a vowel, is shorter."""
_NOTHING = 10
"""Of 32768: what stays under it cannot be heard, and is not looked at."""
_AGAIN, _MANY = 8, 512
"""Chunks after which it is looked again whether enough was found, and those that are judged at once otherwise."""
_RISE = 12.0
"""dB above the quiet parts from which sound is taken for speech where there is no detector."""

Samples = NDArray[np.int16]


def voiced(channel: Samples, enough: int = 0) -> list[tuple[int, int]]:
    """Stretches of speech in samples: ascending, disjoint. `channel` is at HEARD_RATE.

    With `enough`, nothing is looked for any more once so many samples of speech are found.
    """
    chances = _chances(channel, enough) if network() else _by_level(channel)
    return list(_stretches(chances, len(channel)))


def _stretches(chances: NDArray[np.float64], samples: int) -> Iterator[tuple[int, int]]:
    spans: list[list[int]] = []
    for first, last in _runs(chances >= _LIKELY):
        if chances[first:last].max() < _CERTAIN:
            continue
        start, end = first * CHUNK, min(last * CHUNK, samples)
        if spans and start - spans[-1][1] <= _PAUSE:
            spans[-1][1] = end
        else:
            spans.append([start, end])
    return ((start, end) for start, end in spans if end - start >= _WORD)


def _runs(speaking: NDArray[np.bool_]) -> Iterator[tuple[int, int]]:
    """Where it is so without a break: from the first to after the last."""
    turns = np.flatnonzero(np.diff(speaking.astype(np.int8), prepend=0, append=0))
    return ((int(first), int(last)) for first, last in zip(turns[::2], turns[1::2], strict=True))


def _chances(channel: Samples, enough: int) -> NDArray[np.float64]:
    """The probability of speech in each chunk; 0 where `enough` was found before."""
    known = network()
    assert known is not None
    listener = Listener(known)
    chunks = np.pad(channel, (0, -len(channel) % CHUNK)).reshape(-1, CHUNK)
    audible = np.flatnonzero(np.maximum(chunks.max(axis=1, initial=0), -(chunks.min(axis=1, initial=0) + 1)) > _NOTHING)
    found = np.zeros(len(chunks))
    gain, many = _gain(channel) / 32768, _AGAIN if enough else _MANY
    for some in (audible[at : at + many] for at in range(0, len(audible), many)):
        found[some] = listener.chances(np.clip(chunks[some] * gain, -1, 1).astype(np.float32))
        if enough and sum(b - a for a, b in _stretches(found, len(channel))) >= enough:
            break
    return found


def _gain(channel: Samples) -> np.float32:
    """The factor by which a faint recording is raised."""
    seconds = (channel[start : start + HEARD_RATE].astype(np.float64) for start in range(0, len(channel), HEARD_RATE))
    loudest = max((float(np.square(second / 32768).mean()) for second in seconds), default=0.0)
    wanted = _LEVEL - 10 * np.log10(loudest) if loudest else 0.0
    return np.float32(10 ** (min(max(wanted, 0.0), _MOST_GAIN) / 20))


def _by_level(channel: Samples) -> NDArray[np.float64]:
    """1 for chunks that stand out from the quiet parts, else 0."""
    chunks = np.pad(channel, (0, -len(channel) % CHUNK)).reshape(-1, CHUNK).astype(np.float64) / 32768
    levels = 10 * np.log10(np.square(chunks).mean(axis=1) + 1e-9)
    quiet = float(np.percentile(levels, 10)) if len(levels) else 0.0
    return np.asarray(levels > max(quiet + _RISE, -60.0), np.float64)
