"""Moments and names of files that are moved from one day to another."""

from __future__ import annotations

import datetime
import re
from contextlib import suppress

from newscast.base.zones import Zone

_MOMENT = re.compile(r"(\s*)(\d{4}-\d\d-\d\d)([T ]\d\d:\d\d.*?)(Z|[+-]\d\d:?\d\d)?(\s*)", re.DOTALL)


def moved_moment(text: str, by: datetime.timedelta, zone: Zone) -> str:
    """A day and a time so many days later, at the same time of day on the clocks of `zone`: an offset that was theirs
    is what theirs is then. What is no moment stays as it is."""
    found = _MOMENT.fullmatch(text)
    if found is None:
        return text
    before, day, time, offset, after = found.groups()
    with suppress(ValueError, OverflowError):
        there = datetime.date.fromisoformat(day) + by
        return f"{before}{there}{time}{_offset(day, there, time, offset, zone) if offset else ''}{after}"
    return text


def moved_name(name: str, old: datetime.date, new: datetime.date) -> str | None:
    """A name that says one day with the other one, in the form it had; None where it does not say that day once."""
    forms = [sign.join(order) for sign in ("-", "_", ".", "") for order in (("%Y", "%m", "%d"), ("%d", "%m", "%Y"))]
    for form in forms:
        was = f"{old:{form}}"
        if len(re.findall(rf"(?<!\d){re.escape(was)}(?!\d)", name)) == 1:
            return name.replace(was, f"{new:{form}}")
    return None


def _offset(day: str, there: datetime.date, time: str, offset: str, zone: Zone) -> str:
    """What a time that was written with an offset is written with on another day."""
    was = datetime.datetime.fromisoformat(f"{day}{time.rstrip()}{offset}")
    local = was.replace(tzinfo=None)
    now = datetime.datetime.combine(there, local.time())
    own = _of_the_zone(now, zone)
    if _of_the_zone(local, zone) != was.utcoffset() or own in (None, was.utcoffset()):
        return offset
    return datetime.time(tzinfo=datetime.timezone(own)).isoformat()[8:]


def _of_the_zone(local: datetime.datetime, zone: Zone) -> datetime.timedelta | None:
    return (local.astimezone() if zone is None else local.replace(tzinfo=zone)).utcoffset()
