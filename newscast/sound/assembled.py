"""Stretches of finished sounds, one after another and to the sample, as one sound."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from newscast.base.i18n import _
from newscast.step.step import Params, Step, Tools, step


@dataclass(frozen=True)
class Stretch:
    """`samples` of a stereo WAV from sample `start` on; what is past its end is silence."""

    sound: Step
    start: int
    samples: int


def assembled_step(stretches: Sequence[Stretch], bits: int = 24) -> Step:
    """Stereo 48 kHz WAV of `bits` (24, or 32 for floats). Samples of 24 bits stay what they are."""
    inputs = list(dict.fromkeys(each.sound for each in stretches))
    taken = [[inputs.index(each.sound), each.start, each.samples] for each in stretches]
    weight = 0.05 + sum(each.samples for each in stretches) / 48_000 / 600
    params = {"stretches": taken, "bits": bits}
    return step("assembled", params, inputs, suffix=".wav", label=_("sound of the file"), weight=weight)


def make_assembled(params: Params, inputs: Sequence[Path], output: Path, tools: Tools) -> None:
    """Copy the stretches, a block at a time."""
    from newscast.sound.wav import BLOCK, WavWriter, open_wav

    files = [open_wav(path) for path in inputs]
    with WavWriter(output, 2, params["bits"]) as writer:
        for number, start, samples in params["stretches"]:
            for at in range(0, samples, BLOCK):
                writer.write(files[number].read(start + at, min(BLOCK, samples - at)))
