"""Exact time: fractions of a second, whole frames of a rational rate, whole samples at 48 kHz.

What is asked for thousands of times is reckoned in whole numbers: fractions find their least terms in each step.
"""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from fractions import Fraction
from math import ceil

from newscast.base.patterns import pattern

SAMPLE_RATE = 48_000

_UNITS = pattern(r"(?:(\d+)h)?(?:(\d+)m)?(?:(\d+(?:\.\d+)?)s)?")
_CLOCK = pattern(r"(?:(\d+):)?(\d+):(\d{2}(?:\.\d+)?)")
_FRAMES = pattern(r"(\d{1,2}):(\d{2}):(\d{2})([:;])(\d{2})")


class TimeFormatError(ValueError):
    """A text that is not a time; str(error) is a stable English reason, `suggestion` a text that would be one."""

    def __init__(self, reason: str, suggestion: str = "") -> None:
        self.suggestion = suggestion
        super().__init__(reason)


@dataclass(frozen=True)
class Time:
    """A time as somebody wrote it: seconds, or a frame count that needs the show's rate to become seconds."""

    seconds: Fraction = Fraction(0)
    frame_fields: tuple[int, int, int, int] | None = None
    drop: bool = False

    def frames(self, rate: Fraction) -> int:
        """The nearest whole frame at `rate` frames a second, half up."""
        if self.frame_fields is None:
            return round_half_up(self.seconds * rate)
        hours, minutes, seconds, frames = self.frame_fields
        nominal = ceil(rate)
        count = ((hours * 60 + minutes) * 60 + seconds) * nominal + frames
        if self.drop:
            total_minutes = hours * 60 + minutes
            count -= dropped_per_minute(rate) * (total_minutes - total_minutes // 10)
        return count


def parse_time(text: str) -> Time:
    """Read `12.5s`, `1m30s`, `1:05`, `1:05.5`, `hh:mm:ss.mmm`, `hh:mm:ss:ff` or `hh:mm:ss;ff`.

    Raises TimeFormatError, for a bare number too: nobody knows whether it means seconds or frames.
    """
    text = text.strip()
    if found := _FRAMES.fullmatch(text):
        hours, minutes, seconds, mark, frames = found.groups()
        _check_sixty(int(minutes), int(seconds))
        return Time(frame_fields=(int(hours), int(minutes), int(seconds), int(frames)), drop=mark == ";")
    if found := _CLOCK.fullmatch(text):
        hours, minutes, seconds = found.groups()
        _check_sixty(int(minutes) if hours else 0, int(float(seconds)))
        return Time(Fraction(int(hours or 0) * 3600 + int(minutes) * 60) + Fraction(seconds))
    if text and (found := _UNITS.fullmatch(text)):
        hours, minutes, seconds = found.groups()
        return Time(Fraction(int(hours or 0) * 3600 + int(minutes or 0) * 60) + Fraction(seconds or 0))
    if re.fullmatch(r"\d+(\.\d+)?", text):
        raise TimeFormatError("a bare number has no unit", f"{text}s")
    raise TimeFormatError("not a time", "12.5s")


def check_rate(time: Time, rate: Fraction) -> None:
    """Raise TimeFormatError where a frame count names a frame that does not exist at `rate`."""
    if time.frame_fields is None:
        return
    _, minutes, seconds, frames = time.frame_fields
    if frames >= ceil(rate):
        raise TimeFormatError("no such frame at this rate")
    dropped = dropped_per_minute(rate)
    if time.drop and not dropped:
        raise TimeFormatError("this rate has no drop-frame count")
    if time.drop and minutes % 10 and seconds == 0 and frames < dropped:
        raise TimeFormatError("drop-frame count skips this frame")


def dropped_per_minute(rate: Fraction) -> int:
    """How many frame numbers drop-frame counting skips each minute but every tenth (SMPTE ST 12-1)."""
    return {Fraction(30000, 1001): 2, Fraction(60000, 1001): 4}.get(rate, 0)


def timecode_at(clock: datetime.time, rate: Fraction) -> str:
    """The time code of the first frame at a time of day, fractions of a second left out: drop-frame where the rate has
    it, and then never one of the numbers that are skipped."""
    dropped = dropped_per_minute(rate)
    skipped = dropped and clock.minute % 10 and not clock.second
    return f"{clock:%H:%M:%S}{';' if dropped else ':'}{dropped if skipped else 0:02}"


def timecode_before(code: str, seconds: int, rate: Fraction) -> tuple[str, int]:
    """The time code of the frame that the clock of time codes has so many seconds before `code`, of the day before
    where it is past midnight, and how many frames there are from it to `code`.

    Where drop-frame counting skips that number it is the next one.
    """
    found = _FRAMES.fullmatch(code)
    if not found:
        raise TimeFormatError("not a time code", "01:00:00;00")
    hours, minutes, rest, mark, frame = found.groups()
    before = (int(hours) * 3600 + int(minutes) * 60 + int(rest) - seconds) % (24 * 3600)
    dropped = dropped_per_minute(rate) if mark == ";" else 0
    skipped = before // 60 % 10 and not before % 60 and int(frame) < dropped
    at = dropped if skipped else int(frame)
    earlier = f"{before // 3600:02}:{before // 60 % 60:02}:{before % 60:02}{mark}{at:02}"
    between = parse_time(code).frames(rate) - parse_time(earlier).frames(rate)
    return earlier, between % frames_in_a_day(rate, mark == ";")


def timecode_from(asked: str, air: datetime.time | None, rate: Fraction) -> str:
    """The time code of a programme's first frame: the one that is asked for, or with `air` that of the time of day at
    which it goes out, 00:00:00 where nobody knows it.

    A rate without drop-frame counting, or with fewer frames in a second, has the number that is next to it. Raises
    TimeFormatError where `asked` is no time code.
    """
    if asked == "air":
        return timecode_at(air or datetime.time(), rate)
    time = parse_time(asked)
    if time.frame_fields is None:
        raise TimeFormatError("not a time code", "01:00:00;00")
    hours, minutes, seconds, frames = time.frame_fields
    drop = time.drop and dropped_per_minute(rate) > 0
    least = dropped_per_minute(rate) if drop and minutes % 10 and not seconds else 0
    frames = max(least, min(frames, ceil(rate) - 1))
    return f"{hours:02}:{minutes:02}:{seconds:02}{';' if drop else ':'}{frames:02}"


def timecode_of(frame: int, rate: Fraction, drop: bool = True) -> str:
    """The time code of a frame, counted from 00:00:00:00; drop-frame, with a semicolon, where the rate has it and
    `drop` asks for it."""
    nominal, dropped = ceil(rate), dropped_per_minute(rate) if drop else 0
    if dropped:
        tens, rest = divmod(frame, 600 * nominal - 9 * dropped)
        # The first minute of ten is whole, the others lack the numbers that are dropped.
        minutes = max(0, rest - dropped) // (60 * nominal - dropped)
        frame += dropped * (9 * tens + minutes)
    seconds, frames = divmod(frame, nominal)
    mark = ";" if dropped else ":"
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}{mark}{frames:02}"


def frames_in_a_day(rate: Fraction, drop: bool = True) -> int:
    """How many frames a time code counts until it begins again at 00:00:00:00, as `drop` counts them."""
    dropped = dropped_per_minute(rate) if drop else 0
    return 24 * 60 * 60 * ceil(rate) - 24 * 54 * dropped


def round_half_up(value: Fraction) -> int:
    """The nearest whole number; a half goes up."""
    return (2 * value.numerator + value.denominator) // (2 * value.denominator)


def frames_covering(seconds: Fraction, rate: Fraction) -> int:
    """The fewest whole frames that last at least `seconds`."""
    return -(-seconds.numerator * rate.numerator // (seconds.denominator * rate.denominator))


def sample_at(frame: int, rate: Fraction) -> int:
    """The sample, at 48 kHz, at which `frame` starts."""
    return frame * SAMPLE_RATE * rate.denominator // rate.numerator


def samples_lasting(start: int, frames: int, rate: Fraction) -> int:
    """How many samples, at 48 kHz, there are in so many frames from `start` on: neighbours may differ by one."""
    return sample_at(start + frames, rate) - sample_at(start, rate)


def frame_at(sample: int, rate: Fraction) -> int:
    """The frame in which a sample falls, at 48 kHz."""
    return -(-(sample + 1) * rate.numerator // (SAMPLE_RATE * rate.denominator)) - 1


def seconds_at(frame: int, rate: Fraction) -> Fraction:
    """When `frame` starts, in seconds."""
    return frame / rate


def clock_tenths(seconds: Fraction) -> str:
    """Minutes and seconds of a programme, such as 1:05.4."""
    tenths = int(seconds * 10)
    return f"{tenths // 600}:{tenths // 10 % 60:02}.{tenths % 10}"


def clock(seconds: Fraction | float) -> str:
    """`m:ss`, or `h:mm:ss` from an hour on, for people."""
    whole = round_half_up(Fraction(seconds))
    hours, rest = divmod(whole, 3600)
    return f"{hours}:{rest // 60:02}:{rest % 60:02}" if hours else f"{rest // 60}:{rest % 60:02}"


def timestamp(seconds: Fraction, separator: str = ".") -> str:
    """`hh:mm:ss.mmm`, to the nearest millisecond, as caption files write it."""
    millis = round_half_up(seconds * 1000)
    rest, millis = divmod(millis, 1000)
    return f"{rest // 3600:02}:{rest // 60 % 60:02}:{rest % 60:02}{separator}{millis:03}"


def _check_sixty(minutes: int, seconds: int) -> None:
    if minutes >= 60 or seconds >= 60:
        raise TimeFormatError("minutes and seconds end at 59")
