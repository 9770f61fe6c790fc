"""Plosives: the thump that the breath of a p or b makes in a microphone is lowered."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from scipy.ndimage import uniform_filter1d
from scipy.signal import butter, firwin, oaconvolve, sosfiltfilt

from newscast.base.i18n import ngettext
from newscast.base.timecode import SAMPLE_RATE
from newscast.sound.chain.finding import Finding
from newscast.sound.chain.grains import GRAIN
from newscast.sound.chain.heard import Heard
from newscast.sound.chain.patching import Span, patched, risen, spans_of
from newscast.sound.wav import Samples, Wav

NAME = "plosives"
_BELOW = 70.0
"""Hz under which hardly a voice sounds and a thump has most of its power."""
_LOUD = -3.0
"""dB against the power of words that a thump exceeds: beside words of 65 dB it has 62; at 40 Hz less than 51 are not
heard at all (ISO 226)."""
_ABOVE = 10.0
"""dB by which it exceeds what is usual below in the same take, at its loudest."""
_LASTS = (10, 250)
"""Milliseconds."""
_WINDOW = 20
"""Milliseconds over which power is looked at."""
_AROUND = 30 * GRAIN
_REMOVED = 110.0
"""Hz below which a thump is taken out."""
_LOW = firwin(4801, _REMOVED, fs=SAMPLE_RATE)
"""A low-pass without phase: 100 ms long."""


def measure(heard: Heard) -> Finding | None:
    """Where the power below a voice rises above it for a moment."""
    mean, speech = heard.grains.mean, heard.spectrum.speech
    if len(mean) < 1000 or not speech:
        return None
    sections = butter(4, (15.0, _BELOW), "bandpass", fs=1000, output="sos")
    power = uniform_filter1d(np.square(sosfiltfilt(sections, mean)), _WINDOW)
    usual = float(np.percentile(power, 90))
    loud = power > max(speech * 10 ** (_LOUD / 10), usual * 10 ** (_ABOVE / 10))
    spans = [
        span
        for span in spans_of(loud, GRAIN, _AROUND, heard.wav.samples)
        if _LASTS[0] <= (span[1] - span[0] - 2 * _AROUND) / GRAIN <= _LASTS[1]
    ]
    if not spans:
        return None
    at = [round((first + _AROUND) / SAMPLE_RATE, 2) for first, _last in spans]
    return Finding(NAME, "lowered", len(spans), "plosives", details={"at": at}, plan=spans)


def treat(heard: Heard, finding: Finding) -> Iterator[Samples]:
    return patched(heard.wav, finding.plan, lambda span: _without_thump(heard.wav, span))


def tell(finding: Finding) -> str:
    count = int(finding.measured)
    return ngettext("{count} popping p or b was lowered.", "{count} popping p or b were lowered.", count).format(
        count=count
    )


def _without_thump(wav: Wav, span: Span) -> Samples:
    first, last = span
    half = len(_LOW) // 2
    around = wav.read(first - half, last - first + 2 * half).astype(np.float64)
    low = oaconvolve(around, _LOW[:, None], "valid", axes=0)
    quieter: Samples = (around[half:-half] - low * risen(last - first, _AROUND)).astype(np.float32)
    return quieter
