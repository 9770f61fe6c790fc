"""Captions as a step that a programme takes in as a text track."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

from newscast.base.i18n import _
from newscast.captions import srt
from newscast.captions.cue import Cue
from newscast.step.join import output_words
from newscast.step.step import Params, Step, Tools, step


def track_step(cues: Sequence[Cue], rate: Fraction, language: str) -> Step:
    """The cues, in frames of `rate`, as the SubRip that ffmpeg makes a track of. There is at least one of them."""
    told = [[cue.start, cue.end, list(srt.shown(cue))] for cue in cues]
    params = {"cues": told, "rate": str(rate), "language": language}
    return step("track", params, suffix=".srt", label=_("captions in {language}").format(language=language), weight=0.1)


def tracked_step(
    programme: Step, tracks: Sequence[Step], options: Mapping[str, Any], *, label: str, weight: float
) -> Step:
    """An MP4 with text tracks beside what it holds; `options` are output options of ffmpeg."""
    params = {"options": dict(options)}
    return step("tracked", params, [programme, *tracks], suffix=programme.suffix, label=label, weight=weight)


def make_tracked(params: Params, inputs: Sequence[Path], output: Path, tools: Tools) -> None:
    """Copy the packets of the first input, and make a track of each of the others."""
    args = [word for path in inputs for word in ("-i", f"file:{path}")]
    args += ["-map", "0", *(word for number in range(1, len(inputs)) for word in ("-map", f"{number}:s:0"))]
    tools.ffmpeg([*args, *output_words(params["options"]), f"file:{output}"])


def make_track(params: Params, inputs: Sequence[Path], output: Path, tools: Tools) -> None:
    """Write the file."""
    cues = [Cue(start, end, tuple(lines)) for start, end, lines in params["cues"]]
    output.write_bytes(srt.write(cues, Fraction(params["rate"]), params["language"]))
