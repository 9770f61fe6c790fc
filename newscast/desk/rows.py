"""Jobs as rows of the ledger."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable

from newscast.base.records import as_json, read_record
from newscast.desk.job import Ask, Ending, Job, Lane, State

OF_LANE = "episode = ? AND draft = ? AND deliverables = ?"
OF_LANE_AND_SOURCES = f"{OF_LANE} AND sources = ?"


def keys(lane: Lane) -> tuple[str, bool, str]:
    """What finds the jobs of a lane."""
    return lane.episode, lane.draft, json.dumps(lane.deliverables)


def listed(states: Iterable[State]) -> str:
    """States as SQL lists them."""
    return ", ".join(f"'{state}'" for state in states)


def as_column(ending: Ending) -> str:
    """How a try ended, in ASCII: names in it need not be UTF-8."""
    return json.dumps(as_json(ending))


def as_job(row: sqlite3.Row) -> Job:
    """The job that a row tells."""
    lane = Lane(row["episode"], bool(row["draft"]), tuple(json.loads(row["deliverables"])))
    waits = tuple(json.loads(row["waits_for"]))
    ask = Ask(lane, row["rundown"], row["sources"], row["asked_by"], row["air"], waits)
    ending = read_record(Ending, json.loads(row["ending"])) if row["ending"] else None
    times = (row["tries"], row["not_before"], row["began"], row["ended"], row["stopped"])
    return Job(row["id"], ask, row["state"], row["asked"], *times, ending)
