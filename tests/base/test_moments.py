"""Moments as people say them, in Spanish and English, on the clocks of the newsroom."""

from __future__ import annotations

import datetime
from zoneinfo import ZoneInfo

import pytest

from newscast.base.i18n import speaking
from newscast.base.moments import lasting, short, spoken

MEXICO = ZoneInfo("America/Mexico_City")
NOW = datetime.datetime(2026, 11, 20, 6, 30, tzinfo=MEXICO).timestamp()


def at(*fields: int) -> float:
    return datetime.datetime(*fields, tzinfo=MEXICO).timestamp()  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("when", "said", "briefly"),
    [
        (at(2026, 11, 20, 7, 0), "today at 7:00", "7:00"),
        (at(2026, 11, 20, 0, 5), "today at 0:05", "0:05"),
        (at(2026, 11, 21, 19, 30), "tomorrow at 19:30", "Sat 19:30"),
        (at(2026, 11, 19, 23, 59), "yesterday at 23:59", "Thu 23:59"),
        (at(2026, 11, 23, 7, 0), "on Monday at 7:00", "Mon 7:00"),
        (at(2026, 11, 27, 7, 0), "on November 27 at 7:00", "Nov 27 7:00"),
        (at(2026, 11, 16, 7, 0), "on November 16 at 7:00", "Mon 7:00"),
        (at(2027, 1, 2, 7, 0), "on January 2, 2027 at 7:00", "Jan 2 7:00"),
    ],
)
def test_a_moment_is_said_as_seen_from_now(when: float, said: str, briefly: str) -> None:
    with speaking("en"):
        assert spoken(when, NOW, MEXICO) == said
        assert short(when, NOW, MEXICO) == briefly


def test_days_are_those_of_the_newsroom() -> None:
    # In Mexico it is still Thursday evening when it is Friday in Europe.
    late, now = at(2026, 11, 19, 23, 30), at(2026, 11, 19, 22, 0)
    with speaking("en"):
        assert spoken(late, now, MEXICO) == "today at 23:30"
        assert spoken(late, now, ZoneInfo("Europe/Madrid")) == "today at 6:30"
        assert spoken(late, at(2026, 11, 19, 12, 0), ZoneInfo("Europe/Madrid")) == "tomorrow at 6:30"


def test_spanish_names_its_days() -> None:
    with speaking("es-MX"):
        assert "lunes" in spoken(at(2026, 11, 23, 7, 0), NOW, MEXICO)
        assert "27 de noviembre" in spoken(at(2026, 11, 27, 7, 0), NOW, MEXICO)
        assert short(at(2026, 11, 25, 7, 0), NOW, MEXICO) == "mié 7:00"
        assert short(at(2026, 12, 25, 7, 0), NOW, MEXICO) == "25 dic 7:00"


@pytest.mark.parametrize(
    ("seconds", "said"), [(42.4, "42 s"), (150, "2 min"), (3600, "1 h 0 min"), (4800, "1 h 20 min")]
)
def test_lengths(seconds: float, said: str) -> None:
    assert lasting(seconds) == said
