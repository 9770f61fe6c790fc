"""A stereo sound as one channel: half of each side, so that what is in the middle stays as loud as it was."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from newscast.base.i18n import _
from newscast.step.step import Params, Step, Tools, step


def mono_step(mix: Step) -> Step:
    """A 32-bit float mix in mono."""
    return step("mono", {}, [mix], suffix=".wav", label=_("sound mix"), weight=0.1 * mix.weight)


def make_mono(params: Params, inputs: Sequence[Path], output: Path, tools: Tools) -> None:
    """Add the sides up, block by block."""
    import numpy as np

    from newscast.sound.wav import WavWriter, open_wav

    with WavWriter(output, 1) as writer:
        for block in open_wav(inputs[0]).blocks():
            writer.write(block.mean(axis=1, keepdims=True, dtype=np.float64).astype(np.float32))
