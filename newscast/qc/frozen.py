"""Pictures that stand still where something should move: a recording that froze, a clip that ended."""

from __future__ import annotations

from newscast.base.i18n import _
from newscast.qc.model import Check, Measurement, Wanted
from newscast.qc.sights import are_known, moves, sights
from newscast.qc.where import noted

STILL = 2.0
"""Seconds after which people notice that nothing moves."""


def check(measurement: Measurement, wanted: Wanted) -> Check | None:
    """Warn of each picture that moves nowhere for longer; somebody may have filmed a wall."""
    if not are_known(measurement, wanted):
        return None
    assert measurement.glimpsed
    places = [place for run in measurement.glimpsed.still for place in sights(run, measurement, wanted, moves)]
    found = tuple(place for place in places if place.seconds > STILL)
    longest = max((place.seconds for place in places), default=0.0)
    message = _("Nothing moves in {where}.").format(where=noted(found)) if found else ""
    return Check("frozen", "warn" if found else "pass", round(longest, 1), STILL, "s", message, found)
