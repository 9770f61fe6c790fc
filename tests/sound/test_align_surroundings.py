"""A recording freed of where it was made: noise that swells, and the room."""

from __future__ import annotations

import numpy as np
import pytest

from newscast.sound.align.rows import Rows
from newscast.sound.align.surroundings import echo_of, in_room, steadied

RANDOM = np.random.default_rng(1)


def syllables(frames: int) -> np.ndarray:
    """Energies in three bands that come and go at once, as those of syllables near a microphone do."""
    loud = np.repeat(RANDOM.random((frames // 12 + 1, 3)) > 0.5, 12, axis=0)[:frames]
    return (np.where(loud, 1.0, 1e-4) * RANDOM.exponential(1, (frames, 3)) + 1e-6).astype(np.float32)


def roomed(dry: np.ndarray, decay: float) -> np.ndarray:
    """As a room sends it back, frame by frame."""
    heard, tail = dry.copy(), np.zeros(3, np.float32)
    for number, frame in enumerate(dry):
        heard[number] += tail
        tail = decay * (tail + frame)
    return heard


def test_a_room_is_heard_in_how_sounds_fall() -> None:
    dry = syllables(3000)
    assert echo_of(dry) == 0
    assert echo_of(roomed(dry, 0.85)) > 0.5
    assert echo_of(dry[:2]) == 0


@pytest.mark.parametrize("together", [3000, 700])
def test_a_voice_in_a_room_goes_on_after_it(together: int) -> None:
    dry = np.zeros((3000, 3), np.float32)
    dry[[0, 500, 699, 2999]] = 1
    heard = np.concatenate(list(in_room((dry[at : at + together] for at in range(0, 3000, together)), 1.0)))
    assert heard.shape == dry.shape and np.all(heard[499] < 1e-6)
    assert np.all(heard[700] > 0.02) and np.all(np.diff(heard[701:760, 0]) < 0)
    assert np.allclose(heard[501:560], heard[1:60], atol=1e-6)
    # All of the energy is there, the voice's own and the room's.
    assert np.allclose(heard[:400].sum(axis=0), 1, atol=0.01)


def test_noise_that_swells_is_lowered_to_its_least() -> None:
    frames = 4000
    swell = 10 ** (1.2 * np.sin(2 * np.pi * np.arange(frames) / 2000))[:, None]
    noise = (swell * RANDOM.gamma(8, 1 / 8, (frames, 3))).astype(np.float32)
    voice = np.zeros((frames, 3), np.float32)
    voice[1000:1030] = 1000
    even = np.concatenate(list(steadied(Rows([noise + voice], 3))))

    def spread(energies: np.ndarray) -> float:
        level = 10 * np.log10(energies[1100:].reshape(-1, 50, 3).mean(axis=1))
        return float(np.ptp(np.percentile(level, (5, 95), axis=0), axis=0).max())

    assert spread(noise) > 20 and spread(even) < 8
    assert np.all(even[1000:1030] > 900)
    steady = RANDOM.gamma(8, 1 / 8, (frames, 3)).astype(np.float32)
    assert np.abs(10 * np.log10(np.concatenate(list(steadied(steady))).mean() / steady.mean())) < 2


def test_silence_stays_silence() -> None:
    nothing = np.zeros((300, 3), np.float32)
    assert not np.concatenate(list(steadied(nothing))).any() and list(steadied(nothing[:0])) == []
    assert np.concatenate(list(steadied(nothing[:3]))).shape == (3, 3)


def test_a_voice_without_pauses_in_a_quiet_room_is_no_noise() -> None:
    voice = RANDOM.gamma(8, 1 / 8, (2000, 3)).astype(np.float32)
    voice[::400] = 1e-6
    voice[:300] *= np.float32(1e-5)
    assert np.array_equal(np.concatenate(list(steadied(voice))), voice)
