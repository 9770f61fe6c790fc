"""When an episode goes on the air, as its rundown says now."""

from __future__ import annotations

import datetime
import json
import sqlite3
from contextlib import closing
from datetime import tzinfo
from pathlib import Path

from newscast.base.errors import MachineError
from newscast.base.zones import seconds_of
from newscast.desk.ledger import look_into
from newscast.watch.facts import Facts
from newscast.watch.skimming import skimmed


def air_of(root: Path, rundown: str, desk: Path | None = None, zone: tzinfo | None = None) -> float | None:
    """In seconds since 1970, by the clocks of a zone; None where the rundown at that path in the newsroom does not say,
    or cannot be read. Where it is not plain to see, what a watcher read last is taken from the desk."""
    facts = skimmed(root / rundown, Facts(rundown, ""))
    moment = facts.moment if facts else _noted(desk, rundown)
    return seconds_of(datetime.datetime.fromisoformat(moment), zone) if moment else None


def _noted(desk: Path | None, rundown: str) -> str | None:
    """The moment that a watcher read in a rundown."""
    try:
        ledger = look_into(desk) if desk else None
        if ledger is None:
            return None
        with closing(ledger):
            row = ledger.connection.execute("SELECT facts FROM facts WHERE path = ?", (rundown,)).fetchone()
            told = json.loads(row["facts"]).get("moment") if row else None
            return told if isinstance(told, str) else None
    except (MachineError, sqlite3.Error, ValueError):
        return None
