"""Exact time: texts to frames, frames to samples."""

import datetime
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscast.base.timecode import (
    TimeFormatError,
    check_rate,
    clock,
    clock_tenths,
    frame_at,
    frames_covering,
    frames_in_a_day,
    parse_time,
    sample_at,
    timecode_at,
    timecode_before,
    timecode_from,
    timecode_of,
    timestamp,
)

NTSC = Fraction(30000, 1001)
PAL = Fraction(25)


@pytest.mark.parametrize(
    ("text", "rate", "frames"),
    [
        ("12.5s", PAL, 313),  # 312.5, half up
        ("1m30s", PAL, 2250),
        ("1h", PAL, 90000),
        ("1:05", PAL, 1625),
        ("1:05.5", PAL, 1638),
        ("00:00:02.040", PAL, 51),
        ("00:00:01:12", PAL, 37),
        ("00:01:00:00", NTSC, 1800),
        ("00:01:00;02", NTSC, 1800),
        ("01:00:00;00", NTSC, 107892),
        ("10s", NTSC, 300),
    ],
)
def test_times_become_frames(text: str, rate: Fraction, frames: int) -> None:
    assert parse_time(text).frames(rate) == frames


@pytest.mark.parametrize(("text", "suggestion"), [("3", "3s"), ("2.5", "2.5s"), ("soon", "12.5s"), ("", "12.5s")])
def test_what_is_no_time_suggests_one(text: str, suggestion: str) -> None:
    with pytest.raises(TimeFormatError) as caught:
        parse_time(text)
    assert caught.value.suggestion == suggestion


@pytest.mark.parametrize("text", ["1:75", "1:60:00", "00:00:61:00"])
def test_sixty_is_the_next_unit(text: str) -> None:
    with pytest.raises(TimeFormatError):
        parse_time(text)


@pytest.mark.parametrize(("text", "rate"), [("00:00:00:30", NTSC), ("00:01:00;00", NTSC), ("00:00:01;00", PAL)])
def test_frames_that_do_not_exist(text: str, rate: Fraction) -> None:
    with pytest.raises(TimeFormatError):
        check_rate(parse_time(text), rate)


@given(st.integers(0, 10**7), st.sampled_from([NTSC, PAL, Fraction(60000, 1001), Fraction(30)]))
def test_samples_and_frames_agree(frame: int, rate: Fraction) -> None:
    sample = sample_at(frame, rate)
    assert sample <= frame * 48000 / rate < sample + 1
    assert frames_covering(Fraction(sample, 48000), rate) in (frame, frame - 1 + (sample * rate > (frame - 1) * 48000))


def test_timestamps_round_to_the_millisecond() -> None:
    assert timestamp(Fraction(36615005, 10000)) == "01:01:01.501"


@given(st.integers(-100, 200_000), st.sampled_from([NTSC, PAL, Fraction(60000, 1001)]))
def test_every_sample_of_a_frame_falls_into_it(frame: int, rate: Fraction) -> None:
    assert frame_at(sample_at(frame, rate), rate) == frame == frame_at(sample_at(frame + 1, rate) - 1, rate)


@pytest.mark.parametrize(
    ("clock", "rate", "code"),
    [
        ("07:00", NTSC, "07:00:00;00"),
        ("07:05", NTSC, "07:05:00;02"),
        ("07:05:01", NTSC, "07:05:01;00"),
        ("07:05:00.9", NTSC, "07:05:00;02"),
        ("23:59", NTSC, "23:59:00;02"),
        ("00:00", NTSC, "00:00:00;00"),
        ("07:05", 2 * NTSC, "07:05:00;04"),
        ("07:05", PAL, "07:05:00:00"),
        ("07:05", Fraction(30), "07:05:00:00"),
    ],
)
def test_the_time_code_of_a_time_of_day(clock: str, rate: Fraction, code: str) -> None:
    assert timecode_at(datetime.time.fromisoformat(clock), rate) == code


@pytest.mark.parametrize("rate", [NTSC, 2 * NTSC, PAL, Fraction(30)])
def test_every_time_of_day_has_a_time_code_that_exists(rate: Fraction) -> None:
    for seconds in range(0, 24 * 3600, 15):
        clock = (datetime.datetime.min + datetime.timedelta(seconds=seconds)).time()
        check_rate(parse_time(timecode_at(clock, rate)), rate)


@pytest.mark.parametrize(
    ("code", "rate", "earlier", "frames"),
    [
        # The second of the two numbers that are skipped at 00:59:00 is in between.
        ("01:00:00;00", NTSC, "00:58:32;00", 2638),
        ("07:05:00;02", NTSC, "07:03:32;02", 2636),
        ("01:00:28;00", NTSC, "00:59:00;02", 2638),
        ("00:00:00;00", NTSC, "23:58:32;00", 2638),
        ("10:00:00:00", Fraction(25), "09:58:32:00", 2200),
        ("01:00:00;00", Fraction(60000, 1001), "00:58:32;00", 5276),
    ],
)
def test_a_time_code_of_some_seconds_before(code: str, rate: Fraction, earlier: str, frames: int) -> None:
    found, between = timecode_before(code, 88, rate)
    assert (found, between) == (earlier, frames)
    start = parse_time(found).frames(rate)
    a_day = parse_time("24:00:00;00" if ";" in code else "24:00:00:00").frames(rate)
    assert timecode_of((start + between) % a_day, rate) == code


@pytest.mark.parametrize(
    ("asked", "air", "rate", "first"),
    [
        ("air", datetime.time(7, 5), NTSC, "07:05:00;02"),
        ("air", datetime.time(7, 10), NTSC, "07:10:00;00"),
        ("air", None, NTSC, "00:00:00;00"),
        ("air", datetime.time(7, 5), PAL, "07:05:00:00"),
        ("01:00:00;00", None, NTSC, "01:00:00;00"),
        ("01:00:00:00", datetime.time(7), NTSC, "01:00:00:00"),
        ("00:59:00;00", None, Fraction(60000, 1001), "00:59:00;04"),
        ("01:10:00;00", None, NTSC, "01:10:00;00"),
        ("00:59:10;00", None, NTSC, "00:59:10;00"),
        ("01:00:10;29", None, PAL, "01:00:10:24"),
    ],
)
def test_a_programme_begins_with_a_time_code_that_exists(
    asked: str, air: datetime.time | None, rate: Fraction, first: str
) -> None:
    assert timecode_from(asked, air, rate) == first
    check_rate(parse_time(first), rate)


@pytest.mark.parametrize("asked", ["10s", "seven", ""])
def test_what_is_no_time_code_is_no_beginning(asked: str) -> None:
    with pytest.raises(TimeFormatError):
        timecode_from(asked, None, NTSC)


@pytest.mark.parametrize(("rate", "drop"), [(NTSC, True), (NTSC, False), (PAL, True), (Fraction(60000, 1001), True)])
def test_a_day_ends_where_the_next_frame_would_be_the_first(rate: Fraction, drop: bool) -> None:
    assert timecode_of(frames_in_a_day(rate, drop), rate, drop)[:8] == "24:00:00"
    assert timecode_of(frames_in_a_day(rate, drop) - 1, rate, drop)[:8] == "23:59:59"


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(0, "0:00"), (59.5, "1:00"), (65, "1:05"), (3599, "59:59"), (3600, "1:00:00"), (7325, "2:02:05")],
)
def test_how_long_it_lasts_for_people(seconds: float, text: str) -> None:
    assert clock(seconds) == text


@pytest.mark.parametrize(("seconds", "text"), [("65.49", "1:05.4"), ("0", "0:00.0"), ("3725.3", "62:05.3")])
def test_a_moment_of_a_programme_for_people(seconds: str, text: str) -> None:
    assert clock_tenths(Fraction(seconds)) == text
