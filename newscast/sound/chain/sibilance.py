"""Sibilance: an s that is too sharp is lowered while it lasts; all others stay as they are."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from scipy.ndimage import gaussian_filter1d, maximum_filter1d
from scipy.signal import butter, firwin, oaconvolve, sosfilt

from newscast.base.i18n import _
from newscast.base.timecode import SAMPLE_RATE
from newscast.sound.chain.finding import Finding
from newscast.sound.chain.grains import GRAIN
from newscast.sound.chain.heard import Heard
from newscast.sound.chain.spectrum import SILENT
from newscast.sound.wav import BLOCK, Samples

NAME = "sibilance"
_FROM, _TO = 4300, 12000
_SHARP = -5.0
"""dB against words, between 4.3 and 12 kHz, that a fiftieth of the windows exceeds. Voices have -8 to -24 as a rule; of
93 takes of clean speech, a whisper and a reader with a sharp s among them, one has more (-3, of a voice made of
formants)."""
_KEPT = -11.0
"""dB against words to which a sharp s is lowered: that of a bright voice."""
_MOST = 9.0
"""dB at most: an s that is lowered further lisps."""
_STEP = 5 * GRAIN
"""Samples for which one gain is worked out: 5 ms."""
_HIGH = firwin(255, 4000.0, pass_zero=False, fs=SAMPLE_RATE)
"""What is lowered: a high-pass without phase."""
_HALF = len(_HIGH) // 2


def measure(heard: Heard) -> Finding | None:
    """How sharp the sharpest fiftieth of a take is."""
    spectrum = heard.spectrum
    if not spectrum.speech:
        return None
    sharp = spectrum.of_speech(float(np.quantile(spectrum.band(_FROM, _TO), 0.98)))
    if sharp <= _SHARP:
        return None
    kept = spectrum.speech * 10 ** (_KEPT / 10)
    return Finding(NAME, "lowered", sharp, "dB", min(_MOST, sharp - _KEPT), plan=kept)


def treat(heard: Heard, finding: Finding) -> Iterator[Samples]:
    """Less of what is above 4 kHz, where that is more than is kept."""
    wav = heard.wav
    sections = butter(4, (_FROM, _TO), "bandpass", fs=SAMPLE_RATE, output="sos")
    margin = 40 * _STEP
    for start in range(0, wav.samples, BLOCK):
        count = min(BLOCK, wav.samples - start)
        lead = margin + start % _STEP
        around = wav.read(start - lead, count + lead + 2 * margin).astype(np.float64)
        whole = len(around) // _STEP
        banded = sosfilt(sections, around[: whole * _STEP], axis=0)
        power = np.square(banded).mean(axis=1).reshape(whole, _STEP).mean(axis=1)
        wanted = np.clip(10 * np.log10(finding.plan / (power + SILENT)), -_MOST, 0.0)
        smooth = gaussian_filter1d(-maximum_filter1d(-wanted, 5), 1.0)
        gains = 10 ** (np.interp(np.arange(count) + lead, (np.arange(whole) + 0.5) * _STEP, smooth) / 20)
        inner = around[lead - _HALF : lead + count + _HALF]
        high = oaconvolve(inner, _HIGH[:, None], "valid", axes=0)
        yield (inner[_HALF:-_HALF] + high * (gains - 1)[:, None]).astype(np.float32)


def tell(finding: Finding) -> str:
    return _("Sharp s sounds were lowered by up to {amount:.0f} dB.").format(amount=finding.amount)
