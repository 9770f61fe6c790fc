"""SubRip: numbered captions, the sidecar every platform takes. UTF-8 without a mark, CRLF as SubRip wrote it."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from newscast.base.timecode import seconds_at, timestamp
from newscast.captions.cue import Cue


def write(cues: Sequence[Cue], rate: Fraction, language: str) -> bytes:
    """The cues, in frames of `rate`, as a SubRip file. The format has no place for the language or the speaker."""
    return "".join(_block(number, cue, rate) for number, cue in enumerate(cues, 1)).encode()


def _block(number: int, cue: Cue, rate: Fraction) -> str:
    start, end = (timestamp(seconds_at(frame, rate), ",") for frame in (cue.start, cue.end))
    return "\r\n".join([str(number), f"{start} --> {end}", *cue.lines, "", ""])
