"""What of a voice is above the band of telephones."""

import numpy as np

from newscast.media.info import HEARD_RATE
from newscast.media.listening import above_calls

SECONDS = 4
SPEECH = [(HEARD_RATE // 2, HEARD_RATE * 3)]


def noise(highest: float, level: float = 3000) -> np.ndarray:
    """Words of noise up to so many Hz, with pauses before and after that hold all there is."""
    samples = np.random.default_rng(7).normal(size=HEARD_RATE * SECONDS)
    spectrum = np.fft.rfft(samples)
    spectrum[np.fft.rfftfreq(len(samples), 1 / HEARD_RATE) > highest] = 0
    words, pauses = np.fft.irfft(spectrum) * level, samples * level
    inside = np.zeros(len(samples), bool)
    for start, end in SPEECH:
        inside[start:end] = True
    return np.where(inside, words, pauses).astype(np.int16)


def test_a_voice_in_a_room_has_more() -> None:
    assert above_calls(noise(7800), SPEECH) > -10


def test_nothing_is_above_a_call() -> None:
    assert above_calls(noise(3400), SPEECH) < -45


def test_a_faint_call_is_one() -> None:
    assert above_calls(noise(3400, level=200), SPEECH) < -38


def test_where_nobody_speaks() -> None:
    assert above_calls(noise(3400), []) == 0
    assert above_calls(noise(3400), [(0, 200)]) == 0
