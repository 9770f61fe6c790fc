"""What files and tracks of CEA-608 know of a programme besides its captions: its frames and their time codes."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, replace
from fractions import Fraction

from newscast.base.timecode import dropped_per_minute, parse_time, round_half_up, timecode_of


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
        hour = parse_time("01:00:00;00" if self.drop else "01:00:00:00").frames(self.rate)
        return timecode_of((self.first + frame) % (24 * hour), self.rate, self.drop)

    def at(self, rate: Fraction) -> Tape:
        """The same, counted in frames of another rate."""
        frames = round_half_up(self.frames / self.rate * rate)
        hours, minutes, seconds, _frames = self.start.replace(";", ":").split(":")
        mark = ";" if dropped_per_minute(rate) else ":"
        number = dropped_per_minute(rate) if int(minutes) % 10 and not int(seconds) else 0
        return replace(self, rate=rate, frames=frames, start=f"{hours}:{minutes}:{seconds}{mark}{number:02}")
