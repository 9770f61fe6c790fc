"""Rumble: steps, traffic and wind below a voice are taken away, where there is so much that it is heard.

What is above stays as it is, in phase too: what is below is worked out from both sides, and subtracted.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray
from scipy.signal import firwin, oaconvolve

from newscast.base.i18n import _
from newscast.base.timecode import SAMPLE_RATE
from newscast.sound.chain.finding import Finding
from newscast.sound.chain.heard import Heard
from newscast.sound.wav import Samples, Wav

NAME = "rumble"
_STEADY = -32.0
"""dB against words, between 12 and 60 Hz in the pauses: recordings without a fault have -40 to -60."""
_GUSTS = -16.0
"""dB against words that a twentieth of the windows exceeds: a door, wind. Voices have less than -25 there."""
_SLOW = 24
"""Samples from one value to the next of what is below: 2 kHz."""
_BELOW, _WIDTH = 0.9, 0.4
"""Of the frequency asked for: where half goes, and over how many hertz nothing turns into all. Itself loses 1 dB."""
_LOWEST = 12.0
"""Hz that are taken away at least: a filter that is lower would be longer than most takes."""
_PIECE = 4000 * _SLOW
"""Samples that are treated at once."""


def measure(heard: Heard) -> Finding | None:
    """How much there is between 12 and 60 Hz."""
    spectrum = heard.spectrum
    if not spectrum.speech:
        return None
    low = spectrum.band(12, 60)
    steady = spectrum.of_speech(float(np.median(low[spectrum.quiet])))
    gusts = spectrum.of_speech(float(np.quantile(low, 0.95)))
    if steady < _STEADY and gusts < _GUSTS:
        return None
    done = "steady" if steady >= _STEADY else "gusts"
    high_pass = float(heard.settings.get("high_pass", 80))
    return Finding(NAME, done, max(steady, gusts), "dB", details={"high_pass": high_pass})


def treat(heard: Heard, finding: Finding) -> Iterator[Samples]:
    wav, shape = heard.wav, _shape(max(finding.details["high_pass"], _LOWEST))
    for start in range(0, wav.samples, _PIECE):
        count = min(_PIECE, wav.samples - start)
        yield (wav.read(start, count) - _below(wav, start, count, shape)).astype(np.float32)


def tell(finding: Finding) -> str:
    if finding.done == "gusts":
        return _("Thumps and gusts below the voice were removed.")
    return _("A rumble below the voice was removed.")


def _shape(frequency: float) -> NDArray[np.float64]:
    """The low-pass of what is below a frequency, for values at 2 kHz: as long before as after, so without phase."""
    rate = SAMPLE_RATE / _SLOW
    # What a Hamming window needs for so narrow a turn.
    half = round(3.3 * rate / (_WIDTH * frequency) / 2)
    return np.asarray(firwin(2 * half + 1, _BELOW * frequency, fs=rate))


def _below(wav: Wav, start: int, count: int, shape: NDArray[np.float64]) -> NDArray[np.float64]:
    """What is below in some samples of a take."""
    half, values = len(shape) // 2, -(-count // _SLOW) + 1
    around = wav.read(start - (half + 1) * _SLOW, (values + 2 * half + 1) * _SLOW).astype(np.float64)
    # Each value is what is within a triangle around it: of what is near 2 kHz, and would fold down, that leaves -50 dB.
    falls = 1 - np.arange(_SLOW) / _SLOW
    each = around.reshape(-1, _SLOW, wav.channels).swapaxes(1, 2)
    slow = (each[1:] @ falls + each[:-1] @ (1 - falls)) / _SLOW
    low = oaconvolve(slow, shape[:, None], "valid", axes=0)
    places = np.arange(count) / _SLOW
    return np.stack([np.interp(places, np.arange(len(low)), channel) for channel in low.T], axis=1)
