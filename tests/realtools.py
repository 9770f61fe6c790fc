"""What the engine lends a maker, for tests of makers without the engine around them."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import imageio_ffmpeg

from newscast.qc.kept import make_kept
from newscast.step.step import STREAMED, Tools

_GLOBAL = ["-hide_banner", "-nostdin", "-y", "-loglevel", "info", "-nostats"]


@dataclass(frozen=True)
class RealTools:
    """newscast.step.step.Tools with the real ffmpeg, without the engine around it."""

    scratch: Path

    def ffmpeg(self, args: Sequence[str]) -> str:
        return self._run(args).stderr.decode(errors="replace")

    def decode(self, args: Sequence[str]) -> bytes:
        return self._run(args).stdout

    def stream(self, args: Sequence[str], take: Callable[[bytes], None]) -> str:
        done = self._run(args)
        for start in range(0, len(done.stdout), STREAMED):
            take(done.stdout[start : start + STREAMED])
        return done.stderr.decode(errors="replace")

    def _run(self, args: Sequence[str]) -> subprocess.CompletedProcess[bytes]:
        command = [imageio_ffmpeg.get_ffmpeg_exe(), *_GLOBAL, *args]
        done = subprocess.run(command, capture_output=True, check=False)
        assert done.returncode == 0, done.stderr.decode(errors="replace")
        return done


def kept_of(mix: Path, tools: Tools) -> Path:
    """A mix as files are compared with it, beside it."""
    kept = mix.with_suffix(".s16")
    make_kept({}, [mix], kept, tools)
    return kept
