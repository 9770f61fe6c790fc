"""Noise behind a voice: lowered where it is near the words, with the words as loud and as early as they were."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy.signal import butter, correlate, resample_poly, sosfilt

from newscast.sound import deepfilter
from newscast.sound.chain import noise
from newscast.sound.chain.heard import Heard
from newscast.sound.synth import make_synth
from newscast.sound.wav import WavWriter, open_wav
from tests.realtools import RealTools

Sound = NDArray[np.float32]
RATE = 48_000
USUAL = 10**-2.6
"""Energy of words that are as loud as words are."""
TEXT = "Buenos días. Hoy abren las oficinas."


@pytest.fixture(scope="module")
def clean(tmp_path_factory: pytest.TempPathFactory) -> Sound:
    """Somebody who speaks, with pauses of 0.4 s; mono, peaks at -9 dBFS."""
    folder = tmp_path_factory.mktemp("spoken")
    pieces = [np.zeros(RATE // 2, np.float32)]
    for number, text in enumerate(TEXT.split(". ")):
        path = folder / f"{number}.wav"
        params = {"text": text, "voice": "es-419", "rate": 190, "pitch": 45}
        make_synth(params, [], path, RealTools(folder))
        said = np.frombuffer(path.read_bytes()[44:], np.int16) / 32768
        pieces += [np.asarray(resample_poly(said, 320, 147), np.float32), np.zeros(RATE * 2 // 5, np.float32)]
    whole = np.concatenate(pieces)
    return np.asarray(whole / np.abs(whole).max() * 0.35, np.float32)


def hiss(count: int) -> Sound:
    return np.random.default_rng(4).standard_normal(count).astype(np.float32)


def fan(count: int) -> Sound:
    low = sosfilt(butter(1, [100, 400], "bandpass", fs=RATE, output="sos"), hiss(count))
    blades = np.sin(2 * np.pi * 131 * np.arange(count) / RATE)
    return np.asarray(low / low.std() + 0.4 * blades, np.float32)


def street(count: int) -> Sound:
    """Traffic that swells and fades by 3 dB."""
    low = sosfilt(butter(1, [80, 1500], "bandpass", fs=RATE, output="sos"), hiss(count))
    return np.asarray(low * 10 ** (np.sin(2 * np.pi * 0.4 * np.arange(count) / RATE) * 3 / 20), np.float32)


def level(sound: Sound, where: NDArray[np.bool_]) -> float:
    """dBFS (RMS) of marked stretches of 20 ms."""
    windows = sound[: len(sound) // 960 * 960].reshape(-1, 960).astype(np.float64)
    return float(10 * np.log10(np.square(windows[where]).mean() + 1e-12))


def words_and_pauses(clean: Sound) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    power = np.square(clean[: len(clean) // 960 * 960].reshape(-1, 960)).mean(axis=1)
    return power > power.max() / 100, power < power.max() / 1e6


def noisy(clean: Sound, kind: Callable[[int], Sound], ratio: float) -> Sound:
    """The voice with noise so many dB below its words."""
    words, _pauses = words_and_pauses(clean)
    made = kind(len(clean))
    return clean + made / made.std() * np.float32(10 ** ((level(clean, words) - ratio) / 20))


def heard(sound: Sound, folder: Path) -> Heard:
    shaped = sound.reshape(len(sound), -1).astype(np.float32)
    with WavWriter(folder / "take.wav", shaped.shape[1]) as writer:
        writer.write(shaped)
    return Heard(open_wav(folder / "take.wav"), {"noise": "auto"}, True, RealTools(folder), lambda _filters: None)  # type: ignore[arg-type, return-value]


def through(sound: Sound, folder: Path) -> Sound:
    """The take as the stage leaves it, shape as it came."""
    take = heard(sound, folder)
    found = noise.measure(take)
    assert found
    return np.concatenate(list(noise.treat(take, found))).reshape(sound.shape)


@pytest.mark.slow
@pytest.mark.parametrize(("kind", "ratio"), [(hiss, 0), (fan, 10), (street, 20)])
def test_pauses_are_lower_and_words_as_loud_and_as_early(
    clean: Sound, kind: Callable[[int], Sound], ratio: float, tmp_path: Path
) -> None:
    before = noisy(clean, kind, ratio)
    after = through(before, tmp_path)
    words, pauses = words_and_pauses(clean)
    assert len(after) == len(before)
    assert level(before, pauses) - level(after, pauses) >= 12
    assert level(after, words) == pytest.approx(level(clean, words), abs=1)
    assert int(correlate(after, clean).argmax()) - len(clean) + 1 == 0


@pytest.mark.slow
@pytest.mark.parametrize("decibels", [-36, 12])
def test_words_are_kept_however_low_or_high_they_were_recorded(clean: Sound, decibels: float, tmp_path: Path) -> None:
    gain = np.float32(10 ** (decibels / 20))
    before = noisy(clean, hiss, 15)
    after = through(before * gain, tmp_path) / gain
    words, pauses = words_and_pauses(clean)
    assert level(after, words) == pytest.approx(level(clean, words), abs=0.5)
    assert level(before, pauses) - level(after, pauses) >= 12


@pytest.mark.real
@pytest.mark.parametrize(("kind", "ratio"), [(hiss, 10)])
def test_where_the_library_is_not_ffmpeg_does_it(
    clean: Sound, kind: Callable[[int], Sound], ratio: float, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(deepfilter, "is_here", lambda: False)
    before = noisy(clean, kind, ratio)
    finding = noise.measure(heard(before, tmp_path))
    assert finding and finding.details["tool"] == "afftdn"
    after = through(before, tmp_path)
    words, pauses = words_and_pauses(clean)
    assert len(after) == len(before)
    assert level(before, pauses) - level(after, pauses) >= 12
    assert level(after, words) == pytest.approx(level(clean, words), abs=1)
    assert int(correlate(after, clean).argmax()) - len(clean) + 1 == 0


@pytest.mark.parametrize("ratio", [34, 60])
def test_a_take_with_little_noise_is_left_alone(clean: Sound, ratio: float, tmp_path: Path) -> None:
    assert noise.measure(heard(noisy(clean, hiss, ratio), tmp_path)) is None


def test_noise_is_as_near_as_to_the_quiet_words_that_levelling_raises(clean: Sound, tmp_path: Path) -> None:
    far = np.concatenate([clean, clean * np.float32(0.2)])
    take = heard(noisy(far, hiss, 36), tmp_path)
    assert noise.measure(take) is None
    found = noise.measure(replace(take, settings={"noise": "auto", "levelling": "auto"}))
    assert found and found.measured == pytest.approx(36 - 14 + 2, abs=3)


@pytest.mark.slow
def test_of_a_long_take_the_minutes_in_a_noisy_place_count(clean: Sound, tmp_path: Path) -> None:
    """A studio for three minutes, then the street outside; whole, its quietest moments are those of the studio."""
    said = np.resize(clean, 5 * 60 * RATE)
    noisy = street(len(said))
    noisy *= np.sqrt(np.square(said).mean()) / noisy.std() * 10 ** (-16 / 20)
    outside = np.arange(len(said)) >= 3 * 60 * RATE
    found = noise.measure(heard(said + noisy * np.where(outside, 1.0, 0.01), tmp_path))
    assert found is not None and found.measured < 25
    assert not found.plan.words[: 3 * 60 * 50].any() and found.plan.quietest >= 3 * 60 * RATE
    assert noise.measure(heard(said + noisy * 0.01, tmp_path)) is None


@pytest.mark.slow
def test_noise_that_swells_counts_where_it_is_loud(clean: Sound, tmp_path: Path) -> None:
    """Every 37 s it is quiet enough for a while, so that no minute's quietest moments tell of it."""
    said = np.resize(clean, 90 * RATE)
    swells = hiss(len(said)) * 10 ** ((6 * np.sin(2 * np.pi * np.arange(len(said)) / RATE / 37) - 26) / 20)
    words, _pauses = words_and_pauses(said)
    take = said + np.asarray(swells, np.float32) * 10 ** (level(said, words) / 20)
    found = noise.measure(heard(take, tmp_path))
    assert found is not None and 20 < found.measured < 26
    assert noise.measure(heard(take[: 50 * RATE], tmp_path)) is None


def test_what_is_heard_of_a_room_in_long_pauses_is_left_alone(clean: Sound, tmp_path: Path) -> None:
    """In three of seven stretches nobody speaks."""
    pause = np.zeros(30 * RATE, np.float32)
    said = np.concatenate([np.resize(clean, 20 * RATE), pause, np.resize(clean, 20 * RATE)])
    assert noise.measure(heard(noisy(said, hiss, 40), tmp_path)) is None


def test_words_without_a_pause_are_not_taken_for_noise(clean: Sound, tmp_path: Path) -> None:
    _words, pauses = words_and_pauses(clean)
    spoken = clean[: len(pauses) * 960].reshape(-1, 960)[~pauses].reshape(-1)
    assert noise.measure(heard(spoken, tmp_path)) is None


def test_noise_without_a_voice_is_what_was_to_be_heard(tmp_path: Path) -> None:
    assert noise.measure(heard(hiss(RATE * 3) * np.float32(0.05), tmp_path)) is None


@pytest.mark.slow
def test_both_channels_are_treated_alike(clean: Sound, tmp_path: Path) -> None:
    before = noisy(clean, hiss, 10)
    after = through(np.stack([before, before * np.float32(0.5)], axis=1), tmp_path)
    words, pauses = words_and_pauses(clean)
    for stretches, tolerance in ((words, 0.2), (pauses, 0.5)):
        left, right = (level(after[:, channel], stretches) for channel in (0, 1))
        assert left - right == pytest.approx(6.02, abs=tolerance)


@pytest.mark.slow
def test_the_same_bytes_however_it_comes(clean: Sound) -> None:
    before = noisy(clean, hiss, 10)[:RATE, None]
    whole = np.concatenate(list(deepfilter.denoised([before], 15, USUAL)))
    pieces = [before[start : start + 7001] for start in range(0, len(before), 7001)]
    again = np.concatenate(list(deepfilter.denoised(pieces, 15, USUAL)))
    assert whole.tobytes() == again.tobytes()
    assert np.array_equal(np.rint(whole * 2**23) / 2**23, whole)


@pytest.mark.parametrize("count", [0, 1, 1441])
def test_a_take_shorter_than_the_delay_keeps_its_length(count: int) -> None:
    silence = np.zeros((count, 1), np.float32)
    assert sum(len(block) for block in deepfilter.denoised([silence], 15, USUAL)) == count
