"""Black pictures where some other picture should be seen."""

from __future__ import annotations

from newscast.base.i18n import _
from newscast.base.verdicts import Verdict
from newscast.qc.measured import Measurement
from newscast.qc.model import Check
from newscast.qc.sights import are_known, black_runs, moves, sights
from newscast.qc.wanted import Noted, Seen, Wanted
from newscast.qc.where import noted

DIP, FAULT = 0.5, 2.0
"""Seconds of black that are more than a dip between two pictures, and that people take for a fault of their set."""


def check(measurement: Measurement, wanted: Wanted) -> Check | None:
    """Fail where a photo seems to be gone; warn where a clip is black, which may be meant, or anything for longer than
    a cut explains."""
    if not are_known(measurement, wanted):
        return None
    assert measurement.glimpsed
    found, longest, gone = list[Noted](), 0.0, 0.0
    for run in black_runs(measurement, wanted):
        places = list(sights(run, measurement, wanted, moves))
        seconds = sum(place.seconds for place in places)
        longest = max(longest, seconds)
        gone = max(gone, sum(place.seconds for place in sights(run, measurement, wanted, _is_no_clip)))
        found += places if seconds >= DIP else ()
    verdict: Verdict = "fail" if gone >= FAULT else "warn" if found else "pass"
    message = _("The picture is black in {where}.").format(where=noted(found)) if found else ""
    return Check("black", verdict, round(longest, 1), DIP, "s", message, tuple(found))


def _is_no_clip(seen: Seen) -> bool:
    return moves(seen) and not seen.clip
