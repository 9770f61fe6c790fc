"""The built-in music: length, level, and nothing that hurts."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

from newscast.base.timecode import sample_at
from newscast.sound.bed import BAR
from newscast.sound.identity import LENGTHS, STING_HIT, music_step
from newscast.sound.levels import CEILING, MUSIC, amplitude
from newscast.sound.limiter import true_peak
from newscast.sound.meter import Meter
from newscast.sound.score import make_music
from newscast.sound.wav import Samples, open_wav
from newscast.step.step import Tools
from newscast.timeline.model import Take

RATE = Fraction(30000, 1001)
SECOND = 48_000


_PLAYED: dict[str, Samples] = {}


def written(piece: str, tools: Tools, path: Path) -> Samples:
    """A piece as it was written, made once for all tests."""
    if piece not in _PLAYED:
        _PLAYED[piece] = played(piece, tools, path)
    return _PLAYED[piece]


def played(piece: str, tools: Tools, path: Path, frames: int | None = None) -> Samples:
    make_music(music_step(Take("music", music=piece, frames=frames), RATE).params, [], path, tools)
    found = open_wav(path)
    return found.read(0, found.samples)


def band_share(sound: Samples, low: float, high: float) -> float:
    """dB of a band against the whole."""
    power = np.abs(np.fft.rfft(sound.mean(axis=1))) ** 2
    places = np.fft.rfftfreq(len(sound), 1 / SECOND)
    return float(10 * np.log10(power[(places >= low) & (places < high)].sum() / power.sum()))


@pytest.mark.slow
@pytest.mark.parametrize("piece", LENGTHS)
def test_every_piece_is_level_clean_and_good_in_mono(piece: str, tools: Tools, tmp_path: Path) -> None:
    sound = written(piece, tools, tmp_path / "music.wav")
    assert sound.shape == (LENGTHS[piece], 2)
    meter = Meter(2)
    meter.add(sound)
    assert meter.integrated() == pytest.approx(MUSIC, abs=0.2)
    assert true_peak(sound) <= amplitude(CEILING) * 1.02
    assert np.abs(sound.mean(axis=0)).max() < 1e-4
    assert np.corrcoef(sound.T)[0, 1] > 0.3
    assert np.abs(np.diff(sound, axis=0)).max() < 0.2
    assert np.abs(sound[[0, -1]]).max() < 1e-3
    assert band_share(sound, 2000, 5000) < -11


def test_the_opener_hits_at_once_and_rings_under_the_greeting(tools: Tools, tmp_path: Path) -> None:
    sound = np.abs(written("opener", tools, tmp_path / "opener.wav"))
    assert sound[: 3 * SECOND // 10].max() > 0.25
    assert sound[-SECOND:].max() > 0.003


def test_the_sting_hits_where_it_says(tools: Tools, tmp_path: Path) -> None:
    sound = played("sting", tools, tmp_path / "sting.wav").mean(axis=1)
    grain = SECOND // 100
    levels = np.square(sound[: len(sound) // grain * grain]).reshape(-1, grain).mean(axis=1)
    rises = np.diff(np.log10(levels + 1e-9))
    assert int(levels.argmax()) * grain == pytest.approx(STING_HIT, abs=SECOND // 10)
    assert rises[STING_HIT // grain - 2 : STING_HIT // grain + 2].max() > 0.3


@pytest.mark.parametrize("frames", [90, 180, 210, 240])
def test_the_closing_ends_with_the_picture(frames: int, tools: Tools, tmp_path: Path) -> None:
    sound = played("closing", tools, tmp_path / "closing.wav", frames)
    assert len(sound) == sample_at(frames, RATE)
    assert np.abs(sound[-3 * SECOND // 2 : -SECOND]).max() > 0.02


def test_a_short_opener_still_fits(tools: Tools, tmp_path: Path) -> None:
    assert len(played("opener", tools, tmp_path / "o.wav", frames=60)) == sample_at(60, RATE)


def test_the_bed_leaves_room_for_the_voice_and_has_an_ending(tools: Tools, tmp_path: Path) -> None:
    sound = written("bed", tools, tmp_path / "bed.wav")
    assert len(sound) == 32 * BAR
    assert band_share(sound, 0, 60) < -20
    assert band_share(sound, 1500, 4500) < -15
    levels = 10 * np.log10(np.square(sound[: 28 * BAR]).reshape(28, -1).mean(axis=1))
    assert levels.max() - levels.min() < 4
    assert np.square(sound[-SECOND // 2 :]).mean() < np.square(sound).mean() / 100


def test_the_same_piece_has_the_same_bytes(tools: Tools, tmp_path: Path) -> None:
    assert np.array_equal(played("sting", tools, tmp_path / "a.wav"), played("sting", tools, tmp_path / "b.wav"))


def test_unknown_music_is_a_bug() -> None:
    with pytest.raises(ValueError, match="polka"):
        music_step(Take("music", music="polka"), RATE)
