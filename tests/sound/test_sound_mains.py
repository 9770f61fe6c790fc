"""The mains' own line alone: hum where it never changes, and none where it is a note or swells."""

from pathlib import Path

import numpy as np
import pytest
from scipy.signal import butter, sosfilt

from newscast.base.timecode import SAMPLE_RATE as RATE
from newscast.sound.chain import mains
from newscast.sound.wav import WavWriter, open_wav


def found(path: Path, frequency: float, swells: float) -> mains.Lines | None:
    """What is found in twelve seconds of somebody who hardly pauses, with one faint tone below."""
    time, random = np.arange(12 * RATE) / RATE, np.random.default_rng(11)
    voice = sosfilt(butter(4, (180, 3000), "band", fs=RATE, output="sos"), random.normal(0, 0.1, len(time)))
    voice *= 0.4 + 0.6 * np.square(np.sin(2 * np.pi * 0.4 * time))
    tone = 0.0018 * np.sin(2 * np.pi * frequency * time) * 10 ** (swells * np.sin(2 * np.pi * 0.37 * time) / 20)
    room = sosfilt(butter(1, 200, fs=RATE, output="sos"), random.normal(0, 0.012, len(time)))
    with WavWriter(path / "take.wav", 1) as writer:
        writer.write((voice + tone + room).astype(np.float32)[:, None])
    wav = open_wav(path / "take.wav")
    windows = mains.windows_of(wav, list(range(0, wav.samples - mains.SIZE, mains.HOP)))
    return mains.lines_of(wav, windows, mains.ALL)


@pytest.mark.slow
@pytest.mark.parametrize("frequency", [50.05, 59.9])
def test_a_faint_line_that_never_changes_is_hum(frequency: float, tmp_path: Path) -> None:
    lines = found(tmp_path, frequency, 0.0)
    assert lines and min(lines.heights) == lines.mains == round(frequency, -1)
    assert lines.heights[lines.mains] < 24, "what stands out further is found in any case"
    assert mains.base_of(open_wav(tmp_path / "take.wav"), lines) == pytest.approx(frequency, abs=0.05)


@pytest.mark.slow
@pytest.mark.parametrize(("frequency", "swells"), [(49.0, 0.0), (61.74, 0.0), (60.0, 9.0)])
def test_a_note_of_a_bass_and_what_swells_are_none(frequency: float, swells: float, tmp_path: Path) -> None:
    assert found(tmp_path, frequency, swells) is None


def test_windows_of_a_take_are_the_same_together_as_one_by_one(tmp_path: Path) -> None:
    random = np.random.default_rng(5)
    with WavWriter(tmp_path / "take.wav", 2) as writer:
        writer.write(random.normal(0, 0.1, (8 * RATE, 2)).astype(np.float32))
    wav = open_wav(tmp_path / "take.wav")
    # Two runs, the first longer than what is read at once, and one window by itself.
    places = [*range(0, 19 * mains.HOP, mains.HOP), *range(200_000, 200_000 + 3 * mains.HOP, mains.HOP), 300_000]
    together = mains.windows_of(wav, places)
    assert together.places == places
    for place, power in zip(places, together.powers, strict=True):
        alone = np.square(np.abs(np.fft.rfft(mains.mono(wav, place) * np.hanning(mains.SIZE))))[: len(power)]
        np.testing.assert_allclose(power, alone, rtol=1e-3, atol=1e-3 * float(alone.mean()))
