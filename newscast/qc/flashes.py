"""Flashes that may harm people with photosensitive epilepsy."""

from __future__ import annotations

from newscast.base.i18n import _
from newscast.qc.flashing import MOST
from newscast.qc.model import Check, Measurement, Wanted
from newscast.qc.sights import are_known, sights
from newscast.qc.where import noted


def check(measurement: Measurement, wanted: Wanted) -> Check | None:
    """Fail where there are more in a second than ITU-R BT.1702 allows."""
    if not are_known(measurement, wanted):
        return None
    assert measurement.glimpsed
    flashing = measurement.glimpsed.flashes
    found = tuple(place for run in flashing for place in sights(run, measurement, wanted, lambda seen: True))
    if not found:
        return Check("flashes", "pass", None, MOST)
    form = _("More than three flashes a second over more than a quarter of the picture in {where}.")
    return Check(
        "flashes", "fail", max(run.most for run in flashing), MOST, message=form.format(where=noted(found)), where=found
    )
