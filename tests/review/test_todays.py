"""Which episodes are to be had in hand: those of today, of the next day that has some, and what is still on the air."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from newscast.review.newsroom.office import Office
from newscast.review.newsroom.shelf import Shelf
from newscast.review.newsroom.todays import todays

MEXICO = ZoneInfo("America/Mexico_City")
FRIDAY = datetime(2026, 11, 20, 12, 0, tzinfo=MEXICO)


def chosen(folder: Path, now: datetime, **rundowns: str) -> list[tuple[str, bool]]:
    """Those that are in hand at a moment, each with whether it is over, of rundowns with these heads."""
    planned = {}
    for name, head in rundowns.items():
        (folder / f"{name}.yaml").write_text(head.replace("; ", "\n") + "\n", encoding="utf-8")
        planned[name] = f"{name}.yaml"
    found = todays(Office(folder, folder), Shelf({}, planned), now.timestamp(), MEXICO)
    return [(each.name, each.gone) for each in found]


def test_those_of_today_come_in_the_order_of_air_and_those_that_are_over_last(tmp_path: Path) -> None:
    assert chosen(
        tmp_path,
        FRIDAY,
        manana="date: 2026-11-20; air: 2026-11-20T07:00; slot: 10m",
        noche="date: 2026-11-20; air: 2026-11-20T20:00",
        tarde="date: 2026-11-20; air: 2026-11-20T14:00",
        suelto="date: 2026-11-20",
        ahora="date: 2026-11-20; air: 2026-11-20T11:55; slot: 10m",
    ) == [("ahora", False), ("tarde", False), ("noche", False), ("suelto", False), ("manana", True)]


@pytest.mark.parametrize(
    ("days", "found"),
    [
        (("2026-11-21", "2026-11-23"), ["a"]),
        # On Friday the next day is Monday.
        (("2026-11-23", "2026-11-24"), ["a"]),
        (("2026-11-23", "2026-11-23"), ["a", "b"]),
        (("2026-11-30", "2026-12-01"), []),
        (("2026-11-19", "2026-11-18"), []),
    ],
)
def test_of_the_days_to_come_the_first_that_has_some(tmp_path: Path, days: tuple[str, str], found: list[str]) -> None:
    told = chosen(tmp_path, FRIDAY, a=f"date: {days[0]}", b=f"date: {days[1]}")
    assert [name for name, _gone in told] == found


def test_what_went_on_the_air_before_midnight_stays_while_it_is_on(tmp_path: Path) -> None:
    night = {"noche": "date: 2026-11-19; air: 2026-11-19T23:30; slot: 1h"}
    assert chosen(tmp_path, datetime(2026, 11, 20, 0, 10, tzinfo=MEXICO), **night) == [("noche", False)]
    assert chosen(tmp_path, datetime(2026, 11, 20, 0, 40, tzinfo=MEXICO), **night) == []


def test_a_rundown_is_of_the_day_on_which_it_is_on_the_air(tmp_path: Path) -> None:
    assert chosen(tmp_path, FRIDAY, otra="date: 2026-11-18; air: 2026-11-20T15:00") == [("otra", False)]
    assert chosen(tmp_path, FRIDAY, rota="date: pronto") == []
