"""Who speaks when in a take: told by how loud and how high the voices are."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from newscast.sound.chain.pitch import pitches_of
from newscast.sound.chain.turns import turns_of
from newscast.sound.wav import open_wav

RATE = 48_000


def voice(hertz: float, seconds: float) -> NDArray[np.float64]:
    """Pulses of a throat through two resonances."""
    at = np.arange(round(seconds * RATE)) / RATE
    return np.asarray(
        0.05 * sum(np.sin(2 * np.pi * hertz * n * at) / (1 + abs(hertz * n - 600) / 300) for n in range(1, 30))
    )


@pytest.mark.parametrize("hertz", [85, 120, 210, 330])
def test_a_pitch_is_found_to_half_a_semitone_through_noise(wav: Callable[..., Path], hertz: float) -> None:
    noise = np.random.default_rng(2).normal(0, 0.01, 2 * RATE)
    found = pitches_of(open_wav(wav(voice(hertz, 2) + noise, "voice.wav")))
    assert len(found) == 20
    assert found[1:-1] == pytest.approx(np.full(18, 12 * np.log2(hertz / 55)), abs=0.5)


def test_noise_and_silence_have_no_pitch(wav: Callable[..., Path]) -> None:
    hiss = np.concatenate([np.random.default_rng(3).normal(0, 0.1, 2 * RATE), np.zeros(RATE + 100)])
    found = pitches_of(open_wav(wav(hiss, "hiss.wav")))
    assert len(found) == 31 and np.isnan(found).mean() > 0.9


def talk(turns: list[tuple[int, int, float, float]]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Energies and pitches of turns, of so many steps, by whom, so loud and so high, that follow without a pause."""
    random = np.random.default_rng(4)
    energies = [10 ** (random.normal(level, 3, steps) / 10) for steps, _who, level, _high in turns]
    pitches = [random.normal(high, 1, steps) for steps, _who, _level, high in turns]
    return np.concatenate(energies), np.concatenate(pitches)


def test_who_answers_at_once_is_somebody_by_the_pitch() -> None:
    """Turns of 1.5 to 4.1 s without any pause, 5 dB apart, whose levels vary by as much as those of people do."""
    lengths = [41, 16, 33, 22, 18, 37, 15, 29]
    strays = [0.0, 2.0, -1.0, 0.5, 1.5, 0.0, -2.0, 0.0]
    turns = [
        (steps, who, -20 - 5 * who + stray, 10.0 + 8 * who)
        for steps, who, stray in zip(lengths, [0, 1] * 4, strays, strict=True)
    ]
    energies, pitches = talk(turns)
    found = turns_of(energies, np.ones(len(energies), bool), pitches)
    assert found.edges == pytest.approx(np.concatenate([[0], np.cumsum(lengths)]), abs=2)
    assert not {*found.people[::2]} & {*found.people[1::2]}
    assert found.apart(energies) == pytest.approx(5, abs=1.5)


def test_one_voice_that_rises_and_falls_is_one_person() -> None:
    """Sentences of three seconds, a semitone and a half from each other."""
    turns = [(30, 0, -20.0, 12.0 + 1.5 * (number % 2)) for number in range(8)]
    energies, pitches = talk(turns)
    found = turns_of(energies, np.arange(len(energies)) % 30 > 2, pitches)
    assert found.apart(energies) < 1
    assert np.ptp(found.gains(energies)) < 1
