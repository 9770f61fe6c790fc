"""What a voice foretells: one of its own pulses, however sharp, and not what falls into it."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy.signal import lfilter

from newscast.sound.chain.unforeseen import foretold, sharpest
from newscast.sound.wav import Wav

RATE, PERIOD = 48_000, 384
PLACE = 40 * PERIOD
SPAN = (PLACE - 48, PLACE + 96)


def pulses() -> NDArray[np.float64]:
    """A bright creaking voice of 125 Hz, two formants; one of its pulses is twice as strong as the others."""
    beats = np.zeros(80 * PERIOD)
    beats[::PERIOD] = 0.2
    beats[PLACE] *= 2
    for formant, width in ((700, 90), (2600, 200)):
        pole = np.exp(-np.pi * width / RATE + 2j * np.pi * formant / RATE)
        beats = lfilter([1 - abs(pole)], np.poly([pole, pole.conjugate()]).real, beats)
    noise = np.random.default_rng(2).normal(0, 1e-5, len(beats))
    return np.asarray(beats + noise)


def test_a_pulse_of_a_voice_is_foretold_though_it_is_twice_as_sharp(take: Callable[[NDArray[np.float64]], Wav]) -> None:
    assert foretold(take(pulses()), SPAN)


def test_what_falls_into_a_voice_is_not(take: Callable[[NDArray[np.float64]], Wav]) -> None:
    sound = pulses()
    sound[PLACE + 40] += 20 * np.abs(np.diff(sound, 2)).max()
    wav = take(sound)
    assert sharpest(wav, SPAN) == pytest.approx(PLACE + 40, abs=1)
    assert not foretold(wav, SPAN)
