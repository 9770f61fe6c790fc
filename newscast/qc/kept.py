"""A mix small, as finished files are compared with it and as it is listened to: once for all that is made of it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from newscast.base.i18n import _
from newscast.qc.decode import SMALL
from newscast.step.step import Params, Source, Step, Tools, step


def kept_step(mix: Source) -> Step:
    """A 48 kHz stereo mix as mono of 16 bits at COMPARED_RATE, without a header."""
    weight = 0.1 + (0.2 * mix.weight if isinstance(mix, Step) else 0.0)
    return step("kept", {}, [mix], suffix=".s16", label=_("listening"), weight=weight)


def make_kept(params: Params, inputs: Sequence[Path], output: Path, tools: Tools) -> None:
    """Resample it."""
    tools.ffmpeg(["-i", f"file:{inputs[0]}", "-map", "0:a:0", "-af", SMALL, "-f", "s16le", f"file:{output}"])
