"""What files and tracks of CEA-608 know of a programme besides its captions: its frames and their time codes."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, replace
from fractions import Fraction

from newscast.base.timecode import (
    dropped_per_minute,
    frames_in_a_day,
    parse_time,
    round_half_up,
    timecode_at,
    timecode_of,
)


@dataclass(frozen=True)
class Tape:
    """`frames` of `rate` a second; `start` is the time code of the first of them, with a semicolon where numbers are
    dropped; `date` is that of the programme."""

    rate: Fraction
    frames: int
    start: str = "00:00:00:00"
    date: datetime.date = datetime.date(1970, 1, 1)

    @property
    def drop(self) -> bool:
        """Whether its time code drops numbers."""
        return ";" in self.start and bool(dropped_per_minute(self.rate))

    @property
    def first(self) -> int:
        """Frames from 00:00:00:00 to its first one."""
        return parse_time(self.start).frames(self.rate)

    def timecode(self, frame: int) -> str:
        """The time code of a frame, which goes on from 00:00:00:00 after a day."""
        frames = self.first + frame
        return timecode_of(frames % frames_in_a_day(self.rate, self.drop), self.rate, self.drop)

    def at(self, rate: Fraction) -> Tape:
        """The same, counted in frames of another rate."""
        frames = round_half_up(self.frames / self.rate * rate)
        hours, minutes, seconds, _frames = map(int, self.start.replace(";", ":").split(":"))
        return replace(self, rate=rate, frames=frames, start=timecode_at(datetime.time(hours, minutes, seconds), rate))
