"""Frames as an editor counts them: from the time code of the first one on, drop-frame or not."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from fractions import Fraction

from newscast.base.timecode import (
    Time,
    TimeFormatError,
    check_rate,
    dropped_per_minute,
    frames_in_a_day,
    timecode_at,
    timecode_of,
)

STARTS_ON_AIR = "tv"
"""The deliverable whose time code is the time of day at which it goes out; that of all others begins at nought."""

_LABEL = re.compile(r"([01]\d|2[0-3]):([0-5]\d):([0-5]\d)(?:[:;](\d\d))?")


@dataclass(frozen=True)
class Count:
    """How frames are numbered: `start` is the number of the first one, counted from 00:00:00:00 at `rate`."""

    rate: Fraction
    drop: bool
    start: int = 0

    def timecode(self, frame: int) -> str:
        """The time code of a frame, by its number from the first one; after 24 hours it begins anew (ST 12-1)."""
        return timecode_of((self.start + frame) % frames_in_a_day(self.rate, self.drop), self.rate, self.drop)


def counted(rate: Fraction, start: str, drop: bool = True) -> Count:
    """The count in which the first frame has the time code `start`; drop-frame where the rate has it and `drop` asks
    for it, whichever mark `start` is written with. Raises TimeFormatError where there is no such frame."""
    drop = drop and dropped_per_minute(rate) > 0
    return Count(rate, drop, frame_of(start, rate, drop))


def frame_of(label: str, rate: Fraction, drop: bool) -> int:
    """The number of the frame that has a time code, `hh:mm:ss:ff` or `hh:mm:ss`. Raises TimeFormatError."""
    found = _LABEL.fullmatch(label.strip())
    if found is None:
        raise TimeFormatError("not a time code", "01:00:00:00")
    hours, minutes, seconds, frames = (int(each or 0) for each in found.groups())
    time = Time(frame_fields=(hours, minutes, seconds, frames), drop=drop)
    check_rate(time, rate)
    return time.frames(rate)


def first_timecode(deliverable: str, air: str | None, rate: Fraction, listed: str | None = None) -> str:
    """The time code with which a deliverable begins: the one that is listed with it, or where that is older, that of
    `air`, the moment at which the manifest says it goes out."""
    if listed:
        return listed
    if deliverable == STARTS_ON_AIR and air:
        return timecode_at(datetime.datetime.fromisoformat(air).time(), rate)
    return "00:00:00:00"
