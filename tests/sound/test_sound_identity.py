"""The built-in music: length, level, and nothing that hurts."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest
from scipy.signal import butter, sosfiltfilt

from bench.music import described
from newscast.base.timecode import sample_at
from newscast.show.moods import MOODS, USUAL, in_mood, mood_of
from newscast.sound.bed import BAR
from newscast.sound.identity import LENGTHS, STING_HIT, music_step
from newscast.sound.levels import CEILING, MUSIC, amplitude
from newscast.sound.limiter import true_peak
from newscast.sound.meter import Meter
from newscast.sound.moods import PLAYED
from newscast.sound.score import make_music
from newscast.sound.wav import Samples, open_wav
from newscast.step.step import Tools
from newscast.timeline.heard import Take

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


def strokes(sound: Samples) -> float:
    """dB by which the loudest tenth of all 5 ms is louder in a shaker's band than the median."""
    band = sosfiltfilt(butter(4, (5000, 9000), "bandpass", fs=SECOND, output="sos"), sound.mean(axis=1, dtype=float))
    grains = np.square(band[: 28 * BAR]).reshape(-1, SECOND // 200).mean(axis=1)
    return float(10 * np.log10(np.percentile(grains, 90) / np.median(grains)))


PIECES = [*LENGTHS, *(f"{mood}/bed" for mood in MOODS if mood != USUAL), "urgent/opener", "culture/sting"]


@pytest.mark.slow
@pytest.mark.parametrize("piece", PIECES)
def test_every_piece_is_level_clean_and_good_in_mono(piece: str, tools: Tools, tmp_path: Path) -> None:
    sound = written(piece, tools, tmp_path / "music.wav")
    assert sound.shape == (LENGTHS[mood_of(piece)[1]], 2)
    meter = Meter(2)
    meter.add(sound)
    assert meter.integrated() == pytest.approx(MUSIC, abs=0.2)
    assert true_peak(sound) <= amplitude(CEILING) * 1.02
    assert np.abs(sound.mean(axis=0)).max() < 1e-4
    assert np.corrcoef(sound.T)[0, 1] > 0.3
    assert np.abs(np.diff(sound, axis=0)).max() < 0.2
    assert np.abs(sound[[0, -1]]).max() < 1e-3
    assert band_share(sound, 2000, 5000) < -11
    loss = np.square(sound.mean(axis=1)).mean() / np.square(sound).mean()
    assert 10 * np.log10(loss) > -1.5


@pytest.mark.slow
@pytest.mark.parametrize("mood", MOODS)
def test_a_bed_is_as_bright_as_recorded_music_and_no_note_clicks(mood: str, tools: Tools, tmp_path: Path) -> None:
    """Against "Siesta" (Jahzzar), of which docs/sound-identity.md has the numbers."""
    sound = written(in_mood("bed", mood), tools, tmp_path / "bed.wav")
    found = described(sound)
    recorded = {"250 Hz": -4.9, "500 Hz": -4.9, "1000 Hz": -10.9, "4000 Hz": -21.6, "8000 Hz": -26.6, "16000 Hz": -38.0}
    assert {band: found[band] for band in recorded} == pytest.approx(recorded, abs=4.5)
    assert 11 < found["crest"] < 16
    assert 0.5 < found["correlation"] < 0.8
    assert found["attacks"] < 6
    # No 5 ms has much more above 15 kHz than most others: a click would.
    hiss = sosfiltfilt(butter(6, 15_000, "highpass", fs=SECOND, output="sos"), sound.mean(axis=1, dtype=float))
    grains = np.square(hiss[: 28 * BAR]).reshape(-1, SECOND // 200).mean(axis=1)
    assert 10 * np.log10(grains.max() / np.median(grains)) < 12


@pytest.mark.slow
def test_each_mood_is_another_music_and_only_one_has_no_drums(tools: Tools, tmp_path: Path) -> None:
    beds = {mood: written(in_mood("bed", mood), tools, tmp_path / "bed.wav") for mood in MOODS}
    drummed = {mood: strokes(bed) for mood, bed in beds.items()}
    assert drummed.pop("calm") + 0.5 < min(drummed.values())
    assert {mood for mood, each in PLAYED.items() if not (each.low + each.high + each.shaker).strip(".")} == {"calm"}
    for one, other in combinations(beds.values(), 2):
        assert not np.allclose(one, other, atol=0.01)


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
    for name in ("polka", "polka/bed", "calm/polka"):
        with pytest.raises(ValueError, match=name):
            music_step(Take("music", music=name), RATE)


def test_each_mood_is_a_step_of_its_own() -> None:
    steps = {music_step(Take("music", music=in_mood("bed", mood)), RATE).identity for mood in MOODS}
    assert len(steps) == len(MOODS)
