"""Integrated loudness (ITU-R BS.1770) against the deliverable's target."""

from __future__ import annotations

from newscast.base.i18n import _
from newscast.base.verdicts import Verdict
from newscast.qc.measured import Measurement
from newscast.qc.model import Check
from newscast.qc.wanted import Wanted


def check(measurement: Measurement, wanted: Wanted) -> Check | None:
    """Pass within the tolerance, warn within the limit, fail beyond it and for silence."""
    if wanted.loudness is None:
        return None
    measured = measurement.sound.integrated if measurement.sound else None
    if measured is None:
        return Check("loudness", "fail", None, wanted.loudness, "LUFS", _("There is no sound to be heard."))
    off = round(abs(measured - wanted.loudness), 3)
    if off <= wanted.loudness_tolerance:
        return Check("loudness", "pass", measured, wanted.loudness, "LUFS")
    text = _("The sound is {off} LU too loud.") if measured > wanted.loudness else _("The sound is {off} LU too quiet.")
    verdict: Verdict = "warn" if off <= wanted.loudness_limit else "fail"
    return Check("loudness", verdict, measured, wanted.loudness, "LUFS", text.format(off=round(off, 1)))
