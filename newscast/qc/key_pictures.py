"""Key pictures: as far from each other as the networks take that a file is for."""

from __future__ import annotations

from newscast.base.i18n import _
from newscast.qc.measured import Measurement
from newscast.qc.model import Check
from newscast.qc.wanted import Wanted

NAME = "key-pictures"


def check(measurement: Measurement, wanted: Wanted) -> Check | None:
    """Warn where two are nearer to each other, or farther apart, than asked for: that is advice of networks, which
    encode anew what they take."""
    found = measurement.structure.keys if measurement.structure else None
    if wanted.keys is None or found is None or wanted.video is None:
        return None
    rate = wanted.video.rate
    measured, asked = ([round(float(frames / rate), 3) for frames in each] for each in (found, wanted.keys))
    # What is shorter than that itself has one, its first.
    asked_least = min(wanted.keys[0], measurement.video.frames if measurement.video else 0)
    within = asked_least <= found[0] and found[1] <= wanted.keys[1]
    message = ""
    if not within:
        form = _("From one key picture to the next it is {least} to {most} s, and should be {from_} to {to} s.")
        least, most, from_, to = (f"{seconds:g}" for seconds in (*measured, *asked))
        message = form.format(least=least, most=most, from_=from_, to=to)
    return Check(NAME, "pass" if within else "warn", measured, asked, "s", message)
