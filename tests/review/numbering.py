"""Pictures that show their own number, for the tests of what is made of programmes."""

from __future__ import annotations

import subprocess
import time
from fractions import Fraction
from typing import Any

import imageio_ffmpeg
import numpy as np
from starlette.testclient import TestClient

RATE = Fraction(30000, 1001)
WIDTH, HEIGHT, BITS = 320, 180, 10
BLOCK = WIDTH // BITS


def ready(browser: TestClient, address: str) -> Any:
    until = time.monotonic() + 120
    while (answer := browser.get(address)).status_code == 202:
        assert answer.json()["state"] in ("waiting", "making", "made")
        assert time.monotonic() < until
        time.sleep(0.05)
    assert answer.status_code == 200, answer.text
    return answer


def pictures(content: bytes) -> np.ndarray:
    """All pictures of a file, in grey, at the size in which they were numbered."""
    scale = f"scale={WIDTH}:{HEIGHT}:flags=area"
    raw = ffmpeg("-i", "-", "-vf", scale, "-f", "rawvideo", "-pix_fmt", "gray", "-", content=content)
    return np.frombuffer(raw, np.uint8).reshape(-1, HEIGHT, WIDTH)


def drawn(number: int) -> bytes:
    """A picture with its number in binary, as blocks, the lowest bit first."""
    row = np.repeat([255 if number >> bit & 1 else 0 for bit in range(BITS)], BLOCK).astype(np.uint8)
    return row.tobytes() * HEIGHT


def number(picture: np.ndarray) -> int:
    middle = picture[HEIGHT // 2, BLOCK // 2 :: BLOCK] > 128
    return sum(1 << bit for bit in range(BITS) if middle[bit])


def ffmpeg(*args: Any, content: bytes = b"") -> bytes:
    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", "-y", *map(str, args)]
    return subprocess.run(command, input=content, stdout=subprocess.PIPE, check=True).stdout


def words(options: Any) -> list[str]:
    return [word for name, value in options.items() for word in (f"-{name}", str(value))]
