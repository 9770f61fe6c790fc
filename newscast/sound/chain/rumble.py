"""Rumble: steps, traffic and wind below a voice are taken away."""

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


def measure(heard: Heard) -> Finding | None:
    """Whether the kit asks for a high-pass."""
    return Finding(NAME, "removed", float(heard.settings["high_pass"]), "Hz")


def treat(heard: Heard, finding: Finding) -> Iterator[Samples]:
    frequency = max(float(heard.settings["high_pass"]), 12.0)
    sections = np.asarray(butter(4, frequency, "highpass", fs=SAMPLE_RATE, output="sos"))
    return filtered(heard.wav, sections)


def tell(finding: Finding) -> str:
    return _("Rumble was removed.")
