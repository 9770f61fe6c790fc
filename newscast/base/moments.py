"""Moments and lengths of time as people say them, in the user's language."""

from __future__ import annotations

import datetime

from newscast.base.i18n import _, language, ngettext
from newscast.base.languages.all import language_of

_THIS_WEEK = 6
"""Days ahead in which a weekday alone says which day is meant."""


def spoken(when: float, now: float, zone: datetime.tzinfo | None = None) -> str:
    """A moment, seen from `now`, both in seconds since 1970: `today at 7:00`, `on Friday at 19:30`.

    `zone` is where it is said; the system's where it is None.
    """
    then, today = local(when, zone), local(now, zone).date()
    return f"{_day(then.date(), today)} {_time(then)}"


def short(when: float, now: float, zone: datetime.tzinfo | None = None) -> str:
    """A moment where there is little room: `7:00` of today, `Fri 7:00` of the days around, else `Nov 20 7:00`."""
    then, today = local(when, zone), local(now, zone).date()
    time, table = clock_time(when, zone), language_of(language())
    if then.date() == today:
        return time
    if abs((then.date() - today).days) <= _THIS_WEEK:
        return f"{table.weekdays[then.weekday()][:3]} {time}"
    return f"{table.short_day(then.date())} {time}"


def ago(when: float, now: float) -> str:
    """How long ago a moment was, both in seconds since 1970: `3 min ago`; a moment that is hardly over is now."""
    passed = now - when
    return _("just now") if passed < 10 else _("{time} ago").format(time=lasting(passed))


def day_named(day: datetime.date, today: datetime.date) -> str:
    """A day as the head of what belongs to it: `Today, Thursday, November 20`; with the year where it is another."""
    table, away = language_of(language()), (day - today).days
    if day.year != today.year:
        named = table.long_date(day)
    else:
        named = _("{weekday}, {day}").format(weekday=table.weekdays[day.weekday()], day=table.day(day))
    near = {-1: _("yesterday"), 0: _("today"), 1: _("tomorrow")}.get(away)
    named = f"{near}, {named}" if near else named
    return named[:1].upper() + named[1:]


def local(when: float, zone: datetime.tzinfo | None = None) -> datetime.datetime:
    """A moment on the clocks of a zone; with its offset also where that is the system's."""
    return datetime.datetime.fromtimestamp(when, datetime.UTC).astimezone(zone)


def clock_time(when: float, zone: datetime.tzinfo | None = None) -> str:
    """`7:05`, the time of a day."""
    then = local(when, zone)
    return f"{then.hour}:{then.minute:02}"


def lasting(seconds: float) -> str:
    """About how long something takes: `40 s`, `3 min`, `1 h 20 min`."""
    if seconds < 90:
        return f"{round(seconds)} s"
    hours, minutes = divmod(round(seconds / 60), 60)
    return f"{hours} h {minutes} min" if hours else f"{minutes} min"


def _day(day: datetime.date, today: datetime.date) -> str:
    table, away = language_of(language()), (day - today).days
    near = {-1: _("yesterday"), 0: _("today"), 1: _("tomorrow")}
    if away in near:
        return near[away]
    if 0 < away <= _THIS_WEEK:
        return _("on {day}").format(day=table.weekdays[day.weekday()])
    if day.year == today.year:
        return _("on {day}").format(day=table.day(day))
    return _("on {day}, {year}").format(day=table.day(day), year=day.year)


def _time(then: datetime.datetime) -> str:
    # Spanish says one o'clock in the singular.
    return ngettext("at {time}", "at {time}", then.hour).format(time=f"{then.hour}:{then.minute:02}")
