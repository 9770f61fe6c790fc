"""AAC that is encoded in pieces is the AAC of the whole: as long, as near to the master, without a seam."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from newscast.sound import aac
from newscast.sound.aac import PACKET, aac_in_pieces, make_aac_joined, make_aac_piece
from newscast.sound.encode import aac_args
from newscast.step.step import Step, Tools, step

RATE = 48_000
MASTER = step("master", {}, suffix=".wav")


def sound(seconds: float) -> np.ndarray:
    """Music and syllables: something that goes on over every seam, and sets in now and then."""
    time = np.arange(int(seconds * RATE) + 321) / RATE
    music = 0.1 * np.sin(2 * np.pi * 220 * time) + 0.05 * np.sin(2 * np.pi * 1333 * time)
    noise = np.random.default_rng(2).normal(0, 0.05, len(time)) * (np.mod(time, 0.9) < 0.4)
    return np.stack([music + noise, 0.7 * music - 0.5 * noise], axis=1)


def heard(path: Path, tools: Tools) -> np.ndarray:
    return np.frombuffer(tools.decode(["-i", f"file:{path}", "-f", "f32le", "pipe:1"]), "<f4").reshape(-1, 2)


def by_packet(found: np.ndarray, meant: np.ndarray) -> np.ndarray:
    """dB of noise in each packet."""
    whole = len(meant) // PACKET * PACKET
    energies = np.square(found[:whole] - meant[:whole]).reshape(-1, 2 * PACKET)
    return np.asarray(10 * np.log10(energies.mean(axis=1)))


def made(step_: Step, master: Path, folder: Path, tools: Tools) -> Path:
    pieces = []
    for number, piece in enumerate(step_.inputs):
        assert isinstance(piece, Step)
        pieces.append(folder / f"piece{number}.aac")
        make_aac_piece(piece.params, [master], pieces[-1], tools)
    make_aac_joined(step_.params, pieces, folder / "joined.aac", tools)
    return folder / "joined.aac"


def test_pieces_make_a_whole(
    wav: Callable[..., Path], tools: Tools, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(aac, "_PIECE", 3 * RATE)
    meant = sound(10)
    master = wav(meant, "master.wav", bits=24)
    joined = aac_in_pieces(MASTER, len(meant), 128)
    assert len(joined.inputs) == 3
    whole = tmp_path / "whole.aac"
    tools.ffmpeg(aac_args(master, whole, 128, "fast", ["-bsf:a", r"noise=drop=eq(n\,0)"]))
    ours, theirs = heard(made(joined, master, tmp_path, tools), tools), heard(whole, tools)
    assert len(ours) == len(theirs)
    noise = [by_packet(each, meant) for each in (ours, theirs)]
    for bound in joined.params["bounds"]:
        near = slice(bound - 3, bound + 3)
        assert noise[0][near].max() < noise[1][near].max() + 3, (
            "no packet near a seam is worse than those of one encoder"
        )
    assert abs(noise[0][2:].mean() - noise[1][2:].mean()) < 0.5


def test_a_short_sound_is_one_piece(wav: Callable[..., Path], tools: Tools, tmp_path: Path) -> None:
    meant = sound(2)
    joined = aac_in_pieces(MASTER, len(meant), 128)
    assert len(joined.inputs) == 1
    ours = heard(made(joined, wav(meant, "master.wav", bits=24), tmp_path, tools), tools)
    assert 0 <= len(ours) - len(meant) < 2 * PACKET
    assert 10 * np.log10(np.square(ours[PACKET : len(meant)] - meant[PACKET:]).mean()) < -30


def test_pieces_are_joined_where_windows_are_long() -> None:
    def packet(window: int) -> bytes:
        return bytes([0xFF, 0xF1, 0, 0, 1, 0x20, 0]) + (1 << 13 | 1 << 8 | window << 5).to_bytes(2, "big")

    short, long = packet(2), packet(0)
    before = [long] * 40 + [short] * 20 + [long] * 40
    after = [long] * 64
    assert aac._place((0, before), (18, after), 50) in (40, 61)
    assert aac._place((0, [short] * 100), (18, after), 50) == 50, "nowhere better"


def test_what_is_no_adts_is_refused() -> None:
    with pytest.raises(ValueError, match="not ADTS"):
        aac._packets(b"RIFF" * 10)
