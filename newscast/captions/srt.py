"""SubRip: numbered captions, the sidecar every platform takes. UTF-8 without a mark, CRLF as SubRip wrote it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction

from newscast.base.timecode import seconds_at, timestamp
from newscast.captions.cue import Cue
from newscast.captions.format import Format

_TAG = re.compile(r"<([^<>]*)>")
_CODE = re.compile(r"\{([\\A-Za-z][^{}]*)\}")
"""What players take for markup of theirs and do not show. The format has no way to say that it is none."""
_BREAK = re.compile(r"\\(?=[Nnh])")
"""What begins a line, or is a blank, to players that show captions as SubStation does: `C:\\Nuevo`."""


def write(cues: Sequence[Cue], rate: Fraction, language: str) -> bytes:
    """The cues, in frames of `rate`, as a SubRip file. The format has no place for the language or the speaker."""
    return "".join(_block(number, cue, rate) for number, cue in enumerate(cues, 1)).encode()


def shown(cue: Cue) -> tuple[str, ...]:
    """The lines of a cue as a viewer of the file reads them."""
    return tuple(_shown("\r\n".join(cue.lines)).split("\r\n"))


def _block(number: int, cue: Cue, rate: Fraction) -> str:
    start, end = (timestamp(seconds_at(frame, rate), ",") for frame in (cue.start, cue.end))
    return "\r\n".join([str(number), f"{start} --> {end}", *shown(cue), "", ""])


def _shown(text: str) -> str:
    """The text with other signs, which look alike, in the place of those that would make markup of words."""
    # What is inside one may have kept another from being one: `< b y <i>5</i> >`.
    while (plain := _CODE.sub(r"(\1)", _TAG.sub("‹\\1›", text))) != text:
        text = plain
    return _BREAK.sub("/", text)


FORMAT = Format(write, "srt")
