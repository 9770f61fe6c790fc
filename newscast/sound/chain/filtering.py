"""Filters over a whole take, block by block, without a thump at its start."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from newscast.base.timecode import SAMPLE_RATE
from newscast.sound.sections import through
from newscast.sound.wav import Samples, Wav

Sections = NDArray[np.float64]
"""Second-order sections of an IIR filter, shape (n, 6)."""


def filtered(wav: Wav, sections: Sections, before: Samples | None = None) -> Iterator[Samples]:
    """The take through a filter that has heard `before` already: shape (n, channels), what might have been recorded
    before the take began. Without it, the level of its first tenth of a second."""
    state: Any = np.zeros((len(sections), 2, wav.channels))
    if before is None:
        level = wav.read(0, min(wav.samples, SAMPLE_RATE // 10)).mean(axis=0, keepdims=True)
        before = np.repeat(level, SAMPLE_RATE, axis=0)
    _lead, state = through(sections, before, state)
    for block in wav.blocks():
        heard, state = through(sections, block, state)
        yield heard.astype(np.float32)
