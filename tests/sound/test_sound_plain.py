"""Takes that are plain samples already: the same samples as ffmpeg's, and nothing else is taken for such a take."""

from __future__ import annotations

import struct
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from newscast.sound import cut
from newscast.sound.plain import plain
from newscast.sound.wav import open_wav
from newscast.step.step import Tools

WHOLE: dict[str, Any] = {
    "first": 0, "samples": None, "sources": [["a:0", None]], "channels": 1, "seekable": False, "zero": "0",
}  # fmt: skip
NOISE = np.random.default_rng(3).integers(-(1 << 31), 1 << 31, 20_000).astype("<i4")
RAW = {
    (1, 16): (NOISE >> 16).astype("<i2").tobytes(),
    (1, 24): NOISE.view(np.uint8).reshape(-1, 4)[:, 1:].tobytes(),
    (3, 32): (NOISE / np.float32(1 << 31)).astype("<f4").tobytes(),
}


def chunk(name: bytes, content: bytes, size: int | None = None) -> bytes:
    return struct.pack("<4sI", name, len(content) if size is None else size) + content


def form(code: int, bits: int, channels: int = 1, rate: int = 48_000) -> bytes:
    frame = channels * bits // 8
    return chunk(b"fmt ", struct.pack("<HHIIHH", code, channels, rate, rate * frame, frame, bits))


def written(path: Path, *chunks: bytes, kind: bytes = b"RIFF") -> Path:
    body = b"WAVE" + b"".join(chunks)
    path.write_bytes(kind + struct.pack("<I", len(body)) + body)
    return path


@pytest.mark.real
@pytest.mark.parametrize("code", RAW)
@pytest.mark.parametrize(("first", "samples"), [(0, None), (777, None), (19_000, 4_000)])
def test_the_samples_are_those_that_ffmpeg_decodes(
    code: tuple[int, int], first: int, samples: int | None, tools: Tools, tmp_path: Path
) -> None:
    take = written(tmp_path / "take.wav", form(*code), chunk(b"LIST", b"INFO"), chunk(b"data", RAW[code]))
    params = {**WHOLE, "first": first, "samples": samples}
    assert plain(take, params)
    cut.cut_sound(params, take, tmp_path / "copied.wav", tools)
    tools.ffmpeg(cut.cut_args(params, take, tmp_path / "decoded.wav"))
    ours, theirs = (open_wav(tmp_path / name) for name in ("copied.wav", "decoded.wav"))
    assert ours.samples == theirs.samples
    assert ours.read(0, ours.samples).tobytes() == theirs.read(0, theirs.samples).tobytes()


DATA = chunk(b"data", RAW[1, 16])
DOUBTED = {
    "two channels": (form(1, 16, channels=2), DATA),
    "another rate": (form(1, 16, rate=44_100), DATA),
    "another form": (form(6, 8), DATA),
    "cut off": (form(1, 16), chunk(b"data", RAW[1, 16][:-2], len(RAW[1, 16]))),
    "of unsaid length": (form(1, 16), chunk(b"data", RAW[1, 16], 0xFFFFFFFF)),
    "half a sample": (form(1, 16), chunk(b"data", RAW[1, 16][:-1])),
    "two stretches": (form(1, 16), DATA, DATA),
    "two forms": (form(1, 16), form(1, 24), DATA),
    "no sound": (form(1, 16),),
    "samples before their form": (DATA, form(1, 16)),
    "chunks without end": (form(1, 16), *[chunk(b"junk", b"")] * 100, DATA),
}


@pytest.mark.parametrize("doubt", DOUBTED)
def test_what_is_doubtful_is_left_to_ffmpeg(doubt: str, tmp_path: Path) -> None:
    assert plain(written(tmp_path / "sure.wav", form(1, 16), DATA), WHOLE)
    assert plain(written(tmp_path / "take.wav", *DOUBTED[doubt]), WHOLE) is None


@pytest.mark.parametrize(
    "asked",
    [
        {"sources": [["a:0", 0]]},
        {"sources": [["a:0", None]] * 2},
        {"channels": 2},
        {"zero": "1/10"},
        {"first": -5},
        {"first": 20_000},
    ],
)
def test_what_is_more_than_a_stretch_is_left_to_ffmpeg(asked: dict[str, Any], tmp_path: Path) -> None:
    assert plain(written(tmp_path / "take.wav", form(1, 16), DATA), {**WHOLE, **asked}) is None


def test_filters_are_ffmpegs(tmp_path: Path) -> None:
    asked: list[Any] = []

    class Noting:
        def ffmpeg(self, args: Any) -> str:
            asked.append(args)
            return ""

    take = written(tmp_path / "take.wav", form(1, 16), DATA)
    cut.cut_sound(WHOLE, take, tmp_path / "out.wav", Noting(), ["adeclip=w=10"])  # type: ignore[arg-type]
    assert asked
