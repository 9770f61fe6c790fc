"""ffmpeg's denoiser in the spectrum (afftdn), where DeepFilterNet has no library."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from newscast.base.timecode import SAMPLE_RATE
from newscast.sound.wav import Samples, Wav, WavWriter, open_wav
from newscast.step.step import Tools

_DELAY = 1200
"""Samples by which it answers late: half of its window at 48 kHz."""
_LEVEL = 3e-3
"""Energy (-25 dBFS) to which noise is set for it. What it learns is held against a floor of -20 dBFS: of much fainter
noise it takes words along, of louder noise it leaves half."""
_TENTH = SAMPLE_RATE // 10
_LEARNING = 2 * SAMPLE_RATE
"""Samples of noise that it hears first, to learn what is noise."""


def denoised(wav: Wav, limit: float, quietest: int, noise: float, tools: Tools) -> Iterator[Samples]:
    """The same sound with its noise `limit` dB lower: as many samples, and as early.

    `quietest` is the first sample of a tenth of a second of nothing but noise, `noise` the noise's energy.
    """
    gain = np.float32(np.sqrt(_LEVEL / noise))
    before, after = tools.scratch / "before-afftdn.wav", tools.scratch / "afftdn.wav"
    learning = np.tile(wav.read(quietest, _TENTH), (_LEARNING // _TENTH, 1))
    with WavWriter(before, wav.channels) as writer:
        writer.write(learning * gain)
        for block in wav.blocks():
            writer.write(block * gain)
        writer.write(np.zeros((_DELAY, wav.channels), np.float32))
    tools.ffmpeg(["-threads", "1", "-i", f"file:{before}", *_filters(limit), "-c:a", "pcm_f32le", f"file:{after}"])
    skipped = _LEARNING + _DELAY
    for block in open_wav(after).blocks():
        start, skipped = min(skipped, len(block)), skipped - min(skipped, len(block))
        if start < len(block):
            yield block[start:] / gain


def _filters(limit: float) -> list[str]:
    learn = "asendcmd=c='0.2 afftdn sn start; 1.8 afftdn sn stop'"
    return ["-af", f"{learn},afftdn=nr={limit:.1f}:nf=-20", "-filter_threads", "1"]
