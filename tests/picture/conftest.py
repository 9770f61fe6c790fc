"""Clips whose every picture shows its own number, and a way to render graphs of this room."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

import ffmpeg
import imageio_ffmpeg
import numpy as np
import pytest

from newscast.base.canvas import Canvas
from newscast.engine.encode import fill
from newscast.media.info import MediaInfo
from newscast.media.probe import probe
from newscast.step.graph import command

RATE = Fraction(30000, 1001)
BITS = 10
NUMBERED = "+".join(f"between(X,{bit * 16},{bit * 16 + 15})*255*mod(floor(N/{2**bit}),2)" for bit in range(BITS))
"""geq: each picture's number in binary, as blocks of 16 pixels, the lowest bit first."""


@pytest.fixture
def landscape() -> Canvas:
    return Canvas("landscape", 320, 180, RATE)


@pytest.fixture
def portrait() -> Canvas:
    return Canvas("portrait", 180, 320, RATE)


@pytest.fixture(scope="session")
def make(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., MediaInfo]:
    """make(name, *ffmpeg arguments before the output): what probing says of the file."""
    room = tmp_path_factory.mktemp("pictures")

    def made(name: str, *args: str) -> MediaInfo:
        path = room / name
        if not path.exists():
            _run([*args, f"file:{path}"])
        info = probe([path], None)[path]
        assert isinstance(info, MediaInfo), info
        return info

    return made


@pytest.fixture(scope="session")
def numbered(make: Callable[..., MediaInfo]) -> Callable[..., MediaInfo]:
    """numbered(name, rate, seconds, *output arguments, then=filters): a clip of numbered pictures."""

    def made(name: str, rate: str, seconds: float, *args: str, then: str = "null", late: float = 0) -> MediaInfo:
        source = f"color=black:s={BITS * 16}x32:r={rate}:d={seconds},format=gray,geq=lum='{NUMBERED}',format=yuv420p"
        return make(name, "-itsoffset", str(late), "-f", "lavfi", "-i", f"{source},{then}", *args)

    return made


@pytest.fixture(scope="session")
def render() -> Callable[..., np.ndarray]:
    """render(stream, {reference: path}, pixel format): frames as an array."""

    def rendered(stream: Any, paths: dict[str, Path], size: tuple[int, int], pix_fmt: str = "gray") -> np.ndarray:
        output = ffmpeg.output(stream, "x", f="rawvideo", pix_fmt=pix_fmt, fps_mode="passthrough")
        raw = _run(fill(command({"pipe:1": output}), paths))
        depth = 3 if pix_fmt == "rgb24" else 1
        return np.frombuffer(raw, np.uint8).reshape(-1, size[1], size[0], depth).squeeze()

    return rendered


def _run(args: list[str]) -> bytes:
    command_line = [imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", "-nostdin", "-y", *args]
    return subprocess.run(command_line, check=True, stdout=subprocess.PIPE).stdout
