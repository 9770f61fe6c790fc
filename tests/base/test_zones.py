"""Times of day as seconds: summer time, the system's own zone, and days of any number a disk gives."""

from __future__ import annotations

import datetime
import time
from collections.abc import Iterator

import pytest

from newscast.base.zones import Zone, day_of, seconds_of, shown_at, zone_of


@pytest.fixture(params=["named", "system"])
def tijuana(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[Zone]:
    """A zone with summer time, by its name and as the system's own."""
    if request.param == "named":
        yield zone_of("America/Tijuana")
        return
    with monkeypatch.context() as there:
        there.setenv("TZ", "America/Tijuana")
        time.tzset()
        yield None
    time.tzset()


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2026-11-20T07:00", "2026-11-20T15:00+00:00"),
        ("2026-07-01T07:00", "2026-07-01T14:00+00:00"),
        # Skipped in spring: as long after the change as it says.
        ("2026-03-08T02:30", "2026-03-08T10:30+00:00"),
        # Shown twice in autumn: the first of the two, which is still summer time.
        ("2026-11-01T01:30", "2026-11-01T08:30+00:00"),
        # With a zone of its own.
        ("2026-11-20T07:00-06:00", "2026-11-20T13:00+00:00"),
    ],
)
def test_clocks_of_a_place_with_summer_time(tijuana: Zone, written: str, meant: str) -> None:
    seconds = seconds_of(datetime.datetime.fromisoformat(written), tijuana)
    assert seconds == datetime.datetime.fromisoformat(meant).timestamp()


def test_a_day_ends_at_midnight_of_its_place(tijuana: Zone) -> None:
    midnight = datetime.datetime(2026, 11, 20, 8, tzinfo=datetime.UTC).timestamp()
    assert day_of(midnight - 1, tijuana) == datetime.date(2026, 11, 19)
    assert day_of(midnight, tijuana) == datetime.date(2026, 11, 20)


@pytest.mark.parametrize("seconds", [-1e30, -5.0, 1e30])
def test_any_number_is_a_day(tijuana: Zone, seconds: float) -> None:
    assert 1969 <= day_of(seconds, tijuana).year <= 9987


@pytest.mark.parametrize("written", ["0001-01-01T00:00", "9999-12-31T23:59"])
def test_any_moment_has_seconds(tijuana: Zone, written: str) -> None:
    moment = datetime.datetime.fromisoformat(written)
    assert seconds_of(moment, tijuana) == pytest.approx(moment.replace(tzinfo=datetime.UTC).timestamp(), abs=86400)


@pytest.mark.parametrize("name", ["", "America", "/etc/passwd", "../x", "Ámerica", "x" * 400, "a\0b"])
def test_what_is_no_zone(name: str) -> None:
    with pytest.raises(ValueError):
        zone_of(name)


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("2026-11-20T07:00", "2026-11-20T07:00"),
        # Skipped in spring: clocks show an hour more.
        ("2026-03-08T02:30", "2026-03-08T03:30"),
        ("2026-11-01T01:30", "2026-11-01T01:30"),
        ("2026-11-20T07:00-06:00", "2026-11-20T05:00-08:00"),
        ("2026-03-08T02:30-08:00", "2026-03-08T03:30-07:00"),
        # Outside the calendar there.
        ("0001-01-01T00:00+05:00", "0001-01-01T00:00+05:00"),
        ("9999-12-31T23:59", "9999-12-31T23:59"),
    ],
)
def test_a_moment_is_told_as_clocks_show_it(written: str, shown: str) -> None:
    zone = zone_of("America/Tijuana")
    assert zone is not None
    found = shown_at(datetime.datetime.fromisoformat(written), zone)
    assert found.isoformat(timespec="minutes") == shown
    assert seconds_of(found, zone) == seconds_of(datetime.datetime.fromisoformat(written), zone)
