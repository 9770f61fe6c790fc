"""The end of the chain: every take is as loud as every other, and no peak exceeds what its samples hold."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from newscast.base.i18n import _
from newscast.sound.chain.finding import Finding
from newscast.sound.chain.heard import Heard
from newscast.sound.levels import FADE, SPEECH, SPEECH_CEILING
from newscast.sound.meter import integrated
from newscast.sound.normalise import Shape, normalise

NAME = "level"
_USUAL = (-30.0, -12.0)
"""LUFS between which a recording is as loud as recordings are: EBU R 128 asks for -23, podcasts and phones for -16."""


def finish(heard: Heard, output: Path) -> Finding | None:
    """Write the finished take: SPEECH loud, never above SPEECH_CEILING, with short fades at its ends, in 24 bits.

    The finding says how loud it was, where that is nothing to expect of a recording.
    """
    found = integrated(heard.energies)
    normalise(heard.wav, output, SPEECH, Shape(SPEECH_CEILING, fade=FADE, bits=24), heard.energies)
    if not np.isfinite(found) or _USUAL[0] <= found <= _USUAL[1]:
        return None
    return Finding(NAME, "quiet" if found < _USUAL[0] else "loud", found, "LUFS", SPEECH - found)


def tell(finding: Finding) -> str:
    if finding.done == "quiet":
        return _("It was recorded {amount:.0f} dB too low.").format(amount=finding.amount)
    return _("It was recorded {amount:.0f} dB too high.").format(amount=-finding.amount)
