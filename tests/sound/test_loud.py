"""Clicks louder than words, of no more band than they: what falls into a voice is found, what opens a mouth is not."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from newscast.sound.chain.grains import grains_of
from newscast.sound.chain.loud import loud
from newscast.sound.wav import Wav
from tests.sound.throats import Sound, telephone, voice

Take = Callable[[Sound], Wav]


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
