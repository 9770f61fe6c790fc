"""Captions as a step that a programme takes in as a text track."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path

from newscast.base.i18n import _
from newscast.captions import srt
from newscast.captions.cue import Cue
from newscast.step.step import Params, Step, Tools, step


def track_step(cues: Sequence[Cue], rate: Fraction, language: str) -> Step:
    """The cues, in frames of `rate`, as the SubRip that ffmpeg makes a track of. There is at least one of them."""
    told = [[cue.start, cue.end, list(cue.lines)] for cue in cues]
    params = {"cues": told, "rate": str(rate), "language": language}
    return step("track", params, suffix=".srt", label=_("captions in {language}").format(language=language), weight=0.1)


def make_track(params: Params, inputs: Sequence[Path], output: Path, tools: Tools) -> None:
    """Write the file."""
    cues = [Cue(start, end, tuple(lines)) for start, end, lines in params["cues"]]
    output.write_bytes(srt.write(cues, Fraction(params["rate"]), params["language"]))
