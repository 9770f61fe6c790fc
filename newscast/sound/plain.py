"""A take that is plain samples already: read as it lies, where decoding and resampling would change no bit of it."""

from __future__ import annotations

import os
import struct
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from newscast.base.timecode import SAMPLE_RATE
from newscast.media.sniff import head_of, is_plain_wave
from newscast.step.step import Params

if TYPE_CHECKING:
    from newscast.sound.wav import Wav

_FORMS = {(1, 16), (1, 24), (3, 32)}
"""Code and bits: integers and floats."""
_UNSAID = (0, 0xFFFF_FFFF)
"""Sizes that recorders leave while they run."""
_MOST = 64
"""Chunks of a file."""


def plain(path: Path, params: Params) -> Wav | None:
    """The samples of a mono WAV of 48 kHz from which `params` (sound.cut.cut_params) cut a stretch as it is; None for
    anything else, and for any file in which there is something to be doubted.

    Two channels of 16 bits may hold a coded sound in disguise (IEC 61937), which a decoder looks for.
    """
    first = params["first"]
    if [channel for _stream, channel in params["sources"]] != [None] or params["zero"] != "0" or first < 0:
        return None
    wav = _mono(path) if params["channels"] == 1 and is_plain_wave(head_of(path)) else None
    return wav if wav and first < wav.samples else None


def _mono(path: Path) -> Wav | None:
    from newscast.sound.wav import Wav

    with path.open("rb") as file:
        chunks = _chunks(file)
        if [name for name, _start, _size in chunks if name in (b"fmt ", b"data")] != [b"fmt ", b"data"]:
            return None
        file.seek(chunks[0][1])
        code, channels, rate, _speed, frame, bits = struct.unpack("<HHIIHH", file.read(16))
        length = file.seek(0, os.SEEK_END)
    start, size = next((start, size) for name, start, size in chunks if name == b"data")
    usual = (code, bits) in _FORMS and (channels, rate, frame) == (1, SAMPLE_RATE, bits // 8)
    whole = size not in _UNSAID and size % frame == 0 and start + size <= length
    return Wav(path, channels, size // frame, start, bits) if usual and whole else None


def _chunks(file: BinaryIO) -> list[tuple[bytes, int, int]]:
    """Name, start and size of each chunk; none where there are more than anybody writes."""
    found: list[tuple[bytes, int, int]] = []
    start = 12
    while len(found) < _MOST:
        file.seek(start)
        if len(head := file.read(8)) < 8:
            return found
        name, size = struct.unpack("<4sI", head)
        found.append((name, start + 8, size))
        start += 8 + size + size % 2
    return []
