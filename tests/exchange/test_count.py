"""Time codes as editors count: each frame has one, none is given twice, and it is the one that SMPTE ST 12-1 gives."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from exchange_making import judge
from hypothesis import given
from hypothesis import strategies as st

from newscast.base.timecode import TimeFormatError, frames_in_a_day
from newscast.exchange.count import Count, counted, first_timecode, frame_of
from newscast.show.deliverables import RATES

NTSC, DOUBLE, PAL = Fraction(30000, 1001), Fraction(60000, 1001), Fraction(25)


@pytest.mark.parametrize(
    ("rate", "drop", "frame", "shown"),
    [
        (NTSC, True, 1799, "00:00:59;29"),
        (NTSC, True, 1800, "00:01:00;02"),
        (NTSC, True, 17982, "00:10:00;00"),
        (NTSC, False, 1800, "00:01:00:00"),
        (NTSC, False, 107892, "00:59:56:12"),
        (DOUBLE, True, 3600, "00:01:00;04"),
        (DOUBLE, False, 3600, "00:01:00:00"),
        (PAL, True, 1500, "00:01:00:00"),
    ],
)
def test_known_time_codes(rate: Fraction, drop: bool, frame: int, shown: str) -> None:
    assert counted(rate, "00:00:00:00", drop).timecode(frame) == shown


@given(st.sampled_from(RATES), st.booleans(), st.integers(0, 5_184_000 - 1), st.integers(0, 400_000))
def test_the_time_code_of_a_frame_leads_back_to_it(rate: Fraction, drop: bool, start: int, frame: int) -> None:
    drop = drop and rate in (NTSC, DOUBLE)
    day = frames_in_a_day(rate, drop)
    begins = Count(rate, drop, 0).timecode(start % day)
    count = counted(rate, begins, drop)
    assert count.timecode(0) == begins
    assert frame_of(count.timecode(frame), rate, drop) == (start + frame) % day


@given(st.sampled_from(RATES), st.integers(0, 2_000_000))
def test_it_is_that_of_opentimelineio(rate: Fraction, frame: int) -> None:
    time = judge().opentime
    for drop in (True, False):
        theirs = time.to_timecode(time.RationalTime(frame, float(rate)), float(rate), drop and rate in (NTSC, DOUBLE))
        assert counted(rate, "00:00:00:00", drop).timecode(frame) == theirs


def test_after_24_hours_it_begins_anew() -> None:
    assert counted(NTSC, "23:59:59;29").timecode(1) == "00:00:00;00"
    assert counted(PAL, "23:59:59:24").timecode(2) == "00:00:00:01"


@pytest.mark.parametrize(
    ("start", "drop", "first"),
    [("01:00:00:00", True, "01:00:00;00"), ("01:00:00;00", False, "01:00:00:00"), ("10:20:30", True, "10:20:30;00")],
)
def test_the_mark_that_is_typed_does_not_decide(start: str, drop: bool, first: str) -> None:
    assert counted(NTSC, start, drop).timecode(0) == first


@pytest.mark.parametrize(
    "start", ["", "1h", "24:00:00:00", "00:01:00;00", "00:00:00:30", "00:60:00:00", "00:00:00:00\n00"]
)
def test_what_is_no_frame_is_refused(start: str) -> None:
    with pytest.raises(TimeFormatError):
        counted(NTSC, start)


@pytest.mark.parametrize(
    ("deliverable", "air", "first"),
    [
        ("tv", "2026-11-20T07:00:00", "07:00:00;00"),
        ("tv", "2026-11-20T19:31:00", "19:31:00;02"),
        ("tv", None, "00:00:00:00"),
        ("web", "2026-11-20T07:00:00", "00:00:00:00"),
    ],
)
def test_television_begins_at_its_time_of_day(deliverable: str, air: Any, first: str) -> None:
    """As the master's own time code does; see newscast.deliverables.tv."""
    assert first_timecode(deliverable, air, NTSC) == first
    assert first_timecode(deliverable, air, NTSC, "01:00:00;00") == "01:00:00;00"
