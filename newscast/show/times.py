"""Times and dates as people write them: read where they are right, else refused with what was probably meant."""

from __future__ import annotations

import datetime
import re
from fractions import Fraction
from typing import Any

from pydantic import ValidationInfo

from newscast.base.i18n import _
from newscast.base.patterns import pattern
from newscast.base.timecode import Time, TimeFormatError, check_rate, parse_time
from newscast.document.reading import Reading
from newscast.document.says import refusal
from newscast.document.words import folded, short

_DAY = 24 * 3600
_LONG = 60
"""A number up to this is minutes where the time on air is asked for: no newscast lasts as few seconds."""
_YEAR = 24
"""A two-digit number from here on may be a year, where one that is less is the day."""
_PIECE = pattern(r"(\d+(?:\.\d+)?)\s*([a-z]+|['\u2032\u2019]{1,2}|[\"\u2033\u201d])?[\s,.y]*(?:con|and)?\s*")
_CLOCK = pattern(r"(?:(\d{1,3}):)?(\d{1,3}):(\d{1,3}(?:\.\d+)?)[\s:.]*(?:h|hr|hrs|horas?|m|mins?|minutos?|s|segs?)?")
_UNIT = pattern(r"(h)(?:oras?|ours?|rs?)?|(m)(?:in(?:s|utos?|utes?)?)?|(s)(?:eg(?:s|undos?)?|ec(?:s|onds?)?)?")
_SECONDS = {"h": 3600, "m": 60, "s": 1}
_DAYTIME = pattern(r"(\d{1,2})(?:[:.h](\d{2}))?(?::\d{2})?\s*(am|pm|hrs?|h|horas)?")
_MONTHS = (
    "enero january jan ene",
    "febrero february feb",
    "marzo march mar",
    "abril april apr abr",
    "mayo may",
    "junio june jun",
    "julio july jul",
    "agosto august aug ago",
    "septiembre setiembre september sep sept",
    "octubre october oct",
    "noviembre november nov",
    "diciembre december dec dic",
)


def read_time(value: Any, info: ValidationInfo) -> Time:
    """A time, also as a frame count of the show's rate."""
    if isinstance(value, Time):
        return value
    rate = info.context.rate if isinstance(info.context, Reading) else None
    try:
        time = parse_time(value if isinstance(value, str) else "")
        if rate is not None:
            check_rate(time, rate)
    except TimeFormatError as error:
        raise refusal(*_time_trouble(short(value), str(error), error.suggestion), code="value-time") from error
    if time.seconds > _DAY:
        raise refusal(_("“{value}” is longer than a day.").format(value=short(value)), code="value-time")
    return time


def _time_trouble(value: str, reason: str, suggestion: str) -> tuple[str, str]:
    if reason == "a bare number has no unit":
        message = _("“{value}” has no unit: seconds or frames?").format(value=value)
        return message, _("Write `{time}` for seconds.").format(time=suggestion)
    if reason == "minutes and seconds end at 59":
        return _("“{value}” has more than 59 minutes or seconds.").format(value=value), _("Write `{text}`.").format(
            text=time_meant(value) or "1:05"
        )
    if reason == "no such frame at this rate":
        message = _("“{value}” names a frame that a second of this show does not have.").format(value=value)
        return message, _("The last field counts frames; write `1:05.5` for fractions of a second.")
    if reason == "this rate has no drop-frame count":
        message = _("“{value}” is a drop-frame time, and this show's rate has none.").format(value=value)
        return message, _("Write `:` instead of `;`.")
    if reason == "drop-frame count skips this frame":
        message = _("“{value}” is a frame that drop-frame counting skips.").format(value=value)
        return message, _("Take the next one, or write seconds.")
    if value.lstrip().startswith(("-", "\u2013", "\u2212")):
        return _("“{value}” is less than nothing.").format(value=value), _("Times count on from the beginning: `0s`.")
    meant = time_meant(value)
    hint = _("Write `{text}`.").format(text=meant) if meant else _("Write it like `12.5s`, `1m30s` or `1:05`.")
    return _("“{value}” is not a time.").format(value=value), hint


def time_meant(text: str) -> str | None:
    """How a time that people write in other ways is written here; None where that cannot be told."""
    plain = re.sub(r"(?<=\d),(?=\d)", ".", folded(text.replace("½", ".5")).strip(" ."))
    if found := _CLOCK.fullmatch(plain.replace(";", ":")):
        hours, minutes, seconds = (Fraction(each or 0) for each in found.groups())
        whole, rest = divmod(hours * 3600 + minutes * 60 + seconds, 60)
        tail = f"{float(rest):05.2f}".removesuffix(".00")
        return f"{whole // 60}:{whole % 60:02}:{tail}" if hours or whole >= 60 else f"{whole}:{tail}"
    if not plain[:1].isdigit() or _PIECE.sub("", plain):
        return None
    total, unit = Fraction(0), ""
    for number, written in _PIECE.findall(plain):
        unit = _unit(written) if written else {"m": "s", "h": "m"}.get(unit, "s")
        if unit not in _SECONDS:
            return None
        total += Fraction(number) * _SECONDS[unit]
    return _in_units(total)


def _unit(written: str) -> str:
    if written[0] in "'\u2032\u2019":
        return "m" if len(written) == 1 else "s"
    word = re.fullmatch(
        r"(h)(?:oras?|ours?|rs?)?|(m)(?:in(?:s|utos?|utes?)?)?|(s)(?:eg(?:s|undos?)?|ec(?:s|onds?)?)?", written
    )
    return "s" if written in '"\u2033\u201d' else next(filter(None, word.groups()), "") if word else ""


def _in_units(seconds: Fraction) -> str:
    whole, rest = divmod(seconds, 60)
    hours, minutes = divmod(whole, 60)
    parts = [f"{hours}h" if hours else "", f"{minutes}m" if minutes else "", f"{float(rest):g}s" if rest else ""]
    return "".join(parts) or "0s"


def read_slot(value: Any, info: ValidationInfo) -> Time:
    """The time on air: a duration, of which a number alone means minutes."""
    if isinstance(value, str) and re.fullmatch(r"\d{1,3}", value.strip()) and 0 < int(value) <= _LONG:
        message = _("“{value}” has no unit: minutes or seconds?").format(value=short(value))
        raise refusal(message, _("Write `{time}` for minutes.").format(time=f"{value.strip()}m"), code="value-time")
    return read_duration(value, info)


def read_duration(value: Any, info: ValidationInfo) -> Time:
    """A time that is longer than nothing."""
    time = read_time(value, info)
    if time.seconds == 0 and not any(time.frame_fields or ()):
        raise refusal(
            _("A duration must be longer than zero."), _("Write it like `12.5s`, `1m30s` or `1:05`."), code="value-time"
        )
    return time


def read_date(value: Any, _info: ValidationInfo) -> datetime.date:
    """A day."""
    if isinstance(value, datetime.date):
        return value
    text = str(value).strip()
    try:
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
            return datetime.date.fromisoformat(text)
    except ValueError:
        message = _("There is no day “{value}” in the calendar.").format(value=short(value))
        raise refusal(message, _("Look at the month and at the day."), code="value-date") from None
    meant = date_meant(text)
    hint = _("Write `{text}`.").format(text=meant) if meant else _("Write year-month-day, such as 2026-11-20.")
    raise refusal(_("“{value}” is not a date.").format(value=short(value)), hint, code="value-date")


def date_meant(text: str) -> datetime.date | None:
    """The day of a date that is written as people do, the day before the month; None where none can be told."""
    plain = folded(text)
    if found := re.match(r"(\d{4})\D(\d{1,2})\D(\d{1,2})(?!\d)", plain):
        return _day(int(found[1]), int(found[2]), int(found[3]))
    if found := re.match(r"(\d{1,2})[/. -](\d{1,2})[/. -](\d{4}|\d{2})(?!\d)", plain):
        one, month, other = map(int, found.groups())
        years_first = len(found[3]) == 2 and other < _YEAR <= one
        year, day = (one, other) if years_first else (other, one)
        return _day(year, month, day) or _day(year, day, month)
    if found := re.search(r"(\d{1,2})[\s/.-]*(?:de\s+)?([a-z]{3,})[\s/.,-]*(?:del?\s+)?(\d{4}|\d{2})", plain):
        return _day(int(found[3]), _month(found[2]), int(found[1]))
    if found := re.search(r"([a-z]{3,})\.?\s+(\d{1,2}),?\s+(\d{4})", plain):
        return _day(int(found[3]), _month(found[1]), int(found[2]))
    return None


def _month(word: str) -> int:
    return next((number for number, words in enumerate(_MONTHS, 1) if word in words.split()), 0)


def _day(year: int, month: int, day: int) -> datetime.date | None:
    try:
        return datetime.date(year if year > 99 else 2000 + year, month, day)
    except ValueError:
        return None


def read_moment(value: Any, _info: ValidationInfo) -> datetime.datetime:
    """A day and a time."""
    if isinstance(value, datetime.datetime):
        return value
    text = str(value).strip()
    try:
        if re.match(r"\d{4}-\d{2}-\d{2}[T ]([01]\d|2[0-3]):\d{2}", text):
            return datetime.datetime.fromisoformat(text)
    except ValueError:
        pass
    hint = _moment_hint(text)
    raise refusal(_("“{value}” is not a date and time.").format(value=short(value)), hint, code="value-date")


def _moment_hint(text: str) -> str:
    if re.search(r"[T ]24:00", text):
        return _("Midnight is 00:00 of the day that begins.")
    plain = folded(text).replace("a.m.", "am").replace("p.m.", "pm").replace("a. m.", "am").replace("p. m.", "pm")
    day, hour = date_meant(text), _hour_meant(plain)
    if day and hour:
        return _("Write `{text}`.").format(text=f"{day}T{hour}")
    if day:
        return _("Add the time: `{text}`.").format(text=f"{day}T07:00")
    return _("Add the day, such as `{text}`.").format(text=f"2026-11-20T{hour or '07:00'}")


def _hour_meant(plain: str) -> str | None:
    """The time of day at the end of a text."""
    found = re.search(_DAYTIME.pattern + r"\.?$", plain)
    alone = found and (found[2] or found[3])
    if not found or not alone:
        return None
    hour = int(found[1]) % 12 + (12 if found[3] == "pm" else 0) if found[3] in ("am", "pm") else int(found[1])
    return f"{hour:02}:{found[2] or '00'}" if hour < 24 else None
