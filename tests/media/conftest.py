"""Recordings and photos with the faults an office sends, made once for all tests of this room."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import imageio_ffmpeg
import numpy as np
import pytest
from PIL import Image

Make = Callable[..., Path]

PICTURE = ("-f", "lavfi", "-i", "testsrc2=s=320x180:r=30:d=2")
SOUND = ("-f", "lavfi", "-i", "sine=d=2:r=48000")
H264 = ("-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p")


@pytest.fixture(scope="session")
def room(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("media room ñ")


@pytest.fixture(scope="session")
def make(room: Path) -> Make:
    """make(name, *ffmpeg arguments before the output): the path of a file, made the first time."""

    def made(name: str, *args: str) -> Path:
        path = room / name
        if not path.exists():
            command = [imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", "-nostdin", "-y", *args, f"file:{path}"]
            subprocess.run(command, check=True)
        return path

    return made


@pytest.fixture(scope="session")
def plain_clip(make: Make) -> Path:
    return make("plain clip.mp4", *PICTURE, *SOUND, *H264, "-c:a", "aac")


@pytest.fixture(scope="session")
def noise_photo(room: Path) -> Path:
    path = room / "noise.jpg"
    pixels = np.random.default_rng(1).integers(0, 255, (200, 300, 3), dtype=np.uint8)
    Image.fromarray(pixels).save(path)
    return path
