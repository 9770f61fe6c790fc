"""Where somebody speaks."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from newscast.sound.levels import amplitude
from newscast.sound.speech import make_speech, read_take_info, spoken
from newscast.sound.wav import open_wav
from newscast.step.step import Tools
from newscast.timeline.spans import Span

Sound = NDArray[np.float32]
RATE = 48_000
SAID = ((0.3, 1.2), (1.45, 2.6), (3.6, 4.8))


@pytest.mark.parametrize("noise", [-90.0, -55.0, -45.0])
def test_pauses_are_found_in_noise(noise: float, speech: Callable[..., Sound], wav: Callable[..., Path]) -> None:
    take = speech(*SAID, seconds=5.2)
    take = take + np.random.default_rng(2).normal(0, amplitude(noise), len(take)).astype(np.float32)
    found = spoken(open_wav(wav(take)))
    assert len(found) == len(SAID)
    for (start, end), (began, ended) in zip(found, SAID, strict=True):
        assert start / RATE == pytest.approx(began, abs=0.04)
        assert end / RATE == pytest.approx(ended, abs=0.04)


def test_the_gap_inside_a_word_does_not_split_it(speech: Callable[..., Sound], wav: Callable[..., Path]) -> None:
    assert len(spoken(open_wav(wav(speech((0.3, 1.0), (1.1, 2.0), seconds=2.3))))) == 1


def test_silence_has_no_speech_and_a_click_is_none(wav: Callable[..., Path]) -> None:
    silent = np.zeros(RATE, np.float32)
    assert spoken(open_wav(wav(silent))) == []
    silent[RATE // 2] = 0.9
    assert spoken(open_wav(wav(silent))) == []


def test_an_unbroken_sound_is_speech_from_end_to_end(wav: Callable[..., Path]) -> None:
    hiss = np.random.default_rng(3).normal(0, 0.1, RATE).astype(np.float32)
    assert spoken(open_wav(wav(hiss))) == [(0, RATE)]


def test_what_is_measured_is_read_back(
    speech: Callable[..., Sound], wav: Callable[..., Path], tools: Tools, tmp_path: Path
) -> None:
    make_speech({}, [wav(speech((0.5, 1.5), seconds=2.0))], tmp_path / "speech.json", tools)
    info = read_take_info(tmp_path / "speech.json")
    assert info.samples == 2 * RATE
    (span,) = info.speech
    assert isinstance(span, Span)
    assert span.start == pytest.approx(RATE / 2, abs=2000)
