"""MP3 that is encoded in pieces is the MP3 of the whole: as long, as near to the master, without a seam."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from newscast.sound import mp3
from newscast.sound.encode import make_mp3, mp3_step
from newscast.sound.mp3 import PACKET, make_mp3_joined, make_mp3_piece, mp3_in_pieces
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


def heard(path: Path, channels: int, tools: Tools) -> np.ndarray:
    decoded = tools.decode(["-xerror", "-i", f"file:{path}", "-f", "f32le", "-c:a", "pcm_f32le", "pipe:1"])
    return np.frombuffer(decoded, "<f4").reshape(-1, channels)


def by_packet(found: np.ndarray, meant: np.ndarray) -> np.ndarray:
    """dB of noise in each packet."""
    whole = len(meant) // PACKET * PACKET
    energies = np.square(found[:whole] - meant[:whole]).reshape(-1, PACKET * meant.shape[1])
    return np.asarray(10 * np.log10(energies.mean(axis=1) + 1e-12))


@pytest.mark.parametrize(("channels", "bitrate", "early"), [(1, 64, 100), (2, 192, 5)])
def test_pieces_make_a_whole(
    wav: Callable[..., Path],
    tools: Tools,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    channels: int,
    bitrate: int,
    early: int,
) -> None:
    """As long as the whole, no packet with more noise, nothing that a decoder complains of; also where the packets of
    both pieces differ, since the later one had no time to settle."""
    monkeypatch.setattr(mp3, "_PIECE", 6 * RATE)
    monkeypatch.setattr(mp3, "_EARLY", early)
    monkeypatch.setattr(mp3, "_SETTLED", early // 2)
    meant = sound()[:, :channels]
    master = wav(meant, "master.wav", bits=24)
    joined = mp3_in_pieces(MASTER, len(meant), TAGS, bitrate=bitrate, channels=channels)
    pieces = pieces_of(joined, master, tmp_path, tools)
    assert len(pieces) == 2
    whole = tmp_path / "whole.mp3"
    make_mp3(mp3_step(MASTER, TAGS, None, bitrate, channels).params, [master], whole, tools)
    monkeypatch.setattr(mp3, "make_mp3", None)
    make_mp3_joined(joined.params, [*pieces, master], tmp_path / "joined.mp3", tools)
    assert (tmp_path / "joined.mp3").stat().st_size == whole.stat().st_size
    ours, theirs = (heard(path, channels, tools) for path in (tmp_path / "joined.mp3", whole))
    assert len(ours) == len(theirs) == len(meant)
    assert (by_packet(ours, meant) - by_packet(theirs, meant)).max() < 3


def test_pieces_that_do_not_fit_are_encoded_again(
    wav: Callable[..., Path], tools: Tools, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mp3, "_PIECE", 6 * RATE)
    monkeypatch.setattr(mp3, "_EARLY", 100)
    master = wav(sound(), "master.wav", bits=24)
    joined = mp3_in_pieces(MASTER, SECONDS * RATE, TAGS)
    pieces = pieces_of(joined, master, tmp_path, tools)
    monkeypatch.setattr(mp3.Form, "seam", lambda *given: None)
    make_mp3(mp3_step(MASTER, TAGS).params, [master], tmp_path / "whole.mp3", tools)
    make_mp3_joined(joined.params, [*pieces, master], tmp_path / "joined.mp3", tools)
    assert (tmp_path / "joined.mp3").read_bytes() == (tmp_path / "whole.mp3").read_bytes()


def test_short_sound_is_encoded_whole() -> None:
    assert mp3_in_pieces(MASTER, 5 * 60 * RATE, TAGS) == mp3_step(MASTER, TAGS)
    assert mp3_in_pieces(MASTER, 3600 * RATE, TAGS, bitrate=48) == mp3_step(MASTER, TAGS, bitrate=48)
