"""What a child writes is handed on in blocks, and what goes wrong there is told."""

from __future__ import annotations

from pathlib import Path

import imageio_ffmpeg
import pytest

from newscast.base.errors import FfmpegError
from newscast.engine import process
from newscast.step.step import STREAMED

pytestmark = pytest.mark.real

BINARY = Path(imageio_ffmpeg.get_ffmpeg_exe())
SOUND = ["-f", "lavfi", "-i", "sine=d=20:r=48000", "-f", "f32le", "pipe:1"]


def test_blocks_come_in_order_while_progress_is_told() -> None:
    blocks: list[bytes] = []
    told: list[float] = []
    _none, log = process.run(BINARY, SOUND, told.append, take=blocks.append)
    assert [len(block) for block in blocks[:-1]] == [STREAMED] * (len(blocks) - 1)
    assert sum(map(len, blocks)) == 20 * 48_000 * 4
    assert told and told[-1] == pytest.approx(20)
    assert "sine" in log
    assert b"".join(blocks) == process.run(BINARY, SOUND, capture=True)[0]


def test_what_fails_there_fails_here() -> None:
    def take(block: bytes) -> None:
        raise ValueError("enough")

    with pytest.raises(ValueError, match="enough"):
        process.run(BINARY, SOUND, take=take)


def test_a_command_that_fails_leaves_nobody_waiting() -> None:
    with pytest.raises(FfmpegError):
        process.run(BINARY, ["-i", "file:/nowhere.wav", "-f", "f32le", "pipe:1"], take=lambda block: None)
