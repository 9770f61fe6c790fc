"""WebVTT (W3C): the captions of web players, with language and speakers. UTF-8, LF."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction

from newscast.base.timecode import seconds_at, timestamp
from newscast.captions.cue import Cue
from newscast.captions.format import Format

_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})


def write(cues: Sequence[Cue], rate: Fraction, language: str) -> bytes:
    """The cues, in frames of `rate`, as a WebVTT file; a cue with a speaker carries a voice tag.

    The language stands in a comment: W3C's grammar has no header for it, and pages say it beside the file.
    """
    blocks = ["WEBVTT\n", f"NOTE Language: {language}\n"]
    return "\n".join([*blocks, *(_block(number, cue, rate) for number, cue in enumerate(cues, 1))]).encode()


def _block(number: int, cue: Cue, rate: Fraction) -> str:
    start, end = (timestamp(seconds_at(frame, rate)) for frame in (cue.start, cue.end))
    text = "\n".join(line.translate(_ESCAPES) for line in cue.lines)
    speaker = re.sub(r"\s+", " ", cue.speaker).translate(_ESCAPES)
    voice = f"<v {speaker}>" if speaker else ""
    return f"{number}\n{start} --> {end}\n{voice}{text}\n"


FORMAT = Format(write, "vtt")
