"""Channels: an empty one is left out, an opposed one turned round, and a voice made mono."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.signal import butter

from newscast.base.i18n import _
from newscast.base.timecode import SAMPLE_RATE
from newscast.sound.chain.finding import Finding
from newscast.sound.chain.heard import Heard
from newscast.sound.sections import through
from newscast.sound.wav import Samples, Wav

NAME = "channels"
_SPEECH_BAND = butter(2, (150, 4000), "bandpass", fs=SAMPLE_RATE, output="sos")
_ABSENT = 0.01
"""Energy of a channel's loudest moment against the louder one's (-20 dB) below which nobody speaks in it."""
_OPPOSED = -0.3
"""Correlation below which two channels are taken for one signal with a wire swapped."""


def one_sided() -> Finding:
    """What is told of a stereo take of which the side without a voice was left out when it was cut."""
    return Finding(NAME, "empty", 2, "channels")


def measure(heard: Heard) -> Finding | None:
    """What has to be done with the channels; None where the take has those it needs."""
    wav = heard.wav
    if wav.channels == 1:
        return None if heard.mono else Finding(NAME, "joined", 1, "channels", plan=np.ones((1, 2), np.float32))
    matrix = upright(*_covariance(wav), heard.mono)
    if not heard.mono and np.array_equal(matrix, np.eye(wav.channels)):
        return None
    empty, opposed = (matrix == 0).all(axis=1).any(), (matrix < 0).any()
    done = "opposed" if opposed else "empty" if empty else "joined"
    return Finding(NAME, done, wav.channels, "channels", plan=matrix)


def treat(heard: Heard, finding: Finding) -> Iterator[Samples]:
    for block in heard.wav.blocks():
        yield block @ finding.plan


def tell(finding: Finding) -> str:
    return {
        "opposed": _("One side was wired the wrong way round; it was turned."),
        "empty": _("Only one side had the voice; it is heard on both."),
    }.get(finding.done, "")


def upright(covariance: NDArray[np.float64], loudest: NDArray[np.float64], mono: bool) -> NDArray[np.float32]:
    """The matrix (channels, 1 or 2) that leaves out an empty channel and turns an opposed one round.

    Two channels with two people, or with one at two distances, are both kept, however seldom one of them speaks:
    what counts is how loud each is at its loudest.
    """
    channels = len(covariance)
    energy = np.diag(covariance)
    best = int(energy.argmax())
    heard = loudest > loudest.max() * _ABSENT
    if not energy[best]:
        heard[:] = True
    product = np.sqrt(energy * energy[best])
    likeness = np.divide(covariance[best], product, out=np.ones(channels), where=product > 0)
    weights = np.where(heard, np.where(likeness < _OPPOSED, -1.0, 1.0), 0.0)
    if mono:
        return np.asarray((weights / heard.sum())[:, None], np.float32)
    if not heard.all():
        return np.repeat(weights[:, None], 2, axis=1).astype(np.float32)
    return np.diag(weights).astype(np.float32)


def _covariance(raw: Wav) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Of the channels, within the band of speech; shape (channels, channels). And the energy of each one's loudest

    moment, of about a second.
    """
    total = np.zeros((raw.channels, raw.channels))
    loudest = np.zeros(raw.channels)
    state: Any = np.zeros((len(_SPEECH_BAND), 2, raw.channels))
    for block in raw.blocks():
        banded, state = through(_SPEECH_BAND, block, state)
        found = banded.T @ banded
        total += found
        loudest = np.maximum(loudest, np.diag(found))
    return total, loudest
