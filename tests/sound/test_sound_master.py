"""Masters: at their loudness, under their limit."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pyloudnorm
import pytest
from ebur128 import measure
from numpy.typing import NDArray

from newscast.sound.levels import amplitude
from newscast.sound.limiter import GRAIN, MARGIN, limit, true_peak
from newscast.sound.loudness import make_energies, make_master, master_steps
from newscast.sound.meter import Meter
from newscast.step.step import Step, Tools, step

Sound = NDArray[np.float32]
RATE = 48_000
MIX = step("mix", {}, suffix=".wav")


def mix_like(speech: Callable[..., Sound], peaks: bool) -> Sound:
    heard = np.stack([speech((0.2, 5.5), (6.0, 11.0), seconds=12.0)] * 2, axis=1)
    heard += np.random.default_rng(4).normal(0, 0.004, heard.shape).astype(np.float32)
    if peaks:
        for place in range(RATE, 11 * RATE, RATE // 2):
            heard[place : place + 60] += 0.8 * np.sin(np.arange(60) * np.pi / 2 + np.pi / 4)[:, None]
    return heard


def mastered(params: Any, mix: Path, output: Path, tools: Tools) -> None:
    """The master of a mix, whose energies lie beside it."""
    make_energies({}, [mix], mix.with_suffix(".f64"), tools)
    make_master(params, [mix, mix.with_suffix(".f64")], output, tools)


def decoded(path: Path, tools: Tools) -> NDArray[np.float64]:
    raw = tools.decode(["-i", f"file:{path}", "-f", "f64le", "-c:a", "pcm_f64le", "pipe:1"])
    return np.frombuffer(raw, "<f8").reshape(-1, 2)


@pytest.mark.parametrize(("target", "peak", "lossy"), [(-23.0, -1.0, False), (-24.0, -2.0, False), (-14.0, -1.0, True)])
def test_a_master_has_its_loudness_and_no_peak_over_its_limit(
    target: float,
    peak: float,
    lossy: bool,
    speech: Callable[..., Sound],
    wav: Callable[..., Path],
    tools: Tools,
    tmp_path: Path,
) -> None:
    source = mix_like(speech, peaks=True)
    master: Step = master_steps(MIX, target, peak, lossy)
    mastered(master.params, wav(source), tmp_path / "master.wav", tools)
    sound = decoded(tmp_path / "master.wav", tools)
    assert len(sound) == len(source)
    assert pyloudnorm.Meter(RATE).integrated_loudness(sound) == pytest.approx(target, abs=0.1)
    measured = measure(tmp_path / "master.wav", tools)
    assert measured.integrated == pytest.approx(target, abs=0.1)
    assert measured.true_peak <= peak - (0.9 if lossy else 0.0)


def test_without_peaks_a_master_is_the_mix_with_one_gain(
    speech: Callable[..., Sound], wav: Callable[..., Path], tools: Tools, tmp_path: Path
) -> None:
    source = mix_like(speech, peaks=False)
    mastered(master_steps(MIX, -23.0, -1.0, False).params, wav(source), tmp_path / "master.wav", tools)
    sound = decoded(tmp_path / "master.wav", tools)
    gain = np.abs(sound).max() / np.abs(source).max()
    assert np.abs(sound - source * gain).max() < 1e-6


def test_silence_stays_silence(wav: Callable[..., Path], tools: Tools, tmp_path: Path) -> None:
    mastered({"target": -23, "ceiling": -1}, wav(np.zeros((RATE, 2))), tmp_path / "master.wav", tools)
    assert not decoded(tmp_path / "master.wav", tools).any()


def test_the_meter_agrees_with_another_and_not_on_blocks(speech: Callable[..., Sound]) -> None:
    sound = mix_like(speech, peaks=False)
    oracle = pyloudnorm.Meter(RATE).integrated_loudness(sound.astype(np.float64))
    for size in (len(sound), 7001):
        meter = Meter(2)
        for start in range(0, len(sound), size):
            meter.add(sound[start : start + size])
        assert meter.integrated() == pytest.approx(oracle, abs=0.05)


def test_limiting_does_not_depend_on_where_blocks_are_cut() -> None:
    random = np.random.default_rng(8)
    sound = (random.normal(0, 0.3, (GRAIN * 4000, 2)) * (1 + np.sin(np.arange(GRAIN * 4000) / 5000))[:, None]).astype(
        np.float32
    )
    padded = np.pad(sound, ((MARGIN, MARGIN), (0, 0)))
    whole = limit(padded, 0.5)
    cut = GRAIN * 1717
    first = limit(padded[: cut + 2 * MARGIN], 0.5)
    second = limit(padded[cut:], 0.5)
    assert np.array_equal(np.concatenate([first, second]), whole)
    assert true_peak(whole) <= 0.5 * 1.005
    assert true_peak(sound) > 0.8


def test_a_peak_between_samples_is_seen() -> None:
    tone = np.sin(np.arange(4800) * np.pi / 2 + np.pi / 4).astype(np.float32)[:, None] * amplitude(-3)
    assert np.abs(tone).max() == pytest.approx(amplitude(-6), rel=0.01)
    assert true_peak(tone[1000:-1000]) > amplitude(-3.3)
