"""True peak (ITU-R BS.1770, annex 2) against the deliverable's limit."""

from __future__ import annotations

from newscast.base.i18n import _
from newscast.qc.measured import Measurement
from newscast.qc.model import Check
from newscast.qc.wanted import Wanted


def check(measurement: Measurement, wanted: Wanted) -> Check | None:
    """Fail above the limit; silence passes."""
    if wanted.true_peak is None:
        return None
    measured = measurement.sound.true_peak if measurement.sound else None
    if measured is None or measured <= wanted.true_peak + wanted.peak_tolerance:
        return Check("true_peak", "pass", measured, wanted.true_peak, "dBTP")
    message = _("The sound peaks {over} dB above the limit.").format(over=round(measured - wanted.true_peak, 2))
    return Check("true_peak", "fail", measured, wanted.true_peak, "dBTP", message)
