"""Pictures that stand still where something should move: a recording that froze, a clip that ended."""

from __future__ import annotations

from newscast.base.i18n import _
from newscast.qc.measured import Measurement
from newscast.qc.model import Check
from newscast.qc.sights import are_known, below_graphics, black_runs, joined, moves, sights
from newscast.qc.wanted import Seen, Wanted
from newscast.qc.where import noted

STILL = 2.0
"""Seconds after which people notice that nothing moves."""


def check(measurement: Measurement, wanted: Wanted) -> Check | None:
    """Warn of each picture that moves nowhere for longer; somebody may have filmed a wall."""
    if not are_known(measurement, wanted):
        return None
    assert measurement.glimpsed
    below = below_graphics(measurement.glimpsed.calm, measurement, wanted, _is_clip)
    dark = black_runs(measurement, wanted)
    runs = [run for run in joined([*measurement.glimpsed.still, *below]) if not any(map(run.is_mostly_in, dark))]
    places = [place for run in runs for place in sights(run, measurement, wanted, moves)]
    found = tuple(place for place in places if place.seconds > STILL)
    longest = max((place.seconds for place in places), default=0.0)
    message = _("Nothing moves in {where}.").format(where=noted(found)) if found else ""
    return Check("frozen", "warn" if found else "pass", round(longest, 1), STILL, "s", message, found)


def _is_clip(seen: Seen) -> bool:
    """Photos move slowly, which within two seconds may not be seen."""
    return moves(seen) and seen.clip
