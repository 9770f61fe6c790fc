"""Flashes that may harm people with photosensitive epilepsy."""

from __future__ import annotations

from collections.abc import Sequence

from newscast.base.i18n import _
from newscast.qc.flashing import MOST
from newscast.qc.measured import Measurement
from newscast.qc.model import Check
from newscast.qc.sights import are_known, sights
from newscast.qc.wanted import Noted, Wanted
from newscast.qc.where import noted


def check(measurement: Measurement, wanted: Wanted) -> Check | None:
    """Fail where there are more in a second than ITU-R BT.1702 allows."""
    if not are_known(measurement, wanted):
        return None
    assert measurement.glimpsed
    flashing = measurement.glimpsed.flashes
    light, red = (
        tuple(
            place
            for run in flashing
            if run.red is of_red
            for place in sights(run, measurement, wanted, lambda seen: True)
        )
        for of_red in (False, True)
    )
    found = (*light, *red)
    if not found:
        return Check("flashes", "pass", None, MOST)
    return Check("flashes", "fail", max(run.most for run in flashing), MOST, message=_told(light, red), where=found)


def _told(light: Sequence[Noted], red: Sequence[Noted]) -> str:
    of_light = _("More than three flashes a second over more than a quarter of the picture in {where}.")
    of_red = _("More than three flashes of saturated red a second over more than a quarter of the picture in {where}.")
    return " ".join(form.format(where=noted(where)) for form, where in ((of_light, light), (of_red, red)) if where)
