"""The sound of a leader: a line-up tone under the bars, silence under the slate, a pip two seconds before the start."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from newscast.base.i18n import _
from newscast.base.timecode import SAMPLE_RATE
from newscast.step.step import Params, Step, Tools, step

TONE = 1_000
"""Hz of the tone and of the pip."""
REFERENCE = -20.0
"""dBFS of the tone's peaks: the reference level of digital television (SMPTE RP 155), where a sine of full scale has
0 dBFS (AES17)."""


def leader_sound(samples: int, tone: int, pip: tuple[int, int]) -> Step:
    """Stereo 48 kHz 24-bit WAV of so many `samples`: tone in the first `tone` of them, and between those of `pip`."""
    params = {"samples": samples, "tones": [[0, tone], list(pip)]}
    return step("leader-sound", params, [], suffix=".wav", label=_("tone of the leader"), weight=0.2)


def make_leader_sound(params: Params, inputs: Sequence[Path], output: Path, tools: Tools) -> None:
    """A sine from zero in each stretch; 48 samples are one period, so that every second of it is the same."""
    import numpy as np

    from newscast.sound.levels import amplitude
    from newscast.sound.wav import BLOCK, WavWriter

    with WavWriter(output, 2, 24) as writer:
        for start in range(0, params["samples"], BLOCK):
            places = np.arange(start, min(start + BLOCK, params["samples"]))
            heard = np.zeros(len(places))
            for first, last in params["tones"]:
                wave = np.sin(2 * np.pi * TONE * (places - first) / SAMPLE_RATE)
                heard += np.where((places >= first) & (places < last), wave, 0.0)
            writer.write((amplitude(REFERENCE) * heard[:, None] * np.ones(2)).astype(np.float32))
