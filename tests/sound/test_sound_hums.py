"""Hums that come and go, more than one of them, and voices that might be taken for one."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from realtools import RealTools
from scipy.signal import butter, sosfilt, welch

from newscast.base.i18n import speaking
from newscast.base.timecode import SAMPLE_RATE as RATE
from newscast.sound.chain import hum, one_hum
from newscast.sound.chain.finding import Finding
from newscast.sound.chain.heard import Heard
from newscast.sound.wav import WavWriter, open_wav

pytestmark = pytest.mark.slow
Sound = NDArray[np.float64]
LINES = 8


@lru_cache(maxsize=2)
def voice(seconds: int) -> Sound:
    """Syllables of a gliding pitch with pauses of nearly a second, before faint hiss."""
    random, time = np.random.default_rng(4), np.arange(seconds * RATE) / RATE
    pitch = 140 + 25 * np.sin(2 * np.pi * 0.9 * time) + 9 * np.sin(2 * np.pi * 0.31 * time)
    phase = 2 * np.pi * np.cumsum(pitch) / RATE
    heard = sum(np.sin(k * phase) / k for k in range(1, 30)) * 0.1 * (0.55 + 0.45 * np.sin(2 * np.pi * 4.1 * time) ** 2)
    gate = np.convolve((time % 2.5) > 0.9, np.hanning(1441) / np.hanning(1441).sum(), "same")
    return np.asarray(heard * gate + random.normal(0, 3e-4, len(time)))


def tone(base: float, seconds: int, level: float = 0.006, lines: int = LINES) -> Sound:
    time = np.arange(seconds * RATE) / RATE
    return np.asarray(level * sum(np.sin(2 * np.pi * base * k * time + k) / k**0.4 for k in range(1, lines + 1)))


def during(sound: Sound, *spans: tuple[float, float]) -> Sound:
    """A sound that is switched on and off."""
    time = np.arange(len(sound)) / RATE
    return sound * np.any([(time >= begins) & (time < ends) for begins, ends in spans], axis=0)


def cleaned(sound: Sound, folder: Path) -> tuple[Finding | None, Sound]:
    with WavWriter(folder / "take.wav", 1) as writer:
        writer.write(sound.astype(np.float32)[:, None])
    wav = open_wav(folder / "take.wav")
    heard = Heard(wav, {}, True, RealTools(folder), lambda _filters: wav)
    found = hum.measure(heard)
    if found is None:
        return None, sound
    return found, np.concatenate(list(hum.treat(heard, found)))[:, 0].astype(np.float64)


def over(sound: Sound, base: float, lines: int = LINES) -> float:
    """dB by which the highest line stands over the median of 20 Hz beside it, in windows of two seconds."""
    frequencies, power = welch(sound, RATE, nperseg=2 * RATE)
    level, heights = 10 * np.log10(power), []
    for line in base * np.arange(1, lines + 1):
        beside = (np.abs(frequencies - line) > 2.5) & (np.abs(frequencies - line) < 20)
        heights.append(level[np.abs(frequencies - line) < 1.1].max() - np.median(level[beside]))
    return float(max(heights))


def difference(before: Sound, after: Sound) -> float:
    return float(10 * np.log10(np.square(after - before).mean() / np.square(before).mean() + 1e-15))


def part(sound: Sound, begins: float, ends: float) -> Sound:
    return sound[round(begins * RATE) : round(ends * RATE)]


def assert_gone(
    clean: Sound, before: Sound, after: Sound, base: float, lines: int = LINES, span: tuple[float, float] = (0, 99)
) -> None:
    """In the pauses of that time."""
    time = np.arange(len(clean)) / RATE
    rest = np.convolve((time % 2.5) < 0.8, np.hanning(961) / np.hanning(961).sum(), "same")
    heights = [over(part(each * rest, *span), base, lines) for each in (clean, before, after)]
    assert heights[1] > heights[0] + 6, "there was none"
    assert heights[2] < max(6.0, heights[0] + 1.5)


def bases(found: Finding | None) -> list[float]:
    assert found is not None
    return [found.details["base"], *(each["base"] for each in found.details.get("further", []))]


def test_hums_of_both_mains_go_from_one_take(tmp_path: Path) -> None:
    clean = voice(16)
    humming = clean + tone(50.03, 16, lines=4) + tone(59.96, 16, 0.004, lines=4)
    found, after = cleaned(humming, tmp_path)
    for base in (50.03, 59.96):
        assert_gone(clean, humming, after, base, 4)
    assert sorted(bases(found)) == pytest.approx([50.03, 59.96], abs=0.02)
    with speaking("en"):
        assert found and hum.tell(found) == "Hums of 50 and 60 Hz were removed."


def test_a_hum_goes_that_stops_and_begins_again_and_what_is_between_stays(tmp_path: Path) -> None:
    clean, spans = voice(20), ((0, 7.7), (12.7, 20))
    humming = clean + during(tone(60.03, 20), *spans)
    found, after = cleaned(humming, tmp_path)
    for span in spans:
        assert_gone(clean, humming, after, 60.03, span=span)
    assert difference(part(clean, 8, 12.5), part(after, 8, 12.5)) < -60
    assert bases(found) == pytest.approx([60.03, 60.03], abs=0.05)


def test_a_short_buzz_goes_once_another_was_found(tmp_path: Path) -> None:
    """By its lines alone four seconds of it say too little."""
    clean, spans = voice(20), ((0, 7.8), (12.4, 18.0))
    humming = clean + during(0.02 * tone(50.02, 20, 0.1, 120), *spans)
    _found, after = cleaned(humming, tmp_path)
    for span in spans:
        assert_gone(clean, humming, after, 50.02, 120, span)


def test_murmurs_after_a_hum_are_not_more_of_it(tmp_path: Path) -> None:
    """They are as loud as its lines, at all frequencies of a voice, and hardly pause."""
    time, random = np.arange(16 * RATE) / RATE, np.random.default_rng(3)
    murmur = sosfilt(butter(2, [40, 900], "bandpass", fs=RATE, output="sos"), random.normal(0, 1, len(time)))
    murmur *= 0.02 / murmur.std() * (np.sin(2 * np.pi * 3 * time) > -0.3)
    clean = np.where((time > 8.25) & (time < 11), random.normal(0, 3e-4, len(time)) + murmur, voice(16))
    found, after = cleaned(clean + during(tone(50.03, 16, 0.003), (0, 8)), tmp_path)
    assert found and found.details["to"] == pytest.approx(8, abs=0.1)
    assert difference(part(clean, 8.1, 16), part(after, 8.1, 16)) < -60


@pytest.mark.parametrize("pitch", [200.0, 240.0])
def test_a_voice_on_a_note_of_the_mains_is_no_hum(pitch: float, tmp_path: Path) -> None:
    """What is left of it in the room while it rests has none of the mains' lowest lines."""
    time, random = np.arange(14 * RATE) / RATE, np.random.default_rng(8)
    sung: Any = sum(np.sin(2 * np.pi * pitch * k * time + k * k) / k for k in range(1, 20))
    rested = np.convolve((time % 2.3) >= 0.6, np.hanning(4801) / 2400, "same")
    found, _after = cleaned(0.04 * sung * (0.02 + 0.98 * rested) + random.normal(0, 2e-4, len(time)), tmp_path)
    assert found is None


def test_a_long_hum_goes_piece_by_piece_as_it_does_at_once(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    clean = voice(20)
    humming = clean + tone(60.03, 20, lines=4)
    _found, at_once = cleaned(humming, tmp_path)
    monkeypatch.setattr(one_hum, "PIECE", 7 * RATE)
    _found, in_pieces = cleaned(humming, tmp_path)
    assert len(in_pieces) == len(humming)
    assert_gone(clean, humming, in_pieces, 60.03, 4)
    assert difference(at_once, in_pieces) < -35
