"""Band: a telephone's sound gets some of its warmth and clearness back; nothing is invented above its band."""

from __future__ import annotations

from collections.abc import Iterator
from math import cos, pi, sin

import numpy as np
from numpy.typing import NDArray

from newscast.base.i18n import _
from newscast.base.timecode import SAMPLE_RATE
from newscast.sound.chain.filtering import filtered
from newscast.sound.chain.finding import Finding
from newscast.sound.chain.heard import Heard
from newscast.sound.wav import Samples

NAME = "band"
_NOTHING = -42.0
"""dB against words, above 4.3 kHz, that a fiftieth of the windows stays under: no s is heard."""
_LITTLE, _THIN = -24.0, -10.0
"""The same, and dB between 60 and 300 Hz, of a band that was cut softly at both ends; whole voices have more."""
_WARM, _CLEAR = -3.0, -19.0
"""dB against words that voices have between 150 and 300 Hz, and between 2.5 and 4.3 kHz."""
_GIVEN = 0.5
"""How much of what lacks is given back: half of it sounds natural, all of it like a loudspeaker in a box."""
_MOST = 4.0
"""dB at most."""
_LEAST = 1.0
"""dB that are worth it: less, over an octave or two, nobody hears."""
_WARMTH, _CLEARNESS = (220.0, 0.8), (2700.0, 0.9)
"""Hz and quality of the two bells."""


def measure(heard: Heard) -> Finding | None:
    """Whether nothing is above what a telephone transmits, and what lacks within it."""
    spectrum = heard.spectrum
    if not spectrum.speech:
        return None
    above = spectrum.of_speech(float(np.quantile(spectrum.band(4300, 12000), 0.98)))
    below = spectrum.of_speech(float(spectrum.band(60, 300)[spectrum.loud].mean()))
    if above > _NOTHING and not (above <= _LITTLE and below <= _THIN):
        return None
    warm, clear = (
        float(
            np.clip(_GIVEN * (usual - spectrum.of_speech(float(spectrum.band(*band)[spectrum.loud].mean()))), 0, _MOST)
        )
        for usual, band in ((_WARM, (150, 300)), (_CLEAR, (2500, 4300)))
    )
    if max(warm, clear) < _LEAST:
        return None
    details = {"warmth": round(warm, 1), "clearness": round(clear, 1)}
    return Finding(NAME, "warmed", above, "dB", max(details.values()), details)


def treat(heard: Heard, finding: Finding) -> Iterator[Samples]:
    bells = [bell(*_WARMTH, finding.details["warmth"]), bell(*_CLEARNESS, finding.details["clearness"])]
    return filtered(heard.wav, np.array(bells))


def tell(finding: Finding) -> str:
    return _("It sounds like a telephone; it was made a little warmer and clearer.")


def bell(frequency: float, quality: float, gain: float) -> NDArray[np.float64]:
    """A second-order section that raises what is around a frequency by so many dB (R. Bristow-Johnson's formulae)."""
    amplitude = 10 ** (gain / 40)
    turn = 2 * pi * frequency / SAMPLE_RATE
    alpha = sin(turn) / (2 * quality)
    above = np.array([1 + alpha * amplitude, -2 * cos(turn), 1 - alpha * amplitude])
    below = np.array([1 + alpha / amplitude, -2 * cos(turn), 1 - alpha / amplitude])
    section: NDArray[np.float64] = np.concatenate([above, below]) / below[0]
    return section
