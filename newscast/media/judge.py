"""What the ffmpeg binary itself makes of a file's first picture: PyAV holds other versions, and the binary renders."""

from __future__ import annotations

import os
import re
import subprocess
from fractions import Fraction
from pathlib import Path

_SECONDS = 30
_SHOWN = re.compile(r"Parsed_showinfo.* sar:(\d+)/(\d+) s:(\d+)x(\d+) ")


class UnjudgedError(Exception):
    """ffmpeg could not be asked, or took too long: that says nothing about the file."""


def upright_size(path: Path, stream: str) -> tuple[tuple[int, int], tuple[int, int]] | None:
    """The first picture after ffmpeg's own rotation and cropping: size in square pixels, and size in its own pixels.

    The shape is kept by making the narrow direction larger, so that no detail is lost. None where nothing is shown.
    Raises UnjudgedError.
    """
    found = _SHOWN.search(_show_first(path, stream))
    if found is None:
        return None
    above, below, width, height = map(int, found.groups())
    shape = Fraction(above, below) if above and below else Fraction(1)
    square = (round(width * shape), height) if shape >= 1 else (width, round(height / shape))
    return square, (width, height)


def ffmpeg_binary() -> str:
    """The ffmpeg that renders: NEWSCAST_FFMPEG, else the one that comes with imageio-ffmpeg."""
    if chosen := os.environ.get("NEWSCAST_FFMPEG"):
        return chosen
    import imageio_ffmpeg

    return str(imageio_ffmpeg.get_ffmpeg_exe())


def _show_first(path: Path, stream: str) -> str:
    command = [ffmpeg_binary(), "-nostdin", "-hide_banner", "-protocol_whitelist", "file", "-threads", "1"]
    command += ["-i", f"file:{path}", "-map", f"0:{stream}", "-frames:v", "1", "-vf", "showinfo", "-f", "null", "-"]
    try:
        done = subprocess.run(command, capture_output=True, timeout=_SECONDS, check=False)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise UnjudgedError(str(error)) from error
    return done.stderr.decode("utf-8", "replace")
