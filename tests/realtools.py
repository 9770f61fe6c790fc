"""What the engine lends a maker, for tests of makers without the engine around them."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import imageio_ffmpeg

_GLOBAL = ["-hide_banner", "-nostdin", "-y", "-loglevel", "info", "-nostats"]


@dataclass(frozen=True)
class RealTools:
    """newscast.step.step.Tools with the real ffmpeg, without the engine around it."""

    scratch: Path

    def ffmpeg(self, args: Sequence[str]) -> str:
        return self._run(args).stderr.decode(errors="replace")

    def decode(self, args: Sequence[str]) -> bytes:
        return self._run(args).stdout

    def _run(self, args: Sequence[str]) -> subprocess.CompletedProcess[bytes]:
        command = [imageio_ffmpeg.get_ffmpeg_exe(), *_GLOBAL, *args]
        done = subprocess.run(command, capture_output=True, check=False)
        assert done.returncode == 0, done.stderr.decode(errors="replace")
        return done
