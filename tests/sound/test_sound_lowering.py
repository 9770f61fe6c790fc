"""Lines of a tone brought down, raised again, and measured where a voice has little."""

import tracemalloc
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy.signal import butter, sosfilt

from newscast.base.timecode import SAMPLE_RATE as RATE
from newscast.sound.chain.following import without_lines
from newscast.sound.chain.lowering import SLOT, Tones, lowered, without
from newscast.sound.wav import Wav, WavWriter, open_wav

BASE, MULTIPLES = 60.02, tuple(range(4, 161, 6))
Sound = NDArray[np.float64]


def stored(path: Path, sound: Sound) -> Wav:
    with WavWriter(path, 1) as writer:
        writer.write(sound.astype(np.float32)[:, None])
    return open_wav(path)


def buzz(phase: Sound, level: float) -> Sound:
    return level * np.sum([np.cos(k * phase + k) / k for k in MULTIPLES], axis=0)


def decibels(sound: Sound) -> float:
    return float(10 * np.log10(np.square(sound).mean() + 1e-20))


@pytest.mark.slow
def test_what_is_brought_down_and_raised_again_is_as_it_was_also_where_it_drifts(tmp_path: Path) -> None:
    time = np.arange(4 * RATE + 1234) / RATE
    turned = 0.65 * np.sin(2 * np.pi * time / 13)
    sound = buzz(2 * np.pi * BASE * time + turned, 0.5)
    wav = stored(tmp_path / "buzz.wav", sound)
    middles = (np.arange(-(-len(time) // SLOT)) * SLOT + SLOT // 2).clip(0, len(time) - 1)
    tones = Tones(BASE, MULTIPLES, turned[middles])
    lines, energy = lowered(wav, tones)
    heights = np.abs(lines[:, 3:-3, 0]) * np.array(MULTIPLES)[:, None]
    assert np.abs(heights / 0.25 - 1).max() < 0.05
    left = without(wav, 0, len(time), tones, lines)[:, 0]
    assert decibels(left[RATE // 10 : -RATE // 10]) < decibels(sound) - 35
    again, _energy = lowered(wav, tones, lines)
    left = without(wav, 0, len(time), tones, lines + again)[:, 0]
    assert decibels(left) < decibels(sound) - 45, "to the first sample and the last"
    assert decibels(np.sqrt(energy)) > decibels(sound) - 1


@pytest.mark.slow
def test_high_lines_go_where_a_voice_that_has_none_speaks_for_long(tmp_path: Path) -> None:
    """Nobody pauses but in the middle: what is measured there alone says too little of the beginning."""
    random, time = np.random.default_rng(5), np.arange(12 * RATE) / RATE
    voice = sosfilt(butter(6, 2000, fs=RATE, output="sos"), random.normal(0, 0.3, len(time)))
    voice *= 1 - 0.999 * np.exp(-np.square((time - 7) / 0.4))
    clean = voice + random.normal(0, 1e-4, len(time))
    wav = stored(tmp_path / "voice.wav", clean + buzz(2 * np.pi * BASE * time, 0.03))
    finished = np.concatenate(list(without_lines(wav, BASE, MULTIPLES, MULTIPLES)))[:, 0]
    left = (finished - clean)[: 4 * RATE]
    for multiple in MULTIPLES[-8:]:
        turn = np.hanning(len(left)) * np.exp(-2j * np.pi * BASE * multiple * time[: len(left)])
        assert abs(turn @ left) / turn.size < 0.03 / multiple / 4 * 0.01, f"line {multiple} stays"


@pytest.mark.slow
def test_no_more_is_kept_of_a_long_take_than_its_lines_and_what_is_left_of_them(tmp_path: Path) -> None:
    peaks, multiples = [], range(1, 25)
    for seconds in (6, 22):
        time = np.arange(seconds * RATE) / RATE
        wav = stored(tmp_path / "long.wav", buzz(2 * np.pi * BASE * time, 0.03) + 1e-3 * np.sin(time * 9000))
        del time
        tracemalloc.start()
        assert sum(map(len, without_lines(wav, BASE, multiples, multiples))) == wav.samples
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] - peaks[0] < 2.6 * len(multiples) * 16 * RATE / SLOT * np.dtype(np.complex64).itemsize
