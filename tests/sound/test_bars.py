"""How loud a recording is from frame to frame."""

from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

from newscast.base.timecode import SAMPLE_RATE, sample_at
from newscast.sound.bars import _bars, frames_a_bar
from newscast.sound.wav import WavWriter, open_wav

RATE = Fraction(30000, 1001)


def bars(samples: np.ndarray, folder: Path, rate: Fraction = RATE) -> bytes:
    with WavWriter(folder / "take.wav", 1) as writer:
        writer.write(samples.astype(np.float32)[:, None])
    return _bars(open_wav(folder / "take.wav"), rate)


def test_a_bar_is_loud_in_the_frame_in_which_the_sound_is(tmp_path: Path) -> None:
    samples = np.zeros(sample_at(60, RATE))
    start, end = sample_at(31, RATE), sample_at(32, RATE)
    samples[start:end] = 0.2
    samples[end : sample_at(33, RATE)] = 0.02
    found = bars(samples, tmp_path)
    assert len(found) == 60
    assert [number for number, height in enumerate(found) if height] == [31, 32]
    assert found[31] == 255 > found[32] > 0


@pytest.mark.parametrize("gain", [1.0, 0.01])
def test_a_faint_recording_moves_as_much_as_a_loud_one(gain: float, tmp_path: Path) -> None:
    samples = np.sin(np.arange(SAMPLE_RATE)) * np.linspace(0, gain, SAMPLE_RATE)
    found = bars(samples, tmp_path)
    assert list(found) == sorted(found)
    assert (found[0], found[-1]) == (0, 255)


def test_silence_has_no_height(tmp_path: Path) -> None:
    assert bars(np.zeros(SAMPLE_RATE), tmp_path) == bytes(30)


def test_no_more_bars_than_can_be_told_apart() -> None:
    rates = (Fraction(24), Fraction(25), RATE, Fraction(30), Fraction(50), Fraction(60000, 1001))
    assert [frames_a_bar(rate) for rate in rates] == [1, 1, 1, 1, 2, 2]
