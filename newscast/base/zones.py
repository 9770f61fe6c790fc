"""Times of day of one place as seconds since 1970, and back as days; a zone of None is that of the system."""

from __future__ import annotations

import datetime
import time
from contextlib import suppress

Zone = datetime.tzinfo | None
_LAST = 253_000_000_000.0
"""Seconds since 1970, in the year 9987: what a disk says of a file can be any number."""


def zone_of(name: str | None) -> Zone:
    """The zone of an IANA name, such as America/Mexico_City. Raises ValueError where there is none of that name."""
    if name is None:
        return None
    from zoneinfo import ZoneInfo

    # A name that is a folder of zones, or no name of a file at all, is refused in other ways by other systems.
    with suppress(OSError, LookupError, ValueError):
        return ZoneInfo(name)
    raise ValueError(name)


def zone_names() -> list[str]:
    """All that this machine knows; none where its list of zones is not installed."""
    from zoneinfo import available_timezones

    return sorted(available_timezones())


def system_zone() -> tuple[str, str, int, int]:
    """The zone of this machine, by the names and offsets of its winter and summer time: another one after it is set
    anew, or where the environment names one."""
    return (*time.tzname, time.timezone, time.altzone)


def seconds_of(moment: datetime.datetime, zone: Zone) -> float:
    """A moment as clocks show it there, in seconds since 1970; one that names its own offset is taken by that.

    A time that clocks show twice, when summer time ends, is the first of the two. One that they skip, when it begins,
    is as long after the change as it says: 2:30 is half an hour after 2:00, when clocks show 3:30.
    """
    if moment.tzinfo is None:
        moment = moment.replace(fold=0, tzinfo=zone)
    try:
        return moment.timestamp()
    except (OverflowError, ValueError, OSError):
        # The system's clock ends before the calendar does.
        return moment.replace(tzinfo=datetime.UTC).timestamp()


def shown_at(moment: datetime.datetime, zone: datetime.tzinfo) -> datetime.datetime:
    """A moment as clocks there show it: a time that they skip as one that they show, in place of a moment that names
    its own offset one with theirs. What is outside the calendar there stays as it is written."""
    try:
        if moment.tzinfo is not None:
            return moment.astimezone(zone)
        shown = moment.replace(fold=0, tzinfo=zone).astimezone(datetime.UTC).astimezone(zone)
        return shown.replace(fold=0, tzinfo=None)
    except OverflowError:
        return moment


def day_of(seconds: float, zone: Zone) -> datetime.date:
    """The day there, at so many seconds since 1970."""
    return datetime.datetime.fromtimestamp(min(max(seconds, 0.0), _LAST), datetime.UTC).astimezone(zone).date()
