"""Combs of two fields in pictures that are to be progressive."""

from __future__ import annotations

from newscast.base.i18n import _
from newscast.base.verdicts import Verdict
from newscast.qc.measured import Measurement
from newscast.qc.model import Check
from newscast.qc.sights import are_known, joined, sights
from newscast.qc.wanted import Seen, Wanted
from newscast.qc.where import noted


def check(measurement: Measurement, wanted: Wanted) -> Check | None:
    """Warn of each picture whose edges look like combs where something moves; masters of fields have to have them."""
    if not are_known(measurement, wanted) or not wanted.video or wanted.video.scan != "progressive":
        return None
    assert measurement.glimpsed
    if measurement.glimpsed.combed is None:
        return None
    runs = joined(measurement.glimpsed.combed)
    found = tuple(place for run in runs for place in sights(run, measurement, wanted, _is_picture))
    message = _("Edges that move look like combs, of two fields in one picture, in {where}.") if found else ""
    longest = max((place.seconds for place in found), default=0.0)
    verdict: Verdict = "warn" if found else "pass"
    return Check("combs", verdict, round(longest, 1), 0.0, "s", message and message.format(where=noted(found)), found)


def _is_picture(seen: Seen) -> bool:
    return not seen.black
