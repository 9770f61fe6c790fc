"""When an episode goes out, without reading its whole rundown: enough to tell those of the past."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from pydantic_core import PydanticCustomError

from newscast.show.times import read_date, read_moment
from newscast.watch.facts import Facts

_HEAD = 64_000
_DATE = re.compile(rb"^date:[ \t]*(['\"]?)([0-9-]{10})\1[ \t]*(?:#.*)?\r?$", re.MULTILINE)
_AIR = re.compile(rb"^air:[ \t]*(['\"]?)(\d[0-9T:+Z. -]{15,40}?)\1[ \t]*(?:#.*)?\r?$", re.MULTILINE)


def skimmed(path: Path, facts: Facts) -> Facts | None:
    """The facts with the day and moment that the head of a rundown gives; None where that is not plain to see."""
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD)
        date, air = _DATE.findall(head), _AIR.findall(head)
        if len(date) != 1 or len(air) != len(re.findall(rb"^air\b", head, re.MULTILINE)) or len(air) > 1:
            return None
        day = read_date(date[0][1].decode(), None)  # type: ignore[arg-type]
        moment = read_moment(air[0][1].decode(), None).isoformat() if air else None  # type: ignore[arg-type]
    except (OSError, PydanticCustomError):
        return None
    return replace(facts, date=day.isoformat(), moment=moment)
