"""Whether there is a voice in a take: a concert, a crowd or an empty room has none."""

from __future__ import annotations

import numpy as np
from scipy.signal import resample_poly

from newscast.base.timecode import SAMPLE_RATE
from newscast.media.info import HEARD_RATE
from newscast.media.voiced import voiced
from newscast.sound.wav import Wav, in_mono

_ENOUGH = 1.0
"""Seconds of speech in a take, or a fifth of a shorter one, without which all of it may be what was to be heard."""


def speaks(wav: Wav) -> bool:
    """Whether somebody speaks in it for long enough."""
    wanted = min(_ENOUGH, wav.samples / SAMPLE_RATE / 5)
    speech = 0
    for block in wav.blocks(30 * SAMPLE_RATE):
        slow = resample_poly(in_mono(block), 1, SAMPLE_RATE // HEARD_RATE)
        whole = np.asarray(np.clip(np.rint(slow * 32767), -32768, 32767), np.int16)
        speech += sum(end - start for start, end in voiced(whole, round(wanted * HEARD_RATE)))
        if speech >= wanted * HEARD_RATE:
            return True
    return False
