"""What listeners decode stays under the true-peak limit, whatever an encoder makes of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy.signal import resample_poly

from newscast.sound.encode import aac_step, make_aac, make_mp2, make_mp3, mp2_step, mp3_step
from newscast.sound.mp3 import make_mp3_joined, make_mp3_piece, mp3_in_pieces
from newscast.sound.normalise import Shape, write
from newscast.sound.under_peak import encode_under
from newscast.sound.wav import open_wav
from newscast.step.step import Step, Tools, step
from newscast.wrappers.id3.tags import Tags

RATE = 48_000
SECONDS = 4
LIMIT = -2.0
"""dBTP."""
MASTER = step("master", {}, suffix=".wav")
TAGS = Tags("INFO LEÓN", "INFO LEÓN", date="2026-11-20", language="spa", length=1000)
CODECS: dict[str, tuple[Callable[[float | None], Step], Callable[..., None]]] = {
    "aac": (lambda peak: aac_step(MASTER, 192, peak), make_aac),
    "mp3": (lambda peak: mp3_step(MASTER, TAGS, bitrate=128, peak=peak), make_mp3),
    "mp2": (lambda peak: mp2_step(MASTER, "x", peak=peak), make_mp2),
}


def stings() -> NDArray[np.float64]:
    """Notes that begin at once, each with a burst of noise: what encoders overshoot at."""
    noise, time = np.random.default_rng(7), np.arange(RATE // 4) / RATE
    fall = np.exp(-time / 0.05)
    hits = [
        np.sin(2 * np.pi * (200 + 150 * (number % 7)) * time) * fall + noise.standard_normal(len(time)) * fall**4
        for number in range(SECONDS * 4)
    ]
    return np.repeat(np.concatenate(hits)[:, None], 2, axis=1)


def heard(path: Path, tools: Tools) -> NDArray[np.float64]:
    raw = tools.decode(["-i", f"file:{path}", "-map", "0:a:0", "-c:a", "pcm_f32le", "-f", "f32le", "pipe:1"])
    return np.frombuffer(raw, "<f4").reshape(-1, 2).astype(np.float64)


def true_peak(sound: NDArray[np.float64]) -> float:
    return float(20 * np.log10(np.abs(resample_poly(sound, 8, 1, axis=0)).max()))


@pytest.fixture
def loud(wav: Callable[..., Path], tmp_path: Path) -> Path:
    """A master that is limited to a little under the limit, less than encoders overshoot here."""
    mix, made = wav(0.5 * stings() / np.abs(stings()).max(), "mix.wav"), tmp_path / "loud.wav"
    write(open_wav(mix), made, 9.0, Shape(LIMIT - 0.2, bits=24))
    return made


@pytest.mark.parametrize("codec", CODECS)
def test_nothing_that_is_decoded_is_over_the_limit(loud: Path, tools: Tools, tmp_path: Path, codec: str) -> None:
    described, make = CODECS[codec]
    free, held = tmp_path / f"free.{codec}", tmp_path / f"held.{codec}"
    make(described(None).params, [loud], free, tools)
    make(described(LIMIT).params, [loud], held, tools)
    assert true_peak(heard(free, tools)) > LIMIT
    assert true_peak(heard(held, tools)) <= LIMIT + 0.05


@pytest.mark.parametrize("codec", CODECS)
def test_only_what_is_over_is_lowered(loud: Path, tools: Tools, tmp_path: Path, codec: str) -> None:
    described, make = CODECS[codec]
    free, held = tmp_path / f"free.{codec}", tmp_path / f"held.{codec}"
    make(described(None).params, [loud], free, tools)
    make(described(LIMIT).params, [loud], held, tools)
    before, after = heard(free, tools), heard(held, tools)
    assert len(before) == len(after)
    assert abs(10 * np.log10(np.square(after).mean() / np.square(before).mean())) < 0.1


@pytest.mark.parametrize("codec", CODECS)
def test_what_is_under_the_limit_is_encoded_as_it_is(
    wav: Callable[..., Path], tools: Tools, tmp_path: Path, codec: str
) -> None:
    soft = wav(0.05 * stings() / np.abs(stings()).max(), "soft.wav", bits=24)
    described, make = CODECS[codec]
    for name, peak in (("free", None), ("held", LIMIT)):
        make(described(peak).params, [soft], tmp_path / name, tools)
    assert (tmp_path / "free").read_bytes() == (tmp_path / "held").read_bytes()


def test_an_mp3_in_pieces_is_held_under_it_too(
    loud: Path, tools: Tools, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("newscast.sound.mp3._PIECE", 2 * RATE)
    monkeypatch.setattr("newscast.sound.mp3._EARLY", 60)
    joined = mp3_in_pieces(MASTER, SECONDS * RATE, TAGS, bitrate=128, peak=LIMIT)
    pieces = []
    for number, piece in enumerate(
        each for each in joined.inputs if isinstance(each, Step) and each.kind == "mp3-piece"
    ):
        pieces.append(tmp_path / f"piece{number}.mp3")
        make_mp3_piece(piece.params, [loud], pieces[-1], tools)
    assert len(pieces) == 2
    make_mp3_joined(joined.params, [*pieces, loud], tmp_path / "joined.mp3", tools)
    assert true_peak(heard(tmp_path / "joined.mp3", tools)) <= LIMIT + 0.05


def test_a_peak_in_the_last_samples_is_found(wav: Callable[..., Path], tools: Tools) -> None:
    """Encoders that copy, so that a limit is met only where something was lowered."""
    sound = np.zeros((RATE + 5, 2))
    sound[-3:] = 0.95
    master = wav(sound, "end.wav", bits=24)
    encoded: list[Path] = []
    encode_under(LIMIT, master, lambda path: encoded.append(path) or path, tools)  # type: ignore[func-returns-value]
    assert len(encoded) > 1
    assert true_peak(heard(encoded[-1], tools)) <= LIMIT + 0.05
