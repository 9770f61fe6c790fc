"""Clicks louder than words, of no more band than they: what falls into a voice is found, what opens a mouth is not."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy.signal import lfilter, resample_poly

from newscast.sound.chain.grains import grains_of
from newscast.sound.chain.loud import loud
from newscast.sound.wav import Wav

RATE, PERIOD = 48_000, 384
Sound = NDArray[np.float64]
Take = Callable[[Sound], Wav]


def telephone(sound: Sound) -> Sound:
    return np.asarray(resample_poly(resample_poly(sound, 1, 6), 6, 1))


def voice(seed: int = 3) -> Sound:
    """Three seconds at 125 Hz, now louder and now softer, with some breath; a throat opens and closes within 3 ms."""
    random = np.random.default_rng(seed)
    beats = np.zeros(375 * PERIOD)
    beats[::PERIOD] = random.uniform(0.7, 1, 375)
    beats = np.convolve(beats, np.hanning(144), "same") + random.normal(0, 0.02, len(beats))
    for formant, width in ((600, 90), (1500, 120), (2600, 200)):
        pole = np.exp(-np.pi * width / RATE + 2j * np.pi * formant / RATE)
        beats = lfilter([1 - abs(pole)], np.poly([pole, pole.conjugate()]).real, beats)
    swell = 0.6 + 0.4 * np.sin(np.arange(len(beats)) * 2 * np.pi * 3 / RATE)
    return np.asarray(0.3 * swell * beats / np.abs(beats).max() + random.normal(0, 1e-3, len(beats)))


def tick(amplitude: float) -> Sound:
    """One, 4 ms after its beginning."""
    sound = np.zeros(768)
    sound[192:198], sound[198:204] = 1, -1
    sound = telephone(sound)
    return np.asarray(amplitude * sound / np.abs(sound).max())


def found(wav: Wav) -> list[tuple[int, int]]:
    return list(loud(wav, grains_of(wav), []))


@pytest.mark.parametrize("place", [30_100, 52_700, 77_777, 96_050, 120_333])
def test_a_tick_in_a_voice_is_found_where_it_is(place: int, take: Take) -> None:
    clicked = telephone(voice())
    clicked[place - 192 :][:768] += tick(2.5 * np.abs(clicked[place - 1200 : place + 1200]).max())
    (first, last) = found(take(clicked))[0]
    assert place - 144 < first < place < last < place + 144
    assert not list(loud(take(clicked), grains_of(take(clicked)), [(first, last)]))


def test_a_voice_has_none(take: Take) -> None:
    assert not found(take(telephone(voice())))


@pytest.mark.parametrize("breath", [0.0, 0.02])
def test_what_opens_a_mouth_is_none(breath: float, take: Take) -> None:
    """The same tick where a mouth was closed for 80 ms, half as loud as words: a k, with breath behind it or not."""
    spoken = voice()
    for place in (40_000, 70_000, 100_000):
        spoken[place - 3840 : place + 960] *= 0.003
        spoken[place + 48 : place + 1200] += breath * np.random.default_rng(place).normal(0, 1, 1152)
        spoken[place - 192 :][:768] += tick(0.09)
    assert not found(take(telephone(spoken)))
