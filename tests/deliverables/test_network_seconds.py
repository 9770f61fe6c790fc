"""How long a cut may be, in the whole seconds by which networks count: what somebody wrote is never exceeded."""

from __future__ import annotations

from fractions import Fraction

import pytest

from newscast.base.timecode import parse_time
from newscast.deliverables.networks import whole_seconds


@pytest.mark.parametrize(
    ("longest", "seconds"),
    [
        ("59s", 59),
        ("59.9s", 59),
        ("1m", 60),
        ("00:00:59:28", 59),
        ("00:00:59:29", 60),
        ("00:01:00:00", 60),
        ("00:00:20:00", 20),
    ],
)
def test_a_longest_time_is_rounded_down(longest: str, seconds: int) -> None:
    assert whole_seconds(parse_time(longest), Fraction(30000, 1001)) == seconds
