"""When each word of a text is said in a recording of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from newscast.base.timecode import SAMPLE_RATE
from newscast.sound.align.features import HOP, RATE, Voice, shapes, voice
from newscast.sound.align.path import follow, states_of
from newscast.sound.align.reference import Reference, reference
from newscast.sound.wav import Wav

_FRAME = HOP / RATE
"""Seconds."""
_EARLY = 0.010
"""Seconds that a word begins before the first frame that is like it: a frame sees half its window ahead. Words of
synthetic voices with known times are then late by 8 ms or early by 10."""
_SHORTEST = 0.02
"""Seconds that a word lasts at least."""

Times = list[tuple[float, float] | None]


def said(words: Sequence[str], forms: Sequence[str], name: str, takes: Sequence[Wav], scratch: Path) -> Times:
    """The seconds from which to which each word is said in the takes, one after another, from the first's start.

    `forms` is what is said for each word, `name` the synthetic voice that the recording is held to.
    """
    heard = voice(_low(takes))
    if not any(forms) or not (heard.speech > 0).any():
        return []
    return placed(reference(words, forms, name, scratch), heard, len(words))


def placed(known: Reference, heard: Voice, count: int) -> Times:
    """The times of `count` words, of which the reference has those that are said."""
    states, firsts = states_of(known.starts, len(known.voice.bands))
    ours, theirs = shapes(known.voice, heard)
    way = follow(ours, states, theirs, heard.speech)
    begins = np.searchsorted(way, firsts) * _FRAME - _EARLY
    ends = np.searchsorted(way, np.append(firsts[1:] - 1, len(states) - 1)) * _FRAME - _EARLY
    times: Times = [None] * count
    last = 0.0
    for number, begin, end in zip(known.words, begins, ends, strict=True):
        start = max(float(begin), last)
        last = max(float(end), start + _SHORTEST)
        times[number] = (start, last)
    return times


def _low(takes: Iterable[Wav]) -> Iterator[NDArray[np.float32]]:
    """The takes as mono at RATE."""
    from scipy.signal import butter, sosfilt

    sections = butter(8, 0.45 * RATE, "lowpass", fs=SAMPLE_RATE, output="sos")
    state = np.zeros((len(sections), 2))
    step, late = SAMPLE_RATE // RATE, 0
    for take in takes:
        for block in take.blocks():
            filtered, state = sosfilt(sections, block.mean(axis=1), zi=state)
            yield filtered[late::step].astype(np.float32)
            late = (late - len(filtered)) % step
