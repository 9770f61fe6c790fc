"""Moments on the newsroom's clocks, for templates."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from newscast.base.moments import local, short, spoken

if TYPE_CHECKING:
    from newscast.review.door.guard import Visit


def when(visit: Visit, moment: float) -> str:
    """A moment in seconds since 1970 as people say it now: `today at 7:00`."""
    return spoken(moment, time.time(), visit.office.zone())


def briefly(visit: Visit, moment: float) -> str:
    """The same where there is little room: `7:00` of today, `Fri 7:00`."""
    return short(moment, time.time(), visit.office.zone())


def stamp(visit: Visit, moment: float) -> str:
    """The same for programs, with its zone."""
    return local(moment, visit.office.zone()).isoformat(timespec="seconds")
