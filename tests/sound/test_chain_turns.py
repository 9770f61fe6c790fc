"""Who speaks when in a take: told by how loud and how high the voices are, and what their vowels sound like."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from newscast.sound.chain.assigning import assigned
from newscast.sound.chain.sounding import Sounding
from newscast.sound.chain.turns import Turns, turns_of
from newscast.sound.chain.vowels import SHAPES, Vowels, vowels_of
from newscast.sound.meter import lufs
from newscast.sound.wav import open_wav

RATE = 48_000


def voice(hertz: float, seconds: float, mouth: float = 600.0) -> NDArray[np.float64]:
    """Pulses of a throat through a resonance."""
    at = np.arange(round(seconds * RATE)) / RATE
    return np.asarray(
        0.05 * sum(np.sin(2 * np.pi * hertz * n * at) / (1 + abs(hertz * n - mouth) / 300) for n in range(1, 30))
    )


@pytest.mark.parametrize("hertz", [85, 120, 210, 330])
def test_a_pitch_is_found_to_half_a_semitone_through_noise(wav: Callable[..., Path], hertz: float) -> None:
    noise = np.random.default_rng(2).normal(0, 0.01, 2 * RATE)
    found = vowels_of(open_wav(wav(voice(hertz, 2) + noise, "voice.wav"))).pitches
    assert len(found) == 20
    assert found[1:-1] == pytest.approx(np.full(18, 12 * np.log2(hertz / 55)), abs=0.5)


def test_noise_and_silence_have_no_pitch(wav: Callable[..., Path]) -> None:
    hiss = np.concatenate([np.random.default_rng(3).normal(0, 0.1, 2 * RATE), np.zeros(RATE + 100)])
    found = vowels_of(open_wav(wav(hiss, "hiss.wav"))).pitches
    assert len(found) == 31 and np.isnan(found).mean() > 0.9


@pytest.mark.parametrize("change", [0.5, 1.0])
def test_the_shape_of_a_vowel_is_the_mouths_not_the_throats_nor_how_loud_it_is(
    wav: Callable[..., Path], change: float
) -> None:
    """600 and 1,800 Hz, at 100 and 130 Hz, and the latter louder or softer."""
    spoken = [voice(100, 1), voice(130, 1) * change, voice(100, 1, 1800.0), voice(130, 1, 1800.0) * change]
    shapes = vowels_of(open_wav(wav(np.concatenate(spoken), "vowels.wav"))).shapes
    assert shapes.shape == (40, SHAPES)
    low, lower, high, higher = (shapes[first + 2 : first + 8].mean(axis=0) for first in (0, 10, 20, 30))
    same = [np.linalg.norm(low - lower), np.linalg.norm(high - higher)]
    assert max(same) < 0.5 * min(np.linalg.norm(low - high), np.linalg.norm(lower - higher))


Turn = tuple[int, int, float, float]


def talk(turns: list[Turn], shaped: bool = False) -> tuple[NDArray[np.float64], Vowels]:
    """Energies and vowels of turns, of so many steps, by whom, so loud and so high, that follow without a pause; a
    person's vowels have a shape of their own where they are `shaped`."""
    random = np.random.default_rng(4)
    energies = [10 ** (random.normal(level, 3, steps) / 10) for steps, _who, level, _high in turns]
    pitches = [random.normal(high, 1, steps) for steps, _who, _level, high in turns]
    shapes = [random.normal(6.0 * who * shaped, 4, (steps, SHAPES)) for steps, who, _level, _high in turns]
    return np.concatenate(energies), Vowels(np.concatenate(pitches), np.concatenate(shapes))


def test_who_answers_at_once_is_somebody_by_the_pitch() -> None:
    """Turns of 1.5 to 4.1 s without any pause, 5 dB apart, whose levels vary by as much as those of people do."""
    lengths = [41, 16, 33, 22, 18, 37, 15, 29]
    strays = [0.0, 2.0, -1.0, 0.5, 1.5, 0.0, -2.0, 0.0]
    turns: list[Turn] = [
        (steps, who, -20 - 5 * who + stray, 10.0 + 8 * who)
        for steps, who, stray in zip(lengths, [0, 1] * 4, strays, strict=True)
    ]
    energies, vowels = talk(turns)
    found = turns_of(energies, np.ones(len(energies), bool), vowels)
    assert found.edges == pytest.approx(np.concatenate([[0], np.cumsum(lengths)]), abs=2)
    assert not {*found.people[::2]} & {*found.people[1::2]}
    assert found.apart(energies) == pytest.approx(5, abs=1.5)


@pytest.mark.parametrize("apart", [True, False])
def test_a_yes_in_the_midst_of_somebody_elses_words_is_told_by_what_it_sounds_like(apart: bool) -> None:
    """0.7 s each, of who is known to speak for three seconds elsewhere, 6 dB lower and as high; but not of somebody who
    sounds like the other."""
    lengths = [(31, 0), (7, 1), (24, 0), (30, 1), (38, 0), (7, 1), (19, 0)]
    turns: list[Turn] = [(steps, who, -20.0 - 6 * who, 12.0) for steps, who in lengths]
    energies, vowels = talk(turns, shaped=True)
    levels = np.asarray(lufs(energies))
    steps = Sounding(levels, vowels.pitches, vowels.shapes / 4, np.zeros(len(levels), bool))
    true = np.repeat([who for _steps, who in lengths], [steps for steps, _who in lengths])
    taken = np.where((np.arange(len(true)) >= 62) & (np.arange(len(true)) < 92), 1, 0)
    found = assigned(steps, taken, np.array([[False, apart], [apart, False]]))
    assert (found != true).sum() <= 2 if apart else np.array_equal(found, taken)


def test_one_voice_that_rises_and_falls_is_one_person() -> None:
    """Sentences of three seconds, a semitone and a half from each other."""
    turns: list[Turn] = [(30, 0, -20.0, 12.0 + 1.5 * (number % 2)) for number in range(8)]
    energies, vowels = talk(turns)
    found = turns_of(energies, np.arange(len(energies)) % 30 > 2, vowels)
    assert found.apart(energies) < 1
    assert np.ptp(found.gains(energies)) < 1


def test_the_ends_of_sentences_are_nobody_elses() -> None:
    """Each sentence ends, after three seconds, with four tenths that are 5 semitones lower and 6 dB softer: they stay
    softer, as it is heard to end."""
    turns: list[Turn] = [turn for _number in range(8) for turn in ((30, 0, -20.0, 17.0), (4, 0, -26.0, 12.0))]
    energies, vowels = talk(turns)
    found = turns_of(energies, np.arange(len(energies)) % 34 > 2, vowels)
    gains = np.full(len(energies), np.nan)
    gains[found.places] = found.gains(energies)
    ends = np.arange(len(energies)) % 34 > 29
    assert np.nanmean(gains[ends]) - np.nanmean(gains[~ends]) < 1.5


def test_a_loud_word_that_is_taken_for_somebody_quieter_stays_near_the_others() -> None:
    """Four tenths of a third person, taken for one who speaks 14 dB lower elsewhere."""
    levels = np.concatenate([np.full(40, -30.0), np.full(20, -34.0), np.full(4, -20.0), np.full(40, -30.0)])
    energies = 10 ** (levels / 10)
    found = Turns(np.ones(len(levels), bool), (0, 40, 60, 64, 104), (0, 1, 1, 0))
    after = levels + found.gains(energies)
    assert after[60] - after[0] < 2.5


@pytest.mark.parametrize("own", [True, False])
def test_who_answers_in_few_words_counts_by_a_voice_of_their_own(own: bool) -> None:
    """Three answers of half a second, 12 dB lower: somebody else by the voice, or else the soft ends of sentences."""
    turns: list[Turn] = [turn for _number in range(3) for turn in ((30, 0, -20.0, 12.0), (8, int(own), -32.0, 12.0))]
    energies, vowels = talk(turns, shaped=True)
    found = turns_of(energies, ~np.isin(np.arange(len(energies)) % 38, (29, 30, 36, 37)), vowels)
    assert (found.apart(energies) > 8) == own


@pytest.mark.parametrize("own", [True, False])
def test_a_voice_that_is_louder_and_softer_by_turns_is_no_two_people(own: bool) -> None:
    """Sentences of three seconds, every other 5 dB softer and as high: less counts where they sound alike."""
    turns: list[Turn] = [(30, number % 2 * own, -20.0 - 5 * (number % 2), 12.0) for number in range(8)]
    energies, vowels = talk(turns, shaped=True)
    found = turns_of(energies, np.arange(len(energies)) % 30 > 1, vowels)
    assert (found.apart(energies) > 3.5) == own
