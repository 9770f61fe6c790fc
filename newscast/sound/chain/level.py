"""The end of the chain: every take is as loud as every other, and no peak exceeds what its samples hold."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from newscast.base.i18n import _
from newscast.sound.chain.finding import Finding
from newscast.sound.chain.heard import Heard
from newscast.sound.levels import FADE, SPEECH, SPEECH_CEILING
from newscast.sound.meter import integrated
from newscast.sound.normalise import GREATEST, SILENT, Shape, normalise

NAME = "level"
_USUAL = (-30.0, -12.0)
"""LUFS between which a recording is as loud as recordings are: EBU R 128 asks for -23, podcasts and phones for -16."""
_MOST = 48.0
"""dB by which a voice is raised at most; what nobody is heard to speak in, by as much as any sound."""
_SHORT = 0.5
"""dB that a take lacks from which it is told."""
_UNGATED = 60.0
"""dB by which a take is raised to measure it where what is gated as silence may be words."""


def finish(heard: Heard, output: Path) -> Finding | None:
    """Write the finished take: SPEECH loud, never above SPEECH_CEILING, with short fades at its ends, in 24 bits.

    The finding says how loud it was, where that is nothing to expect of a recording, and what it lacks still.
    """
    found = _loudness(heard)
    most, silent = GREATEST, SILENT
    if found < SPEECH - most and heard.somebody:
        most, silent = _MOST, -np.inf
    shape = Shape(SPEECH_CEILING, fade=FADE, bits=24, greatest=most, silent=silent)
    normalise(heard.wav, output, SPEECH, shape, heard.energies)
    if not np.isfinite(found) or _USUAL[0] <= found <= _USUAL[1]:
        return None
    raised = 0.0 if found < silent else min(SPEECH - found, most)
    lacks = round(SPEECH - found - raised, 1)
    details = {"lacks": lacks} if lacks >= _SHORT else {}
    return Finding(NAME, "quiet" if found < _USUAL[0] else "loud", found, "LUFS", SPEECH - found, details)


def tell(finding: Finding) -> str:
    if lacks := finding.details.get("lacks"):
        said = _("It was recorded {amount:.0f} dB too low and stays {lacks:.0f} dB too quiet; no more is raised.")
        return said.format(amount=finding.amount, lacks=lacks)
    if finding.done == "quiet":
        return _("It was recorded {amount:.0f} dB too low.").format(amount=finding.amount)
    return _("It was recorded {amount:.0f} dB too high.").format(amount=-finding.amount)


def _loudness(heard: Heard) -> float:
    """LUFS; also of what is so soft that a meter takes it for silence, down to 60 dB below that."""
    found = integrated(heard.energies)
    return found if found > SPEECH - GREATEST else integrated(heard.energies * 10 ** (_UNGATED / 10)) - _UNGATED
