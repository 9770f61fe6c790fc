"""Pieces of sound by two threads."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator

import pytest

from newscast.sound.ahead import ahead


def test_what_comes_out_is_in_its_order_however_long_each_takes() -> None:
    def work(number: int) -> int:
        time.sleep(0.003 * (number % 3))
        return number

    assert list(ahead(work, range(30))) == list(range(30))


def test_two_are_worked_on_at_a_time() -> None:
    meeting = threading.Barrier(2, timeout=30)
    assert len(list(ahead(lambda _number: meeting.wait(), range(4)))) == 4


def test_no_more_are_begun_than_are_wanted_soon() -> None:
    """Else memory would grow with the length of what is read."""
    begun: list[int] = []

    def items() -> Iterator[int]:
        for number in range(1000):
            begun.append(number)
            yield number

    found = ahead(lambda number: number, items())
    assert next(found) == 0
    assert len(begun) <= 3
    found.close()  # type: ignore[attr-defined]
    assert len(begun) <= 3


def test_what_goes_wrong_is_raised_where_it_is_wanted() -> None:
    found = ahead(lambda number: 1 // number, [1, 0, 1])
    assert next(found) == 1
    with pytest.raises(ZeroDivisionError):
        next(found)
