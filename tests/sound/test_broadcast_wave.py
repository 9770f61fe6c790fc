"""The station's WAV: the master's samples, and what is told of them measured from these."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from ebur128 import measure

from newscast.sound.broadcast_wave import make_gauge, make_wav, wav_step
from newscast.sound.r128 import Gauge
from newscast.step.step import Tools, step
from newscast.wrappers.bwf.bext import Bext, Loudness
from newscast.wrappers.bwf.cart import Cart, Timer
from newscast.wrappers.bwf.wave import read_bwf

RATE = 48_000
MASTER = step("master", {}, suffix=".wav")
BEXT = Bext("Edición", "INFO LEÓN", "hoy", "2026-11-20", "07:00:00", 7 * 3600 * RATE)
CART = Cart("Edición", start=("2026-11-20", "07:00:00"), timers=(Timer("EOD", 9),), text="uno\ndos")


class NoTools:
    """It needs no ffmpeg."""

    scratch = Path()

    def ffmpeg(self, args: Any) -> str:
        raise AssertionError(args)

    def decode(self, args: Any) -> bytes:
        raise AssertionError(args)


def gauged(sound: Any, block: int = 1 << 16) -> Loudness:
    gauge = Gauge(sound.shape[1])
    for start in range(0, len(sound), block):
        gauge.add(sound[start : start + block].astype(np.float32))
    return gauge.loudness()


def tone(level: float, seconds: float, frequency: float = 1000.0) -> Any:
    """Stereo, in dBFS."""
    time = np.arange(int(seconds * RATE)) / RATE
    return np.repeat(10 ** (level / 20) * np.sin(2 * np.pi * frequency * time)[:, None], 2, axis=1)


@pytest.mark.slow
def test_the_signals_of_the_ebu_measure_what_they_should() -> None:
    """EBU Tech 3341, signals 1 and 2; Tech 3342, signals 1 and 3."""
    found = gauged(tone(-23, 6))
    assert found.integrated == pytest.approx(-23, abs=0.1)
    assert found.momentary == pytest.approx(-23, abs=0.1)
    assert found.short_term == pytest.approx(-23, abs=0.1)
    assert gauged(tone(-33, 6)).integrated == pytest.approx(-33, abs=0.1)
    assert gauged(np.concatenate([tone(-20, 10), tone(-30, 10)])).range == pytest.approx(10, abs=1)
    assert gauged(np.concatenate([tone(-40, 10), tone(-20, 10)])).range == pytest.approx(20, abs=1)


def test_a_peak_between_samples_is_found() -> None:
    """EBU Tech 3341, signal 16: a quarter of the rate, 45 degrees aside, so that samples miss the peaks by 3 dB."""
    time = np.arange(RATE) / RATE
    sound = np.repeat(0.5 * np.sin(2 * np.pi * RATE / 4 * time + np.pi / 4)[:, None], 2, axis=1)
    assert 20 * np.log10(np.abs(sound).max()) == pytest.approx(-9.03, abs=0.01)
    # It begins and ends with a jump; inside it is 6.02 dB down.
    fade = np.clip(np.minimum(np.arange(RATE), np.arange(RATE)[::-1]) / 4800, 0, 1)[:, None]
    assert gauged(sound * fade).true_peak == pytest.approx(-6.02, abs=0.1)


def test_blocks_make_no_difference() -> None:
    sound = np.random.default_rng(3).normal(0, 0.1, (RATE * 5 + 77, 2)) * np.linspace(0.1, 1, RATE * 5 + 77)[:, None]
    whole, parts = gauged(sound, len(sound)), gauged(sound, 4801)
    for name, value in vars(whole).items():
        assert getattr(parts, name) == pytest.approx(value, abs=1e-6), name


def test_silence_has_no_loudness() -> None:
    assert gauged(np.zeros((RATE * 4, 2))) == Loudness()
    assert gauged(np.zeros((0, 1))) == Loudness()
    assert gauged(tone(-23, 1)).range is None


def written(master: Path, output: Path, cart: Cart | None = CART) -> None:
    """The master as a station gets it."""
    gauged_in = output.with_suffix(".json")
    make_gauge({}, [master], gauged_in, NoTools())
    make_wav(wav_step(MASTER, BEXT, cart).params, [master, gauged_in], output, NoTools())


@pytest.mark.parametrize("channels", [1, 2])
def test_wav_says_what_it_is_and_holds_the_master(
    wav: Callable[..., Path], speech: Callable[..., Any], tmp_path: Path, channels: int
) -> None:
    sound = np.repeat(speech((0.2, 4.8), seconds=5.0)[:, None], channels, axis=1)
    master, made = wav(sound, bits=24), tmp_path / "show.wav"
    written(master, made, CART)
    read, before = read_bwf(made), read_bwf(master)
    assert (read.samples, read.pcm, read.cart) == (before.samples, before.pcm, CART)
    data, old = read.riff.find(b"data"), before.riff.find(b"data")
    assert data and old
    assert made.read_bytes()[data.start :] == master.read_bytes()[old.start : old.start + old.size]
    assert read.bext
    assert (read.bext.originator, read.bext.samples, read.bext.version) == ("INFO LEON", 7 * 3600 * RATE, 2)
    assert read.bext.history == (f"A=PCM,F=48000,W=24,M={'mono' if channels == 1 else 'stereo'},T=newscast",)
    # What ffmpeg's meter says of one channel is of one loudspeaker; this is of two.
    assert read.bext.loudness.integrated == pytest.approx(
        gauged(np.repeat(sound[:, :1], 2, axis=1)).integrated, abs=0.02
    )
    written(master, tmp_path / "again.wav", CART)
    assert (tmp_path / "again.wav").read_bytes() == made.read_bytes()


def test_ffmpeg_measures_the_same(
    wav: Callable[..., Path], speech: Callable[..., Any], tools: Tools, tmp_path: Path
) -> None:
    sound = np.repeat(speech((0.2, 3.0), (4.0, 6.5), (7.5, 9.9), seconds=10.0)[:, None], 2, axis=1)
    sound[4 * RATE : 7 * RATE] *= 0.4
    written(wav(sound, bits=24), tmp_path / "show.wav", None)
    bext = read_bwf(tmp_path / "show.wav").bext
    assert bext
    told, other = bext.loudness, measure(tmp_path / "show.wav", tools)
    assert told.integrated == pytest.approx(other.integrated, abs=0.06)
    assert told.true_peak == pytest.approx(other.true_peak, abs=0.15)
    assert told.range == pytest.approx(other.range, abs=0.15)


def test_mediainfo_reads_every_field(wav: Callable[..., Path], tmp_path: Path) -> None:
    try:
        subprocess.run(["mediainfo", "--version"], capture_output=True, check=False)
    except FileNotFoundError:
        pytest.skip("there is no mediainfo")
    made = tmp_path / "show.wav"
    written(wav(tone(-23, 4), bits=24), made, CART)
    told = subprocess.run(["mediainfo", str(made)], capture_output=True, text=True, check=True).stdout
    lines = (line.partition(" : ") for line in told.splitlines())
    found = {name.strip(): value.strip() for name, _colon, value in lines}
    assert found["Format settings"] == "Little / Signed"
    assert found["Codec ID"] == "1"
    assert found["Producer"] == "INFO LEON"
    assert found["Encoded date"] == "2026-11-20 07:00:00"
    assert (found["LoudnessValue"], found["MaxTruePeakLevel"]) == ("-22.99", "-23.00")
    assert found["UMID"].startswith("0x60A2B340101010501010F2013")
