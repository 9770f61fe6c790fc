"""What would be bridged: the more of a take a bridge changes, the surer it has to be; and what is repeated at once."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from newscast.sound.chain.repeated import repeated
from newscast.sound.chain.sure import sure
from newscast.sound.wav import Wav
from tests.sound.throats import PERIOD, Sound, voice

Take = Callable[[Sound], Wav]
PLACE = 60 * PERIOD + 150
SPAN = (PLACE - 12, PLACE + 36)


def words(sound: Sound) -> float:
    return float(np.percentile(np.abs(sound[: len(sound) // 48 * 48]).reshape(-1, 48).max(axis=1), 97))


def bump(amplitude: float, samples: int) -> Sound:
    """A pulse of half a millisecond or less."""
    sound = np.zeros(len(voice()))
    sound[PLACE : PLACE + samples] = amplitude * np.hanning(samples)
    return sound


@pytest.mark.parametrize(("loud", "samples", "there"), [(1.0, 24, False), (3.0, 24, True), (0.6, 3, True)])
def test_what_changes_much_is_louder_than_what_is_around_or_far_sharper(
    loud: float, samples: int, there: bool, take: Take
) -> None:
    """A soft pulse as loud as words may be a voice's; one three times as loud, or as sharp as a tick, is none."""
    clean = voice()
    taken = clean + words(clean) * bump(loud, samples)
    assert (list(sure(take(taken), [SPAN], words(clean))) == [SPAN]) == there


def test_clicks_near_each_other_are_held_against_the_voice_and_not_each_other(take: Take) -> None:
    clean = voice()
    places = [SPAN[0] + 600 * each for each in range(8)]
    spans = [(place, place + 48) for place in places]
    taken = clean.copy()
    for place in places:
        taken[place + 12 : place + 36] += 3 * words(clean) * np.hanning(24)
    assert list(sure(take(taken), spans, words(clean))) == spans


def test_the_pulses_of_a_voice_are_repeated_and_a_click_is_not(take: Take) -> None:
    clean = voice()
    assert repeated(take(clean), 60 * PERIOD) > 0.85
    assert repeated(take(clean + 3 * words(clean) * bump(1.0, 24)), PLACE) < 0.6
    assert repeated(take(np.zeros(96_000)), 48_000) == 0
