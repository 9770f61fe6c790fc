"""What begins out of digital silence or ends in it is no click, however hard it was cut; what stands there alone is."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from scipy.signal import resample_poly

from newscast.sound.chain import clicks
from newscast.sound.chain.heard import Heard
from newscast.sound.wav import Wav
from tests.sound.throats import RATE, Sound, voice

Take = Callable[[Sound], Wav]
CUTS = ((23_456, 38_001), (61_007, 66_789), (99_990, 116_050))
"""Where words are cut off hard and begin anew, at any moment of a pulse."""


def heard(wav: Wav) -> Heard:
    return Heard(wav, {}, True, None, None)  # type: ignore[arg-type]


def gated(seed: int = 3) -> Sound:
    sound = voice(seed)
    for first, last in CUTS:
        sound[first:last] = 0.0
    return sound


def recorded(sound: Sound, every: int) -> Sound:
    """As a recorder of so much lower a rate writes it, in 16 bits."""
    return np.asarray(resample_poly(np.round(resample_poly(sound, 1, every) * 32_768) / 32_768, every, 1))


@pytest.mark.parametrize("every", [1, 3, 6])
@pytest.mark.parametrize("seed", [3, 4, 5])
def test_a_word_that_is_cut_hard_stays_to_the_bit(seed: int, every: int, take: Take) -> None:
    """The null of a clean take is nothing at all: there is no stage to change it."""
    assert clicks.measure(heard(take(recorded(gated(seed), every)))) is None


def test_a_tick_beside_a_word_is_found(take: Take) -> None:
    """Twice as loud as the word that ends there."""
    sound = gated()
    place = CUTS[0][0] + 96
    sound[place : place + 5] = (0.3, -0.6, 0.45, 0.3, -0.15)
    found = clicks.measure(heard(take(sound)))
    assert found is not None and any(first < place < last for first, last in found.plan)


@pytest.mark.parametrize("opens", [False, True])
@pytest.mark.parametrize("place", [30_000, 36_100, 108_000])
def test_a_tick_in_digital_silence_is_found_also_where_it_opens_a_gate(place: int, opens: bool, take: Take) -> None:
    sound = gated()
    if opens:
        room = np.random.default_rng(place).normal(0, 2e-3, RATE // 40)
        sound[place : place + len(room)] = room
    sound[place : place + 5] = (0.1, -0.2, 0.15, 0.1, -0.05)
    found = clicks.measure(heard(take(sound)))
    assert found is not None and len(found.plan) == 1
    first, last = found.plan[0]
    assert place - 48 < first < place < place + 5 <= last < place + 480
