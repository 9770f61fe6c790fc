"""Every format captions are written in. A new one is a module with `write`, and a line here."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction

from newscast.captions import srt, vtt
from newscast.captions.cue import Cue

Write = Callable[[Sequence[Cue], Fraction, str], bytes]
"""Takes cues, the rate their frames count in, and the language tag; returns the file."""

FORMATS: dict[str, Write] = {
    "srt": srt.write,
    "vtt": vtt.write,
}
"""By file name suffix, without the dot."""
