"""Lip-sync: the sound as it plays against the mix, whose first sample belongs to the first picture."""

from __future__ import annotations

from fractions import Fraction

from newscast.base.i18n import _
from newscast.qc.measured import Measurement
from newscast.qc.model import Check
from newscast.qc.wanted import Wanted

ALIKE = 0.3
"""Likeness below which a stretch of sound is something else. A coded copy is above 0.9; other speech is below 0.1."""
_RATE = Fraction(30000, 1001)


def check(measurement: Measurement, wanted: Wanted) -> Check | None:
    """Fail where sound and picture are more than a frame apart anywhere; silence has no sync to lose.

    What was not decoded was not compared.
    """
    if not measurement.decoded or measurement.sound is None:
        return None
    if measurement.video is None and measurement.offsets is None:
        return None
    offsets = measurement.offsets or ()
    alike = [offset.late for offset in offsets if offset.likeness >= ALIKE]
    if len(alike) < len(offsets):
        return Check("sync", "fail", None, 0.0, "ms", _("The sound is not that of the mix."))
    late = max(alike, key=abs, default=0.0) + _late_start(measurement)
    late = round(late, 1)
    if abs(late) <= 1000 / (wanted.video.rate if wanted.video else _RATE):
        return Check("sync", "pass", late, 0.0, "ms")
    text = _("The sound is {ms} ms late.") if late > 0 else _("The sound is {ms} ms early.")
    return Check("sync", "fail", late, 0.0, "ms", text.format(ms=round(abs(late))))


def _late_start(measurement: Measurement) -> float:
    """Milliseconds from the first picture to the first sample."""
    if measurement.video is None or measurement.sound is None:
        return 0.0
    return float(1000 * (measurement.sound.start - measurement.video.start))
