"""The dates of files whose kind counts in UTC."""

from __future__ import annotations

import datetime
from types import SimpleNamespace
from typing import Any

import pytest

from newscast.deliverables.dated import universal_moment_of

MORNING = datetime.datetime(2026, 11, 20, 7, 5)


@pytest.mark.parametrize(
    ("air", "zone", "hour"),
    [
        (MORNING, "America/Mexico_City", 13),
        (MORNING, None, 7),
        (MORNING.replace(tzinfo=datetime.timezone(datetime.timedelta(hours=-3))), "America/Mexico_City", 10),
        (None, "America/Mexico_City", 6),
        (None, None, 0),
    ],
)
def test_a_moment_is_in_utc_by_the_newsrooms_zone(air: datetime.datetime | None, zone: str | None, hour: int) -> None:
    rundown = SimpleNamespace(air=air, date=MORNING.date())
    cut: Any = SimpleNamespace(rundown=rundown, show=SimpleNamespace(timezone=zone))
    found = universal_moment_of(cut)
    assert (found.date(), found.hour, found.utcoffset()) == (MORNING.date(), hour, datetime.timedelta())
