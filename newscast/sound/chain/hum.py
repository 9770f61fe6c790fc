"""Hum: the mains' frequency and its multiples are notched out where they stand out as lines."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray
from scipy.signal import iirnotch, tf2sos

from newscast.base.i18n import _
from newscast.base.timecode import SAMPLE_RATE
from newscast.sound.chain.filtering import filtered
from newscast.sound.chain.finding import Finding
from newscast.sound.chain.heard import Heard
from newscast.sound.wav import Samples, Wav

NAME = "hum"
_PAUSES = 15.0
"""dB between words and quiet parts that say the quiet parts are pauses."""
_SPECTRUM = 16384
"""Samples of a window in which hum is looked for: 2.9 Hz of resolution."""


def measure(heard: Heard) -> Finding | None:
    """Notches for mains hum (50 or 60 Hz and its multiples) where it stands out in the quiet parts of a take."""
    found = _quiet_spectrum(heard.wav)
    if found is None:
        return None
    quiet, depth = found
    chosen: list[float] = []
    base = 0.0
    for mains in (50.0, 60.0):
        tones = [k * mains for k in range(1, 9) if _prominence(quiet, k * mains) > 12.0]
        # A voice that never pauses may hum on one note too, but not on the mains' own.
        certain = depth > _PAUSES or mains in tones
        if certain and len(tones) >= 2 and len(tones) > len(chosen):
            chosen, base = tones, mains
    if not chosen:
        return None
    highest = max(_prominence(quiet, tone) for tone in chosen)
    return Finding(NAME, "notched", base, "Hz", highest, {"lines": chosen})


def treat(heard: Heard, finding: Finding) -> Iterator[Samples]:
    notches = [tf2sos(*iirnotch(tone, tone / 6.0, SAMPLE_RATE)) for tone in finding.details["lines"]]
    return filtered(heard.wav, np.concatenate(notches))


def tell(finding: Finding) -> str:
    return _("A hum of {frequency:.0f} Hz was removed.").format(frequency=finding.measured)


def _quiet_spectrum(raw: Wav) -> tuple[NDArray[np.float64], float] | None:
    """Median power below 1 kHz of the quietest third of a take's first two minutes; None for a short take.

    Also by how many dB the words (above 150 Hz) stand out from it.
    """
    window = np.hanning(_SPECTRUM)
    bins = _SPECTRUM * 1000 // SAMPLE_RATE
    powers = []
    for start in range(0, min(raw.samples, 120 * SAMPLE_RATE) - _SPECTRUM, _SPECTRUM // 2):
        heard = raw.read(start, _SPECTRUM).mean(axis=1)
        powers.append(np.abs(np.fft.rfft(heard * window)[:bins]) ** 2)
    if len(powers) < 12:
        return None
    found = np.array(powers)
    loudness = found[:, 50:].sum(axis=1)
    order = np.argsort(loudness)
    third = order[: len(found) // 3]
    depth = 10 * np.log10((loudness[order[-len(third) :]].mean() + 1e-12) / (loudness[third].mean() + 1e-12))
    return np.median(found[third], axis=0), float(depth)


def _prominence(spectrum: NDArray[np.float64], tone: float) -> float:
    """dB by which a tone stands above what is 10 to 20 Hz beside it."""
    width = SAMPLE_RATE / _SPECTRUM
    at = round(tone / width)
    near, far = round(10 / width), round(20 / width)
    beside = np.concatenate([spectrum[max(0, at - far) : at - near], spectrum[at + near : at + far]])
    return float(10 * np.log10((spectrum[at - 1 : at + 2].max() + 1e-12) / (np.median(beside) + 1e-12)))
