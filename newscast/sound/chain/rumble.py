"""Rumble: steps, traffic and wind below a voice are taken away, where there is so much that it is heard."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from scipy.signal import butter

from newscast.base.i18n import _
from newscast.base.timecode import SAMPLE_RATE
from newscast.sound.chain.filtering import filtered
from newscast.sound.chain.finding import Finding
from newscast.sound.chain.heard import Heard
from newscast.sound.wav import Samples

NAME = "rumble"
_STEADY = -32.0
"""dB against words, between 12 and 60 Hz in the pauses: recordings without a fault have -40 to -60."""
_GUSTS = -16.0
"""dB against words that a twentieth of the windows exceeds: a door, wind. Voices have less than -25 there."""


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
    frequency = max(finding.details["high_pass"], 12.0)
    return filtered(heard.wav, np.asarray(butter(4, frequency, "highpass", fs=SAMPLE_RATE, output="sos")))


def tell(finding: Finding) -> str:
    if finding.done == "gusts":
        return _("Thumps and gusts below the voice were removed.")
    return _("A rumble below the voice was removed.")
