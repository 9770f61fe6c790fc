"""MP3 that is encoded in pieces is, byte for byte, the MP3 that is encoded whole."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from newscast.sound import mp3
from newscast.sound.encode import make_mp3, mp3_step
from newscast.sound.mp3 import make_mp3_joined, make_mp3_piece, mp3_in_pieces
from newscast.step.step import Step, Tools, step
from newscast.wrappers.id3.tags import Tags

RATE = 48_000
MASTER = step("master", {}, suffix=".wav")
TAGS = Tags("Viernes", "INFO LEÓN", length=14_000)
SECONDS = 14


def sound() -> np.ndarray:
    """Music and syllables: something that goes on over every seam, and sets in now and then."""
    time = np.arange(SECONDS * RATE + 321) / RATE
    music = 0.1 * np.sin(2 * np.pi * 220 * time) + 0.05 * np.sin(2 * np.pi * 1333 * time)
    noise = np.random.default_rng(2).normal(0, 0.05, len(time)) * (np.mod(time, 0.9) < 0.4)
    return np.stack([music + noise, 0.7 * music - 0.5 * noise], axis=1)


def pieces_of(joined: Step, master: Path, folder: Path, tools: Tools) -> list[Path]:
    made = []
    for number, piece in enumerate(
        each for each in joined.inputs if isinstance(each, Step) and each.kind == "mp3-piece"
    ):
        made.append(folder / f"piece{number}.mp3")
        make_mp3_piece(piece.params, [master], made[-1], tools)
    return made


@pytest.mark.real
@pytest.mark.parametrize("channels", [1, 2])
def test_pieces_make_the_same_bytes(
    wav: Callable[..., Path], tools: Tools, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, channels: int
) -> None:
    monkeypatch.setattr(mp3, "_PIECE", 6 * RATE)
    meant = sound()[:, :channels]
    master = wav(meant, "master.wav", bits=24)
    joined = mp3_in_pieces(MASTER, len(meant), TAGS, bitrate=96 * channels, channels=channels)
    pieces = pieces_of(joined, master, tmp_path, tools)
    assert len(pieces) == 2
    make_mp3(mp3_step(MASTER, TAGS, None, 96 * channels, channels).params, [master], tmp_path / "whole.mp3", tools)
    make_mp3_joined(joined.params, [*pieces, master], tmp_path / "joined.mp3", tools)
    assert (tmp_path / "joined.mp3").read_bytes() == (tmp_path / "whole.mp3").read_bytes()
    # Pieces that do not meet are left, and all is encoded again.
    spoilt = bytearray(pieces[1].read_bytes())
    spoilt[mp3._EARLY * 3 * 96 * channels] ^= 1
    pieces[1].write_bytes(spoilt)
    whole = []
    monkeypatch.setattr(mp3, "make_mp3", lambda *given: whole.append(given))
    make_mp3_joined(joined.params, [*pieces, master], tmp_path / "again.mp3", tools)
    assert whole


def test_short_sound_is_encoded_whole() -> None:
    assert mp3_in_pieces(MASTER, 5 * 60 * RATE, TAGS) == mp3_step(MASTER, TAGS)
