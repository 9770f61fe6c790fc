"""Float WAV files, in blocks."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from newscast.sound import wav as wav_module
from newscast.sound.wav import WavWriter, open_wav


def test_what_is_written_is_read(wav: Callable[..., Path]) -> None:
    sound = np.random.default_rng(1).normal(0, 0.2, (1001, 2)).astype(np.float32)
    found = open_wav(wav(sound))
    assert (found.samples, found.channels) == (1001, 2)
    assert np.array_equal(found.read(0, 1001), sound)
    assert np.array_equal(np.concatenate(list(found.blocks(100))), sound)


def test_outside_the_file_is_silence(wav: Callable[..., Path]) -> None:
    found = open_wav(wav(np.ones(10, np.float32)))
    assert found.read(-5, 20)[:, 0].tolist() == [0] * 5 + [1] * 10 + [0] * 5


@pytest.mark.parametrize("wrong", [np.nan, np.inf, -np.inf])
def test_what_is_no_number_is_silence(wav: Callable[..., Path], wrong: float) -> None:
    """As a program may leave it in a recording of floats: a filter would give nothing else from there on."""
    found = open_wav(wav(np.array([0.5, wrong, -0.25], np.float32)))
    assert found.read(0, 3)[:, 0].tolist() == [0.5, 0.0, -0.25]
    assert found.read(-1, 5)[:, 0].tolist() == [0.0, 0.5, 0.0, -0.25, 0.0]


def test_what_is_far_too_loud_and_its_opposite_stay_as_they_are(wav: Callable[..., Path]) -> None:
    loud = np.array([3e38, 3e38, -3e38, 0.5], np.float32)
    assert open_wav(wav(loud)).read(0, 4)[:, 0].tolist() == loud.tolist()


def test_a_long_file_becomes_rf64(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wav_module, "_LIMIT", 1000)
    with WavWriter(tmp_path / "long.wav", 1) as writer:
        writer.write(np.ones((500, 1), np.float32))
    assert (tmp_path / "long.wav").read_bytes()[:4] == b"RF64"
    assert open_wav(tmp_path / "long.wav").samples == 500


def test_whole_numbers_are_rounded_and_kept_in_range(tmp_path: Path) -> None:
    with WavWriter(tmp_path / "w.wav", 1, 24) as writer:
        writer.write(np.array([[0.0], [1.5], [-1.5], [0.5]], np.float32))
    raw = (tmp_path / "w.wav").read_bytes()[80:]
    values = [int.from_bytes(raw[at : at + 3], "little", signed=True) for at in range(0, 12, 3)]
    assert values == [0, (1 << 23) - 1, -(1 << 23), 1 << 22]


def test_other_files_are_refused(tmp_path: Path) -> None:
    (tmp_path / "x.wav").write_bytes(b"ID3 no wav")
    with pytest.raises(ValueError, match="no WAV"):
        open_wav(tmp_path / "x.wav")


def test_samples_of_24_bits_are_read_as_they_were_written(wav: Callable[..., Path]) -> None:
    sound = np.array([[-1.0, 0.25], [2**-23, -(2**-23)], [1 - 2**-23, -0.3]], np.float32)
    found = open_wav(wav(sound, bits=24))
    assert (found.samples, found.channels) == (3, 2)
    assert np.abs(found.read(0, 3) - sound).max() <= 2**-24
    assert np.array_equal(found.read(1, 1), sound[1:2])
