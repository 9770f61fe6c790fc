"""When an episode goes on the air, as its rundown says now: read in one way, whoever asks."""

from __future__ import annotations

import datetime
import json
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import tzinfo
from pathlib import Path

from newscast.base.errors import MachineError
from newscast.base.zones import seconds_of
from newscast.desk.ledger import look_into
from newscast.rundown.dates import Dates, dates_in


@dataclass(frozen=True)
class Airing:
    """The day as YYYY-MM-DD, empty where it is not known, and when it goes on the air in seconds since 1970; None where
    the rundown does not say that, or cannot be read."""

    date: str = ""
    air: float | None = None


def airing_of(root: Path, rundown: str, desk: Path | None = None, zone: tzinfo | None = None) -> Airing:
    """When what the rundown at that path in the newsroom says goes out, by the clocks of a zone. Where it is not plain
    to see, what a watcher read last is taken from the desk."""
    return airing(dates_in(root / rundown), rundown, desk, zone)


def airing(plain: Dates | None, rundown: str, desk: Path | None, zone: tzinfo | None) -> Airing:
    """The same of a rundown whose head says this, None where that is not `plain`."""
    dates = plain or _noted(desk, rundown)
    if dates is None:
        return Airing()
    return Airing(dates.date, seconds_of(datetime.datetime.fromisoformat(dates.moment), zone) if dates.moment else None)


def air_of(root: Path, rundown: str, desk: Path | None = None, zone: tzinfo | None = None) -> float | None:
    """When it goes on the air, as airing_of() tells it."""
    return airing_of(root, rundown, desk, zone).air


def _noted(desk: Path | None, rundown: str) -> Dates | None:
    """What a watcher read in a rundown."""
    try:
        ledger = look_into(desk) if desk else None
        if ledger is None:
            return None
        with closing(ledger):
            row = ledger.connection.execute("SELECT facts FROM facts WHERE path = ?", (rundown,)).fetchone()
            told = json.loads(row["facts"]) if row else {}
            date, moment = (told.get(name) if isinstance(told.get(name), str) else None for name in ("date", "moment"))
            return Dates(date or "", moment) if date or moment else None
    except (MachineError, sqlite3.Error, ValueError):
        return None
