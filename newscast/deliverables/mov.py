"""Masters of MPEG-2 in QuickTime: joined, and finished before anybody sees the file."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from newscast.engine.encode import make_joined
from newscast.step.step import Params, Step, Tools, step
from newscast.wrappers.mp4.finishing import finish_mpeg2


def finished_mov(joined: Step, afd: int | None) -> Step:
    """The step that joins as the step `joined` would, into QuickTime with a track of time codes, and has what stands
    before its pictures agree with that; `afd` is their active format."""
    params = {"join": joined.params, "afd": afd}
    return step("mov", params, joined.inputs, suffix=joined.suffix, label=joined.label, weight=joined.weight)


def make_mov(params: Params, inputs: Sequence[Path], output: Path, tools: Tools) -> None:
    """Join as `params["join"]` says, and finish the file where it lies."""
    make_joined(params["join"], inputs, output, tools)
    finish_mpeg2(output, params["afd"])
