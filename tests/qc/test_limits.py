"""Limits of networks: a warning with the second from which on it is too much."""

from __future__ import annotations

from fractions import Fraction

import pytest

from newscast.qc.limits import Limit, check_limits
from newscast.qc.wanted import Stretch

NETWORK, OTHER = Limit("Red", seconds=140, size=1000), Limit("Otra", seconds=60)


@pytest.mark.parametrize(
    ("seconds", "size", "told"),
    [
        (60, 1000, ()),
        (61, 1000, ("It lasts 1:01, and Otra takes 1:00.",)),
        (150, 10, ("It lasts 2:30, and Red takes 2:20.", "It lasts 2:30, and Otra takes 1:00.")),
        (30, 1001, ("The file has 1.0 kB, and Red takes 1.0 kB.",)),
        (30, None, ()),
    ],
)
def test_what_is_too_much_is_told_of_each_network(seconds: int, size: int | None, told: tuple[str, ...]) -> None:
    (check,) = check_limits([NETWORK, OTHER], Fraction(seconds), size, "bacheo")
    assert (check.verdict, check.message) == ("warn" if told else "pass", " ".join(told))
    late = (Stretch("bacheo", 60.0, float(seconds)),) if seconds > 60 else ()
    assert check.where == late
    assert check.wanted["Red"] == {"seconds": 140, "size": 1000}


def test_where_nobody_has_limits_there_is_no_check() -> None:
    assert check_limits([], Fraction(1000), 10**9) == ()
