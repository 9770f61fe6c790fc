"""What the ffmpeg binary itself makes of a file's first picture: PyAV holds other versions, and the binary renders."""

from __future__ import annotations

import os
import re
import signal
import subprocess
from collections.abc import Sequence
from fractions import Fraction
from functools import partial
from pathlib import Path

from newscast.base.parent import die_with_parent

_SECONDS = 30
_SHOWN = re.compile(r"Parsed_showinfo.* sar:(\d+)/(\d+) s:(\d+)x(\d+) ")


class DeafError(Exception):
    """ffmpeg could not be asked: that says nothing about a file. `signal` is what ended it from outside, or 0."""

    signal = 0


def asked(command: Sequence[str], seconds: float) -> subprocess.CompletedProcess[bytes]:
    """What an ffmpeg says that may take so long, and leaves nothing behind.

    Raises DeafError where it cannot be started or was ended from outside, as where the memory is full: what it said
    until then would be taken for what the file is. Raises subprocess.TimeoutExpired.
    """
    leaving = partial(die_with_parent, os.getpid())
    try:
        done = subprocess.run(command, capture_output=True, timeout=seconds, check=False, preexec_fn=leaving)
    except OSError as error:
        raise DeafError(str(error)) from error
    if -done.returncode in (signal.SIGKILL, signal.SIGTERM):
        ended = DeafError(" ".join(command))
        ended.signal = -done.returncode
        raise ended
    return done


def upright_size(
    path: Path, stream: str, binary: Path, start: Fraction = Fraction(0)
) -> tuple[tuple[int, int], tuple[int, int]] | None:
    """The first picture, or that from `start` seconds on, after ffmpeg's own rotation and cropping: size in square

    pixels, and size in its own pixels. The shape is kept by making the narrow direction larger, so that no detail is
    lost. None where nothing is shown. Raises TimeoutError and DeafError.
    """
    found = _SHOWN.search(_show_first(path, stream, binary, start))
    if found is None:
        return None
    above, below, width, height = map(int, found.groups())
    shape = Fraction(above, below) if above and below else Fraction(1)
    square = (round(width * shape), height) if shape >= 1 else (width, round(height / shape))
    return square, (width, height)


def _show_first(path: Path, stream: str, binary: Path, start: Fraction) -> str:
    command = [str(binary), "-nostdin", "-hide_banner", "-protocol_whitelist", "file", "-threads", "1"]
    command += ["-ss", f"{float(start):.6f}"] if start > 0 else []
    command += ["-i", f"file:{path}", "-map", f"0:{stream}", "-frames:v", "1", "-vf", "showinfo", "-f", "null", "-"]
    try:
        done = asked(command, _SECONDS)
    except subprocess.TimeoutExpired as error:
        raise TimeoutError(str(error)) from error
    return done.stderr.decode("utf-8", "replace")
