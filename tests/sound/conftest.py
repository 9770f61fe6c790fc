"""Sounds made for the tests: something like speech, written as a WAV, and the clip it would be in."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from newscast.base.content import File
from newscast.media.info import MediaInfo, PictureInfo, SoundInfo
from newscast.sound.wav import Wav, WavWriter, open_wav

Sound = NDArray[np.float32]
RATE = 48_000
LAYOUTS = {1: "mono", 2: "stereo", 6: "5.1"}


def speech_like(*stretches: tuple[float, float], seconds: float, seed: int = 1) -> Sound:
    """Voiced syllables from second to second, mono, silence in between."""
    time = np.arange(int(seconds * RATE)) / RATE
    random = np.random.default_rng(seed)
    pitch = 120 + 15 * np.sin(2 * np.pi * 0.7 * time)
    phase = 2 * np.pi * np.cumsum(pitch) / RATE
    voiced = sum(np.sin(k * phase) / k**0.8 for k in range(1, 25))
    syllables = 0.65 + 0.35 * np.sin(2 * np.pi * 4.3 * time)
    gate = np.zeros(len(time))
    for start, end in stretches:
        gate[int(start * RATE) : int(end * RATE)] = 1
    heard = (voiced + random.normal(0, 0.15, len(time))) * syllables * gate
    return (0.1 * heard).astype(np.float32)


@pytest.fixture
def speech() -> Callable[..., Sound]:
    return speech_like


@pytest.fixture
def wav(tmp_path: Path) -> Callable[..., Path]:
    """Write samples, mono or (n, channels), as a float WAV and return its path."""

    def write(samples: NDArray[np.floating], name: str = "take.wav", bits: int = 32) -> Path:
        shaped = samples.reshape(len(samples), -1).astype(np.float32)
        with WavWriter(tmp_path / name, shaped.shape[1], bits) as writer:
            writer.write(shaped)
        return tmp_path / name

    return write


@pytest.fixture
def take(wav: Callable[..., Path]) -> Callable[[NDArray[np.floating]], Wav]:
    """Samples as a take that is open."""
    return lambda samples: open_wav(wav(samples))


@pytest.fixture
def media() -> Callable[..., MediaInfo]:
    """The facts of a file whose sound is stereo or mono; with `picture_start`, of a clip."""

    def describe(
        path: Path, channels: int = 1, duration: Fraction = Fraction(0), picture_start: Fraction | None = None
    ) -> MediaInfo:
        picture = None
        if picture_start is not None:
            picture = PictureInfo(
                "h264", 320, 180, 0, Fraction(30), False, "progressive", "sdr", "bt709", False, "yuv420p"
            )
        sound = SoundInfo("pcm_f32le", RATE, channels, LAYOUTS[channels]) if channels else None
        file = File(path, hashlib.sha256(path.read_bytes()).hexdigest())
        kind = "video" if picture else "sound"
        return MediaInfo(file, kind, duration, picture, sound, picture_start or Fraction(0))

    return describe
