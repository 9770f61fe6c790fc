"""When a programme goes out, as files say it."""

from __future__ import annotations

import datetime

from newscast.base.zones import zone_of
from newscast.deliverables.cut import Cut


def moment_of(cut: Cut) -> datetime.datetime:
    """As the rundown has it: `air`, or the beginning of its day where no time is known."""
    return cut.rundown.air or datetime.datetime.combine(cut.rundown.date, datetime.time())


def universal_moment_of(cut: Cut) -> datetime.datetime:
    """In UTC, in which MP4 and QuickTime count.

    What is written without a zone, in a newsroom that names none, stands as it is written: the machine's own zone would
    make other bytes on another machine.
    """
    when = moment_of(cut)
    if when.tzinfo is None:
        when = when.replace(tzinfo=zone_of(cut.show.timezone) or datetime.UTC)
    return when.astimezone(datetime.UTC)
